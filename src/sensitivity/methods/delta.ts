/** Borgonovo's delta: how far the whole distribution moves. */

import { type ByGroup, byGroup, type Index, indicesForm } from '../by-group.ts';
import { delta as measure } from '../given/delta.ts';
import type { DrawsMethod } from './method.ts';

export interface DeltaPart {
  readonly delta: ByGroup<Index>;
}

export const delta: DrawsMethod<'delta', DeltaPart> = {
  name: 'delta',
  about: 'how far the whole distribution moves when an input becomes known (Borgonovo)',
  needs: 'draws',
  form: { delta: indicesForm },
  measure: (data) => ({ delta: byGroup(data.inputs, measure(data)) }),
  columns: ({ delta: found }) =>
    found === undefined ? [] : [{ heading: 'delta', of: found, share: true }],
};
