/** The run that the user means. */

import { folderAt } from '../node/folder.ts';
import { findRun, type RunFolder } from '../store/run-folder.ts';

export function findStore(named: string, out: string): RunFolder {
  return folderAt(findRun(named, out).path);
}
