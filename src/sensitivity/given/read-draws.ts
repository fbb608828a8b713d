/** Tables of draws that were made elsewhere. */

import { numbersOf } from '../../tables/numbers.ts';
import { readTable } from '../../tables/read-table.ts';
import { refusal, type Table } from '../../tables/table.ts';

const FEWEST_ROWS = 100;

export interface GivenDraws {
  /** In the order asked for, a value a row. */
  readonly columns: readonly Float64Array[];
  readonly notes: readonly string[];
}

/**
 * Columns of a table of draws, a row a trial.
 *
 * @param file     a table: see {@link readTable}
 * @param columns  names of columns of numbers; `True` and `False` count as 1 and 0
 * @param na       words for a missing value instead of the usual ones
 * @throws         TableError that names every fault: a file that cannot be read, columns that are
 *                 missing (with the nearest names), cells that hold nothing or are not finite
 *                 numbers (the first five of each column and how many), fewer than 100 rows
 */
export function readDraws(
  file: string,
  columns: readonly string[],
  na?: readonly string[],
): GivenDraws {
  const table = readTable(file, { columns, na });
  const faults = tooFew(table);
  const read = columns.map((name) => numbersOf(table, name, { empty: false }, faults));
  if (faults.length > 0) throw refusal(file, faults);
  return { columns: read, notes: table.notes };
}

function tooFew({ rows }: Table): string[] {
  return rows < FEWEST_ROWS
    ? [`it has ${rows} rows of draws; at least ${FEWEST_ROWS} are needed`]
    : [];
}
