/** Estimates and intervals of what is computed from sums over the trials. */

import { estimateFrom } from '../../stats/interval.ts';
import type { Estimate } from '../../stats/summary.ts';

/**
 * The delete-a-group jackknife: an estimate from which the bias of order 1 / n is gone, and its
 * interval from the spread of pseudo-values. For a quadratic functional, such as a sum of squared
 * class means, what remains are products of different groups: then there is no bias at all, however
 * the points of a group were made. An estimate that takes the noise inside a class for that of
 * independent draws corrects too much where the points are a low-discrepancy sequence.
 *
 * @param statistic  of sums over trials; the array is overwritten after it returns
 * @param sums       of each group, added up to give those of all
 * @param sizes      trials in each group
 *
 * Source: Tukey (1958), "Bias and confidence in not-quite large samples", Annals of Mathematical
 * Statistics 29, 614; for groups of different sizes Busing, Meijer and van der Leeden (1999),
 * "Delete-m jackknife for unequal m", Statistics and Computing 9, 3-8, doi:10.1023/A:1008800423698.
 */
export function jackknife(
  statistic: (sums: Float64Array) => number,
  sums: readonly Float64Array[],
  sizes: Float64Array,
): Estimate {
  const all = total(sums);
  const value = statistic(all.slice());
  const without = sums.map((group) => statistic(all.map((sum, k) => sum - group[k])));
  return jackknifeOf(value, without, sizes);
}

/** The same where the estimate from all, and those without each group, are known. */
export function jackknifeOf(
  value: number,
  without: readonly number[],
  sizes: Float64Array,
): Estimate {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const parts = without.map((other, g) => value + (n / sizes[g] - 1) * (value - other));
  return estimateOfParts(parts);
}

/** The mean of what each group gives, with its interval. */
export function estimateOfParts(parts: readonly number[]): Estimate {
  return estimateFrom(parts.reduce((sum, part) => sum + part, 0) / parts.length, parts);
}

export function total(tables: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(tables[0].length);
  for (const table of tables) for (let k = 0; k < all.length; k++) all[k] += table[k];
  return all;
}
