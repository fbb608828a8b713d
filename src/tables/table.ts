/**
 * A table from a file or a folder of files: its columns, where each row stands, and what was left
 * out.
 */

import { InputError } from '../text/input-error.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Column } from './column.ts';

export interface Table {
  /** The file or folder, as it was named. */
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /**
   * Names of all columns of the file, also of those that were not wanted: each is there once, none
   * is empty, blanks around them are gone.
   */
  readonly names: readonly string[];
  column(name: string): Column | undefined;
  /** The file of a row, and its line (of a CSV file, from 1) or row (of a Parquet file, from 1). */
  origin(row: number): Origin;
  /**
   * Where a row stands, for messages: `line 3`; of a folder with the file before it:
   * `a/b.csv, line 3`.
   */
  place(row: number): string;
  /**
   * Whole sentences about what was left out or taken in another form; each begins with the file.
   * For standard error.
   */
  readonly notes: readonly string[];
  /** What the writer of a Parquet file said of it, by key; empty for CSV and of a folder. */
  readonly metadata: ReadonlyMap<string, string>;
}

interface Origin {
  readonly file: string;
  readonly unit: 'line' | 'row';
  readonly number: number;
}

/**
 * A file that cannot be read as a table; the message names the file and all that is wrong with it.
 */
export class TableError extends InputError {
  override readonly name = 'TableError';
}

/** Faults of a kind that are named one by one. */
export const NAMED_FAULTS = 5;

/** A refusal with one fault, or with several one a line. */
export function refusal(file: string, faults: readonly string[]): TableError {
  return new TableError(
    faults.length === 1
      ? `${file}: ${faults[0]}`
      : `${file} cannot be used.\n${faults.map((fault) => `  ${fault.replaceAll('\n', '\n  ')}`).join('\n')}`,
  );
}

/** The first few of a list, and how many more there are. */
export function few(items: readonly string[], most = NAMED_FAULTS): string {
  const more = items.length > most ? ` and ${items.length - most} more` : '';
  return `${items.slice(0, most).join(', ')}${more}`;
}

/** What to say of a column that a table lacks. */
export function lacking(name: string, names: readonly string[]): string {
  const there = names.length === 0 ? 'it has none' : `it has ${few(names, 12)}`;
  return `there is no column "${name}"; ${there}${didYouMean(name, names)}`;
}
