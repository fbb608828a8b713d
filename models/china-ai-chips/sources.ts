/**
 * The register of sources: one row a published figure, with where it stands, what it says, and
 * whether it was public by the end of 2025. Read from the table beside this file when somebody
 * asks.
 */

import { readFileSync } from 'node:fs';
import type { Source } from 'chipcast';
import { parse } from 'csv-parse/sync';

export function sources(): readonly Source[] {
  const table = readFileSync(new URL('sources.csv', import.meta.url), 'utf8');
  return parse(table, { columns: true, skip_empty_lines: true }) as Source[];
}
