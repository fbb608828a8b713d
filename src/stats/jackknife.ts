/** Statistics of weighted sums, with their errors from what each is without one replicate. */

import { estimateFrom, NOTHING } from './interval.ts';
import type { Estimate } from './summary.ts';

/**
 * A statistic that is a function of weighted sums, with its standard error from the replicates by
 * the jackknife: the weights of a replicate are taken out, one replicate after another. A replicate
 * that happens to agree better with the evidence counts for more, as it should.
 *
 * @param sums  of each replicate, the same number of sums each
 * @param of    the statistic from sums over some replicates; NaN where it has none
 */
export function jackknifed(
  sums: readonly (readonly number[])[],
  of: (sums: readonly number[]) => number,
): Estimate {
  return fromLeftOut(leavingOut(sums, of));
}

/** A statistic, and what it is with each replicate left out. */
export interface LeftOut {
  readonly value: number;
  readonly leftOut: readonly number[];
}

export function leavingOut(
  sums: readonly (readonly number[])[],
  of: (sums: readonly number[]) => number,
): LeftOut {
  const all = sums.reduce((a, b) => a.map((value, k) => value + b[k]));
  return { value: of(all), leftOut: sums.map((own) => of(all.map((sum, k) => sum - own[k]))) };
}

/** The estimate from those with one replicate left out, by their pseudo-values. */
export function fromLeftOut(of: LeftOut): Estimate {
  return Number.isNaN(of.value) ? NOTHING : estimateFrom(of.value, pseudoValues(of));
}

/**
 * What each replicate says by itself, as far as the statistic is linear in them: independent of
 * each other, or nearly so.
 */
export function pseudoValues({ value, leftOut }: LeftOut): number[] {
  const n = leftOut.length;
  return leftOut
    .filter((part) => !Number.isNaN(part))
    .map((part) => value + (n - 1) * (value - part));
}
