/** An event that happens or does not. */

import type { Distribution } from '../distribution.ts';
import { about, type Family, fromNumbers, type NumberForm } from '../family.ts';

const byProbability: NumberForm<'p'> = {
  takes: 'numbers',
  names: ['p'],
  problems: ({ p }) => [
    (p < 0 || p > 1) && about('p', `bernoulli: p is ${p}; it must be in [0, 1]`),
  ],
  body: ({ p }) => ({
    mean: p,
    sd: Math.sqrt(p * (1 - p)),
    support: [p < 1 ? 0 : 1, p > 0 ? 1 : 0],
    discrete: true,
    // At 0 the least possible value, as everywhere.
    quantile: (u) => (p === 1 || (p > 0 && (u === 1 || u > 1 - p)) ? 1 : 0),
    cdf: (x) => (x < 0 ? 0 : x < 1 ? 1 - p : 1),
    survival: (x) => (x < 0 ? 1 : x < 1 ? p : 0),
    density: (x) => (x === 0 ? 1 - p : x === 1 ? p : 0),
    mapping: {
      kind: 'steps',
      cumulative: Object.freeze([1 - p, 1]),
      values: Object.freeze([0, 1]),
    },
  }),
};

export const bernoulliFamily: Family = { name: 'bernoulli', forms: [byProbability] };

/** 1 with probability `p`, else 0: 1 where the uniform is at least 1 - p. */
export function bernoulli(given: { p: number }): Distribution {
  return fromNumbers(bernoulliFamily, given);
}
