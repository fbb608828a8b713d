/** Tables from outside, CSV or Parquet, a file or a folder of files. */

import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { tableOf } from './assemble.ts';
import { type Part, parseCsv } from './csv.ts';
import { type FolderFile, filesOfFolder } from './folder.ts';
import { readParquet } from './parquet-thread.ts';
import { few, NAMED_FAULTS, refusal, type Table, TableError } from './table.ts';
import { textOfBytes } from './text-of-bytes.ts';

export interface ReadOptions {
  /** Words for a missing value instead of the usual ones; an empty cell always is one. */
  readonly na?: readonly string[] | undefined;
  /**
   * Names of the columns of a Parquet file that are wanted, so that others are not read; all if
   * absent. CSV is read whole.
   */
  readonly columns?: readonly string[] | undefined;
  /**
   * Longest time in milliseconds in which reading a Parquet file makes no progress; 3000 and 100 a
   * megabyte if absent.
   */
  readonly patienceMs?: number | undefined;
}

/**
 * Reads a table. CSV is recognised in UTF-8 and UTF-16, with or without a byte-order mark, plain or
 * in gzip, with commas, semicolons, tabs or bars between cells, and with a decimal comma where that
 * is certain; Parquet in all its codecs. What a file is, is told by how it begins and not by its
 * name. A folder gives the rows of all its tables, which have the same columns; names of folders
 * such as `model_id=a` are columns.
 *
 * @param file  path of a file or a folder
 * @throws TableError that names the file and all that is wrong with it: it does not exist, is
 *         damaged or of another form, is larger than can be read, has columns without a name or
 *         with the same name, or nested columns
 */
export function readTable(file: string, options: ReadOptions = {}): Table {
  const nothing = options.na && new Set(['', ...options.na.map((word) => word.trim())]);
  const { files, notes } = isFolder(file)
    ? inFolder(file)
    : { files: [{ file, keys: new Map<string, string>() }], notes: [] };
  const faults: string[] = [];
  const parts = files.flatMap(({ file: one, keys }) => {
    try {
      return [{ part: partOf(one, options, nothing), keys }];
    } catch (error) {
      if (!(error instanceof TableError) || files.length === 1) throw error;
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) throw refusal(file, firstOf(faults));
  const table = tableOf(file, parts);
  return notes.length === 0 ? table : { ...table, notes: [...notes, ...table.notes] };
}

function firstOf(faults: readonly string[]): string[] {
  const more = faults.length - NAMED_FAULTS;
  return [...faults.slice(0, NAMED_FAULTS), ...(more > 0 ? [`and ${more} more files`] : [])];
}

function inFolder(folder: string): { files: readonly FolderFile[]; notes: readonly string[] } {
  const { files, others } = filesOfFolder(folder);
  return {
    files,
    notes:
      others.length === 0 ? [] : [`${folder}: not read, since they are not tables: ${few(others)}`],
  };
}

function partOf(
  file: string,
  options: ReadOptions,
  nothing: ReadonlySet<string> | undefined,
): Part {
  const begin = beginning(file);
  // A file that was cut off after its first bytes begins so as well.
  if (begin !== '' && 'PAR1'.startsWith(begin)) return readParquet(file, { ...options, nothing });
  return parseCsv(textOfBytes(bytesOf(file), file), file, nothing);
}

function isFolder(file: string): boolean {
  return trying(file, () => statSync(file).isDirectory());
}

/** The first bytes; none of what is no file, since a pipe gives them only once. */
function beginning(file: string): string {
  return trying(file, () => {
    if (!statSync(file).isFile()) return '';
    const opened = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(4);
      return bytes.toString('latin1', 0, readSync(opened, bytes, 0, 4, 0));
    } finally {
      closeSync(opened);
    }
  });
}

const MOST_BYTES = 2_000_000_000;

function bytesOf(file: string): Uint8Array {
  return trying(file, () => {
    const found = statSync(file);
    if (found.isFIFO()) return piped(file);
    if (!found.isFile()) throw refusal(file, ['it is a device; wanted a file or a folder']);
    if (found.size > MOST_BYTES)
      throw refusal(file, [`it has ${Math.round(found.size / 1e6)} MB; save it as Parquet`]);
    return readFileSync(file);
  });
}

/** What comes out of a pipe, until it ends or there is too much of it. */
function piped(file: string): Uint8Array {
  const opened = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let total = 0; total <= MOST_BYTES; ) {
      const chunk = Buffer.alloc(65_536);
      const read = readSync(opened, chunk, 0, chunk.length, null);
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      total += read;
    }
    throw refusal(file, [`more than ${MOST_BYTES / 1e6} MB come out of this pipe`]);
  } finally {
    closeSync(opened);
  }
}

function trying<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof TableError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw refusal(file, [
      code === 'ENOENT' ? 'it does not exist' : `it cannot be read: ${message}`,
    ]);
  }
}
