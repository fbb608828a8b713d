/** One table from the parts that files gave. */

import { present } from '../text/entry.ts';
import { isNothing } from './cell.ts';
import { type Column, columnOf, joined } from './column.ts';
import type { Part } from './csv.ts';
import { few, refusal, type Table } from './table.ts';

/** A part, and the values that the folders on its path give to columns: `model_id=a/x.parquet`. */
export interface Placed {
  readonly part: Part;
  readonly keys: ReadonlyMap<string, string>;
}

/**
 * @param file   as it was named by whoever asked
 * @param parts  1 or more, in the order of their rows
 * @throws TableError if the parts have different columns, or if a folder and a file disagree about
 *   a value
 */
export function tableOf(file: string, parts: readonly Placed[]): Table {
  const faults: string[] = [];
  const all = parts.map((placed) => columnsOf(placed, faults));
  const names = all[0].map(({ name }) => name);
  all.forEach((columns, k) => {
    const own = new Set(columns.map(({ name }) => name));
    const missing = names.filter((name) => !own.has(name));
    const excess = [...own].filter((name) => !names.includes(name));
    if (missing.length > 0)
      faults.push(`${parts[k].part.file} lacks ${few(missing)}, which ${parts[0].part.file} has`);
    if (excess.length > 0)
      faults.push(`${parts[k].part.file} has ${few(excess)}, which ${parts[0].part.file} lacks`);
  });
  if (faults.length > 0) throw refusal(file, faults);
  const columns = names.map((name, k) =>
    joined(
      all.map((own) =>
        own[k].name === name
          ? own[k]
          : present(
              own.find((one) => one.name === name),
              `the column ${name}`,
            ),
      ),
    ),
  );
  const byName = new Map(columns.map((column) => [column.name, column]));
  const firsts: number[] = [];
  let rows = 0;
  for (const { part } of parts) {
    firsts.push(rows);
    rows += part.rows;
  }
  const origin = (row: number) => {
    const k = lastAtMost(firsts, row);
    const { part } = parts[k];
    const at = row - firsts[k];
    return part.lines === undefined
      ? { file: part.file, unit: 'row' as const, number: at + 1 }
      : { file: part.file, unit: 'line' as const, number: part.lines[at] };
  };
  return {
    file,
    rows,
    columns,
    names: [...new Set([...parts[0].part.names, ...names])],
    column: (name) => byName.get(name),
    origin,
    place: (row) => {
      const { file: own, unit, number } = origin(row);
      return parts.length === 1 ? `${unit} ${number}` : `${own}, ${unit} ${number}`;
    },
    notes: notesOf(file, parts),
    metadata: (parts.length === 1 ? parts[0].part.metadata : undefined) ?? new Map(),
  };
}

/** What several files of a folder have in common is said once. */
function notesOf(file: string, parts: readonly Placed[]): string[] {
  const files = new Map<string, string[]>();
  for (const { part } of parts)
    for (const note of part.notes) files.set(note, [...(files.get(note) ?? []), part.file]);
  return [...files].map(([note, of]) =>
    of.length === 1
      ? `${of[0]}: ${note}`
      : `${file}: ${note} (in ${of.length} of ${parts.length} files)`,
  );
}

function columnsOf({ part, keys }: Placed, faults: string[]): Column[] {
  const columns = part.columns.map(columnOf);
  for (const [name, value] of keys) {
    const own = columns.find((column) => column.name === name);
    if (own === undefined) columns.push(constant(name, value, part.rows));
    else if (own.values.some((text) => text !== value))
      faults.push(
        `${part.file} has ${few(own.values.filter((text) => text !== value))} in column ${name}, but its folder says ${name}=${value}`,
      );
  }
  return columns;
}

function constant(name: string, value: string, rows: number): Column {
  const text = value.trim();
  return columnOf(
    isNothing(text)
      ? { name, codes: new Int32Array(rows).fill(-1), values: [] }
      : { name, codes: new Int32Array(rows), values: [text] },
  );
}

/** The last index of ascending numbers at which the number is at most `value`. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
