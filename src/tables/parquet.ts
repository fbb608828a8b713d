/**
 * A Parquet file, column by column. The library that decodes it trusts what it reads: a damaged
 * file can keep it busy without end, so this runs in a thread that can be ended
 * (`parquet-thread.ts`), after sizes and counts have been held against the file.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  type ColumnMetaData,
  type CompressionCodec,
  type FileMetaData,
  type ParquetType,
  parquetMetadata,
  parquetRead,
  type SchemaElement,
} from 'hyparquet';
import { type Compressors, compressors } from 'hyparquet-compressors';
import { present } from '../text/entry.ts';
import { type Column, type ColumnData, columnOf } from './column.ts';
import type { Part } from './csv.ts';
import { headerOf, isEmpty, isNameless, isRowNumbers } from './header.ts';
import { type Kind, kindOf, strip } from './parquet-kinds.ts';
import { chunkFaults, damaged, MOST_METADATA, rangeOf } from './parquet-limits.ts';
import { checkPages, type PageCheck } from './parquet-pages.ts';
import { type Filling, filling } from './parquet-values.ts';
import { refusal } from './table.ts';
import { timeZones } from './time-zones.ts';

export interface ParquetOptions {
  /** The only columns that are wanted; all if absent. */
  readonly columns?: readonly string[] | undefined;
  readonly nothing?: ReadonlySet<string> | undefined;
}

/**
 * @param progress  is called whenever something was read or decoded
 * @throws TableError with all that is wrong
 */
export async function parquetPart(
  file: string,
  { columns: wanted, nothing }: ParquetOptions,
  progress: () => void,
): Promise<Part> {
  const opened = openSync(file, 'r');
  try {
    const size = fstatSync(opened).size;
    const metadata = metadataOf(file, opened, size);
    const wrong = chunkFaults(metadata, size);
    if (wrong.length > 0) throw refusal(file, wrong);
    const rows = Number(metadata.num_rows);
    const zones = timeZones(metadata.key_value_metadata);
    const found = topColumns(file, metadata);
    const read = async (one: Found): Promise<ColumnData> => {
      const { name, kind } = one;
      const column = filling(name.trim(), kind as Kind, rows, zones.get(name), nothing);
      try {
        await decode(opened, metadata, one, column, progress);
        return column.finish();
      } catch (error) {
        throw refusal(file, [damaged(`column "${name}" cannot be read (${reason(error)})`)]);
      }
    };
    const header = await headerFrom(found, rows, read);
    const chosen = header.kept
      .map((k) => found[k])
      .filter(({ name }) => wanted === undefined || wanted.includes(name.trim()));
    const faults = [
      ...header.faults,
      ...chosen.flatMap(({ name, kind }) =>
        typeof kind === 'string'
          ? [`column "${name}" is ${kind}; wanted numbers, texts, dates or booleans`]
          : [],
      ),
    ];
    if (faults.length > 0) throw refusal(file, faults);
    const columns: ColumnData[] = [];
    for (const one of chosen) columns.push(await read(one));
    const { notes } = header;
    const said = (metadata.key_value_metadata ?? []).map(
      ({ key, value }) => [key, value ?? ''] as const,
    );
    return { file, rows, columns, names: header.names, notes, metadata: new Map(said) };
  } finally {
    closeSync(opened);
  }
}

interface Found {
  readonly name: string;
  /** What it is called if it cannot be a column of a table. */
  readonly kind: Kind | string;
  readonly element: SchemaElement;
  /** Number of its first leaf, which is that of its data in each group. */
  readonly leaf: number;
}

/**
 * The columns below the root of the schema; their elements are stripped to what the library needs
 * to give raw values.
 */
function topColumns(file: string, { schema }: FileMetaData): Found[] {
  const found: Found[] = [];
  let at = 1;
  let leaf = 0;
  for (let k = 0; k < (schema[0].num_children ?? 0) && at < schema.length; k++) {
    const element = schema[at];
    const kind = kindOf(element);
    found.push({ name: element.name, kind, element, leaf });
    if (typeof kind !== 'string') strip(element, kind);
    // What lies below it is passed over.
    for (let open = 1; open > 0 && at < schema.length; at++) {
      const children = schema[at].num_children ?? 0;
      open += children - 1;
      if (children === 0) leaf++;
    }
  }
  // A column that the schema does not name is not left out in silence.
  if (at !== schema.length || found.length !== schema[0].num_children)
    throw refusal(file, [damaged('its schema does not have the columns that it counts')]);
  return found;
}

async function headerFrom(
  found: readonly Found[],
  rows: number,
  read: (column: Found) => Promise<ColumnData>,
): Promise<ReturnType<typeof headerOf>> {
  const nameless = new Map<number, ColumnData>();
  for (const [k, one] of found.entries())
    if (isNameless(one.name) && typeof one.kind !== 'string') nameless.set(k, await read(one));
  const holds = (k: number, what: (column: Column) => boolean): boolean => {
    const data = nameless.get(k);
    return data !== undefined && what(columnOf(data));
  };
  return headerOf(
    found.map(({ name }) => name),
    (k) => holds(k, isRowNumbers),
    (k) => rows > 0 && holds(k, isEmpty),
  );
}

/**
 * @throws Error if there are other values than one a row, or not as many missing ones as the file
 *   says
 */
async function decode(
  opened: number,
  metadata: FileMetaData,
  { element, kind, leaf, name }: Found,
  into: Filling,
  progress: () => void,
): Promise<void> {
  let first = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const chunk = present(group.columns[leaf].meta_data, `metadata of column ${leaf}`);
    if (chunk.path_in_schema.length !== 1 || chunk.path_in_schema[0] !== name)
      throw new Error(`its data are those of ${chunk.path_in_schema.join('.')}`);
    if (rows === 0) continue;
    const type = readAs(kind, chunk);
    const [start, end] = rangeOf(chunk);
    const bytes = bytesAt(opened, start, end);
    const checks = checkPages(new Uint8Array(bytes), {
      rows,
      optional: element.repetition_type !== 'REQUIRED',
      boolean: element.type === 'BOOLEAN',
      packed: chunk.codec !== 'UNCOMPRESSED',
    });
    let count = 0;
    let missing = 0;
    await parquetRead({
      // The library is given this column of this group alone, at its place in the file.
      file: {
        byteLength: end,
        slice: (from, to = end) => {
          progress();
          return bytes.slice(from - start, to - start);
        },
      },
      metadata: {
        ...metadata,
        schema: [
          { name: 'schema', num_children: 1 },
          { ...element, type },
        ],
        num_rows: group.num_rows,
        row_groups: [
          { ...group, columns: [{ ...group.columns[leaf], meta_data: { ...chunk, type } }] },
        ],
      },
      compressors: { [chunk.codec]: unpacking(chunk.codec, checks) },
      utf8: false,
      parsers: {
        stringFromBytes: (text) => text && decoder.decode(text),
        timestampFromNanoseconds: (value) => value,
      },
      onPage: ({ columnData, rowStart }) => {
        progress();
        count += columnData.length;
        if (rowStart + columnData.length > rows) throw new Error('there are more values than rows');
        const at = first + rowStart;
        if (columnData instanceof Float64Array && into.putDoubles) {
          into.putDoubles(at, columnData);
          return;
        }
        for (let k = 0; k < columnData.length; k++) {
          const value = columnData[k] as unknown;
          if (value === undefined) throw new Error(`row ${at + k + 1} has no value`);
          if (value === null) missing++;
          into.put(at + k, value);
        }
      },
    });
    if (count !== rows) throw new Error(`there are ${count} values for ${rows} rows`);
    const told = chunk.statistics?.null_count;
    if (told !== undefined && told !== BigInt(missing))
      throw new Error(`${missing} values are missing, but the file says ${told}`);
    first += rows;
  }
}

/**
 * DuckDB writes deltas of unsigned integers as of 64 bits, which the library cuts at 32; as 64 bits
 * it reads both.
 */
function readAs(kind: Kind | string, { type, encodings }: ColumnMetaData): ParquetType {
  const unsigned = typeof kind !== 'string' && kind.is === 'integer' && !kind.signed;
  const deltas = encodings.every((one) => one === 'DELTA_BINARY_PACKED' || one === 'RLE');
  return unsigned && deltas && type === 'INT32' ? 'INT64' : type;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

const codecs: Compressors = {
  ...compressors,
  // The system's own are faster, and check the sums that gzip carries.
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: length }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: length }),
};

/** Unpacks page after page, and makes the check of each. */
function unpacking(
  codec: CompressionCodec,
  checks: PageCheck[],
): (bytes: Uint8Array, length: number) => Uint8Array {
  const unpack = codecs[codec];
  return (bytes, length) => {
    if (unpack === undefined) throw new Error(`it is packed with ${codec}, which is not supported`);
    const page = length === 0 ? new Uint8Array(0) : unpack(bytes, length);
    if (page.length === length) checks.shift()?.(page);
    return page;
  };
}

function bytesAt(opened: number, start: number, end: number): ArrayBuffer {
  const bytes = new Uint8Array(end - start);
  let done = 0;
  while (done < bytes.length) {
    const read = readSync(opened, bytes, done, bytes.length - done, start + done);
    if (read === 0) throw new Error('the file ends too soon');
    done += read;
  }
  return bytes.buffer;
}

const MAGIC = 'PAR1';

function metadataOf(file: string, opened: number, size: number): FileMetaData {
  // The end of the file says where everything is: a file that was cut off has none.
  const end = size < 12 ? undefined : new DataView(bytesAt(opened, size - 8, size));
  if (end === undefined || end.getUint32(4, false) !== 0x50415231)
    throw refusal(file, [
      `it is a Parquet file that is cut off, or still being written: it does not end with ${MAGIC}`,
    ]);
  const length = end.getUint32(0, true);
  if (length > Math.min(size - 12, MOST_METADATA))
    throw refusal(file, [damaged(`its metadata would have ${length} bytes`)]);
  try {
    const metadata = parquetMetadata(bytesAt(opened, size - 8 - length, size), {
      geoparquet: false,
    });
    if (typeof metadata.num_rows !== 'bigint' || metadata.schema.length === 0)
      throw new Error('rows or columns are missing');
    return metadata;
  } catch (error) {
    throw refusal(file, [damaged(`its metadata cannot be read (${reason(error)})`)]);
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What the engine says of a value that is not there helps nobody.
  return error instanceof TypeError ? 'a part is missing or of another kind' : error.message;
}
