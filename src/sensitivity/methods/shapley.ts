/** Shapley effects: shares of variance that add up to 1. */

import type { Plan } from '../../plan/plan.ts';
import { type ByGroup, byGroup, type Index, indicesForm, ranked } from '../by-group.ts';
import { exchangePlan } from '../exchange-plan.ts';
import { type Group, groupsOf } from '../groups.ts';
import { MOST_EXACT, shapleyEffects, subsetMatrices } from '../shapley.ts';
import { areDependent, dependentEffects, dependentWalks } from '../shapley-dependent.ts';
import { shapleyFromWalks } from '../shapley-walks.ts';
import { walksOf } from '../walks.ts';
import { intervalsOf, SHARE_AXIS } from './figures.ts';
import { type Design, type ExchangeMethod, exchangesInputs } from './method.ts';

export interface ShapleyPart {
  readonly shapley: ByGroup<Index>;
}

export const shapley: ExchangeMethod<'shapley', ShapleyPart> = {
  name: 'shapley',
  about: 'shares of variance that add up to 1: an interaction is shared by those that interact',
  needs: 'exchange',
  priorOnly: exchangesInputs('first-order', 'delta'),
  form: { shapley: indicesForm },
  async measure({ plan, grouping, base }, exchanging) {
    // They need no independence: members of a copula are told apart.
    const groups = groupsOf(plan, grouping, true);
    const pieces = await exchanging('shapley', shapleyDesign(plan, groups, base));
    return pieces.map((piece) => ({ shapley: piece }));
  },
  columns: ({ shapley: found }) =>
    found === undefined ? [] : [{ heading: 'Shapley', of: found, share: true }],
  chart: (outcome, { shapley: found }, { tell }) =>
    found === undefined
      ? []
      : [
          {
            kind: 'bars',
            title: tell('{outcome}: who shares its variance', { outcome }),
            axis: tell(SHARE_AXIS),
            bars: intervalsOf(found, ranked(found)),
            caption: tell(
              'Shapley effects: interactions shared among those that interact, so that all bars add up to 1. Lines are 95% intervals.',
            ),
          },
        ],
};

/**
 * Even, for each is walked backwards too; fewer where there are so many groups that all steps would
 * take too long.
 */
const WALKS = 8;
const STEPS = 600;
/** Up to so many groups every subset gets all points. */
const SUBSETS_IN_FULL = 8;
const FEWEST_POINTS = 512;

export function shapleyDesign(
  plan: Plan,
  groups: readonly Group[],
  base: number,
): Design<ByGroup<Index>> {
  const { seed, replicates } = plan;
  const k = groups.length;
  if (areDependent(plan, groups)) return dependentDesign(plan, groups, base);
  if (k <= MOST_EXACT) {
    const points = Math.max(
      Math.min(base, FEWEST_POINTS),
      Math.floor(base / 2 ** Math.max(0, k - SUBSETS_IN_FULL)),
    );
    return {
      plans: [exchangePlan(plan, groups, { matrices: subsetMatrices(k) }, { points, replicates })],
      analyse: ({ matrices, firsts }) => byGroup(groups, shapleyEffects(matrices, firsts)),
    };
  }
  const walks = walksOf(
    seed,
    k,
    replicates,
    Math.max(2, Math.min(WALKS, 2 * Math.floor(STEPS / k))),
  );
  return {
    plans: [exchangePlan(plan, groups, walks, { points: base, replicates })],
    analyse: ({ matrices, firsts }) =>
      byGroup(groups, shapleyFromWalks(matrices, walks, k, firsts)),
  };
}

function dependentDesign(
  plan: Plan,
  groups: readonly Group[],
  base: number,
): Design<ByGroup<Index>> {
  const walks = dependentWalks(plan, groups, { points: base, replicates: plan.replicates });
  const length = groups.length + 1;
  return {
    plans: walks.map((walk) => walk.plan),
    analyse: ({ matrices, firsts }) => {
      const found = walks.map(({ order }, n) => ({
        order,
        columns: matrices.slice(n * length, (n + 1) * length),
      }));
      return byGroup(groups, dependentEffects(found, firsts));
    },
  };
}
