/**
 * The text of a file that should be one: byte-order marks, UTF-16 and gzip are seen through, other
 * forms are named.
 */

import { gunzipSync } from 'node:zlib';
import { present } from '../text/entry.ts';
import { refusal } from './table.ts';

/** A string of V8 holds half a gigabyte; larger tables belong into Parquet. */
const MOST_TEXT = 500_000_000;

/** How files begin that are not text, and what to do about it. */
const FOREIGN: readonly (readonly [start: string, what: string])[] = [
  ['PK\x03\x04', 'a spreadsheet (xlsx, ods) or a zip archive; save the sheet as CSV'],
  ['\xd0\xcf\x11\xe0', 'an old spreadsheet (xls); save the sheet as CSV'],
  ['\x28\xb5\x2f\xfd', 'compressed with zstd; unpack it, or compress it with gzip'],
  ['BZh', 'compressed with bzip2; unpack it, or compress it with gzip'],
  ['\xfd7zXZ', 'compressed with xz; unpack it, or compress it with gzip'],
  ['ARROW1', 'a Feather (Arrow) file; save it as Parquet or CSV'],
  ['FEA1', 'a Feather file; save it as Parquet or CSV'],
  ['ORC', 'an ORC file; save it as Parquet or CSV'],
  ['\x89HDF', 'an HDF5 file; save the table as Parquet or CSV'],
  ['SQLite format 3', 'an SQLite database; save the table as Parquet or CSV'],
  ['PAR1', 'a Parquet file inside gzip; unpack it'],
  ['PARE', 'an encrypted Parquet file; save it without encryption'],
  ['{', 'JSON; save the table as CSV'],
  ['<', 'a page or XML; save the table as CSV'],
  ['version https:', 'a pointer of Git LFS, not the file itself; get that with git lfs pull'],
  ['%PDF', 'a PDF; save the table as CSV'],
];

/**
 * @param bytes  of a file
 * @param file   its name, for messages
 * @throws TableError if it is compressed in another way than with gzip, damaged, larger than half a
 *   gigabyte, or no text
 */
export function textOfBytes(bytes: Uint8Array, file: string): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unzipped(bytes, file) : bytes;
  if (plain.length > MOST_TEXT)
    throw refusal(file, [
      `it has ${Math.round(plain.length / 1e6)} MB of text, more than the ${MOST_TEXT / 1e6} MB that can be read; save it as Parquet`,
    ]);
  const start = latin1(plain.subarray(0, 16)).replace('\xef\xbb\xbf', '');
  const foreign = FOREIGN.find(([begin]) => start.startsWith(begin));
  if (foreign) throw refusal(file, [`it is ${foreign[1]}`]);
  const encoding = encodingOf(plain);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(plain);
  } catch {
    throw refusal(file, [undecodable(plain, encoding)]);
  }
  const zero = text.indexOf('\0');
  if (zero >= 0)
    throw refusal(file, [
      `it is not text: there is a zero byte in line ${lineAt(text, zero)}; wanted CSV or Parquet`,
    ]);
  return text;
}

function unzipped(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_TEXT + 1 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw refusal(file, [
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `unpacked it has more than the ${MOST_TEXT / 1e6} MB of text that can be read; save it as Parquet`
        : `its gzip data are cut off or damaged (${message})`,
    ]);
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // Without a mark: the names of a header are mostly ASCII, of which every second byte is zero.
  const head = bytes.subarray(0, Math.min(bytes.length - (bytes.length % 2), 256));
  const zeros = (from: 0 | 1): number =>
    head.reduce((count, byte, k) => (k % 2 === from && byte === 0 ? count + 1 : count), 0);
  const [even, odd] = [zeros(0), zeros(1)];
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  if (even > head.length / 4 && odd === 0) return 'utf-16be';
  return 'utf-8';
}

/** Where the first byte stands that cannot be read, and what is likely. */
function undecodable(bytes: Uint8Array, encoding: string): string {
  if (encoding !== 'utf-8')
    return `it is damaged: its ${encoding.toUpperCase()} text has half characters`;
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end + 1;
    const one = bytes.subarray(from, to);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(one);
    } catch {
      const byte = present(
        one.find((value) => value >= 0x80),
        'a byte that is no ASCII',
      );
      return `its text is not UTF-8: line ${line} has the byte 0x${byte.toString(16).toUpperCase()}; save it as UTF-8 (in Excel: "CSV UTF-8")`;
    }
    from = to;
  }
  return 'its text is not UTF-8; save it as UTF-8';
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
