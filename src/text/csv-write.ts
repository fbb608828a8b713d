/** Tables as CSV (RFC 4180), with line feeds. */

export type Cell = string | number | null;

/**
 * Numbers in the shortest decimal text that reads back as the same double; nothing for null and
 * what is not finite.
 */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

export function csvTable(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map(csvLine).join('');
}

/** A spreadsheet takes a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text that a spreadsheet would take for a formula, behind an apostrophe, as OWASP advises. */
export function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
