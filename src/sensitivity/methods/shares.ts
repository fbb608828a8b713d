/** How the variance splits by kind of assumption and by component of the model. */

import { earnedPair, percent } from '../../stats/round.ts';
import { closed } from '../../text/form.ts';
import { type ByGroup, type Index, indicesForm, numberOrNullForm, ranked } from '../by-group.ts';
import { groupsOf } from '../groups.ts';
import { SHARE_AXIS } from './figures.ts';
import { type ExchangeMethod, exchangesInputs } from './method.ts';
import { shapleyDesign } from './shapley.ts';

interface Split {
  /** Shapley effects: shares of the variance that add up to 1. */
  readonly shares: ByGroup<Index>;
  /**
   * Root of the sum of the squared standard errors of the shares: what of the split is simulation
   * error.
   */
  readonly simulationError: number | null;
}

export interface SharesPart {
  readonly shares: { readonly kind: Split; readonly component: Split };
}

const splitForm = closed<Split>()({ shares: indicesForm, simulationError: numberOrNullForm });
/** A smaller share is not told. */
const LEAST_TOLD = 0.005;

export const shares: ExchangeMethod<'shares', SharesPart> = {
  name: 'shares',
  about: 'shares of variance by kind of assumption and by component, which add up to 1',
  needs: 'exchange',
  priorOnly: exchangesInputs('first-order'),
  form: {
    shares: closed<SharesPart['shares']>()({ kind: splitForm, component: splitForm }),
  },
  async measure({ plan, base }, exchanging) {
    const of = (by: 'kind' | 'component') =>
      exchanging(`shares by ${by}`, shapleyDesign(plan, groupsOf(plan, by, true), base));
    const kinds = await of('kind');
    const components = await of('component');
    return kinds.map((kind, k) => ({
      shares: { kind: split(kind), component: split(components[k]) },
    }));
  },
  columns: () => [],
  notes: ({ shares: found }) =>
    found === undefined
      ? []
      : (['kind', 'component'] as const).map((by) => `by ${by}: ${splitText(found[by])}`),
  chart: (outcome, { shares: found }) =>
    found === undefined
      ? []
      : [
          {
            kind: 'split',
            title: `${outcome}: by kind of assumption`,
            axis: SHARE_AXIS,
            parts: ranked(found.kind.shares).map((name) => ({
              name,
              share: Math.max(0, found.kind.shares[name]?.value ?? 0),
            })),
            caption:
              'Shapley effects of the kinds, which add up to 1; what is below 0 by sampling error is not drawn.',
          },
        ],
};

function split(of: ByGroup<Index>): Split {
  const errors = Object.values(of).map((share) => share?.se ?? null);
  return {
    shares: of,
    simulationError: errors.includes(null)
      ? null
      : Math.sqrt(errors.reduce<number>((sum, se) => sum + (se ?? 0) * (se ?? 0), 0)),
  };
}

function splitText({ shares: of, simulationError }: Split): string {
  const parts = ranked(of)
    .filter((id) => (of[id]?.value ?? 0) >= LEAST_TOLD)
    .map((id) => `${id} ${percentText(of[id]?.value ?? null, of[id]?.se ?? null)}`);
  const error =
    simulationError === null
      ? ''
      : `; simulation error ${percentText(simulationError, simulationError / 10)}`;
  return `${parts.join(', ')}${error}`;
}

function percentText(share: number | null, se: number | null): string {
  return `${earnedPair(percent(share), percent(se))} %`;
}
