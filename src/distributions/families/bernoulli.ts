/** An event that happens or does not. */

import { defineFamily } from '../define-family.ts';
import { numbers } from '../forms.ts';
import { PROBABILITY } from '../parameters.ts';

const byProbability = numbers({
  parameters: { p: PROBABILITY },
  example: { p: 0.3 },
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
});

/** 1 with probability `p`, else 0: 1 where the uniform is at least 1 - p. */
export const bernoulli = defineFamily({
  name: 'bernoulli',
  about: 'an event: 1 if it happens, 0 if not',
  forms: [byProbability],
  member: ({ real }) => [{ p: real(0, 1) }],
});
