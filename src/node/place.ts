/** Node as a place for verbs: threads compute, and runs are kept in folders. */

import { availableParallelism, hostname } from 'node:os';
import { relative, resolve } from 'node:path';
import { threadsExecutor } from '../execute/threads.ts';
import type { Place } from '../forecast/place.ts';
import { RunFolder } from '../store/run-folder.ts';

export const NODE: Place = {
  made: { node: process.version, host: hostname() },
  executor: ({ threads = availableParallelism(), blocks }) =>
    threadsExecutor(Math.min(threads, blocks)),
  store: (folder, name) => folderAt(resolve(folder, name)),
};

/** The folder of a run, its path shown as the user would type it. */
export function folderAt(path: string): RunFolder {
  const near = relative(process.cwd(), path);
  return new RunFolder(near === '' || near.startsWith('..') ? path : near);
}
