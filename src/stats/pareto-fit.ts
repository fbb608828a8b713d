/** The generalised Pareto distribution fitted to what lies beyond a threshold. */

import { exp, log, log1p } from '../math/functions.ts';

/** Fewer excesses say nothing of a tail. */
export const FEWEST_EXCESSES = 5;

/** As many observations of a shape of 0.5 are mixed in, where few excesses would give any shape. */
const PRIOR_SIZE = 10;
const PRIOR_SHAPE = 0.5;

export interface ParetoFit {
  /** k, often written xi: moments of order 1 / k and above do not exist. */
  readonly shape: number;
  /** Above 0, in the unit of the excesses. */
  readonly scale: number;
}

/**
 * Of a sample of n, how many of the largest values count as its tail: min(n / 5, 3 sqrt(n)).
 * Vehtari and others (2024), appendix H.
 */
export function tailSize(n: number): number {
  return Math.ceil(Math.min(0.2 * n, 3 * Math.sqrt(n)));
}

/**
 * Of each factor b, the sum of log1p(b x) over the excesses, one after another: the same bits
 * whoever adds them up.
 *
 * @returns  read before the next call
 */
export type LogSums = (excess: Float64Array, factors: Float64Array) => Float64Array;

const logSumsHere: LogSums = (excess, factors) =>
  factors.map((b) => excess.reduce((sum, x) => sum + log1p(b * x), 0));

/**
 * Shape and scale from excesses over a threshold, the shape drawn towards 0.5 as by ten
 * observations.
 *
 * @param excess   above 0, ascending
 * @param logSums  from whom sums of logarithms are had, which take most of the time
 * @returns       undefined where there are fewer than five, or all are equal, which is no tail at
 *   all
 *
 * Sources: Zhang and Stephens (2009), "A New and Efficient Estimation Method for the Generalized
 * Pareto Distribution", Technometrics 51(3), 316-325, doi:10.1198/tech.2009.08017; Vehtari,
 * Simpson, Gelman, Yao and Gabry (2024), "Pareto Smoothed Importance Sampling", Journal of Machine
 * Learning Research 25(72), appendix C, for the prior.
 */
export function paretoFit(
  excess: Float64Array,
  logSums: LogSums = logSumsHere,
): ParetoFit | undefined {
  const n = excess.length;
  if (n < FEWEST_EXCESSES || excess[0] === excess[n - 1]) return undefined;
  const points = 30 + Math.floor(Math.sqrt(n));
  const quarter = excess[Math.floor(n / 4 + 0.5) - 1];
  const candidates = Array.from(
    { length: points },
    (_, j) => 1 / excess[n - 1] + (1 - Math.sqrt(points / (j + 0.5))) / (3 * quarter),
  );
  const sums = logSums(
    excess,
    Float64Array.from(candidates, (b) => -b),
  );
  const likelihoods = candidates.map((b, j) => {
    const k = sums[j] / n;
    return n * (log(-b / k) - k - 1);
  });
  let [weights, mean] = [0, 0];
  candidates.forEach((b, j) => {
    const share = 1 / likelihoods.reduce((sum, other) => sum + exp(other - likelihoods[j]), 0);
    weights += share;
    mean += share * b;
  });
  const b = mean / weights;
  const shape = logSums(excess, Float64Array.of(-b))[0] / n;
  return {
    shape: (shape * n + PRIOR_SHAPE * PRIOR_SIZE) / (n + PRIOR_SIZE),
    scale: -shape / b,
  };
}
