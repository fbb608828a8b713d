/** How the variance splits by kind of assumption and by component of the model. */

import { earnedPair, percent } from '../../stats/round.ts';
import { closed } from '../../text/form.ts';
import type { Wording } from '../../wording/wording.ts';
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
  notes: ({ shares: found }, wording) =>
    found === undefined
      ? []
      : [
          wording.tell('by kind: {shares}', { shares: splitText(found.kind, wording) }),
          wording.tell('by component: {shares}', { shares: splitText(found.component, wording) }),
        ],
  chart: (outcome, { shares: found }, { tell, known }) =>
    found === undefined
      ? []
      : [
          {
            kind: 'split',
            title: tell('{outcome}: by kind of assumption', { outcome }),
            axis: tell(SHARE_AXIS),
            parts: ranked(found.kind.shares).map((name) => ({
              name: known(name),
              share: Math.max(0, found.kind.shares[name]?.value ?? 0),
            })),
            caption: tell(
              'Shapley effects of the kinds, which add up to 1; what is below 0 by sampling error is not drawn.',
            ),
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

function splitText(
  { shares: of, simulationError }: Split,
  { tell, known, marks }: Wording,
): string {
  const parts = ranked(of)
    .filter((id) => (of[id]?.value ?? 0) >= LEAST_TOLD)
    .map((id) => `${known(id)} ${percentText(of[id]?.value ?? null, of[id]?.se ?? null)}`)
    .join(marks.comma);
  return simulationError === null
    ? parts
    : tell('{parts}; simulation error {error}', {
        parts,
        error: percentText(simulationError, simulationError / 10),
      });
}

function percentText(share: number | null, se: number | null): string {
  return `${earnedPair(percent(share), percent(se))}%`;
}
