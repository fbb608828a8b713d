/**
 * Chunks of columns as Parquet has them: one page of plain numbers as they lie in memory, written
 * at once, or a dictionary and one page of its numbers. The bytes are those that the library would
 * write for both; number by number it takes three to twenty times as long.
 */

import type { ColumnChunk, SchemaElement } from 'hyparquet';
import type { ParquetWriter, Writer } from 'hyparquet-writer';
import { writeDataPageV2, writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeDictionaryPage } from 'hyparquet-writer/src/dictionary.js';
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
      const coded = codedIfFew(draws);
      return coded
        ? dictionaryChunk(writer, column.element, coded)
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
  return plainChunk(writer, element, draws, statisticsOf(least, greatest, failed, draws.length));
}

function statisticsOf(least: number, greatest: number, failed: number, all: number): Statistics {
  const some = failed < all;
  return {
    // Of a zero the format keeps no sign: bounds reach to either.
    min_value: some ? (least === 0 ? -0 : least) : undefined,
    max_value: some ? greatest + 0 : undefined,
    null_count: 0n,
    nan_count: BigInt(failed),
  } as Statistics;
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
  { values, codes }: Coded,
): ColumnChunk {
  const column = {
    columnName: element.name,
    element,
    schemaPath: [schema[0], element],
    codec: 'SNAPPY' as const,
    compressors,
  } as unknown as Parameters<typeof writeDictionaryPage>[1];
  const begins = writer.offset;
  const levels = { definitionLevels: [], repetitionLevels: [], maxDefinitionLevel: 0 };
  const dictionaryBytes = writeDictionaryPage(writer, column, values);
  const dataBegins = writer.offset;
  const dataBytes = writeDataPageV2({
    writer,
    column,
    encoding: 'RLE_DICTIONARY',
    pageData: { values: codes, ...levels },
  });
  const numbers = values.filter((value) => !Number.isNaN(value));
  const failed =
    values.length > numbers.length ? countOf(codes, values.findIndex(Number.isNaN)) : 0;
  return {
    meta_data: {
      type: present(element.type, `the type of column ${element.name}`),
      encodings: ['PLAIN', 'RLE_DICTIONARY'],
      path_in_schema: [element.name],
      codec: 'SNAPPY',
      num_values: BigInt(codes.length),
      total_compressed_size: BigInt(writer.offset - begins),
      total_uncompressed_size: BigInt(dictionaryBytes + dataBytes),
      data_page_offset: BigInt(dataBegins),
      dictionary_page_offset: BigInt(begins),
      statistics: statisticsOf(Math.min(...numbers), Math.max(...numbers), failed, codes.length),
      encoding_stats: [
        { page_type: 'DICTIONARY_PAGE', encoding: 'PLAIN', count: 1 },
        { page_type: 'DATA_PAGE_V2', encoding: 'RLE_DICTIONARY', count: 1 },
      ],
    },
    file_offset: BigInt(begins),
  };
}

function countOf(codes: Uint32Array, code: number): number {
  let count = 0;
  for (let k = 0; k < codes.length; k++) if (codes[k] === code) count++;
  return count;
}

/** Few values in the order in which they come up, and the number of each draw's value among them. */
interface Coded {
  readonly values: number[];
  readonly codes: Uint32Array;
}

/** A dictionary is for columns of so few values: events, codes, what is cut off at a bound. */
const FEW = 512;
/** Places in which values are looked up: a power of two, and four times as many. */
const PLACES = 4 * FEW;

/**
 * The numbers of draws in a dictionary where values are few: those are compressed; draws of a
 * continuous distribution are as they are, for they do not compress.
 *
 * @returns  undefined where values are many
 */
function codedIfFew(draws: Float64Array): Coded | undefined {
  const n = draws.length;
  const words = new Uint32Array(draws.buffer, draws.byteOffset, 2 * n);
  const codes = new Uint32Array(n);
  const values: number[] = [];
  /** Of each place the number of its value and 1; 0 where there is none. */
  const places = new Uint16Array(PLACES);
  for (let k = 0; k < n; k++) {
    const x = draws[k];
    // Of a dictionary -0 and 0 would be one entry.
    if (x === 0 && Object.is(x, -0)) return undefined;
    const failed = x !== x;
    // One place for all NaN, whatever their bits.
    const mixed = failed
      ? 0
      : Math.imul(words[2 * k] ^ Math.imul(words[2 * k + 1], 31), 0x9e3779b1);
    let place = mixed >>> 21;
    let code = places[place];
    while (code > 0) {
      const other = values[code - 1];
      if (other === x || (failed && other !== other)) break;
      place = (place + 1) & (PLACES - 1);
      code = places[place];
    }
    if (code === 0) {
      if (values.length === FEW) return undefined;
      code = values.push(x);
      places[place] = code;
    }
    codes[k] = code - 1;
  }
  return values.length * 4 <= n ? { values, codes } : undefined;
}
