/** What learning an input would take away from the variance. */

import { closed } from '../../text/form.ts';
import { type ByGroup, byGroupForm, type Index, indexForm, pick } from '../by-group.ts';
import { varianceRemoved } from '../given/partial-information.ts';
import type { DrawsMethod } from './method.ts';

/** Expected variance removed by learning the input, and the standard deviation left. */
interface Learned {
  readonly removed: Index;
  readonly sdLeft: Index;
}

export interface InformationPart {
  readonly information: ByGroup<Learned>;
}

export const information: DrawsMethod<'information', InformationPart> = {
  name: 'information',
  about: 'variance removed by learning an input, and the standard deviation left',
  needs: 'draws',
  form: {
    information: byGroupForm<Learned>(closed<Learned>()({ removed: indexForm, sdLeft: indexForm })),
  },
  measure(data) {
    const found = varianceRemoved(data);
    return {
      information: Object.fromEntries(
        data.inputs.map(({ id }, j) => [
          id,
          { removed: found?.[j]?.removed ?? null, sdLeft: found?.[j]?.sdLeft ?? null },
        ]),
      ),
    };
  },
  columns: ({ information: found }) =>
    found === undefined
      ? []
      : [{ heading: 'variance removed', of: pick(found, ({ removed }) => removed) }],
};
