/** Shapley effects of many groups, from walks in random orders. */

import type { Estimate } from '../stats/summary.ts';
import { jackknifed, replicateSums } from './jackknife.ts';
import { isConstant } from './shapley.ts';
import { type Walks, walkColumns } from './walks.ts';

/**
 * Effects as shares of the variance, with 95 % intervals that cover the choice of the orders too,
 * for every replicate has its own; they add up to 1. A walk tells of every group what its exchange
 * adds to the squared difference from where the walk began, and from where it ends.
 *
 * @param matrices  in the order of `walksOf`
 * @returns undefined if all values are the same
 *
 * Source: Goda (2021), "A simple algorithm for global sensitivity analysis with Shapley effects",
 * Reliability Engineering and System Safety 213, 107702, doi:10.1016/j.ress.2021.107702.
 */
export function shapleyFromWalks(
  matrices: readonly Float64Array[],
  { orders }: Walks,
  groups: number,
  firsts: readonly number[],
): readonly Estimate[] | undefined {
  if (isConstant(matrices)) return undefined;
  const sums = replicateSums(groups + 1, firsts);
  const { replicates } = sums;
  const [a, b] = matrices;
  orders.forEach((byReplicate, walk) => {
    const columns = walkColumns(matrices, groups, walk);
    for (let r = 0; r < replicates; r++) {
      byReplicate[r].forEach((group, step) => {
        const [before, after] = [columns[step], columns[step + 1]];
        let sum = 0;
        for (let p = firsts[r]; p < firsts[r + 1]; p++)
          // (a - middle) (before - after) from the one end, (b - middle) (after - before) from the
          // other.
          sum += (a[p] - b[p]) * (before[p] - after[p]);
        sums.sums[group * replicates + r] += sum / 2 / orders.length;
      });
    }
  });
  for (let r = 0; r < replicates; r++) {
    let sum = 0;
    for (let p = firsts[r]; p < firsts[r + 1]; p++) sum += (a[p] - b[p]) * (a[p] - b[p]);
    sums.sums[groups * replicates + r] = sum / 2;
  }
  return Array.from({ length: groups }, (_, i) =>
    jackknifed(sums, (means) => means[i] / means[groups]),
  );
}
