/** The sum of a random number of losses. */

import type { Distribution } from '../distributions/distribution.ts';
import { nearest } from '../text/nearest.ts';
import type { Described, Part, Variable } from './declaration.ts';
import { eq, sum } from './equation.ts';
import type { Drawn } from './families.ts';
import { input, variable } from './quantity.ts';
import type { Over } from './time.ts';

/** So many inputs a sum is made of at most. */
const MOST_LOSSES = 200;

/**
 * The sum of a random number of independent draws, as of losses:
 * `compound('damage', { unit: 'kUSD', count: losses, size: lognormal({ p10: 10, p90: 200 }), max: 20 })`.
 * A trial with more than `max` fails: choose it so that this is as rare as you want.
 *
 * @param count  a plain number; of one that is not whole the part beyond is left out
 * @returns      a variable; the draws are inputs `ID.1`, `ID.2`, ...
 * @throws RangeError unless `max` is a whole number from 1 to 200
 */
export function compound(
  id: string,
  {
    count,
    size,
    max,
    unit,
    over,
    ...about
  }: Described & {
    readonly unit: string;
    readonly count: Part;
    /** Of one draw; its parameters may be quantities, which all draws share. */
    readonly size: Distribution | Drawn | string;
    readonly max: number;
    readonly over?: Over;
  },
): Variable {
  if (max === undefined) {
    const [near] = nearest('max', Object.keys(about));
    throw new RangeError(
      `compound ${id}: has no max; wanted a whole number from 1 to ${MOST_LOSSES}${near === undefined ? '' : `; is ${near} meant to be max?`}`,
    );
  }
  if (!(Number.isInteger(max) && max >= 1 && max <= MOST_LOSSES))
    throw new RangeError(
      `compound ${id}: max is ${String(max)}; wanted a whole number from 1 to ${MOST_LOSSES}`,
    );
  const often = over === undefined ? {} : { over };
  const losses = Array.from({ length: max }, (_, k) => {
    const one = input(`${id}.${k + 1}`, { unit, distribution: size, ...often });
    return eq`if(${count} >= ${k + 1}, ${one}, 0)`;
  });
  const is = eq`if(${count} < ${max + 1}, ${sum(losses)}, 0 / 0)`;
  return variable(id, { ...about, unit, ...often, is });
}
