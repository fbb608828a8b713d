/** Files that are whole or not there. */

import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { naming } from '../files/naming.ts';

/** Writes beside the place and renames, so that a reader never meets half a file. */
export function writeWhole(folder: string, name: string, content: string | Uint8Array): void {
  replaceWhole(join(folder, name), (part) => writeFileSync(part, content));
}

/**
 * Puts a file into its place once it is written whole; if that fails, as on a full disk, nothing is
 * left of it, and what was there before stays. What is no file, such as a pipe, is written as it
 * is.
 *
 * @param write  writes the file under the name that it is given
 */
export function replaceWhole(path: string, write: (part: string) => void): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false)
    return naming(path, () => write(path));
  const part = `${path}.unfinished-${process.pid}`;
  try {
    naming(path, () => {
      write(part);
      renameSync(part, path);
    });
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Removes what processes that are no more left half-written. */
export function removeParts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /\.unfinished-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** Whether there is such a process on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else is there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
