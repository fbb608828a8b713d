/** Runs that are kept in memory: for tests, and where there are no files. */

import type { RunStore } from '../store/run-store.ts';
import { PORTABLE } from './place.ts';
import type { Run } from './run.ts';

/**
 * A place for one run, in memory: `run.save` writes into it what a folder would have, and `openRun`
 * checks it as it checks a folder.
 *
 * @param name  as messages show it
 *
 * @example
 * const store = await memoryStore('autumn');
 * await run.save(store);
 * (await openRun(store)).digest === run.digest; // true
 */
export async function memoryStore(name: string): Promise<RunStore> {
  const { MemoryRun } = await import('../store/memory-run.ts');
  return new MemoryRun(name);
}

/**
 * Opens a finished run. Nothing that is kept of it is believed before it is checked.
 *
 * @throws RunFolderError if the run is not finished, or if a file of it is not what it should be
 */
export async function openRun(store: RunStore): Promise<Run> {
  const { openStore } = await import('./open.ts');
  return openStore(store, PORTABLE);
}
