/**
 * Estimates that are functions of means over replicates, with errors from leaving out one replicate
 * after another.
 */

import { estimateFrom, withStudent } from '../stats/interval.ts';
import type { Estimate } from '../stats/summary.ts';

/**
 * Sums over the points of each replicate, one row a quantity: `sums[quantity * replicates + r]`.
 */
export interface ReplicateSums {
  readonly replicates: number;
  readonly sums: Float64Array;
  /** Points of each replicate. */
  readonly counts: readonly number[];
}

/**
 * An estimate from all points, with the interval that its pseudo-values give: R times the estimate
 * less R - 1 times the one without replicate r. For a ratio of means this is closer to the truth
 * than the spread of the ratios of single replicates, which are few points each and skewed.
 *
 * @param of  from the mean of each quantity to the estimate; may give NaN, and then there is no
 *           interval
 *
 * Source: Tukey (1958), "Bias and confidence in not-quite large samples", Annals of Mathematical
 * Statistics 29, 614.
 */
export function jackknifed(
  { replicates, sums, counts }: ReplicateSums,
  of: (means: Float64Array) => number,
): Estimate {
  const quantities = sums.length / replicates;
  const totals = new Float64Array(quantities);
  for (let q = 0; q < quantities; q++) {
    for (let r = 0; r < replicates; r++) totals[q] += sums[q * replicates + r];
  }
  const points = counts.reduce((sum, count) => sum + count, 0);
  const means = new Float64Array(quantities);
  for (let q = 0; q < quantities; q++) means[q] = totals[q] / points;
  const value = of(means);
  const filled = counts.flatMap((count, r) => (count > 0 && count < points ? [r] : []));
  const pseudo = filled.map((r) => {
    for (let q = 0; q < quantities; q++)
      means[q] = (totals[q] - sums[q * replicates + r]) / (points - counts[r]);
    return filled.length * value - (filled.length - 1) * of(means);
  });
  return withStudent(
    estimateFrom(value, pseudo.every(Number.isFinite) ? pseudo : []),
    filled.length,
  );
}

/** Adds up f(p) over the points of each replicate into row `quantity`. */
export function sumInto(
  { replicates, sums }: ReplicateSums,
  quantity: number,
  firsts: readonly number[],
  f: (point: number) => number,
): void {
  for (let r = 0; r < replicates; r++) {
    let sum = 0;
    for (let p = firsts[r]; p < firsts[r + 1]; p++) sum += f(p);
    sums[quantity * replicates + r] = sum;
  }
}

export function replicateSums(quantities: number, firsts: readonly number[]): ReplicateSums {
  const replicates = firsts.length - 1;
  return {
    replicates,
    sums: new Float64Array(quantities * replicates),
    counts: Array.from({ length: replicates }, (_, r) => firsts[r + 1] - firsts[r]),
  };
}
