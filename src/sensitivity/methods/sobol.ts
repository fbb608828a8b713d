/** Sobol indices: shares of variance alone, with all interactions, and of pairs. */

import type { Plan } from '../../plan/plan.ts';
import { earnedPair } from '../../stats/round.ts';
import { closed } from '../../text/form.ts';
import { type ByGroup, byGroup, type Index, indicesForm, ranked } from '../by-group.ts';
import { ChaosBasis } from '../chaos-basis.ts';
import { exchangePlan } from '../exchange-plan.ts';
import { type Group, groupsOf } from '../groups.ts';
import { coordinatesOf, uniformsOf } from '../points.ts';
import { secondOrder, sobolIndices, sobolMatrices, sobolResponses } from '../sobol.ts';
import { surrogatesOf } from '../surrogate.ts';
import { intervalsOf, SHARE_AXIS } from './figures.ts';
import { type Design, type ExchangeMethod, exchangesInputs } from './method.ts';

export interface SobolPart {
  readonly sobol: {
    readonly first: ByGroup<Index>;
    readonly total: ByGroup<Index>;
    /** By `a*b`. */
    readonly second: ByGroup<Index>;
  };
}

/** Interactions that are told in words, and the least of them. */
const TOLD_PAIRS = 3;
const LEAST_TOLD = 0.01;

export const sobol: ExchangeMethod<'sobol', SobolPart> = {
  name: 'sobol',
  about: 'shares of variance alone, with interactions, and of pairs',
  needs: 'exchange',
  priorOnly: exchangesInputs('first-order', 'delta'),
  form: {
    sobol: closed<SobolPart['sobol']>()({
      first: indicesForm,
      total: indicesForm,
      second: indicesForm,
    }),
  },
  async measure({ plan, grouping, base }, exchanging) {
    const pieces = await exchanging('sobol', sobolDesign(plan, groupsOf(plan, grouping), base));
    return pieces.map((piece) => ({ sobol: piece }));
  },
  columns: ({ sobol: found }) =>
    found === undefined
      ? []
      : [
          { heading: 'total', of: found.total, share: true },
          { heading: 'first', of: found.first, share: true },
        ],
  notes: ({ sobol: found }, { tell }) =>
    // Interactions whose interval lies above 0.
    Object.entries(found?.second ?? {})
      .filter(([, index]) => (index?.low ?? 0) > 0 && (index?.value ?? 0) > LEAST_TOLD)
      .toSorted(([, a], [, b]) => (b?.value ?? 0) - (a?.value ?? 0))
      .slice(0, TOLD_PAIRS)
      .map(([pair, index]) =>
        tell('{pair} interaction: {share}', {
          pair: pair.replace('*', ' x '),
          share: earnedPair(index?.value ?? null, index?.se ?? null),
        }),
      ),
  chart(outcome, { sobol: found }, { tell }) {
    if (found === undefined) return [];
    const ids = ranked(found.total);
    return [
      {
        kind: 'bars',
        title: tell('{outcome}: what drives it', { outcome }),
        axis: tell(SHARE_AXIS),
        bars: intervalsOf(found.total, ids),
        second: {
          dots: intervalsOf(found.first, ids),
          names: [tell('with all interactions (total order)'), tell('alone (first order)')],
        },
        caption: tell('Sobol indices. Lines are 95% intervals.'),
      },
    ];
  },
};

/** Groups among which pairs are looked for: those with the largest total indices. */
const IN_PAIRS = 30;

function sobolDesign(
  plan: Plan,
  groups: readonly Group[],
  base: number,
): Design<SobolPart['sobol']> {
  const exchange = exchangePlan(
    plan,
    groups,
    { matrices: sobolMatrices(groups.length) },
    { points: base, replicates: plan.replicates },
  );
  const coordinates = coordinatesOf(exchange, groups);
  const basis = new ChaosBasis(coordinates, (k) => uniformsOf(exchange, coordinates[k]));
  return {
    plans: [exchange],
    analyse({ matrices, firsts, whole }) {
      const responses = sobolResponses(matrices);
      const plain = sobolIndices(responses, firsts);
      const totals = plain?.total.map(({ value }) => value ?? 0) ?? [];
      // Where points are missing the columns of the basis would not be of the same points.
      const surrogates =
        plain && whole ? surrogatesOf(basis, responses, firsts, totals) : undefined;
      const indices = surrogates ? sobolIndices(responses, firsts, surrogates) : plain;
      const pairs = strongestPairs(totals);
      const second = secondOrder(responses, firsts, pairs, surrogates);
      return {
        first: byGroup(groups, indices?.first),
        total: byGroup(groups, indices?.total),
        second: Object.fromEntries(
          pairs.map(([i, j], k) => [`${groups[i].id}*${groups[j].id}`, second?.[k] ?? null]),
        ),
      };
    },
  };
}

/** All pairs of the groups with the largest total indices, in the order of the groups. */
function strongestPairs(totals: readonly number[]): [number, number][] {
  const strongest = totals
    .map((total, i) => ({ total, i }))
    .sort((one, other) => other.total - one.total)
    .slice(0, IN_PAIRS)
    .map(({ i }) => i)
    .sort((one, other) => one - other);
  return strongest.flatMap((i, k) => strongest.slice(k + 1).map((j): [number, number] => [i, j]));
}
