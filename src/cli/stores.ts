/** The runs that the user means, and what is filed with them. */

import { resolve } from 'node:path';
import { UsageError } from '../forecast/usage-error.ts';
import type { Document } from '../report/document.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { sayLine } from './notes.ts';
import { printJson, printText, terminal } from './output.ts';

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

/** Files what a command found with a run; gives the paths of the page and of the document. */
async function file(
  store: RunFolder,
  name: string,
  document: object,
  page: string,
): Promise<readonly string[]> {
  const { fileFound } = await import('../forecast/documents.ts');
  return fileFound(store, name, document, page);
}

/** Files what a command found with a run and shows it: the document, or the page in the terminal. */
export async function fileAndShow(
  store: RunFolder,
  name: string,
  found: object,
  page: Document,
  json: boolean | undefined,
): Promise<void> {
  const { documentHtml } = await import('../report/media/html.ts');
  const { documentText } = await import('../report/media/terminal.ts');
  const files = await file(store, name, found, documentHtml(page));
  if (json) printJson(found);
  else printText(documentText(page, { ...terminal(), files }));
}
