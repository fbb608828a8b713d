/** A column of numbers from a table. */

import { fileURLToPath } from 'node:url';
import { numbersOf } from './numbers.ts';
import { readTable } from './read-table.ts';
import { refusal } from './table.ts';

export interface ColumnOptions {
  /** Words for a missing value instead of the usual ones. */
  readonly na?: readonly string[] | undefined;
  /** Takes what was left out or read in another form, a sentence each. */
  readonly notes?: ((notes: readonly string[]) => void) | undefined;
}

/**
 * The numbers of a column, in the order of the rows; cells that hold nothing are passed over. A
 * column of `True` and `False` gives 1 and 0.
 *
 * @param file    path or URL of a table, see {@link readTable}
 * @param column  name of the column
 * @throws TableError if the file cannot be read, if there is no such column, or if cells are not
 *         numbers: names the first few with their places
 */
export function readColumn(
  file: string | URL,
  column: string,
  { na, notes }: ColumnOptions = {},
): readonly number[] {
  const path = typeof file === 'string' ? file : fileURLToPath(file);
  const table = readTable(path, { na, columns: [column] });
  const faults: string[] = [];
  const numbers = numbersOf(table, column, { empty: true }, faults);
  if (faults.length > 0) throw refusal(path, faults);
  const found = Array.from(numbers.filter((value) => !Number.isNaN(value)));
  const passed = numbers.length - found.length;
  notes?.([
    ...table.notes,
    ...(passed === 0
      ? []
      : [
          `${path}: ${passed} of ${numbers.length} cells of column "${column}" have no value; they were passed over`,
        ]),
  ]);
  return found;
}
