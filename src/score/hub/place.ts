/** Where a row of a table stands, for messages. */

import { basename } from 'node:path';
import type { Table } from '../../tables/table.ts';

/**
 * `truth.csv, line 2`; in a folder of files with the path of the file, for their names may be the
 * same.
 */
export function placeOf(table: Table, row: number): string {
  const { file, unit, number } = table.origin(row);
  return `${file === table.file ? basename(file) : file}, ${unit} ${number}`;
}
