/**
 * The values of a Parquet column as they come from the file, page by page, and as they stand in a
 * table in the end.
 */

import { number } from './cell.ts';
import type { ColumnData } from './column.ts';
import type { Kind } from './parquet-kinds.ts';
import { Texts } from './texts.ts';
import { dayText, stampTexts, timeText } from './times.ts';

/** Takes the raw values of a column in order of the rows; null is a missing value. */
export interface Filling {
  put(row: number, value: unknown): void;
  /** Many values at once, as they are. */
  putDoubles?(row: number, values: Float64Array): void;
  finish(): ColumnData;
}

/**
 * @param rows     number of values that are put
 * @param zone     of instants, if it is known
 * @param nothing  words for a missing value; the usual ones if absent
 */
export function filling(
  name: string,
  kind: Kind,
  rows: number,
  zone: string | undefined,
  nothing: ReadonlySet<string> | undefined,
): Filling {
  switch (kind.is) {
    case 'nothing':
      return texts(name, rows, nothing, () => undefined);
    case 'text':
      return texts(name, rows, nothing, String);
    case 'boolean':
      return texts(name, rows, nothing, String);
    case 'date':
      return texts(
        name,
        rows,
        nothing,
        remembering((value) => dayText(Number(value))),
      );
    case 'time':
      return texts(name, rows, nothing, (value) => timeText(BigInt(value as bigint), kind.unit));
    case 'uuid':
      return texts(name, rows, nothing, (value) => uuidText(value as Uint8Array));
    case 'decimal':
      return texts(name, rows, nothing, (value) => decimalText(value, kind.scale));
    case 'float':
      return numbers(name, rows, nothing, Number);
    case 'float16':
      return numbers(name, rows, nothing, (value) => half(value as Uint8Array));
    case 'integer':
      return kind.bits === 32
        ? numbers(name, rows, nothing, (value) =>
            kind.signed ? Number(value) : Number(value) >>> 0,
          )
        : longs(name, rows, nothing, kind.signed);
    case 'timestamp':
      return stamps(name, rows, (values) => stampTexts(values, { ...kind, zone }));
  }
}

function texts(
  name: string,
  rows: number,
  nothing: ReadonlySet<string> | undefined,
  textOf: (value: unknown) => string | undefined,
): Filling {
  const column = new Texts(rows, nothing);
  return {
    put: (_, value) => column.push(value === null ? undefined : textOf(value)),
    finish: () => ({ name, ...column.data() }),
  };
}

function remembering(textOf: (value: unknown) => string): (value: unknown) => string {
  const known = new Map<unknown, string>();
  return (value) => {
    let text = known.get(value);
    if (text === undefined) known.set(value, (text = textOf(value)));
    return text;
  };
}

function numbers(
  name: string,
  rows: number,
  nothing: ReadonlySet<string> | undefined,
  numberOf: (value: unknown) => number,
): Filling {
  const column = new Float64Array(rows).fill(Number.NaN);
  const missing = numbersAmong(nothing);
  return {
    put: (row, value) => {
      if (value === null) return;
      // Minus zero is zero.
      const found = numberOf(value) + 0;
      column[row] = missing.has(found) ? Number.NaN : found;
    },
    ...(missing.size === 0
      ? { putDoubles: (row: number, values: Float64Array) => column.set(values, row) }
      : {}),
    finish: () => ({ name, numbers: column }),
  };
}

/** Words for a missing value that are numbers: -999. */
function numbersAmong(words: ReadonlySet<string> | undefined): ReadonlySet<number> {
  return new Set([...(words ?? [])].map(number).filter((value) => !Number.isNaN(value)));
}

/** Integers of 64 bits: numbers where all are such that a double keeps, else their digits. */
function longs(
  name: string,
  rows: number,
  nothing: ReadonlySet<string> | undefined,
  signed: boolean,
): Filling {
  const column = numbers(name, rows, nothing, Number);
  const large = new Map<number, bigint>();
  return {
    put: (row, value) => {
      const integer =
        value === null ? null : signed ? (value as bigint) : BigInt.asUintN(64, value as bigint);
      if (integer !== null && BigInt(Number(integer)) !== integer) large.set(row, integer);
      column.put(row, integer);
    },
    finish: () => {
      const data = column.finish() as Extract<ColumnData, { numbers: unknown }>;
      if (large.size === 0) return data;
      const digits = new Texts(rows, nothing);
      data.numbers.forEach((found, row) =>
        digits.push(Number.isNaN(found) ? undefined : String(large.get(row) ?? BigInt(found))),
      );
      return { name, ...digits.data() };
    },
  };
}

function stamps(
  name: string,
  rows: number,
  textsOf: (values: readonly bigint[]) => readonly string[],
): Filling {
  const codes = new Int32Array(rows).fill(-1);
  const known = new Map<bigint, number>();
  return {
    put: (row, value) => {
      if (value === null) return;
      const instant = BigInt(value as bigint);
      let code = known.get(instant);
      if (code === undefined) known.set(instant, (code = known.size));
      codes[row] = code;
    },
    finish: () => ({ name, codes, values: textsOf([...known.keys()]) }),
  };
}

function decimalText(value: unknown, scale: number): string {
  const unscaled = value instanceof Uint8Array ? bigEndian(value) : BigInt(value as bigint);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${unscaled < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Two's complement. */
function bigEndian(bytes: Uint8Array): bigint {
  if (bytes.length > 256) throw new RangeError('a decimal has more than 256 bytes');
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(8 * bytes.length, value);
}

function half(bytes: Uint8Array): number {
  const bits = bytes[0] | (bytes[1] << 8);
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 0) return sign * fraction * 2 ** -14;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction) * 2 ** (exponent - 15);
}

function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
