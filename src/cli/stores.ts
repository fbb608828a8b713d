/** The runs that the user means, and what is filed with them. */

import { resolve } from 'node:path';
import { UsageError } from '../forecast/usage-error.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { ANALYSES } from '../store/run-store.ts';
import { sayLine } from './notes.ts';

/** Where the newest of several is taken, a line on standard error says so. */
export async function findStore(named: string, out: string): Promise<RunFolder> {
  const { findFolder } = await import('../node/folder.ts');
  return findFolder(named, out, sayLine);
}

/** All of them, in the order of their names. */
export function findStores(named: readonly string[], out: string): Promise<RunFolder[]> {
  return Promise.all(named.map((one) => findStore(one, out)));
}

/**
 * @param wanted  what the command takes instead
 * @throws UsageError if one is there twice
 */
export function expectDifferent(stores: readonly RunFolder[], wanted?: string): void {
  const places = stores.map(({ path }) => resolve(path));
  const twice = stores.find((_, k) => places.indexOf(places[k]) < k);
  if (twice)
    throw new UsageError(
      `${twice.name} is named twice${wanted === undefined ? '' : `; ${wanted}`}`,
    );
}

/**
 * Files what a command found with a run, as a document and as a page.
 *
 * @returns  the paths of both, the page first
 */
export function file(store: RunFolder, name: string, document: object, page: string): string[] {
  const [json, text] = [`${name}.json`, `${JSON.stringify(document, null, 1)}\n`];
  const analysis = ANALYSES.find((one) => one === json);
  if (analysis === undefined) store.write(json, text);
  else store.fileAnalysis(analysis, text);
  store.write(`${name}.html`, page);
  return [store.file(`${name}.html`), store.file(json)];
}
