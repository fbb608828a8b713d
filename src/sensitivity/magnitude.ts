/** What keeps the squares of a column from vanishing, overflowing, or drowning in its offset. */

import { NOTHING } from '../stats/interval.ts';
import type { Estimate } from '../stats/summary.ts';

/** Squares of what lies between neither underflow nor overflow, nor do sums of millions of them. */
const LEAST = 2 ** -300;
const MOST = 2 ** 300;

/**
 * The power of two that brings the spread of some columns near 1; 1 where squares of their spread
 * are ordinary numbers anyway, so that usual columns keep their bits. Multiplying by it rounds
 * nothing.
 *
 * @param columns  finite values, of one quantity
 */
export function unitScale(columns: readonly Float64Array[]): number {
  const spread = spreadOf(columns);
  if (spread === 0 || (spread >= LEAST && spread <= MOST)) return 1;
  let scale = 1;
  while (spread * scale < 1 && scale < 2 ** 1020) scale *= 2;
  while (spread * scale >= 2 && scale > 2 ** -1020) scale /= 2;
  return scale;
}

/** The greatest distance from the first value; the greatest number where even that overflows. */
function spreadOf(columns: readonly Float64Array[]): number {
  const origin = columns[0]?.[0] ?? 0;
  let most = 0;
  for (const column of columns) {
    for (let p = 0; p < column.length; p++) most = Math.max(most, Math.abs(column[p] - origin));
  }
  return Math.min(most, Number.MAX_VALUE);
}

/** The column times a number: itself where that is 1. */
export function scaled(column: Float64Array, by: number): Float64Array {
  return by === 1 ? column : column.map((value) => value * by);
}

/**
 * An estimate in another unit; nothing where numbers are too small or too large to be written in
 * it.
 */
export function times(estimate: Estimate, by: number): Estimate {
  const { value, se, low, high } = estimate;
  if (by === 1) return estimate;
  const lost = [value, se, low, high].some(
    (x) => x !== null && x !== 0 && (x * by === 0 || !Number.isFinite(x * by)),
  );
  if (lost) return NOTHING;
  const of = (x: number | null) => (x === null ? null : x * by);
  return { value: of(value), se: of(se), low: of(low), high: of(high) };
}

/**
 * The mean, summed from the first value on: sums of a large offset would round away more than what
 * varies.
 *
 * @param column  one value or more
 */
export function meanOf(column: ArrayLike<number>): number {
  const origin = column[0];
  let sum = 0;
  for (let p = 0; p < column.length; p++) sum += column[p] - origin;
  return origin + sum / column.length;
}
