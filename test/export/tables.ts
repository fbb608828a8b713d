/** Small tables for tests. */

import { type Cell, type Table, type TableColumn, tableOfRows } from '../../src/export/table.ts';

export const ABOUT = { model: 'heat-pumps', seed: '1', version: '0.0.0' };

/** A table of columns of cells. */
export function tableOf(
  columns: readonly (TableColumn & { readonly cells: readonly Cell[] })[],
  about = ABOUT,
): Table {
  const rows = columns[0].cells.map((_, i) => columns.map(({ cells }) => cells[i]));
  return tableOfRows('test', columns, rows, about);
}
