/** Shapley effects of inputs that depend on each other through Gaussian copulas. */

import { cholesky } from '../dependence/index.ts';
import { derive } from '../plan/derive.ts';
import type { Plan, PlannedCopula } from '../plan/plan.ts';
import { streamKey } from '../random/keys.ts';
import { widened } from '../stats/interval.ts';
import type { Estimate } from '../stats/summary.ts';
import { present } from '../text/entry.ts';
import { exchangePlan, type Sampling } from './exchange-plan.ts';
import type { Group } from './groups.ts';
import { jackknifed, replicateSums } from './jackknife.ts';
import { isConstant, sharesOut } from './shapley.ts';
import { shuffled } from './walks.ts';

/** Up to so many groups the cost of every subset is computed. */
const EVERY_SUBSET = 10;
/**
 * Up to so many groups that is done with all points; each group more takes twice as many walks,
 * which have half as many points.
 */
const SUBSETS_IN_FULL = 7;
/**
 * Orders that are walked for more groups, each second one the one before backwards, and the share
 * of the points for each.
 */
const ORDERS = 96;
const POINTS_AN_ORDER = 1 / 4;
const FEWEST_POINTS = 512;

/**
 * An order in which groups are exchanged, and the plan of the walk: first sample, steps, second
 * sample.
 */
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
 * Walks that pass through every subset of the groups where there are few, else random orders and
 * each of these backwards. In every walk the scores of a copula build on each other the other way
 * round, the group that is exchanged last coming first: so whatever is not yet exchanged is held as
 * it is, and what is exchanged is drawn anew given that.
 */
export function dependentWalks(
  plan: Plan,
  groups: readonly Group[],
  { points, replicates }: Sampling,
): readonly DependentWalk[] {
  const k = groups.length;
  const all = k <= EVERY_SUBSET;
  const share = all ? 2 ** -Math.max(0, k - SUBSETS_IN_FULL) : POINTS_AN_ORDER;
  const enough = Math.max(Math.min(points, FEWEST_POINTS), Math.ceil(share * points));
  const orders = all
    ? chains(k)
    : Array.from({ length: ORDERS / 2 }, (_, n) => {
        const order = shuffled(k, streamKey(plan.seed, `order of dependent walk ${n}`, 0));
        return [order, order.toReversed()];
      }).flat();
  return orders.map((order) => {
    const reordered = derive(plan, {
      copulas: plan.copulas?.map((copula) => inOrder(copula, groups, order.toReversed())),
    });
    const matrices = Array.from({ length: k + 1 }, (_, steps) => [order.slice(0, steps)]);
    const sampling = { points: enough, replicates };
    return { order, plan: exchangePlan(reordered, groups, { matrices }, sampling) };
  });
}

/**
 * As few orders of 0 ... k - 1 as can be such that every subset is the beginning of one: (k choose
 * k / 2). A subset is read as a bracket for each element, closing if it is in the subset; brackets
 * that match stay as they are along a chain, and the others close from the first on.
 *
 * Source: Greene and Kleitman (1976), "Strong versions of Sperner's theorem", Journal of
 * Combinatorial Theory A 20, 80-88, after de Bruijn, van Ebbenhorst Tengbergen and Kruyswijk
 * (1951).
 */
export function chains(k: number): readonly (readonly number[])[] {
  return Array.from({ length: 2 ** k }, (_, subset) => subset).flatMap((subset) => {
    const open: number[] = [];
    const matched: number[] = [];
    for (let i = 0; i < k; i++) {
      if (!((subset >> i) & 1)) open.push(i);
      else if (open.length > 0) matched.push(present(open.pop(), 'an open pair'));
      // A bracket that closes nothing: the chain of this subset begins lower.
      else return [];
    }
    const closed = Array.from({ length: k }, (_, i) => i).filter((i) => (subset >> i) & 1);
    return [[...closed, ...open, ...matched.toSorted((x, y) => x - y)]];
  });
}

/**
 * The same copula, its scores built in the order of the groups. A t copula lies within one group
 * and stays.
 */
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

/** An order, and the columns of its walk: first sample, steps, second sample. */
export interface Walked {
  readonly order: readonly number[];
  readonly columns: readonly Float64Array[];
}

/**
 * Effects as shares of the variance, with 95 % intervals; they add up to 1. The cost of a subset is
 * the variance that is left when all else is known: half the mean squared distance between the
 * first sample and the step of a walk that has exchanged that subset. Where the walks do not pass
 * through every subset, the interval covers the choice of the orders too.
 *
 * @returns undefined if all values are the same
 *
 * Source: Song, Nelson and Staum (2016), "Shapley effects for global sensitivity analysis: theory
 * and computation", SIAM/ASA J. Uncertainty Quantification 4, 1060-1083, doi:10.1137/15M1048070,
 * with common draws along a walk in the place of nested samples.
 */
export function dependentEffects(
  walks: readonly Walked[],
  firsts: readonly number[],
): readonly Estimate[] | undefined {
  if (isConstant(walks.flatMap(({ columns }) => columns))) return undefined;
  const k = walks[0].order.length;
  return k <= EVERY_SUBSET ? effectsOfSubsets(walks, firsts, k) : effectsOfOrders(walks, firsts, k);
}

/**
 * Half the sum of squared distances from the first sample after each number of steps, over the
 * points of replicate r.
 */
function costsOf({ columns }: Walked, firsts: readonly number[], r: number): Float64Array {
  const [a] = columns;
  return Float64Array.from(columns, (step) => {
    let sum = 0;
    for (let p = firsts[r]; p < firsts[r + 1]; p++) sum += (a[p] - step[p]) * (a[p] - step[p]);
    return sum / 2;
  });
}

function effectsOfSubsets(
  walks: readonly Walked[],
  firsts: readonly number[],
  k: number,
): readonly Estimate[] {
  const sums = replicateSums(k + 1, firsts);
  const { replicates } = sums;
  for (let r = 0; r < replicates; r++) {
    const costs = new Float64Array(2 ** k);
    const passed = new Float64Array(2 ** k);
    for (const walk of walks) {
      let subset = 0;
      costsOf(walk, firsts, r).forEach((cost, steps) => {
        if (steps > 0) subset |= 1 << walk.order[steps - 1];
        costs[subset] += cost;
        passed[subset]++;
      });
    }
    for (let subset = 0; subset < costs.length; subset++) costs[subset] /= passed[subset];
    sharesOut(costs, k).forEach((effect, i) => {
      sums.sums[i * replicates + r] = effect;
    });
    sums.sums[k * replicates + r] = costs[costs.length - 1];
  }
  return Array.from({ length: k }, (_, i) => jackknifed(sums, (means) => means[i] / means[k]));
}

function effectsOfOrders(
  walks: readonly Walked[],
  firsts: readonly number[],
  k: number,
): readonly Estimate[] {
  const sums = replicateSums(k + 1, firsts);
  const { replicates } = sums;
  // An order and the same backwards are not independent of each other.
  const pairs = Array.from({ length: walks.length / 2 }, () =>
    Array.from({ length: k + 1 }, () => new Float64Array(replicates)),
  );
  walks.forEach((walk, n) => {
    for (let r = 0; r < replicates; r++) {
      const costs = costsOf(walk, firsts, r);
      walk.order.forEach((group, step) => {
        const added = (costs[step + 1] - costs[step]) / walks.length;
        // Of the group, and of all, which is the variance.
        for (const row of [group, k]) {
          sums.sums[row * replicates + r] += added;
          pairs[n >> 1][row][r] += added * pairs.length;
        }
      });
    }
  });
  const variance = sums.sums.subarray(k * replicates).reduce((sum, of) => sum + of, 0) / replicates;
  return Array.from({ length: k }, (_, i) => {
    const estimate = jackknifed(sums, (means) => means[i] / means[k]);
    const share = estimate.value ?? 0;
    return withOrders(
      estimate,
      pairs.map((of) => of[i].map((effect, r) => (effect - share * of[k][r]) / variance)),
    );
  });
}

/**
 * The error of having walked some orders only, beside that of the points, in a layout of pairs of
 * orders by replicates: what pairs differ by less what they would differ by if only the points of
 * single replicates told them apart, which the error of the points has already.
 *
 * Source: Searle, Casella and McCulloch (1992), "Variance Components", section 4.3: the two-way
 * crossed classification.
 *
 * @param effects  of each pair of orders by replicate, about their mean
 */
function withOrders(estimate: Estimate, effects: readonly Float64Array[]): Estimate {
  const { se } = estimate;
  if (se === null || se === 0) return estimate;
  const [pairs, replicates] = [effects.length, effects[0].length];
  const byPair = effects.map((of) => of.reduce((sum, effect) => sum + effect, 0) / replicates);
  const byReplicate = Array.from(
    { length: replicates },
    (_, r) => effects.reduce((sum, of) => sum + of[r], 0) / pairs,
  );
  const mean = byPair.reduce((sum, effect) => sum + effect, 0) / pairs;
  const spread = byPair.reduce((sum, effect) => sum + (effect - mean) * (effect - mean), 0);
  let rest = 0;
  effects.forEach((of, p) =>
    of.forEach((effect, r) => {
      const left = effect - byPair[p] - byReplicate[r] + mean;
      rest += left * left;
    }),
  );
  const orders = spread / (pairs - 1) - rest / ((pairs - 1) * (replicates - 1)) / replicates;
  return widened(estimate, Math.sqrt(se * se + Math.max(0, orders) / pairs) / se);
}
