/**
 * The continuous ranked probability score: how far the cumulative distribution is from that of the
 * truth, squared and added up.
 */

import { exp, log, normalCdf } from '../../math/functions.ts';
import type { Sample } from '../sample.ts';

/**
 * The score of a sample: the integral of (F(x) - 1{x >= truth})^2 with F the cumulative weights,
 * exactly, in the unit of the outcome; 0 at best. It is the plain form, whose expectation is above
 * that of the whole distribution by half of the mean distance of two trials over their number:
 * nothing beside 10,000 trials, 0.5 % of that distance beside 100.
 *
 * Source: Gneiting and Raftery (2007), "Strictly proper scoring rules, prediction, and estimation",
 * Journal of the American Statistical Association 102(477), 359-378,
 * doi:10.1198/016214506000001437, equation 20.
 */
export function crpsOfSample({ values, weights }: Sample, truth: number): number {
  const last = values.length - 1;
  let sum = Math.max(0, values[0] - truth) + Math.max(0, truth - values[last]);
  let below = weights[0];
  for (let k = 1; k <= last; k++) {
    const [from, to] = [values[k - 1], values[k]];
    const split = Math.min(to, Math.max(from, truth));
    const above = 1 - below;
    sum += below * below * (split - from) + above * above * (to - split);
    below += weights[k];
  }
  return sum;
}

/**
 * The score of a lognormal distribution, in the unit of the outcome.
 *
 * @param mu     mean of the logarithm
 * @param sigma  its standard deviation, > 0
 * Source: Baran and Lerch (2015), "Log-normal distribution based ensemble model output statistics
 * models for probabilistic wind-speed forecasting", Quarterly Journal of the Royal Meteorological
 * Society 141(691), 2289-2299, doi:10.1002/qj.2521, equation 5.
 */
export function crpsOfLognormal(mu: number, sigma: number, truth: number): number {
  const mean = exp(mu + (sigma * sigma) / 2);
  const z = truth > 0 ? (log(truth) - mu) / sigma : Number.NEGATIVE_INFINITY;
  const below = normalCdf(z);
  return (
    truth * (2 * below - 1) - 2 * mean * (normalCdf(z - sigma) + normalCdf(sigma / Math.SQRT2) - 1)
  );
}
