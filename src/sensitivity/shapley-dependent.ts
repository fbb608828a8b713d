/** Shapley effects of inputs that depend on each other through Gaussian copulas. */

import { cholesky } from '../dependence/index.ts';
import type { Plan, PlannedCopula } from '../plan/plan.ts';
import { streamKey } from '../random/keys.ts';
import { widened } from '../stats/interval.ts';
import type { Estimate } from '../stats/summary.ts';
import { exchangePlan, type Sampling } from './exchange-plan.ts';
import type { Group } from './groups.ts';
import { jackknifed, replicateSums } from './jackknife.ts';
import { isConstant } from './shapley.ts';
import { shuffled } from './walks.ts';

/** Up to so many groups every order is walked. */
const ALL_ORDERS = 4;
const ORDERS = 24;

/** An order in which groups are exchanged, and the plan of the walk: first sample, steps, second sample. */
export interface DependentWalk {
  readonly order: readonly number[];
  readonly plan: Plan;
}

/** Whether groups share a copula, so that they are not independent. */
export function areDependent({ copulas = [] }: Plan, groups: readonly Group[]): boolean {
  return copulas.some(
    ({ inputs }) =>
      groups.filter((group) => group.inputs.some((id) => inputs.includes(id))).length > 1,
  );
}

/**
 * A walk for each order: all of them for a few groups, else some and each of these backwards. In every walk the scores of a copula build on
 * each other the other way round, the group that is exchanged last coming first: so whatever is not yet exchanged is held as it is, and what
 * is exchanged is drawn anew given that.
 */
export function dependentWalks(
  plan: Plan,
  groups: readonly Group[],
  sampling: Sampling,
): readonly DependentWalk[] {
  const k = groups.length;
  const orders =
    k <= ALL_ORDERS
      ? permutations(k)
      : Array.from({ length: ORDERS / 2 }, (_, n) => {
          const order = shuffled(k, streamKey(plan.seed, `order of dependent walk ${n}`, 0));
          return [order, order.toReversed()];
        }).flat();
  return orders.map((order) => {
    const reordered = {
      ...plan,
      copulas: (plan.copulas ?? []).map((copula) => inOrder(copula, groups, order.toReversed())),
    };
    const matrices = Array.from({ length: k + 1 }, (_, steps) => [order.slice(0, steps)]);
    return { order, plan: exchangePlan(reordered, groups, { matrices }, sampling) };
  });
}

/** The same copula, its scores built in the order of the groups. A t copula lies within one group and stays. */
function inOrder(
  copula: PlannedCopula,
  groups: readonly Group[],
  order: readonly number[],
): PlannedCopula {
  if (copula.df !== undefined) return copula;
  const place = (id: string): number =>
    order.findIndex((group) => groups[group].inputs.includes(id));
  const numbers = copula.inputs
    .map((id, number) => ({ number, place: place(id) }))
    .sort((a, b) => a.place - b.place || a.number - b.number)
    .map(({ number }) => number);
  const permuted = (matrix: readonly (readonly number[])[]): number[][] =>
    numbers.map((row) => numbers.map((column) => matrix[row][column]));
  const scores = permuted(copula.scores);
  return {
    ...copula,
    inputs: numbers.map((number) => copula.inputs[number]),
    target: permuted(copula.target),
    scores,
    factor: cholesky(scores) ?? copula.factor,
  };
}

/**
 * Effects as shares of the variance, with 95 % intervals; they add up to 1. The cost of a subset is the variance that is left when all else is
 * known. Where not every order is walked, the interval covers the choice of the orders too.
 *
 * @param walks  columns of each: first sample, steps, second sample
 * @returns undefined if all values are the same
 *
 * Source: Song, Nelson and Staum (2016), "Shapley effects for global sensitivity analysis: theory and computation", SIAM/ASA J. Uncertainty
 * Quantification 4, 1060-1083, doi:10.1137/15M1048070, with common draws along a walk in the place of nested samples.
 */
export function dependentEffects(
  walks: readonly {
    readonly order: readonly number[];
    readonly columns: readonly Float64Array[];
  }[],
  firsts: readonly number[],
): readonly Estimate[] | undefined {
  if (isConstant(walks.flatMap(({ columns }) => columns))) return undefined;
  const k = walks[0].order.length;
  const sums = replicateSums(k + 1, firsts);
  const { replicates } = sums;
  const byWalk = walks.map(() => new Float64Array(k + 1));
  walks.forEach(({ order, columns }, walk) => {
    const a = columns[0];
    order.forEach((group, step) => {
      const [before, after] = [columns[step], columns[step + 1]];
      for (let r = 0; r < replicates; r++) {
        let sum = 0;
        for (let p = firsts[r]; p < firsts[r + 1]; p++)
          sum += (a[p] - (before[p] + after[p]) / 2) * (before[p] - after[p]);
        // Of the group, and of all, which is the variance.
        for (const row of [group, k]) {
          sums.sums[row * replicates + r] += sum / walks.length;
          byWalk[walk][row] += sum;
        }
      }
    });
  });
  const all = Array.from({ length: k }, (_, i) => jackknifed(sums, (means) => means[i] / means[k]));
  if (k <= ALL_ORDERS) return all;
  return all.map((estimate, i) =>
    withOrders(
      estimate,
      byWalk.map((walk) => walk[i] / walk[k]),
    ),
  );
}

/** The error of having walked some orders only, beside that of sampling. */
function withOrders(estimate: Estimate, effects: readonly number[]): Estimate {
  const { se } = estimate;
  if (se === null || se === 0) return estimate;
  const mean = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
  const spread = effects.reduce((sum, effect) => sum + (effect - mean) * (effect - mean), 0);
  const orders = spread / (effects.length - 1) / effects.length;
  return widened(estimate, Math.sqrt(se * se + orders) / se);
}

function permutations(k: number): number[][] {
  if (k === 0) return [[]];
  return permutations(k - 1).flatMap((shorter) =>
    Array.from({ length: k }, (_, at) => shorter.toSpliced(at, 0, k - 1)),
  );
}
