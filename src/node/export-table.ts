/** Tables of a run or a batch as files: CSV, Parquet, workbooks. */

import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Executor } from '../execute/executor.ts';
import { csvText } from '../export/csv-file.ts';
import { writeParquet } from '../export/parquet-file.ts';
import type { Table } from '../export/table.ts';
import type { TableName } from '../export/table-names.ts';
import { workbook, workbookFaults } from '../export/workbook-file.ts';
import { makeFolder } from '../files/folder.ts';
import { runTable, type TableOptions, tableOfBatch } from '../forecast/export-table.ts';
import { UsageError } from '../forecast/usage-error.ts';
import { replaceWhole } from '../store/files.ts';
import { openBatch } from './batch.ts';
import { findFolder } from './folder.ts';

export interface TableFile {
  readonly format: 'csv' | 'parquet' | 'xlsx';
  /** Whether CSV begins with a byte-order mark. */
  readonly bom?: boolean;
}

export interface TablesOptions extends TableFile, TableOptions {
  readonly what: readonly TableName[];
  readonly out: string;
}

/** Tables, and where they belong. */
export interface Tables {
  readonly tables: readonly Table[];
  /** In the folder of the run, or beside the file of the batch. */
  readonly path: string;
}

/**
 * Makes the tables of a run or a batch.
 *
 * @param named  of the run or the batch
 * @throws RunFolderError if there is no such run, or it has not what a table is made of; UsageError
 *   for what a file of this format cannot hold
 */
export async function makeTables(
  named: string,
  options: TablesOptions,
  executor: Executor,
  say: (line: string) => void,
): Promise<Tables> {
  const { what: asked, format, out } = options;
  const tables: Table[] = [];
  let beside: (name: string) => string = () => '';
  for (const what of asked) {
    if (what === 'batch') {
      const { manifest, cells, plan, left, path } = openBatch(named, out);
      if (left.length > 0) say(`Not done, and not in the table: ${left.join(', ')}`);
      tables.push(tableOfBatch(manifest, cells, plan));
      beside = (name) => path.replace(/json$/, name.split('.')[1]);
    } else {
      const folder = findFolder(named, out, say);
      tables.push(await runTable(what, folder, options, executor));
      // Draws never where the run keeps its own.
      if (!asked.includes('batch'))
        beside = (name) => folder.file(name === 'draws.parquet' ? 'draws-export.parquet' : name);
    }
  }
  const faults = format === 'xlsx' ? workbookFaults(tables) : [];
  if (faults.length > 0)
    throw new UsageError(
      `--format xlsx: ${faults.join('; ')}. Parquet and CSV take it, or fewer columns by --outcomes`,
    );
  const name = tables.length === 1 ? tables[0].name.replaceAll('_', '-') : 'tables';
  return { tables, path: beside(`${name}.${format}`) };
}

export async function writeTables(
  path: string,
  tables: readonly Table[],
  { format, bom = false }: TableFile,
): Promise<void> {
  makeFolder(dirname(path));
  const book = format === 'xlsx' ? await workbook(tables) : undefined;
  replaceWhole(path, (part) => {
    if (format === 'parquet') writeParquet(part, tables[0]);
    else if (book === undefined) writeCsv(part, tables[0], bom);
    else writeFileSync(part, book);
  });
}

function writeCsv(path: string, table: Table, bom: boolean): void {
  const file = openSync(path, 'w');
  try {
    for (const text of csvText(table, bom)) writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** The file, piece by piece, for who does not want it on a disk. */
export async function* tablePieces(
  tables: readonly Table[],
  { format, bom = false }: TableFile,
): AsyncGenerator<string | Uint8Array> {
  if (format === 'csv') yield* csvText(tables[0], bom);
  else if (format === 'xlsx') yield await workbook(tables);
  else {
    // The end of the file says where everything is, so that it must be whole before any of it is of
    // use.
    const folder = mkdtempSync(join(tmpdir(), 'chipcast-'));
    try {
      const path = join(folder, 'table.parquet');
      writeParquet(path, tables[0]);
      yield* createReadStream(path) as AsyncIterable<Uint8Array>;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
