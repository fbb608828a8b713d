/** A table of results, whatever it is of and in whatever form it is written. */

export type Cell = string | number | boolean | null;

export interface TableColumn {
  readonly name: string;
  /**
   * A `count` is a whole number that names or counts something; a number is anything else that can
   * be computed with.
   */
  readonly kind: 'text' | 'number' | 'count' | 'flag';
  readonly unit?: string;
  readonly label?: string;
  /** Of codes: how each reads. */
  readonly categories?: Readonly<Record<string, string>>;
}

export interface Table {
  /** In lower case, without blanks: of the file and of the sheet. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /**
   * Cells of the column of that number, from row `from` up to before row `to`. A number that is not
   * finite is a missing cell, as null is.
   */
  readonly cells: (column: number, from: number, to: number) => ArrayLike<Cell>;
  /** What the table is of: model, run, seed, fingerprint, version and the like. */
  readonly about: Readonly<Record<string, string>>;
}

/** @param rows  as many cells each as there are columns, in their order */
export function tableOfRows(
  name: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
  about: Readonly<Record<string, string>>,
): Table {
  return {
    name,
    columns,
    rows: rows.length,
    cells: (column, from, to) => rows.slice(from, to).map((row) => row[column]),
    about,
  };
}

/** Columns of one kind by their names. */
export function columnsOf(kind: TableColumn['kind'], ...names: readonly string[]): TableColumn[] {
  return names.map((name) => ({ name, kind }));
}

export function isMissing(cell: Cell): cell is null {
  return cell === null || (typeof cell === 'number' && !Number.isFinite(cell));
}

/** Stretches of rows, in order. */
export function* stretches(
  rows: number,
  length: number,
): Generator<readonly [from: number, to: number]> {
  for (let from = 0; from < rows; from += length) yield [from, Math.min(from + length, rows)];
}

/** `muStar` as `mu_star`: a name that SQL and R take without quotes. */
export function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[^a-zA-Z0-9]+/g, '_')
    .toLowerCase();
}
