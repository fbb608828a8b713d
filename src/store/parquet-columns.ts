/**
 * Chunks of columns as Parquet has them: one page of plain numbers as they lie in memory, written
 * at once, or a dictionary, which the library writes. The bytes are those that the library would
 * write for both; number by number it takes twenty times as long.
 */

import type { ColumnChunk, SchemaElement } from 'hyparquet';
import type { ParquetWriter, Writer } from 'hyparquet-writer';
import { writeColumn } from 'hyparquet-writer/src/column.js';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { present } from '../text/entry.ts';

/** Trials from ... to a number that is not among them. */
interface TrialColumn {
  readonly element: SchemaElement;
  readonly from: number;
  readonly to: number;
}

interface DrawColumn {
  readonly element: SchemaElement;
  /** In order of trial; read before the next column's are asked for. */
  rows(): Float64Array;
}

/** Numbers of a page, of which the library makes no more either. */
const PAGE_BYTES = 1024 * 1024;

/** @param columns  of as many rows each, 65,536 at most, in the order of the schema */
export function writeGroup(
  writer: ParquetWriter,
  rows: number,
  trials: TrialColumn,
  columns: readonly DrawColumn[],
): void {
  const begins = writer.writer.offset;
  const chunks = [
    trialChunk(writer.writer, trials),
    ...columns.map((column) => {
      const draws = column.rows();
      return hasFew(draws)
        ? dictionaryChunk(writer, column.element, draws)
        : drawsChunk(writer.writer, column.element, draws);
    }),
  ];
  writer.num_rows += BigInt(rows);
  writer.row_groups.push({
    columns: chunks,
    total_byte_size: chunks.reduce(
      (sum, { meta_data: of }) => sum + (of?.total_uncompressed_size ?? 0n),
      0n,
    ),
    num_rows: BigInt(rows),
    total_compressed_size: BigInt(writer.writer.offset - begins),
  });
  writer.writer.flush?.();
}

function trialChunk(writer: Writer, { element, from, to }: TrialColumn): ColumnChunk {
  const words = new Uint32Array(2 * (to - from));
  for (let k = 0; k < to - from; k++) {
    words[2 * k] = from + k;
    words[2 * k + 1] = Math.floor((from + k) / 2 ** 32);
  }
  const [min_value, max_value] = [BigInt(from), BigInt(to - 1)];
  return plainChunk(writer, element, words, { min_value, max_value, null_count: 0n });
}

function drawsChunk(writer: Writer, element: SchemaElement, draws: Float64Array): ColumnChunk {
  let [least, greatest, failed] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let k = 0; k < draws.length; k++) {
    const x = draws[k];
    if (x < least) least = x;
    if (x > greatest) greatest = x;
    if (x !== x) failed++;
  }
  const some = failed < draws.length;
  return plainChunk(writer, element, draws, {
    // Of a zero the format keeps no sign: bounds reach to either.
    min_value: some ? (least === 0 ? -0 : least) : undefined,
    max_value: some ? greatest + 0 : undefined,
    null_count: 0n,
    nan_count: BigInt(failed),
  } as Statistics);
}

type Statistics = NonNullable<NonNullable<ColumnChunk['meta_data']>['statistics']>;

function plainChunk(
  writer: Writer,
  { name, type }: SchemaElement,
  numbers: Float64Array | Uint32Array,
  statistics: Statistics,
): ColumnChunk {
  const { buffer, byteOffset, byteLength } = numbers;
  const begins = writer.offset;
  const rows = byteLength / 8;
  writePageHeader(writer, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: byteLength,
    compressed_page_size: byteLength,
    data_page_header_v2: {
      num_values: rows,
      num_nulls: 0,
      num_rows: rows,
      encoding: 'PLAIN',
      definition_levels_byte_length: 0,
      repetition_levels_byte_length: 0,
      is_compressed: true,
    },
  });
  writer.appendBytes(new Uint8Array(buffer, byteOffset, byteLength));
  const bytes = BigInt(writer.offset - begins);
  return {
    meta_data: {
      type: present(type, `the type of column ${name}`),
      encodings: ['PLAIN'],
      path_in_schema: [name],
      codec: 'UNCOMPRESSED',
      num_values: BigInt(rows),
      total_compressed_size: bytes,
      total_uncompressed_size: bytes,
      data_page_offset: BigInt(begins),
      statistics,
      encoding_stats: [{ page_type: 'DATA_PAGE_V2', encoding: 'PLAIN', count: 1 }],
    },
    file_offset: BigInt(begins),
  };
}

function dictionaryChunk(
  { writer, schema, compressors }: ParquetWriter,
  element: SchemaElement,
  draws: Float64Array,
): ColumnChunk {
  const column = {
    columnName: element.name,
    element,
    schemaPath: [schema[0], element],
    codec: 'SNAPPY' as const,
    compressors,
    stats: true,
    pageSize: PAGE_BYTES,
    columnIndex: false,
    offsetIndex: false,
    encoding: 'RLE_DICTIONARY' as const,
  } as Parameters<typeof writeColumn>[0]['column'];
  const levels = { definitionLevels: [], repetitionLevels: [], maxDefinitionLevel: 0 };
  return writeColumn({ writer, column, pageData: { values: draws, ...levels } }).chunk;
}

/** A dictionary is for columns of so few values: events, codes, what is cut off at a bound. */
const FEW = 512;

/**
 * Whether values are few: those are a dictionary, compressed; draws of a continuous distribution
 * are as they are, for they do not compress.
 */
function hasFew(data: Float64Array): boolean {
  const distinct = new Set<number>();
  let before = Number.NaN;
  for (let k = 0; k < data.length; k++) {
    const value = data[k];
    // Of a dictionary -0 and 0 would be one entry.
    if (value === 0 && Object.is(value, -0)) return false;
    if (value === before) continue;
    before = value;
    if (distinct.add(value).size > FEW) return false;
  }
  return distinct.size * 4 <= data.length;
}
