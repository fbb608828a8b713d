/** One process at a time. */

import fs, { rmdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { lockSync } from 'proper-lockfile';
import { reason } from '../text/system-error.ts';
import { FileError } from './read.ts';

/**
 * What is done under a lock takes milliseconds; a process that died leaves its lock for this long.
 * One that is paused for longer loses it without a notice, so whoever writes checks what came of it.
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

/** Locks of this process, by folder, with what tells them from those that came in their place. */
const own = new Map<string, string | undefined>();

function markOf(lock: string): string | undefined {
  const found = statSync(lock, { throwIfNoEntry: false });
  return found && `${found.ino} ${found.ctimeMs}`;
}

function isOwn(lock: string): boolean {
  const mark = own.get(lock);
  return mark !== undefined && mark === markOf(lock);
}

/** The library removes its locks when the process ends, too; those that others took over stay. */
const OWN_LOCKS = {
  ...fs,
  rmdirSync(lock: string): void {
    const found = statSync(lock, { throwIfNoEntry: false });
    const isStale = found === undefined || found.mtimeMs < Date.now() - STALE_MS;
    if (isStale || isOwn(lock)) rmdirSync(lock);
  },
};

const OPTIONS = {
  realpath: false,
  stale: STALE_MS,
  fs: OWN_LOCKS,
  // By the time that the library looks, whoever lost the lock is done and has checked its work.
  onCompromised() {},
};

function acquire(path: string): () => void {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const end = Date.now() + PATIENCE_MS;
  for (let tries = 1; ; tries++) {
    try {
      const release = lockSync(path, OPTIONS);
      const lock = `${resolve(path)}.lock`;
      own.set(lock, markOf(lock));
      return () => {
        if (isOwn(lock)) release();
        own.delete(lock);
      };
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
