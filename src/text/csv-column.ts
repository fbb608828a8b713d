/** A column of numbers from a CSV file. */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { didYouMean } from './nearest.ts';

/** Faults of a file that are named one by one. */
const NAMED_FAULTS = 5;

/**
 * The numbers of a column, in the order of the rows; empty cells are passed over.
 *
 * @param file    path or URL of a CSV file (RFC 4180) whose first row names the columns
 * @param column  name of the column
 * @throws RangeError if there is no such file or column, or if cells are not numbers: names the first few, with their lines
 */
export function csvColumn(file: string | URL, column: string): readonly number[] {
  const name = typeof file === 'string' ? file : file.pathname;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new RangeError(`${name} cannot be read: ${reason(error)}`, { cause: error });
  }
  let rows: {
    readonly record: Readonly<Record<string, string>>;
    readonly info: { readonly lines: number };
  }[];
  try {
    rows = parse(text, {
      columns: true,
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    throw new RangeError(`${name} is no CSV: ${reason(error)}`, { cause: error });
  }
  const columns = Object.keys(rows[0]?.record ?? {});
  if (!columns.includes(column)) {
    const there = columns.length === 0 ? 'it has no rows' : `it has ${columns.join(', ')}`;
    throw new RangeError(
      `${name} has no column "${column}"; ${there}${didYouMean(column, columns)}`,
    );
  }
  const cells = rows.map(({ record, info }) => ({ text: record[column], line: info.lines }));
  const filled = cells.filter(({ text }) => text !== '');
  const wrong = filled.filter(({ text }) => !Number.isFinite(Number(text)));
  if (wrong.length > 0) {
    const named = wrong.slice(0, NAMED_FAULTS).map(({ text, line }) => `"${text}" in line ${line}`);
    const more = wrong.length > NAMED_FAULTS ? ` and ${wrong.length - NAMED_FAULTS} more` : '';
    const are = wrong.length === 1 ? 'is not a number' : 'are not numbers';
    throw new RangeError(`${name}, column "${column}": ${named.join(', ')}${more} ${are}`);
  }
  return filled.map(({ text }) => Number(text));
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'it does not exist' : message;
}
