/** Folders of runs, with their paths as the user would type them. */

import { relative, resolve } from 'node:path';
import { makeFolder } from '../files/folder.ts';
import type { Plan } from '../plan/plan.ts';
import { findRun } from '../store/find-run.ts';
import { folderName } from '../store/manifest.ts';
import { RunFolder } from '../store/run-folder.ts';

export function folderAt(path: string): RunFolder {
  const near = relative(process.cwd(), path);
  return new RunFolder(near === '' || near.startsWith('..') ? path : near);
}

/** A folder beside those of runs; it is created if it does not exist. */
export function madeFolder(out: string, name: string): RunFolder {
  const folder = folderAt(resolve(out, name));
  makeFolder(folder.path);
  return folder;
}

/** Where the run of a plan is kept. */
export function folderOf(plan: Plan, out: string): RunFolder {
  return folderAt(resolve(out, folderName(plan)));
}

/**
 * The run that a user means.
 *
 * @param named  path of its folder, its name, the beginning or the end of that, or `latest`
 * @param out    where names are looked for
 * @param say    is told where the newest of several is taken
 * @throws RunFolderError if there is no such run
 */
export function findFolder(named: string, out: string, say: (line: string) => void): RunFolder {
  return folderAt(findRun(named, out, say).path);
}
