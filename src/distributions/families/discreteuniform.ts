/** Whole numbers, each equally likely. */

import type { Distribution } from '../distribution.ts';
import { about, boundsProblems, type Family, fromNumbers, type NumberForm } from '../family.ts';

/** The machine walks through the values for every draw. */
const MOST_VALUES = 4096;

const byBounds: NumberForm<'min' | 'max'> = {
  takes: 'numbers',
  names: ['min', 'max'],
  problems: ({ min, max }) => [
    ...boundsProblems('discreteuniform', min, max),
    ...Object.entries({ min, max }).map(
      ([name, value]) =>
        !Number.isNaN(value) &&
        !Number.isSafeInteger(value) &&
        about(name, `discreteuniform: ${name} is ${value}; it must be a whole number`),
    ),
    max - min >= MOST_VALUES &&
      about(
        'max',
        `discreteuniform: min is ${min} and max is ${max}; it takes at most ${MOST_VALUES} values`,
      ),
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
};

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

export const discreteuniformFamily: Family = { name: 'discreteuniform', forms: [byBounds] };

/**
 * The whole numbers from `min` to `max`, both included: min(max, min + floor(u * (max - min + 1))).
 */
export function discreteuniform(given: { min: number; max: number }): Distribution {
  return fromNumbers(discreteuniformFamily, given);
}
