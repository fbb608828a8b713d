/** Tables of a hub as its checks read them, and what a round allows in them. */

import { readTable } from '../tables/read-table.ts';
import { TableError } from '../tables/table.ts';
import type { ModelTask } from './hub-forms.ts';

export type Row = Readonly<Record<string, string>>;

export interface HubTable {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * @throws TableError that says what is wrong with the table, also what a lenient reader leaves out
 *   with a note
 */
export function readHubTable(path: string): HubTable {
  // NA is a word of hubs; only an empty cell is none.
  const { names, columns, rows, notes } = readTable(path, { na: [] });
  if (notes.length > 0) throw new TableError(notes.join('; '));
  return {
    columns: names,
    rows: Array.from({ length: rows }, (_, row) =>
      Object.fromEntries(columns.map(({ name, text }) => [name, text(row) ?? ''])),
    ),
  };
}

export function keyOf(row: Row, names: readonly string[]): string {
  return names.map((name) => row[name]).join(' | ');
}

/**
 * In order of first appearance; `Map.groupBy` is younger than the oldest Node that is supported.
 */
export function groupedBy(
  rows: readonly Row[],
  of: (row: Row) => string,
): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(of(row));
    if (group) group.push(row);
    else groups.set(of(row), [row]);
  }
  return groups;
}

/** Keys of rows that come more than once. */
export function repeated(rows: readonly Row[], names: readonly string[]): string[] {
  return [...groupedBy(rows, (row) => keyOf(row, names))].flatMap(([key, group]) =>
    group.length > 1 ? [key] : [],
  );
}

/** Values that a task allows of one of its ids, as texts. */
export function allowedOf({ task_ids: ids }: ModelTask, name: string): readonly string[] {
  return [...(ids[name]?.required ?? []), ...(ids[name]?.optional ?? [])].map(String);
}

/** Whether a task allows what a row says of some of its ids. */
export function takes(task: ModelTask, row: Row, names: readonly string[]): boolean {
  return names.every((name) => allowedOf(task, name).includes(row[name]));
}

/** Ids that a file has of an output type: those that are required, or NA. */
export function typeIds(task: ModelTask, type: string): readonly string[] | undefined {
  const of = task.output_type[type as keyof ModelTask['output_type']];
  if (of === undefined || !('output_type_id' in of)) return undefined;
  return of.output_type_id.required?.map(String) ?? ['NA'];
}

/** Faults of a kind that are named one by one. */
const NAMED = 3;

/** One line for all faults of a kind, none where there are none. */
export function named(what: string, of: readonly string[]): string[] {
  if (of.length === 0) return [];
  const more = of.length > NAMED ? ` and ${of.length - NAMED} more` : '';
  return [`${what}: ${of.slice(0, NAMED).join('; ')}${more}`];
}
