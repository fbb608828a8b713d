/** Documents of a run as they are read: data and nothing else. */

import { fromJson, sha256 } from '../compile/canonical.ts';
import { AlteredError, FormError } from '../text/form.ts';
import { RunFolderError } from './error.ts';

export interface Document {
  readonly content: unknown;
  /** SHA-256 of the bytes. */
  readonly hash: string;
}

/**
 * @param path  of the file, as messages show it
 * @throws RunFolderError if the bytes are no JSON
 */
export function documentOf(bytes: Uint8Array, path: string): Document {
  try {
    return { content: fromJson(textOf(bytes)), hash: sha256(bytes) };
  } catch (error) {
    const why = error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message;
    throw new RunFolderError(`${path} cannot be read: ${why}`);
  }
}

/** A mark at the beginning is kept, for it is no JSON. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
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
