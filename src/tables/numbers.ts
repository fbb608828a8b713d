/** A column as numbers, or what is wrong with it. */

import { whyNoNumber } from './cell.ts';
import { few, lacking, NAMED_FAULTS, type Table } from './table.ts';

/**
 * The numbers of a column, in order of the rows.
 *
 * @param empty   whether cells may hold nothing: they are NaN then
 * @param faults  what is wrong is added here: no such column, cells that are no finite number (the
 *           first five with their places)
 */
export function numbersOf(
  table: Table,
  name: string,
  { empty }: { readonly empty: boolean },
  faults: string[],
): Float64Array {
  const column = table.column(name);
  if (column === undefined) {
    faults.push(lacking(name, table.names));
    return new Float64Array(0);
  }
  const { numbers } = column;
  const wrong: number[] = [];
  let count = 0;
  for (let row = 0; row < numbers.length; row++) {
    if (Number.isFinite(numbers[row]) || (empty && column.text(row) === undefined)) continue;
    if (wrong.length < NAMED_FAULTS) wrong.push(row);
    count++;
  }
  if (count > 0) {
    const named = wrong.map((row) => `${shown(column.text(row))} in ${table.place(row)}`);
    const text = column.text(wrong[0]);
    const why = text === undefined ? '' : `: ${whyNoNumber(text)}`;
    const are = count === 1 ? 'is not a finite number' : 'are not finite numbers';
    const more = count > wrong.length ? ` and ${count - wrong.length} more` : '';
    faults.push(`column "${name}": ${few(named)}${more} ${are}${why}`);
  }
  return numbers;
}

function shown(text: string | undefined): string {
  return text === undefined ? 'no value' : `"${text}"`;
}
