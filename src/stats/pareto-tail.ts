/** How heavy the tail of importance weights is. */

import { exp, log, log1p } from '../math/functions.ts';

/** Fewer of the heaviest weights say nothing of a tail. */
const FEWEST = 5;

/**
 * The shape k of a generalised Pareto distribution fitted to the heaviest weights, min(n / 5, 3 sqrt(n)) of them. Below 0.5 the weights
 * have a finite variance; above 0.7 averages with these weights are not to be trusted, however many there are. Undefined where there are
 * too few weights, or where the heaviest are all equal, which is no tail at all.
 *
 * @param logs  logarithms of the weights; minus infinity for none
 *
 * Source: Vehtari, Simpson, Gelman, Yao and Gabry (2024), "Pareto Smoothed Importance Sampling", Journal of Machine Learning Research
 * 25(72); the fit is that of Zhang and Stephens (2009), Technometrics 51(3), 316-325, doi:10.1198/tech.2009.08017, drawn towards 0.5 as
 * by ten observations.
 */
export function paretoShape(logs: Float64Array): number | undefined {
  const sorted = logs.filter((value) => value > Number.NEGATIVE_INFINITY).sort();
  const n = sorted.length;
  const size = Math.ceil(Math.min(0.2 * n, 3 * Math.sqrt(n)));
  if (size < FEWEST || n <= size) return undefined;
  const most = sorted[n - 1];
  const cut = exp(sorted[n - size - 1] - most);
  const excess = sorted.subarray(n - size).map((value) => exp(value - most) - cut);
  if (!(excess[0] >= 0) || !(excess[size - 1] > 0)) return undefined;
  const k = fittedShape(excess.filter((value) => value > 0));
  return k === undefined ? undefined : (k * size + 5) / (size + 10);
}

/** @param excess  above 0, ascending */
function fittedShape(excess: Float64Array): number | undefined {
  const n = excess.length;
  if (n < FEWEST || excess[0] === excess[n - 1]) return undefined;
  const points = 30 + Math.floor(Math.sqrt(n));
  const quarter = excess[Math.floor(n / 4 + 0.5) - 1];
  const candidates = Array.from(
    { length: points },
    (_, j) => 1 / excess[n - 1] + (1 - Math.sqrt(points / (j + 0.5))) / (3 * quarter),
  );
  const shapeAt = (b: number): number => excess.reduce((sum, x) => sum + log1p(-b * x), 0) / n;
  const likelihoods = candidates.map((b) => {
    const k = shapeAt(b);
    return n * (log(-b / k) - k - 1);
  });
  let [weights, mean] = [0, 0];
  candidates.forEach((b, j) => {
    const share = 1 / likelihoods.reduce((sum, other) => sum + exp(other - likelihoods[j]), 0);
    weights += share;
    mean += share * b;
  });
  return shapeAt(mean / weights);
}
