/** PAWN: the largest distance of cumulative distributions. */

import {
  type ByGroup,
  byGroup,
  byGroupForm,
  countForm,
  type Index,
  indicesForm,
} from '../by-group.ts';
import { pawn as measure } from '../given/pawn.ts';
import type { DrawsMethod } from './method.ts';

export interface PawnPart {
  /** The median over the slices of each input. */
  readonly pawn: ByGroup<Index>;
  /**
   * How many slices there are of each: ten, or one for each value of an input with fewer; absent
   * where nothing was measured.
   */
  readonly pawnSlices?: ByGroup<number>;
}

const SLICES = 10;

export const pawn: DrawsMethod<'pawn', PawnPart> = {
  name: 'pawn',
  about:
    'how far the whole distribution moves, by the largest distance of cumulative distributions',
  needs: 'draws',
  form: { pawn: indicesForm, pawnSlices: byGroupForm(countForm) },
  measure(data) {
    const found = measure(data, { slices: SLICES });
    const medians = byGroup(
      data.inputs,
      found?.map(({ median }) => median),
    );
    if (found === undefined) return { pawn: medians };
    const slices = data.inputs.map(({ id }, j) => [id, found[j].slices] as const);
    return { pawn: medians, pawnSlices: Object.fromEntries(slices) };
  },
  columns: ({ pawn: found }) => (found === undefined ? [] : [{ heading: 'PAWN', of: found }]),
  notes({ pawn: found, pawnSlices = {} }, { tell, marks }) {
    if (found === undefined) return [];
    const few = Object.entries(pawnSlices)
      .filter(([, slices]) => slices < SLICES)
      .map(([id, slices]) => tell('{id} ({slices})', { id, slices }));
    return [
      few.length === 0
        ? tell('PAWN is the median over {slices} slices of each input.', { slices: SLICES })
        : tell(
            'PAWN is the median over {slices} slices of each input; over its values for {inputs}.',
            { slices: SLICES, inputs: few.join(marks.comma) },
          ),
    ];
  },
};
