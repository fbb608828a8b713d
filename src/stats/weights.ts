/** Weights of draws: how much each counts. */

import { exp } from '../math/functions.ts';

/** Weights of draws: not negative, at least one above 0; their scale does not matter. */
export interface Weights {
  readonly values: Float64Array;
  /** Where each replicate begins, and the number of draws. */
  readonly firsts: readonly number[];
}

/**
 * Weights that add up to 1 from their logarithms, which may be minus infinity. All are 0 where all
 * logarithms are minus infinity.
 */
export function weightsFromLogs(logs: Float64Array): Float64Array {
  const most = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (most === Number.NEGATIVE_INFINITY) return new Float64Array(logs.length);
  const raw = logs.map((value) => exp(value - most));
  const sum = total(raw);
  return raw.map((value) => value / sum);
}

/**
 * How many draws of equal weight would tell a mean as well: (sum w)^2 / sum w^2, from 1 to n; 0
 * where no draw has any weight.
 *
 * Source: Kish (1965), "Survey Sampling", Wiley, section 11.7.
 */
export function effectiveSampleSize(weights: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/** The share of all weight that the heaviest draw has. */
export function largestShare(weights: Float64Array): number {
  const sum = total(weights);
  return sum === 0 ? 0 : weights.reduce((a, b) => Math.max(a, b), 0) / sum;
}

/** The sum of numbers, in their order. */
export function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
