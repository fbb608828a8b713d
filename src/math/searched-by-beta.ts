// Read by both compilers, as searched-quantiles.ts.

import {
  betaFraction,
  betaLogit,
  gammaQuantileBy,
  HALF_LOG_TWO_PI,
  LEAST_SHAPE,
  log1p,
  MOST_COUNT,
  MOST_SHAPE,
  saddle,
  stirlingError,
} from './searched-quantiles.ts';

/**
 * Quantiles of Student's t and of the negative binomial distribution, both by way of the incomplete
 * beta function.
 */

/** Of whoever asks. */
type Elementary = (x: number) => number;

/** Degrees of freedom. */
const LEAST_DF: number = 0.25;
const MOST_DF: number = 1e6;
/** Sizes of the negative binomial. */
const MOST_SIZE: number = 1e9;

/**
 * The value below which a standard t variable lies with probability p. Of x = df / (df + t^2),
 * which is a beta variable, only the logit is needed, so nothing cancels at either end.
 *
 * @param p   from 0 to 1
 * @param df  from 0.25 to 1e6
 */
export function studentQuantileBy(p: number, df: number, exp: Elementary, log: Elementary): number {
  if (!(p >= 0 && p <= 1 && df >= LEAST_DF && df <= MOST_DF)) return NaN;
  if (p === 0.5) return 0;
  const sign: number = p < 0.5 ? -1 : 1;
  const q: number = p < 0.5 ? p : 1 - p;
  if (q === 0) return sign * Infinity;
  const half: number = df * 0.5;
  // From the side on which the smaller probability lies: 2 q beyond t, 1 - 2 q within.
  const logit: number =
    q <= 0.25
      ? betaLogit(log(2 * q), half, 0.5, exp, log)
      : -betaLogit(log(1 - 2 * q), 0.5, half, exp, log);
  return sign * Math.sqrt(df) * exp(-0.5 * logit);
}

/** Whether the count k has what is wanted below it, or above it no more than that. */
function reaches(
  k: number,
  wanted: number,
  lower: boolean,
  mean: number,
  size: number,
  exp: Elementary,
  log: Elementary,
): boolean {
  const all: number = size + mean;
  const p: number = size / all;
  const rest: number = mean / all;
  const sum: number = size + k;
  // The probability of k is size / (size + k) times this.
  let ways: number = 0;
  if (k === 0) ways = exp(-size * log1p(mean / size, log));
  else {
    const share: number =
      stirlingError(sum, log) -
      stirlingError(size, log) -
      stirlingError(k, log) -
      saddle(size, sum * p, exp, log) -
      saddle(k, sum * rest, exp, log) -
      HALF_LOG_TWO_PI;
    ways = exp(share) * Math.sqrt(sum / (size * k));
  }
  const common: number = ways * rest;
  // The fraction of the tail in which it becomes short.
  if (p * (sum + 3) <= size + 1) {
    const below: number = common * betaFraction(p, size, k + 1);
    return lower ? below > wanted : 1 - below < wanted;
  }
  const above: number = common * (size / (k + 1)) * betaFraction(rest, k + 1, size);
  return lower ? 1 - above > wanted : above < wanted;
}

/**
 * The least count whose cumulative negative binomial probability is above p: from that of the gamma
 * distribution with the same mean and variance, in steps that double, then by halving.
 *
 * @param p     from 0 to 1
 * @param mean  from 0 to 1e6
 * @param size  from 0.001 to 1e9: the variance is mean + mean^2 / size
 */
export function negativeBinomialQuantileBy(
  p: number,
  mean: number,
  size: number,
  exp: Elementary,
  log: Elementary,
): number {
  if (!(p >= 0 && p <= 1 && mean >= 0 && mean <= MOST_COUNT)) return NaN;
  if (!(size >= LEAST_SHAPE && size <= MOST_SIZE)) return NaN;
  if (mean === 0 || p === 0) return 0;
  if (p === 1) return Infinity;
  const lower: boolean = p <= 0.5;
  const wanted: number = lower ? p : 1 - p;
  const spread: number = 1 + mean / size;
  const shape: number = Math.min(MOST_SHAPE, Math.max(LEAST_SHAPE, mean / spread));
  const about: number = gammaQuantileBy(p, shape, exp, log) * spread;
  let step: number = 1;
  let high: number = Math.floor(about);
  let low: number = high;
  if (reaches(high, wanted, lower, mean, size, exp, log)) {
    do {
      high = low;
      low -= step;
      step *= 2;
    } while (low >= 0 && reaches(low, wanted, lower, mean, size, exp, log));
    low = Math.max(-1, low);
  } else {
    do {
      low = high;
      high += step;
      step *= 2;
    } while (!reaches(high, wanted, lower, mean, size, exp, log));
  }
  while (high - low > 1) {
    const middle: number = Math.floor((low + high) * 0.5);
    if (reaches(middle, wanted, lower, mean, size, exp, log)) high = middle;
    else low = middle;
  }
  return high;
}
