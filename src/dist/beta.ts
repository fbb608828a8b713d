/** The beta distribution of a share, given by its mean and the number of observations it is worth. */

import type { Distribution } from './distribution.ts';
import { about, type Family, fromNumbers, type NumberForm } from './family.ts';
import { scaledBeta } from './scaled-beta.ts';

/** Below, nearly every draw is 0 or 1 (bernoulli is meant), and a table of draws loses its ninth digit. */
const LEAST_N = 0.05;
/** Above, the share is known to one part in a thousand or better, and its table takes long to compute. */
const MOST_N = 1e6;

const byMean: NumberForm<'mean' | 'n'> = {
  takes: 'numbers',
  names: ['mean', 'n'],
  problems: ({ mean, n }) => [
    (mean <= 0 || mean >= 1) &&
      about('mean', `beta: mean is ${mean}; it must be above 0 and below 1`),
    (n < LEAST_N || n > MOST_N) &&
      about('n', `beta: n is ${n}; it must be from ${LEAST_N} to ${MOST_N}`),
  ],
  body: ({ mean, n }) => scaledBeta(mean * n, (1 - mean) * n, 0, 1),
};

export const betaFamily: Family = { name: 'beta', forms: [byMean] };

/** Beta(mean * n, (1 - mean) * n): a share with this mean, as sure as after `n` observations, 0.05 <= n <= 1e6. */
export function beta(given: { mean: number; n: number }): Distribution {
  return fromNumbers(betaFamily, given);
}
