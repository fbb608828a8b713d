/** The run that the user means. */

import type { RunFolder } from '../store/run-folder.ts';

/** Where the newest of several is taken, a line on standard error says so. */
export async function findStore(named: string, out: string): Promise<RunFolder> {
  const { findFolder } = await import('../node/folder.ts');
  return findFolder(named, out, (line) => process.stderr.write(`${line}\n`));
}

/** All of them, in the order of their names. */
export function findStores(named: readonly string[], out: string): Promise<RunFolder[]> {
  return Promise.all(named.map((one) => findStore(one, out)));
}
