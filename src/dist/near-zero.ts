/** Logarithm and exponential of arguments near 0, without the digits that 1 + x would lose. */

import { exp, log } from '../math/functions.ts';

/**
 * log(1 + x) for x > -1, to a few units in the last place.
 *
 * Source: Kahan's correction, as in Goldberg (1991), "What every computer scientist should know about
 * floating-point arithmetic", ACM Computing Surveys 23(1), 5-48, doi:10.1145/103162.103163, theorem 4.
 */
export function log1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : (x * log(sum)) / (sum - 1);
}

/** exp(x) - 1, to a few units in the last place; the same correction turned round. */
export function expm1(x: number): number {
  const power = exp(x);
  if (power === 1) return x;
  if (power - 1 === -1 || power === Infinity) return power - 1;
  return ((power - 1) * x) / log(power);
}
