/** How heavy the tail of importance weights is. */

import { exp } from '../math/functions.ts';
import { FEWEST_EXCESSES, paretoFit, tailSize } from './pareto-fit.ts';

/**
 * The shape k of a generalised Pareto distribution fitted to the heaviest weights. Below 0.5 the
 * weights have a finite variance; above 0.7 averages with these weights are not to be trusted,
 * however many there are. Undefined where there are too few weights, or where the heaviest are all
 * equal, which is no tail at all.
 *
 * @param logs  logarithms of the weights; minus infinity for none
 *
 * Source: Vehtari, Simpson, Gelman, Yao and Gabry (2024), "Pareto Smoothed Importance Sampling",
 * Journal of Machine Learning Research 25(72).
 */
export function weightTailShape(logs: Float64Array): number | undefined {
  const sorted = logs.filter((value) => value > Number.NEGATIVE_INFINITY).sort();
  const n = sorted.length;
  const size = tailSize(n);
  if (size < FEWEST_EXCESSES || n <= size) return undefined;
  const most = sorted[n - 1];
  const cut = exp(sorted[n - size - 1] - most);
  const excess = sorted.subarray(n - size).map((value) => exp(value - most) - cut);
  if (!(excess[0] >= 0) || !(excess[size - 1] > 0)) return undefined;
  return paretoFit(excess.filter((value) => value > 0))?.shape;
}
