/** Values with their cumulative probabilities, and straight lines between. */

import { lastOf } from '../../text/entry.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Pair } from '../family.ts';
import { pairs } from '../forms.ts';
import { straightBody } from '../straight.ts';
import { anyBins, edgeProblems } from './histogram.ts';

const byCdf = pairs({
  example: [
    [
      [0, 0],
      [10, 0.3],
      [25, 1],
    ],
  ],
  wording: { pair: 'value:cumulative probability', of: 'cumulative probability' },
  problems: (pairs) => [
    pairs.length < 2 && {
      message:
        'it takes two values or more with the probability of no more than each, such as cumulative(0:0, 10:0.3, 25:1)',
    },
    ...edgeProblems(pairs),
    ...pairs.map(
      ([value, p], k) =>
        (!(p >= 0 && p <= 1) &&
          about(k, `the probability of no more than ${value} is ${p}; it must be in [0, 1]`)) ||
        (k > 0 &&
          p < pairs[k - 1][1] &&
          about(
            k,
            `the probability of no more than ${value} is ${p}, below the ${pairs[k - 1][1]} of ${pairs[k - 1][0]}; it must not fall`,
          )),
    ),
    pairs.length > 1 &&
      pairs[0][1] > 0 &&
      about(
        0,
        `the first value, ${pairs[0][0]}, has ${pairs[0][1]}; it is the least possible one and must have 0`,
      ),
    pairs.length > 1 &&
      lastOf(pairs)[1] < 1 &&
      about(
        pairs.length - 1,
        `the last value, ${lastOf(pairs)[0]}, has ${lastOf(pairs)[1]}; it is the greatest possible one and must have 1`,
      ),
  ],
  body: (pairs) =>
    straightBody(
      pairs.map(([value]) => value),
      pairs.slice(1).map(([, p], k) => p - pairs[k][1]),
    ),
});

/**
 * The distribution whose cdf goes in straight lines through these points: [value, probability of no
 * more than it], values ascending, the probabilities from 0 to 1 and not falling. Where a
 * probability stands twice, no value between the two is possible.
 */
export const cumulative = defineFamily({
  name: 'cumulative',
  aliases: ['cumul', 'piecewiselinear'],
  about: 'values with the probability of no more than each, and straight lines between',
  forms: [byCdf],
  instead: 'choose among quantities by `if` of an event or of a uniform input',
  member: (any) => {
    const { edges, chips } = anyBins(any);
    const total = chips.reduce((sum, chip) => sum + chip, 0);
    let below = 0;
    return [edges.map((edge, k): Pair => [edge, k === 0 ? 0 : (below += chips[k - 1]) / total])];
  },
});
