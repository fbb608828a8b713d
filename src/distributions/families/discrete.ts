/** A few values with their probabilities. */

import { defineFamily } from '../define-family.ts';
import { about, type Body, type Pair } from '../family.ts';
import { pairs } from '../forms.ts';
import { stepQuantile } from '../mapping.ts';

/** How far probabilities may be from adding to 1: room for decimals that were rounded. */
const TOLERANCE = 1e-9;

const byPairs = pairs({
  example: [
    [
      [0, 0.55],
      [1, 0.3],
      [2, 0.15],
    ],
  ],
  problems: (pairs) => {
    const sum = pairs.reduce((total, [, probability]) => total + probability, 0);
    return [
      pairs.length === 0 && {
        message: 'there are no values; it takes value:probability pairs',
      },
      ...pairs.flatMap(([value, probability], k) => [
        !Number.isFinite(value) &&
          about(k, `value ${k + 1} is ${value}; it must be a finite number`),
        !(probability >= 0 && probability <= 1) &&
          about(k, `the probability of ${value} is ${probability}; it must be in [0, 1]`),
        k > 0 &&
          value <= pairs[k - 1][0] &&
          about(k, `${value} stands after ${pairs[k - 1][0]}; values must ascend`),
      ]),
      pairs.length > 0 &&
        Math.abs(sum - 1) > TOLERANCE &&
        about(0, `the probabilities add to ${Number(sum.toPrecision(12))}; they must add to 1`),
    ];
  },
  body: (pairs) => {
    // Without a value of probability 0, which would be drawn at the very top if the others add to 1
    // - 1e-10.
    const possible = pairs.filter(([, probability]) => probability > 0);
    return stepsBody(possible);
  },
});

/** Values that ascend, with probabilities above 0 that add to 1. */
export function stepsBody(pairs: readonly Pair[]): Body {
  const values = pairs.map(([value]) => value);
  let total = 0;
  const cumulative = pairs.map(([, probability]) => (total += probability));
  const last = values.length - 1;
  const mean = pairs.reduce((sum, [value, probability]) => sum + value * probability, 0) / total;
  const variance =
    pairs.reduce(
      (sum, [value, probability]) => sum + probability * (value - mean) * (value - mean),
      0,
    ) / total;
  return {
    mean,
    sd: Math.sqrt(variance),
    support: [values[0], values[last]],
    discrete: true,
    quantile: (p) => stepQuantile(cumulative, values, Math.min(p, cumulative[last])),
    cdf: (x) => {
      const above = values.findIndex((value) => value > x);
      return above === -1 ? 1 : above === 0 ? 0 : Math.min(1, cumulative[above - 1]);
    },
    density: (x) => pairs.find(([value]) => value === x)?.[1] ?? 0,
    mapping: {
      kind: 'steps',
      cumulative: Object.freeze(cumulative),
      values: Object.freeze(values),
    },
  };
}

/**
 * The value `v` with probability `p` for each pair [v, p]: values ascend, probabilities add to 1
 * within 1e-9. A draw is the first value whose cumulative probability exceeds the uniform; the last
 * if none does.
 */
export const discrete = defineFamily({
  name: 'discrete',
  about: 'a few values with their probabilities',
  forms: [byPairs],
  instead: 'choose among quantities by `if` of an event or of a uniform input',
  member: ({ whole }) => {
    const weights = Array.from({ length: whole(1, 8) }, () => whole(1, 9));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let value = whole(-9, 0);
    return [weights.map((weight): Pair => [(value += whole(1, 2)), weight / total])];
  },
});
