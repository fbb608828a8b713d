/** One process at a time. */

import { lockSync } from 'proper-lockfile';
import { reason } from '../text/system-error.ts';
import { FileError } from './read.ts';

/**
 * What is done under a lock takes milliseconds; a process that died leaves its lock for this long.
 */
const STALE_MS = 10_000;
const PATIENCE_MS = 60_000;

/**
 * Does something to a file that no other process does at the same time. The lock is a folder
 * `FILE.lock` beside it.
 *
 * @throws FileError if others hold the lock for a minute, or if no lock can be made, as on a
 *   read-only disk
 */
export function withLock<T>(path: string, action: () => T): T {
  const release = acquire(path);
  try {
    return action();
  } finally {
    release();
  }
}

function acquire(path: string): () => void {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const end = Date.now() + PATIENCE_MS;
  for (let tries = 1; ; tries++) {
    try {
      return lockSync(path, { realpath: false, stale: STALE_MS });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED')
        throw new FileError(path, `cannot be locked: ${reason(error)}`);
      if (Date.now() > end)
        throw new FileError(
          path,
          `is in use by another process; if there is none, remove ${path}.lock`,
        );
      // Those that wait do not all try at the same moment again.
      Atomics.wait(sleeper, 0, 0, 5 + ((process.pid + 7 * tries) % 23));
    }
  }
}
