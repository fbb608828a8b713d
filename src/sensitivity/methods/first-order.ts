/** First-order indices from given data. */

import { type ByGroup, byGroup, type Index, indicesForm, ranked } from '../by-group.ts';
import { firstOrder as measure } from '../given/first-order.ts';
import { intervalsOf, SHARE_AXIS } from './figures.ts';
import type { DrawsMethod } from './method.ts';

/** Here and in all that reads draws, a copula has a row beside the rows of its members. */
export interface FirstOrderPart {
  readonly firstOrder: ByGroup<Index>;
}

export const firstOrder: DrawsMethod<'first-order', FirstOrderPart> = {
  name: 'first-order',
  about: 'shares of variance alone, from draws',
  needs: 'draws',
  form: { firstOrder: indicesForm },
  measure: (data) => ({ firstOrder: byGroup(data.inputs, measure(data)) }),
  columns: ({ firstOrder: found }) =>
    found === undefined ? [] : [{ heading: 'first, given data', of: found }],
  chart: (outcome, { firstOrder: found, ...others }, { tell }) =>
    // Sobol indices have the same and more.
    found === undefined || 'sobol' in others
      ? []
      : [
          {
            kind: 'bars',
            title: tell('{outcome}: what drives it', { outcome }),
            axis: tell(SHARE_AXIS),
            bars: intervalsOf(found, ranked(found)),
            caption: tell(
              'Shares of the variance that each input explains alone. Lines are 95% intervals.',
            ),
          },
        ],
};
