/**
 * Values with weights: a draw is one of the values, with a probability in proportion to its weight.
 */

import { lastOf } from '../text/entry.ts';
import { countWhile } from './breaks.ts';
import type { Body } from './family.ts';

/**
 * The distribution over these values. Sums of weights are kept from below and from above, so that
 * neither tail is a difference; weights that are whole numbers lose nothing at all.
 *
 * @param values   ascending, at least one
 * @param weights  of each value, above 0
 */
export function weightedValues(values: readonly number[], weights: readonly number[]): Body {
  const last = values.length - 1;
  const below = sums(weights);
  const total = below[last];
  // above[k]: the weight of what is greater than value k.
  const above = sums(weights.toReversed()).toReversed().slice(1);
  above.push(0);
  const index = (x: number) => countWhile(values, (value) => value <= x) - 1;
  const first = (condition: (k: number) => boolean): number => {
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (condition(middle)) high = middle;
      else low = middle + 1;
    }
    return values[low];
  };
  return {
    ...moments(values, weights, total),
    support: [values[0], values[last]],
    discrete: true,
    quantile: (p) => first((k) => below[k] / total >= p),
    upperQuantile: (q) => first((k) => above[k] / total <= q),
    cdf: (x) => (index(x) < 0 ? 0 : below[index(x)] / total),
    survival: (x) => (index(x) < 0 ? 1 : above[index(x)] / total),
    density: (x) => (values[index(x)] === x ? weights[index(x)] / total : 0),
    mapping: {
      kind: 'steps',
      cumulative: Object.freeze(below.map((sum) => sum / total)),
      values: Object.freeze([...values]),
    },
  };
}

function sums(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
}

/**
 * Counted from the middle value: roundings are then those of the differences, however far from 0
 * the values are.
 */
function moments(
  values: readonly number[],
  weights: readonly number[],
  total: number,
): { mean: number; sd: number } {
  const averaged = (of: (value: number) => number) =>
    values.reduce((sum, value, k) => sum + (weights[k] / total) * of(value), 0);
  const centre = values[values.length >> 1];
  const mean = centre + averaged((value) => value - centre);
  const size = Math.max(mean - values[0], lastOf(values) - mean);
  if (size === 0) return { mean, sd: 0 };
  const variance = averaged((value) => ((value - mean) / size) * ((value - mean) / size));
  return { mean, sd: size * Math.sqrt(variance) };
}
