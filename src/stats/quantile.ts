/** Sample quantiles of type 7, from one sorted sample or from several that are sorted each. */

import { lastOf } from '../text/entry.ts';

/**
 * The sample quantile at probability p, interpolated between the two nearest order statistics (type
 * 7, the default of R and NumPy).
 *
 * @param draws  n >= 1 finite values, ascending
 * @param p      probability in [0, 1]: 0 gives the least draw, 1 the greatest
 * @throws       RangeError if there are no draws, or if p is outside [0, 1] or NaN
 *
 * Source: Hyndman and Fan (1996), "Sample Quantiles in Statistical Packages", The American
 * Statistician 50(4), 361-365, doi:10.2307/2684934, definition 7.
 */
export function quantileSorted(draws: Float64Array, p: number): number {
  return quantileOfRanks(draws.length, p, (rank) => [
    draws[rank],
    draws[Math.min(rank + 1, draws.length - 1)],
  ]);
}

/** The same of all the draws of several samples together, each of them ascending. */
export function quantileOfSamples(samples: readonly Float64Array[], p: number): number {
  const n = samples.reduce((sum, { length }) => sum + length, 0);
  // The quantile of all lies between the least and the greatest of the parts' own, or a place
  // beside.
  const own = samples.flatMap((sample) => (sample.length === 0 ? [] : [quantileSorted(sample, p)]));
  const bracket = [Math.min(...own), Math.max(...own)] as const;
  return quantileOfRanks(n, p, (rank) => neighbours(samples, rank, bracket));
}

/** @param at  the order statistics of a rank (from 0) and of the next, where there is one */
export function quantileOfRanks(
  n: number,
  p: number,
  at: (rank: number) => readonly [number, number],
): number {
  if (n === 0) throw new RangeError('quantile: there are no draws');
  // Asked this way round so that NaN is refused too.
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p is ${p}, outside [0, 1]`);
  const place = (n - 1) * p;
  const rank = Math.floor(place);
  const [low, high] = at(rank);
  return place === rank ? low : low + (place - rank) * (high - low);
}

/**
 * Order statistics `rank` and `rank + 1` of samples joined. The candidates in each sample are
 * narrowed by a pivot, the median of the samples' middle candidates weighted by how many they have,
 * which leaves out a quarter of all candidates at least.
 *
 * @param bracket  where the statistic probably lies; only speed depends on it
 */
function neighbours(
  samples: readonly Float64Array[],
  rank: number,
  [least, greatest]: readonly [number, number],
): readonly [number, number] {
  let low = samples.map((sample) => lowerBound(sample, least, 0, sample.length));
  let high = samples.map((sample, k) => upperBound(sample, greatest, low[k], sample.length));
  if (total(low) > rank) low = samples.map(() => 0);
  if (total(high) <= rank) high = samples.map(({ length }) => length);
  for (;;) {
    const pivot = weightedMiddle(samples, low, high);
    const firstEqual = samples.map((sample, k) => lowerBound(sample, pivot, low[k], high[k]));
    const firstAbove = samples.map((sample, k) =>
      upperBound(sample, pivot, firstEqual[k], high[k]),
    );
    if (rank < total(firstEqual)) high = firstEqual;
    else if (rank >= total(firstAbove)) low = firstAbove;
    else if (rank + 1 < total(firstAbove)) return [pivot, pivot];
    else return [pivot, nextAbove(samples, pivot)];
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0);
}

/** The least value above x, or x if there is none. */
function nextAbove(samples: readonly Float64Array[], x: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const sample of samples) {
    const above = upperBound(sample, x, 0, sample.length);
    if (above < sample.length) next = Math.min(next, sample[above]);
  }
  return next === Number.POSITIVE_INFINITY ? x : next;
}

function weightedMiddle(
  samples: readonly Float64Array[],
  low: readonly number[],
  high: readonly number[],
): number {
  const middles: { value: number; weight: number }[] = [];
  let total = 0;
  samples.forEach((sample, k) => {
    const weight = high[k] - low[k];
    if (weight <= 0) return;
    middles.push({ value: sample[(low[k] + high[k]) >>> 1], weight });
    total += weight;
  });
  middles.sort((a, b) => a.value - b.value);
  let passed = 0;
  for (const { value, weight } of middles) {
    passed += weight;
    if (2 * passed >= total) return value;
  }
  return lastOf(middles).value;
}

/** First index in [from, to) with a value not below x; `to` if there is none. */
export function lowerBound(
  sorted: ArrayLike<number>,
  x: number,
  from = 0,
  to: number = sorted.length,
): number {
  let [a, b] = [from, to];
  while (a < b) {
    const middle = (a + b) >>> 1;
    if (sorted[middle] < x) a = middle + 1;
    else b = middle;
  }
  return a;
}

/** First index in [from, to) with a value above x; `to` if there is none. */
export function upperBound(
  sorted: ArrayLike<number>,
  x: number,
  from = 0,
  to: number = sorted.length,
): number {
  let [a, b] = [from, to];
  while (a < b) {
    const middle = (a + b) >>> 1;
    if (sorted[middle] <= x) a = middle + 1;
    else b = middle;
  }
  return a;
}
