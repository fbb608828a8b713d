/** First-order indices from given data. */

import { type ByGroup, byGroup, type Index, indicesForm } from '../by-group.ts';
import { firstOrder as measure } from '../given/first-order.ts';
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
};
