/** Which files somebody else's document may have read. */

import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';

/**
 * Why a file that a spec names is not read: it lies, links followed, in none of the folders.
 * Nothing where it does.
 *
 * @param path     of the file
 * @param named    the same as the spec has it
 * @param folders  that of the spec, and those that the user allows
 */
export function notBelow(
  path: string,
  named: string,
  folders: readonly string[],
): string | undefined {
  const isBelow = folders.some((folder) => {
    const way = relative(real(folder), real(path));
    return way !== '' && !way.startsWith('..') && !isAbsolute(way);
  });
  if (isBelow) return undefined;
  return `${named} does not lie below the folder of the spec, so it is not read; --allow-read ${dirname(path)} allows it`;
}

function real(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}
