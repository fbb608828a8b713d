/** What parts the cells of a text: found from its first lines. */

import Papa from 'papaparse';

const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINES = 20;

/**
 * The delimiter that gives the header the most names while the next lines have as many cells; a
 * comma where none does.
 *
 * @param newline  what ends a line
 */
export function delimiterOf(text: string, newline: '\n' | '\r'): Delimiter {
  let best: { readonly delimiter: Delimiter; readonly fit: number; readonly cells: number } = {
    delimiter: ',',
    fit: 0,
    cells: 1,
  };
  for (const delimiter of DELIMITERS) {
    const rows = Papa.parse<string[]>(text, { delimiter, newline, preview: LINES }).data.filter(
      (row) => row.length > 1 || row[0].trim() !== '',
    );
    const cells = rows[0]?.length ?? 1;
    if (cells < 2) continue;
    // R writes no name above its row names: a line may have one cell more.
    const fit = rows.filter(({ length }) => length === cells || length === cells + 1).length;
    if (fit > best.fit || (fit === best.fit && cells > best.cells))
      best = { delimiter, fit, cells };
  }
  return best.delimiter;
}
