/** The names of columns, and those columns that only number the rows. */

import type { Column } from './column.ts';
import { few } from './table.ts';

/** Names that pandas and readr give to a column without one, and the index of pandas in Parquet. */
const NAMELESS = /^(?:|Unnamed: \d+(?:_level_\d+)?(?:\.\d+)*|\.\.\.\d+|__index_level_\d+__)$/;

export function isNameless(name: string): boolean {
  return NAMELESS.test(name.trim());
}

export interface Header {
  /** Indices of the columns that are kept. */
  readonly kept: readonly number[];
  readonly names: readonly string[];
  readonly notes: readonly string[];
  readonly faults: readonly string[];
}

/**
 * A nameless first column of whole numbers is left out, and so is a nameless column of empty cells;
 * other columns without a name, and names that come twice, are faults.
 *
 * @param found     names as they were found
 * @param numbers   whether a column holds whole numbers and nothing else
 * @param isEmpty   whether a column holds nothing at all
 */
export function headerOf(
  found: readonly string[],
  numbers: (column: number) => boolean,
  isEmpty: (column: number) => boolean,
): Header {
  const names = found.map((name) => name.trim());
  const notes: string[] = [];
  const faults: string[] = [];
  const kept: number[] = [];
  let leading = true;
  names.forEach((name, k) => {
    if (!isNameless(name)) {
      leading = false;
      kept.push(k);
      return;
    }
    const called = name === '' ? 'has no name' : `is named "${name}"`;
    if (name === '' && isEmpty(k))
      notes.push(`column ${k + 1} ${called} and is empty; it was left out`);
    else if ((leading || name.startsWith('__index')) && numbers(k))
      notes.push(`column ${k + 1} ${called} and holds row numbers; it was left out`);
    else if (name === '') faults.push(`column ${k + 1} has no name and does not hold row numbers`);
    else kept.push(k);
  });
  const left = kept.map((k) => names[k]);
  const twice = [...new Set(left.filter((name, k) => left.indexOf(name) < k))];
  for (const name of twice) {
    const at = kept.filter((k) => names[k] === name).map((k) => k + 1);
    faults.push(`column "${name}" occurs ${at.length} times (columns ${few(at.map(String))})`);
  }
  return { kept, names: left, notes, faults };
}

/** Whether each cell is a whole number: what pandas and R write before a row. */
export function isRowNumbers({ numbers }: Column): boolean {
  return numbers.every((value) => Number.isInteger(value) && value >= 0);
}

export function isEmpty({ length, text }: Column): boolean {
  for (let row = 0; row < length; row++) if (text(row) !== undefined) return false;
  return true;
}
