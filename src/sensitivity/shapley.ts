/**
 * Shapley effects of independent groups: the variance shared out so that the parts add up to all of
 * it.
 */

import type { Estimate } from '../stats/summary.ts';
import { jackknifed, replicateSums } from './jackknife.ts';
import { meanOf } from './magnitude.ts';

/** Up to so many groups every subset is computed. */
export const MOST_EXACT = 12;

/**
 * Matrices for the exact effects of k groups: number w takes group i from the second sample if bit
 * i of w is set.
 */
export function subsetMatrices(k: number): readonly (readonly (readonly number[])[])[] {
  return Array.from({ length: 1 << k }, (_, w) => [
    Array.from({ length: k }, (_, i) => i).filter((i) => (w >> i) & 1),
  ]);
}

/**
 * Effects from every subset, as shares of the variance, with 95 % intervals; they add up to 1.
 *
 * The cost of a subset is the variance that is left when all else is known, half the mean squared
 * difference of two matrices that differ in that subset. There are 2^k such pairs among the 2^k
 * matrices, and all of them are used: at a point, the sums over pairs are the correlation of the
 * 2^k values with themselves under exclusive or, by two Walsh-Hadamard transforms.
 *
 * @param matrices  in the order of `subsetMatrices`
 * @returns undefined if all values are the same
 *
 * Sources: Owen (2014), "Sobol' indices and Shapley value", SIAM/ASA J. Uncertainty Quantification
 * 2, 245-251, doi:10.1137/130936233; the cost is that of Song, Nelson and Staum (2016),
 * doi:10.1137/15M1048070.
 */
export function shapleyEffects(
  matrices: readonly Float64Array[],
  firsts: readonly number[],
): readonly Estimate[] | undefined {
  if (isConstant(matrices)) return undefined;
  const k = 31 - Math.clz32(matrices.length);
  const sums = replicateSums(k + 1, firsts);
  const values = new Float64Array(matrices.length);
  const centre = meanOf(matrices[0]);
  for (let r = 0; r < sums.replicates; r++) {
    const costs = new Float64Array(matrices.length);
    for (let p = firsts[r]; p < firsts[r + 1]; p++) {
      // About the mean, so that squares do not cancel.
      for (let w = 0; w < values.length; w++) values[w] = matrices[w][p] - centre;
      transform(values);
      for (let w = 0; w < values.length; w++) values[w] *= values[w];
      transform(values);
      for (let u = 0; u < values.length; u++)
        costs[u] += (values[0] - values[u]) / values.length / values.length;
    }
    sharesOut(costs, k).forEach((effect, i) => {
      sums.sums[i * sums.replicates + r] = effect;
    });
    sums.sums[k * sums.replicates + r] = costs[costs.length - 1];
  }
  return Array.from({ length: k }, (_, i) => jackknifed(sums, (means) => means[i] / means[k]));
}

/** Fast Walsh-Hadamard transform in place, unscaled. */
function transform(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let start = 0; start < values.length; start += 2 * half) {
      for (let j = start; j < start + half; j++) {
        const [x, y] = [values[j], values[j + half]];
        values[j] = x + y;
        values[j + half] = x - y;
      }
    }
  }
}

/** Shapley values of a game whose costs are given by subset, as bits. */
export function sharesOut(costs: Float64Array, k: number): number[] {
  // (k - 1 choose s)^-1 / k for a subset of s others.
  const weights = [1 / k];
  for (let s = 1; s < k; s++) weights.push((weights[s - 1] * s) / (k - s));
  return Array.from({ length: k }, (_, i) => {
    let value = 0;
    for (let u = 0; u < costs.length; u++) {
      if ((u >> i) & 1) continue;
      value += weights[bitCount(u)] * (costs[u | (1 << i)] - costs[u]);
    }
    return value;
  });
}

function bitCount(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export function isConstant(matrices: readonly Float64Array[]): boolean {
  return matrices.every((column) => column.every((value) => value === matrices[0][0]));
}
