/**
 * The register of sources: one row a published figure, with where it stands, what it says, and
 * whether it was public by the end of 2025. Read from the table beside this file when somebody
 * asks. Articles that give no source for a number say nothing of where it is from: `origin` is `none`.
 */

import { readFileSync } from 'node:fs';
import type { Source } from 'chipcast';
import Papa from 'papaparse';

let rows: readonly Source[] | undefined;

export function sources(): readonly Source[] {
  rows ??= Papa.parse<Source>(readFileSync(new URL('sources.csv', import.meta.url), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data.map((row) => (/\bunsourced\b/.test(row.claim) ? { ...row, origin: 'none' } : row));
  return rows;
}
