/** Tables of others: CSV or Parquet, every cell as text. */

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';

export interface Table {
  readonly columns: readonly string[];
  /** Cells by column; undefined where there is none, `NA` or nothing. */
  readonly rows: readonly Readonly<Record<string, string | undefined>>[];
}

/** A file that cannot be scored. */
export class ScoreError extends RangeError {
  override readonly name = 'ScoreError';
}

/** @throws ScoreError if there is no such file, or if it is neither CSV nor Parquet */
export async function readTable(file: string): Promise<Table> {
  try {
    return extname(file).toLowerCase() === '.parquet' ? await readParquet(file) : readCsv(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ScoreError(
      code === 'ENOENT' ? `${file} does not exist` : `${file} cannot be read: ${message}`,
    );
  }
}

function readCsv(file: string): Table {
  const rows = parse(readFileSync(file, 'utf8'), {
    bom: true,
    skip_empty_lines: true,
  }) as string[][];
  const [columns = [], ...body] = rows;
  return {
    columns,
    rows: body.map((cells) =>
      Object.fromEntries(columns.map((name, k) => [name, present(cells[k])])),
    ),
  };
}

async function readParquet(path: string): Promise<Table> {
  const file = await asyncBufferFromFile(path);
  const objects = await parquetReadObjects({ file });
  return {
    columns: Object.keys(objects[0] ?? {}),
    rows: objects.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)])),
    ),
  };
}

function cell(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return value instanceof Date ? value.toISOString().slice(0, 10) : present(String(value));
}

function present(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === '' || trimmed === 'NA' ? undefined : trimmed;
}
