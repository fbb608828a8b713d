/** A run in memory. */

import { KeptRun } from './kept-run.ts';
import { MemoryFiles } from './memory-files.ts';

export class MemoryRun extends KeptRun {
  /** @param name  as messages show it */
  constructor(name: string) {
    super(new MemoryFiles(name));
  }
}
