/** Drivers of the lowest and the highest twentieth of the trials. */

import * as z from 'zod';
import { quantileSorted } from '../../stats/quantile.ts';
import { anyNumber, closed } from '../../text/form.ts';
import { type ByGroup, byGroupForm, type Index, indexForm, pick } from '../by-group.ts';
import type { GivenData } from '../given/data.ts';
import { tail as drivers, type Side } from '../given/tail.ts';
import type { DrawsMethod } from './method.ts';

interface Driver {
  /** Kolmogorov-Smirnov distance between the input there and in all trials. */
  readonly distance: Index;
  /** Of the variance of "beyond or not" what the input explains alone. */
  readonly share: Index;
  readonly direction: 'higher' | 'lower' | null;
}

/** What tells the trials beyond a threshold from all. */
interface TailDrivers {
  readonly threshold: number;
  readonly drivers: ByGroup<Driver>;
}

export interface TailPart {
  readonly tail: { readonly lowest: TailDrivers; readonly highest: TailDrivers };
}

const tailForm = closed<TailDrivers>()({
  threshold: anyNumber,
  drivers: byGroupForm<Driver>(
    closed<Driver>()({
      distance: indexForm,
      share: indexForm,
      direction: z.union([z.literal('higher'), z.literal('lower'), z.null()]),
    }),
  ),
});

const IN_TAIL = 0.05;

export const tail: DrawsMethod<'tail', TailPart> = {
  name: 'tail',
  about: 'which inputs are high or low in the lowest and the highest twentieth of the trials',
  needs: 'draws',
  form: { tail: closed<TailPart['tail']>()({ lowest: tailForm, highest: tailForm }) },
  measure(data) {
    const sorted = data.output.toSorted();
    return {
      tail: {
        lowest: tailOf(data, quantileSorted(sorted, IN_TAIL), 'below'),
        highest: tailOf(data, quantileSorted(sorted, 1 - IN_TAIL), 'above'),
      },
    };
  },
  columns: ({ tail: found }) =>
    found === undefined
      ? []
      : [
          { heading: 'lowest 5%', of: distances(found.lowest) },
          { heading: 'highest 5%', of: distances(found.highest) },
        ],
};

function distances({ drivers: of }: TailDrivers): ByGroup<Index> {
  return pick(of, ({ distance }) => distance);
}

function tailOf(data: GivenData, threshold: number, side: Side): TailDrivers {
  const found = drivers(data, threshold, side);
  return {
    threshold,
    drivers: Object.fromEntries(
      data.inputs.map(({ id }, j) => {
        const { distance = null, share = null, direction = null } = found?.[j] ?? {};
        return [id, { distance, share, direction }];
      }),
    ),
  };
}
