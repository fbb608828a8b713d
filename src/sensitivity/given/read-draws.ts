/** Tables of draws that were made elsewhere, as CSV or Parquet. */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetRead } from 'hyparquet';
import { didYouMean } from '../../text/nearest.ts';

/** Faults of a column that are named one by one. */
const NAMED_FAULTS = 5;
const FEWEST_ROWS = 100;
const PARQUET = 'PAR1';

/** What was found in a file before anything was held against it. */
interface Table {
  /** What a place in the file is called: `line` of a CSV, `row` of a Parquet file. */
  readonly place: 'line' | 'row';
  readonly names: readonly string[];
  readonly rows: number;
  /** Cells of a column, and where each stands; a cell that is missing is undefined. */
  readonly cells: (name: string) => {
    readonly values: readonly unknown[];
    readonly at: (row: number) => number;
  };
  readonly faults: readonly string[];
}

/**
 * Columns of a table of draws, a row a trial, in the order asked for.
 *
 * @param file     path of a CSV file (RFC 4180) whose first row names the columns, or of a Parquet file (uncompressed or Snappy); told
 *                 apart by how they begin and not by name
 * @param columns  names of columns of numbers
 * @throws         RangeError that names every fault: no such file, a truncated Parquet file, columns that are missing (with the nearest
 *                 names) or there twice, rows with more or fewer cells than the first, cells that are not finite numbers (the first five of
 *                 each column and how many), fewer than 100 rows
 */
export async function readDraws(
  file: string,
  columns: readonly string[],
): Promise<readonly Float64Array[]> {
  const bytes = contents(file);
  const isParquet = bytes.length > 0 && PARQUET.startsWith(bytes.toString('latin1', 0, 4));
  const table = isParquet ? await parquetTable(file, bytes, columns) : csvTable(file, bytes);
  const faults = [...table.faults];
  if (table.rows < FEWEST_ROWS) {
    faults.push(`it has ${table.rows} rows of draws; at least ${FEWEST_ROWS} are needed`);
  }
  const read = columns.map((name) => {
    const copies = table.names.filter((other) => other === name).length;
    if (copies === 0) faults.push(missing(name, table.names));
    if (copies > 1) faults.push(`column "${name}" is there ${copies} times`);
    return copies === 1 ? numbers(table, name, faults) : new Float64Array(0);
  });
  if (faults.length > 0) throw refusal(file, faults);
  return read;
}

function numbers(table: Table, name: string, faults: string[]): Float64Array {
  const { values, at } = table.cells(name);
  const column = new Float64Array(values.length);
  const wrong: number[] = [];
  values.forEach((value, row) => {
    column[row] = numberOf(value);
    if (!Number.isFinite(column[row])) wrong.push(row);
  });
  if (wrong.length === 0) return column;
  const named = wrong
    .slice(0, NAMED_FAULTS)
    .map((row) => `${shown(values[row])} in ${table.place} ${at(row)}`);
  const more = wrong.length > NAMED_FAULTS ? ` and ${wrong.length - NAMED_FAULTS} more` : '';
  const what = wrong.length === 1 ? 'is not a finite number' : 'are not finite numbers';
  faults.push(`column "${name}": ${named.join(', ')}${more} ${what}`);
  return column;
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  // Number('') is 0.
  return typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'an empty cell';
  return typeof value === 'number' ? `${value}` : `"${String(value)}"`;
}

/** A row of a CSV, and the line on which it ends. */
interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function csvTable(file: string, bytes: Buffer): Table {
  let lines: readonly Line[];
  try {
    lines = parse(bytes, {
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      // With info, the type of a row is not that of the library's overload.
    }) as unknown as readonly Line[];
  } catch (error) {
    throw refusal(file, [`it is no CSV: ${(error as Error).message}`]);
  }
  const names = lines[0]?.record ?? [];
  const rows = lines.slice(1);
  const uneven = rows.filter(({ record }) => record.length !== names.length);
  const examples = uneven
    .slice(0, NAMED_FAULTS)
    .map(({ record, info }) => `line ${info.lines} has ${record.length}`);
  const more =
    uneven.length > NAMED_FAULTS ? ` and ${uneven.length - NAMED_FAULTS} more lines` : '';
  const faults =
    uneven.length === 0
      ? []
      : [
          `columns differ in length: there are ${names.length} names, but ${examples.join(', ')} cells${more}`,
        ];
  return {
    place: 'line',
    names,
    rows: rows.length,
    faults,
    cells: (name) => {
      const column = names.indexOf(name);
      // A row with too few cells has been named already.
      const whole = rows.filter(({ record }) => record.length === names.length);
      return {
        values: whole.map(({ record }) => record[column]),
        at: (row) => whole[row].info.lines,
      };
    },
  };
}

async function parquetTable(
  file: string,
  bytes: Buffer,
  columns: readonly string[],
): Promise<Table> {
  // The end of the file says where everything is: a file that was cut off has none.
  if (bytes.length < 12 || bytes.toString('latin1', bytes.length - 4) !== PARQUET) {
    throw refusal(file, ['it is a Parquet file that is cut off, or still being written']);
  }
  const buffer = bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.length,
  ) as ArrayBuffer;
  try {
    const metadata = parquetMetadata(buffer);
    const names =
      metadata.row_groups[0]?.columns.map((column) => column.meta_data!.path_in_schema[0]) ?? [];
    const rows = Number(metadata.num_rows);
    const there = columns.filter((name) => names.includes(name));
    const cells = new Map(there.map((name) => [name, Array.from<unknown>({ length: rows })]));
    if (there.length > 0) {
      await parquetRead({
        file: buffer,
        metadata,
        columns: there,
        onChunk: ({ columnName, columnData, rowStart }) => {
          const column = cells.get(columnName)!;
          for (let k = 0; k < columnData.length; k++) column[rowStart + k] = columnData[k];
        },
      });
    }
    return {
      place: 'row',
      names,
      rows,
      faults: [],
      cells: (name) => ({ values: cells.get(name)!, at: (row) => row + 1 }),
    };
  } catch (error) {
    throw refusal(file, [`it is a Parquet file that cannot be read: ${(error as Error).message}`]);
  }
}

function contents(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw refusal(file, [code === 'ENOENT' ? 'it does not exist' : message]);
  }
}

function missing(name: string, names: readonly string[]): string {
  const near = didYouMean(name, names);
  if (near !== '' || names.length === 0) return `there is no column "${name}"${near}`;
  const some = names.slice(0, NAMED_FAULTS).join(', ');
  return `there is no column "${name}"; it has ${some}${names.length > NAMED_FAULTS ? ', ...' : ''}`;
}

function refusal(file: string, faults: readonly string[]): RangeError {
  return new RangeError(
    `${file} cannot be used.\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
}
