/**
 * Sobol indices of first, total and second order from two samples and the matrices between them.
 */

import { log } from '../math/functions.ts';
import { widened } from '../stats/interval.ts';
import type { Estimate } from '../stats/summary.ts';
import { jackknifed, type ReplicateSums, replicateSums } from './jackknife.ts';
import { isConstant } from './shapley.ts';

/**
 * Values of a function at the points of two samples, and where single groups come from the other
 * sample.
 */
export interface SobolResponses {
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** `ab[i]`: as `a`, with group i from the second sample. */
  readonly ab: readonly Float64Array[];
  /** `ba[i]`: as `b`, with group i from the first sample. */
  readonly ba: readonly Float64Array[];
}

/** The same of a surrogate whose own variances are known without sampling. */
export interface SurrogateResponses extends SobolResponses {
  /**
   * Whether the function has tails that a sample seldom shows and the surrogate does not follow.
   */
  readonly heavyTails: boolean;
  readonly variance: number;
  /** Variance that each group has alone, and with all its interactions. */
  readonly first: Float64Array;
  readonly total: Float64Array;
  /** Variance of the interaction of groups i and j alone. */
  interaction(i: number, j: number): number;
}

export interface SobolIndices {
  readonly first: readonly Estimate[];
  readonly total: readonly Estimate[];
}

/**
 * Matrices of an analysis of d groups: first sample, second sample, then for each group i the two
 * that exchange it.
 */
export function sobolMatrices(d: number): readonly (readonly (readonly number[])[])[] {
  const all = Array.from({ length: d }, (_, i) => i);
  return [[[]], [all], ...all.flatMap((i) => [[[i]], [all.filter((other) => other !== i)]])];
}

/** The matrices in the order of `sobolMatrices` by their place in the estimators. */
export function sobolResponses(matrices: readonly Float64Array[]): SobolResponses {
  const exchanged = matrices.slice(2);
  return {
    a: matrices[0],
    b: matrices[1],
    ab: exchanged.filter((_, k) => k % 2 === 0),
    ba: exchanged.filter((_, k) => k % 2 === 1),
  };
}

/**
 * First- and total-order indices with 95 % intervals from the replicates.
 *
 * The numerators are Saltelli's (2010) for the first order and Jansen's (1999) for the total, each
 * taken from both sides, that is with the two samples in either role; the denominator of a group is
 * the variance over the four samples that its numerators read. In this symmetric form (Azzini, Mara
 * and Rosati 2021) what has no interactions cancels point by point, first-order index never exceeds
 * total-order one but for interactions, and numerator and denominator err together. Values below 0
 * or above 1 are sampling error and are left as they are.
 *
 * @param surrogates  of the same function at the same points, one for each half of the replicates:
 *                    the estimates are then its own indices plus the estimated difference, which
 *                    has the less error the closer it follows (control variates; Owen, Monte Carlo
 *                    theory, methods and examples, chapter 8.9). Whether they are used is decided
 *                    index by index, by standard error
 * @returns undefined if the function is constant
 *
 * Sources: Saltelli et al. (2010), "Variance based sensitivity analysis of model output", Computer
 * Physics Communications 181, 259-270, doi:10.1016/j.cpc.2009.09.018; Jansen (1999),
 * doi:10.1016/S0010-4655(98)00154-4; Azzini, Mara and Rosati (2021), "Comparison of two sets of
 * Monte Carlo estimators of Sobol' indices", Environmental Modelling and Software 144,
 * doi:10.1016/j.envsoft.2021.105167.
 */
export function sobolIndices(
  responses: SobolResponses,
  firsts: readonly number[],
  surrogates?: readonly [SurrogateResponses, SurrogateResponses],
): SobolIndices | undefined {
  if (isConstant([responses.a, responses.b])) return undefined;
  const both = responses.ab.map((_, i) => groupIndices(responses, firsts, i, surrogates));
  return { first: both.map(({ first }) => first), total: both.map(({ total }) => total) };
}

function groupIndices(
  responses: SobolResponses,
  firsts: readonly number[],
  i: number,
  surrogates: readonly [SurrogateResponses, SurrogateResponses] | undefined,
): { first: Estimate; total: Estimate } {
  const sums = replicateSums(3, firsts);
  for (let r = 0; r < sums.replicates; r++) addParts(sums, responses, firsts, r, i, 1);
  const first = jackknifed(sums, ([numerator, , variance]) => numerator / variance);
  const total = jackknifed(sums, ([, numerator, variance]) => numerator / variance);
  // Exchanging the group changes nothing anywhere, and there is nothing to gain.
  if (total.value === 0 && first.value === 0) return { first, total };
  if (first.value === 0 && first.se === 0) return { first: unseen(responses, total), total };
  if (!surrogates) return { first, total };
  for (let r = 0; r < sums.replicates; r++) {
    const surrogate = surrogates[halfOf(r, sums.replicates)];
    addParts(sums, surrogate, firsts, r, i, -1);
    addExact(sums, r, [surrogate.first[i], surrogate.total[i], surrogate.variance]);
  }
  return {
    first: closer(
      first,
      jackknifed(sums, ([numerator, , variance]) => numerator / variance),
      surrogates[0],
    ),
    total: closer(
      total,
      jackknifed(sums, ([, numerator, variance]) => numerator / variance),
      surrogates[0],
    ),
  };
}

/**
 * A first-order index of an event so rare that no pair of points told of it: 0, with an interval
 * that ends where as many independent points would let a product of differences stay unseen in one
 * run of forty. Not beyond the total order.
 */
function unseen({ a }: SobolResponses, total: Estimate): Estimate {
  const reach = -log(0.025) / a.length;
  const most = Math.min(1, Math.max(reach, total.high ?? 1, total.value ?? 1));
  return { value: 0, se: most / 2, low: -most, high: most };
}

function halfOf(replicate: number, replicates: number): 0 | 1 {
  return replicate < replicates >> 1 ? 0 : 1;
}

/** Adds what is known of the surrogate as if every point of the replicate had shown it. */
function addExact(
  { sums, replicates, counts }: ReplicateSums,
  r: number,
  means: readonly number[],
): void {
  means.forEach((mean, q) => {
    sums[q * replicates + r] += mean * counts[r];
  });
}

/**
 * Adds, times `sign`, the first-order numerator, the total-order one and the variance of group i
 * over replicate r.
 */
function addParts(
  { sums, replicates }: ReplicateSums,
  { a, b, ab, ba }: SobolResponses,
  firsts: readonly number[],
  r: number,
  i: number,
  sign: number,
): void {
  const [abi, bai] = [ab[i], ba[i]];
  let [first, total, variance] = [0, 0, 0];
  for (let p = firsts[r]; p < firsts[r + 1]; p++) {
    const down = a[p] - abi[p];
    const up = bai[p] - b[p];
    const across = a[p] - b[p];
    const other = bai[p] - abi[p];
    first += up * down;
    total += down * down + up * up;
    variance += across * across + other * other;
  }
  sums[r] += (sign * first) / 2;
  sums[replicates + r] += (sign * total) / 4;
  sums[2 * replicates + r] += (sign * variance) / 4;
}

/**
 * What an estimate by surrogate is trusted to gain where the tails that it misses may be missing
 * from the sample too.
 */
const LEAST_ERROR_IN_HEAVY_TAILS = 0.3;

/** Of two estimates of the same thing the one with the smaller standard error. */
function closer(plain: Estimate, aided: Estimate, { heavyTails }: SurrogateResponses): Estimate {
  if (aided.se === null || plain.se === null || !(aided.se < plain.se)) return plain;
  const least = LEAST_ERROR_IN_HEAVY_TAILS * plain.se;
  if (!heavyTails || aided.se >= least) return aided;
  return widened(aided, least / aided.se);
}

/**
 * Second-order indices: the share of variance that two groups have together beyond what each has
 * alone, for every pair of the groups named. The mean of (f(ba_i) - f(b)) (f(ab_j) - f(a)) is just
 * that variance, and so with the samples exchanged: what is additive cancels in each factor.
 *
 * @param pairs  of numbers of groups
 */
export function secondOrder(
  responses: SobolResponses,
  firsts: readonly number[],
  pairs: readonly (readonly [number, number])[],
  surrogates?: readonly [SurrogateResponses, SurrogateResponses],
): readonly Estimate[] | undefined {
  if (isConstant([responses.a, responses.b])) return undefined;
  return pairs.map(([i, j]) => {
    const sums = replicateSums(2, firsts);
    for (let r = 0; r < sums.replicates; r++) addInteraction(sums, responses, firsts, r, [i, j], 1);
    const plain = jackknifed(sums, ([v, variance]) => v / variance);
    if (!surrogates || plain.se === 0) return plain;
    for (let r = 0; r < sums.replicates; r++) {
      const surrogate = surrogates[halfOf(r, sums.replicates)];
      addInteraction(sums, surrogate, firsts, r, [i, j], -1);
      addExact(sums, r, [surrogate.interaction(i, j), surrogate.variance]);
    }
    return closer(
      plain,
      jackknifed(sums, ([v, variance]) => v / variance),
      surrogates[0],
    );
  });
}

function addInteraction(
  { sums, replicates }: ReplicateSums,
  { a, b, ab, ba }: SobolResponses,
  firsts: readonly number[],
  r: number,
  [i, j]: readonly [number, number],
  sign: number,
): void {
  const [abi, bai, abj, baj] = [ab[i], ba[i], ab[j], ba[j]];
  let [together, variance] = [0, 0];
  for (let p = firsts[r]; p < firsts[r + 1]; p++) {
    together += (bai[p] - b[p]) * (abj[p] - a[p]) + (abi[p] - a[p]) * (baj[p] - b[p]);
    const across = a[p] - b[p];
    variance += across * across;
  }
  sums[r] += (sign * together) / 2;
  sums[replicates + r] += (sign * variance) / 2;
}
