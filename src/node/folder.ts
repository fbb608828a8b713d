/** Folders of runs, with their paths as the user would type them. */

import { relative } from 'node:path';
import { RunFolder } from '../store/run-folder.ts';

export function folderAt(path: string): RunFolder {
  const near = relative(process.cwd(), path);
  return new RunFolder(near === '' || near.startsWith('..') ? path : near);
}
