/** Whole numbers, each equally likely. */

import { defineFamily } from '../define-family.ts';
import { about } from '../family.ts';
import { numbers } from '../forms.ts';
import { boundsProblems, checked, MAX, MIN } from '../parameters.ts';

/** The machine walks through the values for every draw. */
const MOST_VALUES = 4096;

const wholeOnly = (value: number) => !Number.isSafeInteger(value) && 'a whole number';

const byBounds = numbers({
  parameters: { min: checked(wholeOnly, ...MIN.aliases), max: checked(wholeOnly, ...MAX.aliases) },
  example: { min: 0, max: 10 },
  problems: ({ min, max }) => [
    ...boundsProblems(min, max),
    max - min >= MOST_VALUES &&
      about('max', `min is ${min} and max is ${max}; it takes at most ${MOST_VALUES} values`),
  ],
  body: ({ min, max }) => {
    const count = max - min + 1;
    const values = Array.from({ length: count }, (_, k) => min + k);
    const cumulative = values.map((_, k) => (k < count - 1 ? threshold(k + 1, count) : 1));
    return {
      mean: min + (max - min) / 2,
      sd: Math.sqrt(((count - 1) * (count + 1)) / 12),
      support: [min, max],
      discrete: true,
      quantile: (p) => {
        // The least k with (k + 1) / count >= p, a rounding of p * count aside.
        let k = Math.min(count - 1, Math.max(0, Math.ceil(p * count) - 1));
        while (k > 0 && k / count >= p) k--;
        return min + k;
      },
      cdf: (x) => Math.min(1, Math.max(0, (Math.floor(x) - min + 1) / count)),
      density: (x) => (Number.isInteger(x) && x >= min && x <= max ? 1 / count : 0),
      mapping: {
        kind: 'steps',
        cumulative: Object.freeze(cumulative),
        values: Object.freeze(values),
      },
    };
  },
});

/**
 * The least double u with u * count >= k as doubles multiply. The draw is min + floor(u * count) by
 * definition, and k / count is one rounding off that for some k: with this, the steps give the same
 * value for every u.
 */
function threshold(k: number, count: number): number {
  let u = k / count;
  while (u * count >= k) u = neighbour(u, -1);
  while (u * count < k) u = neighbour(u, 1);
  return u;
}

const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);

/** The next double above (1) or below (-1) a positive one. */
function neighbour(x: number, direction: 1 | -1): number {
  double[0] = x;
  bits[0] += BigInt(direction);
  return double[0];
}

/**
 * The whole numbers from `min` to `max`, both included: min(max, min + floor(u * (max - min + 1))).
 */
export const discreteuniform = defineFamily({
  name: 'discreteuniform',
  about: 'whole numbers, each equally likely',
  forms: [byBounds],
  member: ({ whole }) => {
    const min = whole(-50, 50);
    return [{ min, max: min + whole(1, 100) }];
  },
});
