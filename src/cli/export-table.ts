/**
 * `chipcast export --format csv|parquet|xlsx`: tables of a run or a batch, as a file or on standard
 * output.
 */

import { once } from 'node:events';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { aboutRun } from '../export/about-run.ts';
import { batchTable } from '../export/batch-table.ts';
import { csvText } from '../export/csv-file.ts';
import { drawsTable, longDrawsTable } from '../export/draws-table.ts';
import { writeParquet } from '../export/parquet-file.ts';
import { scoresTable } from '../export/scores-table.ts';
import { sensitivityTable } from '../export/sensitivity-table.ts';
import { summaryTable } from '../export/summary-table.ts';
import type { Table } from '../export/table.ts';
import { workbook, workbookFaults } from '../export/workbook-file.ts';
import { makeFolder } from '../files/folder.ts';
import { UsageError } from '../forecast/usage-error.ts';
import {
  analysisOf,
  type DrawsRequest,
  drawnColumns,
  finishedFolder,
  openBatch,
  scoresOf,
} from './export-source.ts';
import type { TableName } from './export-tables.ts';
import { findStore } from './find-store.ts';

export interface TableOptions extends DrawsRequest {
  readonly format: 'csv' | 'parquet' | 'xlsx';
  readonly what: readonly TableName[];
  readonly long?: boolean;
  readonly bom?: boolean;
  /** Path of the file; `-` is standard output. */
  readonly to?: string;
  readonly out: string;
}

/** Writes the tables and returns the path of the file; none where it went to standard output. */
export async function exportTables(
  named: string,
  options: TableOptions,
  warn: (line: string) => void,
): Promise<string[]> {
  const tables: Table[] = [];
  for (const what of options.what) tables.push(await tableOf(what, named, options, warn));
  const { format, to, bom = false } = options;
  if (format === 'xlsx') {
    const faults = workbookFaults(tables);
    if (faults.length > 0)
      throw new UsageError(
        `--format xlsx: ${faults.join('; ')}. Parquet and CSV take it, or fewer columns by --outcomes`,
      );
  }
  const name = tables.length === 1 ? tables[0].name.replaceAll('_', '-') : 'tables';
  const path = to ?? (await defaultPath(named, options, `${name}.${format}`));
  if (path === '-') {
    await printed(format, tables, bom);
    return [];
  }
  makeFolder(dirname(path));
  await written(path, format, tables, bom);
  return [path];
}

async function tableOf(
  what: TableName,
  named: string,
  options: TableOptions,
  warn: (line: string) => void,
): Promise<Table> {
  const { out, long = false } = options;
  if (what === 'batch') {
    const { manifest, cells, plan, left } = await openBatch(named, out);
    if (left.length > 0) warn(`Not done, and not in the table: ${left.join(', ')}`);
    const { name: _, run: __, ...about } = aboutRun(plan, manifest.batch);
    return batchTable(manifest, cells, about);
  }
  if (what === 'sensitivity') {
    const folder = await findStore(named, out);
    return sensitivityTable(analysisOf(folder), folder.name);
  }
  const folder = await finishedFolder(named, out);
  const plan = folder.plan();
  const about = aboutRun(plan, folder.name);
  if (what === 'scores') return scoresTable(scoresOf(folder), about);
  const summary = folder.summary();
  if (what === 'summary') return summaryTable(plan.program, summary, about, long);
  const drawn = await drawnColumns(folder, plan, summary, options);
  return long ? longDrawsTable(drawn, about) : drawsTable(drawn, about);
}

/**
 * In the folder of the run, or beside the file of the batch; draws never where the run keeps its
 * own.
 */
async function defaultPath(
  named: string,
  { what, out }: TableOptions,
  name: string,
): Promise<string> {
  if (what.includes('batch'))
    return (await openBatch(named, out)).path.replace(/json$/, name.split('.')[1]);
  return (await findStore(named, out)).file(
    name === 'draws.parquet' ? 'draws-export.parquet' : name,
  );
}

async function written(
  path: string,
  format: TableOptions['format'],
  tables: readonly Table[],
  bom: boolean,
): Promise<void> {
  if (format === 'parquet') return writeParquet(path, tables[0]);
  const file = openSync(path, 'w');
  try {
    if (format === 'xlsx') writeFileSync(file, await workbook(tables));
    else for (const text of csvText(tables[0], bom)) writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** To standard output, at the pace of who reads it; a reader that stops early has what it wants. */
async function printed(
  format: TableOptions['format'],
  tables: readonly Table[],
  bom: boolean,
): Promise<void> {
  let closed = false;
  const stop = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
  };
  process.stdout.on('error', stop);
  try {
    for await (const piece of pieces(format, tables, bom)) {
      if (closed) return;
      if (!process.stdout.write(piece))
        // `once` fails with the error of the stream, which is told to `stop` as well.
        await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(
          stop,
        );
    }
  } finally {
    process.stdout.off('error', stop);
  }
}

async function* pieces(
  format: TableOptions['format'],
  tables: readonly Table[],
  bom: boolean,
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
