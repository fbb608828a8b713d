/** Documents from files, of a run or beside one. */

import { FileError, readBytes } from '../files/read.ts';
import { type Document, documentOf } from './document.ts';
import { RunFolderError } from './error.ts';

/**
 * @param path  of a JSON file, as messages show it
 * @throws RunFolderError if it is not there, no ordinary file, too large, or no JSON
 */
export function readDocument(path: string): Document {
  return documentOf(
    inWordsOfRuns(() => readBytes(path)),
    path,
  );
}

/** What cannot be read of a file, as what is wrong with the run that it belongs to. */
export function inWordsOfRuns<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileError) throw new RunFolderError(error.message);
    throw error;
  }
}
