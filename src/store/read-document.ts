/** Files of a run folder as they are read: ordinary files of a sensible size, whose content is data and nothing else. */

import { createHash } from 'node:crypto';
import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
  lstatSync,
} from 'node:fs';
import { fromJson, sha256 } from '../compile/canonical.ts';
import { AlteredError, FormError } from '../text/form.ts';
import { RunFolderError } from './error.ts';

/** Beyond any document that a run leaves; what is larger was put there by somebody else. */
const MOST_BYTES = 256 * 1024 * 1024;

export interface Document {
  readonly content: unknown;
  /** SHA-256 of the bytes. */
  readonly hash: string;
}

/**
 * @param path  of a JSON file, as messages show it
 * @throws RunFolderError if it is not there, no ordinary file, too large, or no JSON
 */
export function readDocument(path: string): Document {
  const bytes = readBytes(path);
  try {
    return { content: fromJson(bytes.toString('utf8')), hash: sha256(bytes) };
  } catch (error) {
    const why = error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message;
    throw new RunFolderError(`${path} cannot be read: ${why}`);
  }
}

/** The bytes of an ordinary file of at most 256 MiB. */
export function readBytes(path: string): Buffer {
  const { size } = ordinaryFile(path);
  if (size > MOST_BYTES)
    throw new RunFolderError(
      `${path} cannot be read: it has ${size} bytes, more than any run leaves`,
    );
  return readFileSync(path);
}

/** A device would never end and a pipe would wait for ever, so neither is opened. */
function ordinaryFile(path: string): Stats {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) return stats;
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  throw new RunFolderError(
    stats === undefined
      ? `${path} ${isLink ? 'is a link to something that does not exist' : 'does not exist'}`
      : `${path} cannot be read: it is ${stats.isDirectory() ? 'a folder' : 'a device or a pipe'}; wanted a file`,
  );
}

const CHUNK = 1 << 20;

/** SHA-256 of a file of any size, read piece by piece: about a second a gigabyte. */
export function hashFile(path: string): string {
  ordinaryFile(path);
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
}

/**
 * What `check` makes of a document.
 *
 * @param remedy  what can be done if it is not believed
 * @throws RunFolderError naming the file, what is wrong, and the remedy; AlteredFile where it was altered
 */
export function believed<T>(
  path: string,
  content: unknown,
  check: (content: unknown) => T,
  remedy: string,
): T {
  try {
    return check(content);
  } catch (error) {
    if (error instanceof AlteredError) throw new AlteredFile(path, error, remedy);
    if (error instanceof FormError)
      throw new RunFolderError(`${path} cannot be used: ${error.message}\n${remedy}`);
    throw error;
  }
}

/** A file that was changed since the run wrote it. */
export class AlteredFile extends RunFolderError {
  readonly what: string;
  readonly found: string;
  readonly wanted: string;

  constructor(
    path: string,
    { what, found, wanted }: Pick<AlteredError, 'what' | 'found' | 'wanted'>,
    remedy: string,
  ) {
    super(
      `${path} was altered: its ${what} is ${found.slice(0, 16)}, wanted ${wanted.slice(0, 16)}. ${remedy}`,
    );
    [this.what, this.found, this.wanted] = [what, found, wanted];
  }
}
