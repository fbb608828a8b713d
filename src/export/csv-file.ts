/** Tables as CSV (RFC 4180) in UTF-8, with line feeds. */

import { csvLine, harmless } from '../text/csv-write.ts';
import { type Cell, isMissing, stretches, type Table } from './table.ts';

const LINES_AT_A_TIME = 4096;

/**
 * The text of the file, piece by piece. Numbers are the shortest that read back as the same double;
 * a missing cell is empty. A text that a spreadsheet would take for a formula begins with an
 * apostrophe, as OWASP advises against CSV injection.
 *
 * @param mark  whether the file begins with a byte-order mark, without which Excel does not know
 *           that it is UTF-8
 */
export function* csvText(table: Table, mark: boolean): Generator<string> {
  if (mark) yield '\uFEFF';
  yield csvLine(table.columns.map(({ name }) => harmless(name)));
  for (const [from, to] of stretches(table.rows, LINES_AT_A_TIME)) {
    const columns = table.columns.map((_, k) => table.cells(k, from, to));
    const lines: string[] = [];
    for (let i = 0; i < to - from; i++)
      lines.push(csvLine(columns.map((cells) => plain(cells[i]))));
    yield lines.join('');
  }
}

function plain(cell: Cell): string | number | null {
  if (isMissing(cell)) return null;
  if (typeof cell === 'string') return harmless(cell);
  return typeof cell === 'boolean' ? String(cell) : cell;
}
