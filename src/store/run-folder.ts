/** A run in a folder. */

import { FolderFiles } from './folder-files.ts';
import { KeptRun } from './kept-run.ts';

export class RunFolder extends KeptRun {
  constructor(path: string) {
    super(new FolderFiles(path));
  }
}
