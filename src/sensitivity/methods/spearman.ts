/** Rank correlations. */

import { type ByGroup, byGroup, type Index, indicesForm } from '../by-group.ts';
import { rankCorrelation } from '../given/rank-correlation.ts';
import type { DrawsMethod } from './method.ts';

export interface SpearmanPart {
  readonly spearman: ByGroup<Index>;
}

export const spearman: DrawsMethod<'spearman', SpearmanPart> = {
  name: 'spearman',
  about: 'rank correlation',
  needs: 'draws',
  form: { spearman: indicesForm },
  measure: (data, single) => ({
    spearman: byGroup(single, rankCorrelation({ ...data, inputs: single })),
  }),
  columns: ({ spearman: found }) =>
    found === undefined ? [] : [{ heading: 'Spearman', of: found, single: true }],
};
