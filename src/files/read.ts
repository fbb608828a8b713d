/**
 * Files from outside: ordinary ones of a sensible size. A device would never end and a pipe would
 * wait for ever, so neither is opened.
 */

import { createHash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { InputError } from '../text/input-error.ts';
import { reason } from '../text/system-error.ts';
import { expectHeap, LEAST_HEAP } from './heap.ts';

/** A file that cannot be used; the message is complete and begins with the path. */
export class FileError extends InputError {
  override readonly name = 'FileError';

  constructor(
    readonly path: string,
    /** What is wrong, without the path. */
    readonly why: string,
    /** Whether there is nothing under that name. */
    readonly isAbsent = false,
  ) {
    super(`${path} ${why}`);
  }
}

/** Beyond any document that people write or a run leaves. */
const MOST_BYTES = 256 * 1024 * 1024;
/**
 * Bytes of heap that a byte of text may take once it is parsed: JSON of small lists, YAML of lists of
 * digits with all that its parser makes on the way.
 */
const PARSED = { json: 16, yaml: 150 };

/**
 * The whole content of an ordinary file, a document that is parsed.
 *
 * @param path  as messages show it
 * @throws FileError if there is none, if it is a folder, a device or a pipe, larger than 256 MiB,
 *   or may not be read; TooLittleMemory if the heap has no room for what it holds
 */
export function readBytes(path: string, perByte = PARSED.json): Buffer {
  const { size } = ordinaryFile(path);
  if (size > MOST_BYTES) throw tooLarge(path);
  expectHeap(`the contents of ${path}`, LEAST_HEAP + perByte * size);
  return explained(path, () => readFileSync(path));
}

/**
 * The text, in UTF-8, of a file that the user names: an ordinary one, or a pipe such as
 * `/dev/stdin`.
 *
 * @throws FileError as `readBytes`
 */
export function readText(path: string): string {
  const stats = statsOf(path);
  return stats.isFIFO() ? readPipe(path) : readBytes(path, PARSED.yaml).toString('utf8');
}

/** A pipe has no size, so it is read until it ends or is too much. */
function readPipe(path: string): string {
  return explained(path, () => {
    const pipe = openSync(path, 'r');
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for (;;) {
        const chunk = Buffer.allocUnsafe(CHUNK);
        const read = readSync(pipe, chunk);
        if (read === 0) return Buffer.concat(chunks).toString('utf8');
        chunks.push(chunk.subarray(0, read));
        size += read;
        if (size > MOST_BYTES) throw tooLarge(path);
      }
    } finally {
      closeSync(pipe);
    }
  });
}

function tooLarge(path: string): FileError {
  return new FileError(path, 'cannot be read: it has more than 256 MiB');
}

const CHUNK = 1 << 20;

/**
 * SHA-256 of a file of any size, read piece by piece: about a second a gigabyte.
 *
 * @throws FileError as `readBytes`
 */
export function hashFile(path: string): string {
  ordinaryFile(path);
  return explained(path, () => {
    const file = openSync(path, 'r');
    try {
      const hash = createHash('sha256');
      const chunk = Buffer.allocUnsafe(CHUNK);
      for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
        hash.update(chunk.subarray(0, read));
      return hash.digest('hex');
    } finally {
      closeSync(file);
    }
  });
}

/** @throws FileError if it is no ordinary file */
function ordinaryFile(path: string): Stats {
  const stats = statsOf(path);
  if (stats.isFile()) return stats;
  const kind = stats.isDirectory() ? 'a folder' : stats.isFIFO() ? 'a pipe' : 'a device';
  throw new FileError(path, `cannot be read: it is ${kind}; wanted a file`);
}

function statsOf(path: string): Stats {
  if (path === '' || path.includes('\0')) throw new FileError(`"${path}"`, 'is no name of a file');
  const stats = explained(path, () => statSync(path, { throwIfNoEntry: false }));
  if (stats !== undefined) return stats;
  const why = leadsNowhere(path) ? 'is a link to something that does not exist' : 'does not exist';
  throw new FileError(path, why, true);
}

/** Whether a path is a link to something that does not exist. */
export function leadsNowhere(path: string): boolean {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink && statSync(path, { throwIfNoEntry: false }) === undefined;
}

/** What the system said, in words. */
function explained<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(path, `cannot be read: ${reason(error)}`);
  }
}
