/**
 * The pages of a column, held against its group before the library decodes them. The library takes
 * a size or a count that is not there for zero, and gives values that nobody wrote; a run that is
 * longer than its page it repeats until memory ends, and the process with it.
 *
 * Sources: Apache Parquet, parquet-format/src/main/thrift/parquet.thrift (PageHeader) and
 * Encodings.md (RLE / bit-packing hybrid)
 */

import { crc32 } from 'node:zlib';
import { MOST_PAGE } from './parquet-limits.ts';
import { readStruct, type Struct } from './thrift.ts';

export interface PagesOf {
  /** Rows of the group. */
  readonly rows: number;
  /** Whether values may be missing: pages have levels then. */
  readonly optional: boolean;
  readonly boolean: boolean;
  readonly packed: boolean;
}

/** Holds the unpacked bytes of a page against its header. */
export type PageCheck = (bytes: Uint8Array) => void;

/** Types of pages, members of headers, and encodings. */
const DATA = 0;
const DICTIONARY = 2;
const DATA_V2 = 3;
const HEADER = { type: 1, unpacked: 2, packed: 3, sum: 4, data: 5, dictionary: 7, dataV2: 8 };
const VALUES = 1;
const ENCODING = 2;
const V2 = { nulls: 2, rows: 3, encoding: 4, definition: 5, repetition: 6, packed: 7 };
const PLAIN_DICTIONARY = 2;
const RLE = 3;
const RLE_DICTIONARY = 8;
const MOST_WIDTH = 32;

/**
 * @param bytes  of the column in one group
 * @returns      checks of the pages that are packed, in their order: to be made when each is
 *   unpacked
 * @throws Error if pages do not fit into the bytes, do not have as many values as there are rows,
 *   or fail their checksum
 */
export function checkPages(bytes: Uint8Array, column: PagesOf): PageCheck[] {
  const later: PageCheck[] = [];
  let values = 0;
  for (let at = 0, pages = 0; values < column.rows; pages++) {
    const { struct: header, end } = readStruct(bytes, at);
    const size = count(header, HEADER.packed, 'size');
    if (count(header, HEADER.unpacked, 'size') > MOST_PAGE)
      throw new Error(`a page of more than ${MOST_PAGE} bytes`);
    if (size > bytes.length - end) throw new Error('a page is larger than its column');
    const page = bytes.subarray(end, end + size);
    const sum = header.get(HEADER.sum);
    if (typeof sum === 'number' && (crc32(page) | 0) !== (sum | 0))
      throw new Error('a page fails its checksum');
    const { held, packed, check } = pageOf(header, page, column);
    if (header.get(HEADER.type) === DICTIONARY && pages > 0)
      throw new Error('a dictionary is not the first page');
    if (packed) later.push(check);
    else check(page);
    values += held;
    at = end + size;
  }
  if (values !== column.rows) throw new Error(`there are ${values} values for ${column.rows} rows`);
  return later;
}

interface Page {
  /** How many values it holds, missing ones among them. */
  readonly held: number;
  readonly packed: boolean;
  readonly check: PageCheck;
}

function pageOf(header: Struct, page: Uint8Array, column: PagesOf): Page {
  const type = header.get(HEADER.type);
  if (type === DICTIONARY) {
    count(member(header, HEADER.dictionary), VALUES, 'number of values');
    return { held: 0, packed: column.packed, check: () => {} };
  }
  if (type === DATA) {
    const data = member(header, HEADER.data);
    const held = count(data, VALUES, 'number of values');
    const encoding = count(data, ENCODING, 'encoding');
    const check: PageCheck = (bytes) => {
      const from = column.optional ? checkLevels(bytes, held) : 0;
      checkValues(bytes.subarray(from), held, encoding, column.boolean);
    };
    return { held, packed: column.packed, check };
  }
  if (type !== DATA_V2) throw new Error(`a page has the type ${String(type)}`);
  const data = member(header, HEADER.dataV2);
  const held = count(data, VALUES, 'number of values');
  const encoding = count(data, V2.encoding, 'encoding');
  const [definition, repetition] = [V2.definition, V2.repetition].map((id) =>
    count(data, id, 'length of levels'),
  );
  if (definition + repetition > page.length) throw new Error('levels are larger than their page');
  if (count(data, V2.nulls, 'number of missing values') > held)
    throw new Error('a page has more missing values than values');
  if (count(data, V2.rows, 'number of rows') !== held)
    throw new Error('a page has other rows than values');
  if (column.optional) checkRuns(page.subarray(repetition, repetition + definition), 1, held);
  const packed = column.packed && data.get(V2.packed) !== false;
  const check: PageCheck = (bytes) =>
    checkValues(
      packed ? bytes : bytes.subarray(repetition + definition),
      held,
      encoding,
      column.boolean,
    );
  return { held, packed, check };
}

/** @returns where the values begin, after the levels */
function checkLevels(bytes: Uint8Array, held: number): number {
  const length = lengthAt(bytes);
  checkRuns(bytes.subarray(4, 4 + length), 1, held);
  return 4 + length;
}

function checkValues(bytes: Uint8Array, held: number, encoding: number, boolean: boolean): void {
  if (boolean && encoding === RLE) {
    checkRuns(bytes.subarray(4, 4 + lengthAt(bytes)), 1, held);
  } else if ([RLE, PLAIN_DICTIONARY, RLE_DICTIONARY].includes(encoding) && bytes.length > 0) {
    if (bytes[0] > MOST_WIDTH) throw new Error(`indices have ${bytes[0]} bits`);
    checkRuns(bytes.subarray(1), bytes[0], held);
  }
}

/** A length of four bytes, little-endian, before that many bytes. */
function lengthAt(bytes: Uint8Array): number {
  if (bytes.length < 4) throw new Error('a page ends too soon');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length > bytes.length - 4) throw new Error('levels are larger than their page');
  return length;
}

/**
 * @throws Error if a run is longer than what the page holds; fewer values are found by who decodes
 *   them
 */
function checkRuns(bytes: Uint8Array, width: number, held: number): void {
  const tooLong = (): Error => new Error('a run is longer than its page');
  let seen = 0;
  for (let at = 0; at < bytes.length && seen < held; ) {
    let head = 0;
    for (let factor = 1; ; factor *= 128) {
      if (at >= bytes.length || factor > 2 ** 35) throw tooLong();
      const byte = bytes[at++];
      head += (byte & 127) * factor;
      if (byte < 128) break;
    }
    const run = Math.floor(head / 2);
    if (head % 2 === 0) {
      seen += run;
      if (seen > held) throw tooLong();
      at += Math.ceil(width / 8);
    } else {
      // Groups of eight; the last may reach beyond the values.
      if (8 * run > held - seen + 504 || run * width > bytes.length - at + width) throw tooLong();
      seen += 8 * run;
      at += run * width;
    }
  }
}

function member(struct: Struct, id: number): Struct {
  const value = struct.get(id);
  if (!(value instanceof Map)) throw new Error('a page lacks its header');
  return value;
}

function count(struct: Struct, id: number, what: string): number {
  const value = struct.get(id);
  if (typeof value !== 'number' || !(value >= 0 && value < 2 ** 31))
    throw new Error(`a page has the ${what} ${String(value)}`);
  return value;
}
