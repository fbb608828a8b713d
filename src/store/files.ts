/** Files that are whole or not there. */

import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes beside the place and renames, so that a reader never meets half a file. */
export function writeWhole(folder: string, name: string, content: string | Uint8Array): void {
  const target = join(folder, name);
  const unfinished = `${target}.unfinished-${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, target);
}
