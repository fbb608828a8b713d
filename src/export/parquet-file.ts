/**
 * Tables as Parquet: whole numbers as INT32 or INT64, dictionaries where values are few, all else
 * split byte by byte, which Snappy compresses further than doubles as they are; least and greatest
 * values of every group of rows; units, labels and names of categories as metadata.
 */

import type { DecodedArray } from 'hyparquet';
import {
  type ColumnSource,
  fileWriter,
  ParquetWriter,
  schemaFromColumnData,
} from 'hyparquet-writer';
import { VERSION } from '../version.ts';
import { type Cell, isMissing, stretches, type Table } from './table.ts';

const GROUP = 131_072;
/**
 * A dictionary is worth it where at most so many numbers are distinct, and each comes four times on
 * average.
 */
const FEW = 4096;
const OFTEN = 4;
const LEAST_INT32 = -(2 ** 31);

type Form = Pick<ColumnSource, 'type' | 'nullable' | 'encoding'>;

/** Writes the file. Where a number is missing, it is null; the same table gives the same bytes. */
export function writeParquet(path: string, table: Table): void {
  const forms = table.columns.map((_, k) => formOf(table, k));
  const columns = (from: number, to: number): ColumnSource[] =>
    table.columns.map(({ name }, k) => ({
      name,
      ...forms[k],
      data: stored(table.cells(k, from, to), forms[k]),
    }));
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: columns(0, 0) }),
    codec: 'SNAPPY',
    createdBy: `chipcast version ${VERSION}`,
    kvMetadata: metadataOf(table),
  });
  for (const [from, to] of stretches(table.rows, GROUP))
    writer.write({ columnData: columns(from, to), rowGroupSize: GROUP });
  writer.finish();
}

/**
 * `chipcast.seed` and the like, and `chipcast.columns`: JSON of unit, label and categories by name
 * of the column.
 */
function metadataOf({ about, columns }: Pick<Table, 'about' | 'columns'>) {
  const described = Object.fromEntries(
    columns.flatMap(({ name, unit, label, categories }) => {
      const of = {
        ...(unit === undefined ? {} : { unit }),
        ...(label === undefined ? {} : { label }),
        ...(categories === undefined ? {} : { categories }),
      };
      return Object.keys(of).length === 0 ? [] : [[name, of]];
    }),
  );
  return [
    ...Object.entries(about).map(([key, value]) => ({ key: `chipcast.${key}`, value })),
    { key: 'chipcast.columns', value: JSON.stringify(described) },
  ];
}

function formOf(table: Table, column: number): Form {
  const { kind } = table.columns[column];
  if (kind === 'text') return { type: 'STRING', nullable: someMissing(table, column) };
  if (kind === 'flag') return { type: 'BOOLEAN', nullable: someMissing(table, column) };
  let [nullable, whole] = [false, true];
  let [least, greatest] = [0, 0];
  let distinct: Set<number> | undefined = new Set();
  const few = Math.min(FEW, table.rows / OFTEN);
  for (const [from, to] of stretches(table.rows, GROUP)) {
    const cells = table.cells(column, from, to);
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (isMissing(cell)) {
        nullable = true;
        continue;
      }
      const value = cell as number;
      // Neither a whole number nor an entry of a dictionary keeps the sign of a zero.
      if (Object.is(value, -0)) [whole, distinct] = [false, undefined];
      whole &&= Number.isSafeInteger(value);
      if (value < least) least = value;
      if (value > greatest) greatest = value;
      if (distinct && distinct.add(value).size > few) distinct = undefined;
    }
  }
  if (whole) {
    const type = least >= LEAST_INT32 && greatest < -LEAST_INT32 ? 'INT32' : 'INT64';
    return { type, nullable, encoding: distinct ? 'RLE_DICTIONARY' : 'DELTA_BINARY_PACKED' };
  }
  return { type: 'DOUBLE', nullable, encoding: distinct ? 'RLE_DICTIONARY' : 'BYTE_STREAM_SPLIT' };
}

function someMissing(table: Table, column: number): boolean {
  for (const [from, to] of stretches(table.rows, GROUP)) {
    const cells = table.cells(column, from, to);
    for (let i = 0; i < cells.length; i++) if (isMissing(cells[i])) return true;
  }
  return false;
}

function stored(cells: ArrayLike<Cell>, { type, nullable }: Form): DecodedArray {
  const big = type === 'INT64';
  if (nullable || type === 'STRING' || type === 'BOOLEAN')
    return Array.from(cells, (cell) =>
      isMissing(cell) ? null : big ? BigInt(cell as number) : cell,
    );
  const numbers = cells as ArrayLike<number>;
  if (big) return BigInt64Array.from({ length: cells.length }, (_, i) => BigInt(numbers[i]));
  if (type === 'INT32') return Int32Array.from(numbers);
  return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
}
