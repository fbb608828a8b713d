/**
 * The expectation of an output given one input: straight lines in classes of the input, finer in
 * its tails.
 */

import { orderOf } from '../../stats/order.ts';
import { type Classes, classesOf, endOfRun } from './classes.ts';
import type { Groups } from './data.ts';

/**
 * Classes in which a line is fitted, and the coordinate of each: u = (x - centre) * scale, within
 * [-1, 1].
 */
interface Pieces {
  readonly codes: Classes['codes'];
  readonly count: number;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/** Sums of squares about the mean: what is explained, and all. */
export interface Explained {
  readonly explained: number;
  readonly all: number;
}

/** Lines of `E[y | x] - E[y]`: offset + slope * u in each piece. */
export interface Fit extends Explained {
  readonly offset: Float64Array;
  readonly slope: Float64Array;
}

export const MOST_PIECES = 32;
const LEAST_TRIALS = 64;
/**
 * A piece at the end is halved as long as this many trials are left: half the variance of a long
 * tail may lie in 1 of 100 draws.
 */
const LEAST_IN_TAIL = 32;
/** Sums of each piece: trials, u, u^2, y, u y; and at the end y^2 of all. */
const SUMS = 5;

const remembered = new WeakMap<Float64Array, Map<number, Pieces>>();

/**
 * @param most  classes of equal size, before those at the ends are halved; fewer where there are
 *           few trials
 */
function piecesOf(column: Float64Array, most: number): Pieces {
  const known = remembered.get(column) ?? new Map<number, Pieces>();
  remembered.set(column, known);
  const pieces = known.get(most) ?? cut(column, most);
  known.set(most, pieces);
  return pieces;
}

/**
 * Sums over the trials of each group, from which `fitOf` makes lines. Sums of groups may be added
 * and taken away.
 *
 * @param output  about its mean: what is left of a large mean would be noise in the sums of squares
 */
export function sumsOf(
  column: Float64Array,
  output: Float64Array,
  { count, of }: Groups,
  most = MOST_PIECES,
): Float64Array[] {
  const { codes, centre, scale, count: pieces } = piecesOf(column, most);
  const stride = SUMS * pieces + 1;
  const sums = new Float64Array(count * stride);
  for (let i = 0; i < column.length; i++) {
    const piece = codes[i];
    const u = (column[i] - centre[piece]) * scale[piece];
    const y = output[i];
    const first = of[i] * stride;
    const at = first + SUMS * piece;
    sums[at]++;
    sums[at + 1] += u;
    sums[at + 2] += u * u;
    sums[at + 3] += y;
    sums[at + 4] += u * y;
    sums[first + stride - 1] += y * y;
  }
  return Array.from({ length: count }, (_, g) => sums.subarray(g * stride, (g + 1) * stride));
}

/**
 * Least squares in each piece. A piece with one value, or with no trials left, has a level line.
 */
export function fitOf(sums: Float64Array): Fit {
  const pieces = (sums.length - 1) / SUMS;
  const offset = new Float64Array(pieces);
  const slope = new Float64Array(pieces);
  let [trials, sum, explained] = [0, 0, 0];
  for (let piece = 0; piece < pieces; piece++) {
    trials += sums[SUMS * piece];
    sum += sums[SUMS * piece + 3];
  }
  const mean = sum / trials;
  for (let piece = 0; piece < pieces; piece++) {
    const at = SUMS * piece;
    const n = sums[at];
    if (n === 0) continue;
    const level = sums[at + 3] / n;
    const centre = sums[at + 1] / n;
    const spread = sums[at + 2] - n * centre * centre;
    const common = sums[at + 4] - n * centre * level;
    // u lies in [-1, 1], so that this is nothing but rounding.
    const flat = spread <= 1e-9 * n;
    slope[piece] = flat ? 0 : common / spread;
    offset[piece] = level - mean - slope[piece] * centre;
    explained += n * (level - mean) * (level - mean) + slope[piece] * common;
  }
  return { offset, slope, explained, all: sums[sums.length - 1] - trials * mean * mean };
}

/** What the lines say of each trial, added to `into`. */
export function addPrediction(
  column: Float64Array,
  { offset, slope }: Fit,
  into: Float64Array,
  most = MOST_PIECES,
): void {
  const { codes, centre, scale } = piecesOf(column, most);
  for (let i = 0; i < column.length; i++) {
    const piece = codes[i];
    into[i] += offset[piece] + slope[piece] * (column[i] - centre[piece]) * scale[piece];
  }
}

function cut(column: Float64Array, wanted: number): Pieces {
  const n = column.length;
  if (wanted === 1) return withCoordinates(column, new Uint8Array(n), 1);
  const most = Math.max(2, Math.min(wanted, Math.floor(n / LEAST_TRIALS)));
  const { codes, count } = classesOf(column, most);
  if (count < most) return withCoordinates(column, codes, count);
  const order = orderOf(column);
  const ends = [...tailEnds(n, n / most), ...inner(n, most)];
  const upper = tailEnds(n, n / most).map((end) => n - end);
  const bounds = [...new Set([...ends, ...upper])].sort((a, b) => a - b);
  const refined = new Uint8Array(n);
  let piece = -1;
  let passed = 0;
  let last = -1;
  for (let from = 0; from < n; ) {
    const end = endOfRun(column, order, from);
    while (passed < bounds.length && bounds[passed] <= (from + end - 1) / 2) passed++;
    if (passed !== last) piece++;
    last = passed;
    for (let k = from; k < end; k++) refined[order[k]] = piece;
    from = end;
  }
  return withCoordinates(column, refined, piece + 1);
}

/** Ranks at which the pieces of the lower tail end: a half, a quarter, ... of the first class. */
function tailEnds(n: number, size: number): number[] {
  const ends: number[] = [];
  for (let end = size / 2; end >= LEAST_IN_TAIL && end < n; end /= 2) ends.push(Math.round(end));
  return ends;
}

function inner(n: number, most: number): number[] {
  return Array.from({ length: most - 1 }, (_, k) => Math.round(((k + 1) * n) / most));
}

function withCoordinates(column: Float64Array, codes: Classes['codes'], count: number): Pieces {
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const greatest = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < column.length; i++) {
    least[codes[i]] = Math.min(least[codes[i]], column[i]);
    greatest[codes[i]] = Math.max(greatest[codes[i]], column[i]);
  }
  const centre = least.map((low, k) => low + (greatest[k] - low) / 2);
  const scale = least.map((low, k) => (greatest[k] > low ? 2 / (greatest[k] - low) : 0));
  return { codes, count, centre, scale };
}
