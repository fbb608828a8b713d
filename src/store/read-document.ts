/** Documents of a run folder as they are read: data and nothing else. */

import { fromJson, sha256 } from '../compile/canonical.ts';
import { FileError, readBytes } from '../files/read.ts';
import { AlteredError, FormError } from '../text/form.ts';
import { RunFolderError } from './error.ts';

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
  const bytes = bytesOf(path);
  try {
    return { content: fromJson(bytes.toString('utf8')), hash: sha256(bytes) };
  } catch (error) {
    const why = error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message;
    throw new RunFolderError(`${path} cannot be read: ${why}`);
  }
}

/** @throws RunFolderError as `readDocument` */
export function bytesOf(path: string): Buffer {
  try {
    return readBytes(path);
  } catch (error) {
    if (error instanceof FileError) throw new RunFolderError(error.message);
    throw error;
  }
}

/**
 * What `check` makes of a document.
 *
 * @param remedy  what can be done if it is not believed
 * @throws RunFolderError naming the file, what is wrong, and the remedy; AlteredFile where it was
 *   altered
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
