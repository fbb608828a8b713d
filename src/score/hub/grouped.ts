/** Rows of a table that have the same ids. */

import type { Column } from '../../tables/column.ts';
import type { Table } from '../../tables/table.ts';
import type { Faults } from '../error.ts';
import { idOf, NO_ID, noSuchDay } from './ids.ts';
import { placeOf } from './place.ts';

/** The ids of a column, by row as numbers of distinct ones. */
export interface IdColumn {
  readonly name: string;
  /** Distinct, in the form of {@link idOf}; an empty cell is {@link NO_ID}. */
  readonly ids: readonly string[];
  readonly codes: Int32Array;
}

export function idColumn({ name, values, codes }: Column): IdColumn {
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const found = numbers.get(id) ?? numbers.size;
    numbers.set(id, found);
    return found;
  };
  const byCode = values.map((text) => numberOf(idOf(text)));
  const none = codes.includes(-1) ? numberOf(NO_ID) : -1;
  return {
    name,
    codes: codes.map((code) => (code < 0 ? none : byCode[code])),
    ids: [...numbers.keys()],
  };
}

/**
 * Adds a fault for each id that is written as a day and is none, with the first row that has it.
 */
export function addDayFaults(columns: readonly IdColumn[], table: Table, faults: Faults): void {
  for (const { name, ids, codes } of columns)
    ids.forEach((id, code) => {
      const why = noSuchDay(id);
      if (why !== undefined)
        faults.add(() => `${placeOf(table, codes.indexOf(code))}: ${name}: ${why}`);
    });
}

/**
 * Groups of rows with the same ids, in order of their first rows.
 *
 * @param columns  each `length` long; none puts all rows into one group
 * @param also     a further number of each row, 0 or more, that has to be the same
 * @returns        numbers of the rows of each group, ascending, 1 or more
 */
export function grouped(
  columns: readonly IdColumn[],
  length: number,
  also: Int32Array = new Int32Array(length),
): readonly (readonly number[])[] {
  const told = columns.filter(({ ids }) => ids.length > 1);
  const keys = told.reduce(
    (numbers, { ids, codes }) => numbered(length, (row) => numbers[row] * ids.length + codes[row]),
    numbered(length, (row) => also[row]),
  );
  const groups: number[][] = [];
  for (let row = 0; row < length; row++) (groups[keys[row]] ??= []).push(row);
  return groups;
}

/** Numbers from 0 on in order of first appearance, the same for the same key. */
function numbered(length: number, key: (row: number) => number): Int32Array {
  const known = new Map<number, number>();
  const numbers = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const own = key(row);
    let found = known.get(own);
    if (found === undefined) {
      found = known.size;
      known.set(own, found);
    }
    numbers[row] = found;
  }
  return numbers;
}
