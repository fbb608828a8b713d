/**
 * A Parquet file, column by column. The library that decodes it trusts what it reads: a damaged file can keep it busy without end, so this
 * runs in a thread that can be ended (`parquet-thread.ts`), after sizes and counts have been held against the file.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type AsyncBuffer, type FileMetaData, parquetMetadata, parquetRead } from 'hyparquet';
import { type Compressors, compressors } from 'hyparquet-compressors';
import { type Column, type ColumnData, columnOf } from './column.ts';
import type { Part } from './csv.ts';
import { headerOf, isNameless } from './header.ts';
import { type Kind, kindOf, strip } from './parquet-kinds.ts';
import { chunkFaults, damaged, MOST_METADATA, MOST_PAGE } from './parquet-limits.ts';
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
    const source = bufferOf(opened, size, progress);
    const metadata = metadataOf(file, opened, size);
    const wrong = chunkFaults(metadata, size);
    if (wrong.length > 0) throw refusal(file, wrong);
    const rows = Number(metadata.num_rows);
    const zones = timeZones(metadata.key_value_metadata);
    const found = topColumns(metadata);
    const read = async ({ name, kind }: Found): Promise<ColumnData> => {
      const column = filling(name.trim(), kind as Kind, rows, zones.get(name), nothing);
      try {
        await decode(source, metadata, name, rows, column, progress);
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
    const notes = header.notes.map((note) => `${file}: ${note}`);
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
}

/** The columns below the root of the schema; their elements are stripped to what the library needs to give raw values. */
function topColumns({ schema }: FileMetaData): Found[] {
  const found: Found[] = [];
  let at = 1;
  for (let k = 0; k < (schema[0].num_children ?? 0) && at < schema.length; k++) {
    const element = schema[at];
    const kind = kindOf(element);
    found.push({ name: element.name, kind });
    if (typeof kind !== 'string') strip(element, kind);
    // What lies below it is passed over.
    for (let open = 1; open > 0 && at < schema.length; at++)
      open += (schema[at].num_children ?? 0) - 1;
  }
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
  const column = (k: number): Column | undefined => {
    const data = nameless.get(k);
    return data && columnOf(data);
  };
  return headerOf(
    found.map(({ name }) => name),
    (k) => column(k)?.numbers.every((value) => Number.isInteger(value) && value >= 0) ?? false,
    (k) => rows > 0 && column(k)?.values.length === 0,
  );
}

/** @throws Error if there are other values than one a row */
async function decode(
  file: AsyncBuffer,
  metadata: FileMetaData,
  column: string,
  rows: number,
  into: Filling,
  progress: () => void,
): Promise<void> {
  let count = 0;
  if (rows > 0)
    await parquetRead({
      file,
      metadata,
      columns: [column],
      compressors: codecs,
      utf8: false,
      useOffsetIndex: false,
      parsers: {
        stringFromBytes: (bytes) => decoder.decode(bytes),
        timestampFromNanoseconds: (value) => value,
      },
      onPage: ({ columnData, rowStart }) => {
        progress();
        if (rowStart + columnData.length > rows) throw new Error('there are more values than rows');
        count += columnData.length;
        if (columnData instanceof Float64Array && into.putDoubles) {
          into.putDoubles(rowStart, columnData);
          return;
        }
        for (let k = 0; k < columnData.length; k++) {
          const value = columnData[k] as unknown;
          if (value === undefined) throw new Error(`row ${rowStart + k + 1} has no value`);
          into.put(rowStart + k, value);
        }
      },
    });
  if (count !== rows) throw new Error(`there are ${count} values for ${rows} rows`);
}

const decoder = new TextDecoder('utf-8', { fatal: true });

const codecs: Compressors = {
  ...compressors,
  // The system's own are faster, and check the sums that gzip carries.
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: atMost(length) }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: atMost(length) }),
};

function atMost(length: number): number {
  if (!(length >= 0 && length <= MOST_PAGE)) throw new Error(`a page of ${length} bytes`);
  return Math.max(1, length);
}

function bufferOf(opened: number, size: number, progress: () => void): AsyncBuffer {
  return {
    byteLength: size,
    slice: (start, end = size) => {
      progress();
      return bytesAt(opened, start, end);
    },
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
    throw refusal(file, [damaged(`its metadata are to have ${length} bytes`)]);
  try {
    const metadata = parquetMetadata(bytesAt(opened, size - 8 - length, size), {
      geoparquet: false,
    });
    if (typeof metadata.num_rows !== 'bigint' || metadata.schema.length === 0)
      throw new Error('rows or columns are not told');
    return metadata;
  } catch (error) {
    throw refusal(file, [damaged(`its metadata cannot be read (${reason(error)})`)]);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
