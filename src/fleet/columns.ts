/**
 * Columns of a block as bytes: one value for all trials, a few values by their number, or all bits
 * of all values. Draws of continuous outcomes hardly compress: what costs least is to leave them.
 */

import { refuse } from './messages.ts';

const RAW = 0;
/** Else a tag is how many values there are, up to this. */
const MOST_VALUES = 16;

/** @param columns  column c at `columns[c * trials ...]` */
export function encodeColumns(columns: Float64Array, trials: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, column) => {
    const values = columns.subarray(column * trials, (column + 1) * trials);
    return fewValues(values) ?? raw(values);
  });
}

/** @throws FormError where the bytes are not those of so many columns */
export function decodeColumns(body: Uint8Array, trials: number, count: number): Float64Array {
  const columns = new Float64Array(trials * count);
  const bytes = new Uint8Array(columns.buffer);
  const words = new BigUint64Array(columns.buffer);
  let at = 0;
  const take = (n: number): Uint8Array => {
    if (at + n > body.byteLength) refuse('ends within its columns');
    at += n;
    return body.subarray(at - n, at);
  };
  for (let column = 0; column < count; column++) {
    const [tag] = take(1);
    if (tag === RAW) {
      bytes.set(take(trials * 8), column * trials * 8);
      continue;
    }
    if (tag > MOST_VALUES) refuse(`has a column of ${tag} values`);
    const values = new BigUint64Array(take(tag * 8).slice().buffer);
    const into = words.subarray(column * trials, (column + 1) * trials);
    if (tag === 1) into.fill(values[0]);
    else {
      take(trials).forEach((number, i) => {
        if (number >= tag) refuse(`has value ${number} of ${tag}`);
        into[i] = values[number];
      });
    }
  }
  if (at !== body.byteLength) refuse('has more than its columns');
  return columns;
}

function raw(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(1 + values.byteLength);
  bytes[0] = RAW;
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 1);
  return bytes;
}

/** Nothing where there are more than a few. Values are told apart by their bits: both zeros stay. */
function fewValues(values: Float64Array): Uint8Array | undefined {
  const n = values.length;
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * n);
  const low: number[] = [];
  const high: number[] = [];
  const numbers = new Uint8Array(n);
  let known = 0;
  for (let i = 0; i < n; i++) {
    const [a, b] = [words[2 * i], words[2 * i + 1]];
    if (low[known] !== a || high[known] !== b) {
      for (known = 0; known < low.length && (low[known] !== a || high[known] !== b); ) known++;
      if (known === MOST_VALUES) return undefined;
      low[known] = a;
      high[known] = b;
    }
    numbers[i] = known;
  }
  const size = low.length;
  const bytes = new Uint8Array(1 + 8 * size + (size > 1 ? n : 0));
  bytes[0] = size;
  const view = new DataView(bytes.buffer);
  low.forEach((word, k) => {
    view.setUint32(1 + 8 * k, word, true);
    view.setUint32(5 + 8 * k, high[k], true);
  });
  if (size > 1) bytes.set(numbers, 1 + 8 * size);
  return bytes;
}
