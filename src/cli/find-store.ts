/** The run that the user means. */

import { folderAt } from '../node/folder.ts';
import { findRun } from '../store/find-run.ts';
import type { RunFolder } from '../store/run-folder.ts';

/** Where the newest of several is taken, a line on standard error says so. */
export function findStore(named: string, out: string): RunFolder {
  return folderAt(findRun(named, out, (line) => process.stderr.write(`${line}\n`)).path);
}
