/**
 * Names of columns: the id of a quantity, and behind it in brackets the period where it has one
 * every period, as in `h200.units[2026Q1]`.
 */

export interface ColumnName {
  readonly id: string;
  /** `2026Q1`, `2026`; absent for what has one value a trial. */
  readonly period: string | undefined;
}

export function columnName(id: string, period?: string): string {
  return period === undefined ? id : `${id}[${period}]`;
}

/** A text that is no such name is all id. */
export function parseColumnName(name: string): ColumnName {
  const [, id, period] = /^([^[]*)\[([^\]]*)\]$/.exec(name) ?? [];
  return id === undefined ? { id: name, period: undefined } : { id, period };
}

/** The id in the name of a column. */
export function bareId(name: string): string {
  return parseColumnName(name).id;
}
