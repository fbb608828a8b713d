/** Correlations of draws, ties included. */

import { sampleCorrelation } from 'simple-statistics';

/**
 * Spearman's rank correlation of two columns: Pearson's correlation of their ranks, of which ties
 * share the mean.
 *
 * @param x  n >= 2 values without NaN; infinite ones rank first and last
 * @param y  as many
 * @returns  in [-1, 1]; NaN if a column is constant
 *
 * Source: Spearman (1904), "The proof and measurement of association between two things", American
 * Journal of Psychology 15(1), 72-101, doi:10.2307/1412159.
 */
export function rank(x: Float64Array, y: Float64Array): number {
  return pearson(ranks(x), ranks(y));
}

/** Ranks from 1 on, each the mean of the places that equal values take. */
export function ranks(column: Float64Array): Float64Array {
  const sorted = column.toSorted();
  return column.map((value) => {
    const below = countBelow(sorted, value);
    const upTo = sorted[below + 1] === value ? countUpTo(sorted, value) : below + 1;
    return (below + upTo + 1) / 2;
  });
}

/**
 * Pearson's correlation of two columns of n >= 2 finite values; NaN if a column is constant. Error:
 * a few roundings.
 */
export function pearson(x: Float64Array, y: Float64Array): number {
  sameLength(x, y);
  // The types of the library want arrays of numbers; it reads them by index.
  const correlation = sampleCorrelation(x as unknown as number[], y as unknown as number[]);
  return Math.min(1, Math.max(-1, correlation));
}

/**
 * Kendall's tau-b of two columns: concordant pairs less discordant ones, over the geometric mean of
 * the numbers of pairs that are not tied in x, and not tied in y. Takes n log n steps.
 *
 * @param x  n >= 2 values without NaN
 * @param y  as many
 * @returns  in [-1, 1]; NaN if a column is constant
 *
 * Source: Knight (1966), "A computer method for calculating Kendall's tau with ungrouped data",
 * Journal of the American Statistical Association 61, 436-439, doi:10.1080/01621459.1966.10480879.
 */
export function kendall(x: Float64Array, y: Float64Array): number {
  sameLength(x, y);
  const n = x.length;
  // Numbered by their order, both columns fit into one key, and sorting that sorts by x, then by y.
  const [first, second] = [placesOf(x), placesOf(y)];
  const keys = first.map((place, i) => place * n + second[i]).sort();
  const byX = keys.map((key) => key % n);
  const pairs = (n * (n - 1)) / 2;
  const tiedX = tiedPairs(first.toSorted());
  const tiedY = tiedPairs(second.toSorted());
  const tiedBoth = tiedPairs(keys);
  const discordant = inversions(byX);
  // Every pair is concordant, discordant, or tied in x, in y or in both.
  const difference = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
  const tau = difference / Math.sqrt(pairs - tiedX) / Math.sqrt(pairs - tiedY);
  return Math.min(1, Math.max(-1, tau));
}

function sameLength(x: Float64Array, y: Float64Array): void {
  if (x.length !== y.length) {
    throw new RangeError(`columns have ${x.length} and ${y.length} values; wanted as many`);
  }
  if (x.length < 2) throw new RangeError(`columns have ${x.length} values; wanted two or more`);
}

/** How many values are below each: equal ones have one place. */
function placesOf(column: Float64Array): Float64Array {
  const sorted = column.toSorted();
  return column.map((value) => countBelow(sorted, value));
}

/** How many pairs of equal values there are. */
function tiedPairs(sorted: Float64Array): number {
  let pairs = 0;
  let run = 0;
  for (let i = 1; i < sorted.length; i++) {
    run = sorted[i] === sorted[i - 1] ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** How many pairs stand in falling order: as many as a merge sort moves past each other. */
function inversions(values: Float64Array): number {
  let from = Float64Array.from(values);
  let to = new Float64Array(values.length);
  let count = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let k = start; k < end; k++) {
        if (left < middle && (right >= end || from[left] <= from[right])) to[k] = from[left++];
        else {
          count += middle - left;
          to[k] = from[right++];
        }
      }
    }
    [from, to] = [to, from];
  }
  return count;
}

/** How many of some ascending numbers are below x. */
function countBelow(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of some ascending numbers are at or below x. */
function countUpTo(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
