/** Folders that are made where they are not. */

import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { FileError, leadsNowhere } from './read.ts';

/**
 * Makes a folder with those it lies in. One level at a time: where the system has no room for
 * folders, as under `/proc`, Node's own way to make several never ends.
 *
 * @throws FileError where a link leads nowhere or no folder can be; else the error of the system, with
 *   its code and the path
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (existsSync(path)) return;
    if (leadsNowhere(path)) throw new FileError(path, 'is a link to something that does not exist');
    if (existsSync(parent) && (error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new FileError(path, `cannot be made: ${parent} takes no folders`);
    throw error;
  }
}
