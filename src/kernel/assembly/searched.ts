import {
  betaQuantileBy,
  binomialQuantileBy,
  gammaQuantileBy,
  poissonQuantileBy,
} from '../../math/searched-quantiles';
import { negativeBinomialQuantileBy, studentQuantileBy } from '../../math/searched-by-beta';
import { inverseGaussianQuantileBy, skewNormalQuantileBy } from '../../math/searched-by-mills';
import { expAnywhere } from './exp';
import { logAnywhere } from './log';
import { cdfAnywhere, quantileAnywhere } from './normal';

/**
 * Quantiles that are searched, one trial after the other: the very steps of
 * src/math/searched-*.ts, with the elementary functions of the machine.
 */

function exp(x: f64): f64 {
  return f64x2.extract_lane(expAnywhere(f64x2.splat(x), f64x2.splat(0), f64x2.splat(1)), 0);
}

function log(x: f64): f64 {
  return f64x2.extract_lane(logAnywhere(f64x2.splat(x)), 0);
}

function cdf(x: f64): f64 {
  return f64x2.extract_lane(cdfAnywhere(f64x2.splat(x)), 0);
}

function quantile(x: f64): f64 {
  return f64x2.extract_lane(quantileAnywhere(f64x2.splat(x)), 0);
}

/** out = the quantile of a gamma distribution of shape b at a. */
export function gammaQuantileColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  n: i32,
): void {
  const end = out + (<usize>n << 3);
  for (; out < end; out += 16, a += aStep, b += bStep) {
    store<f64>(out, gammaQuantileBy(load<f64>(a), load<f64>(b), exp, log));
    store<f64>(out, gammaQuantileBy(load<f64>(a, 8), load<f64>(b, 8), exp, log), 8);
  }
}

/** out = the quantile of a Poisson distribution of mean b at a. */
export function poissonQuantileColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  n: i32,
): void {
  const end = out + (<usize>n << 3);
  for (; out < end; out += 16, a += aStep, b += bStep) {
    store<f64>(out, poissonQuantileBy(load<f64>(a), load<f64>(b), exp, log));
    store<f64>(out, poissonQuantileBy(load<f64>(a, 8), load<f64>(b, 8), exp, log), 8);
  }
}

/** out = the quantile of a beta distribution of shapes b and c at a. */
export function betaQuantileColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStep: usize,
  n: i32,
): void {
  const end = out + (<usize>n << 3);
  for (; out < end; out += 16, a += aStep, b += bStep, c += cStep) {
    store<f64>(out, betaQuantileBy(load<f64>(a), load<f64>(b), load<f64>(c), exp, log));
    store<f64>(out, betaQuantileBy(load<f64>(a, 8), load<f64>(b, 8), load<f64>(c, 8), exp, log), 8);
  }
}

/** out = the quantile of a binomial distribution of b trials, each with probability c, at a. */
export function binomialQuantileColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStep: usize,
  n: i32,
): void {
  const end = out + (<usize>n << 3);
  for (; out < end; out += 16, a += aStep, b += bStep, c += cStep) {
    store<f64>(out, binomialQuantileBy(load<f64>(a), load<f64>(b), load<f64>(c), exp, log));
    store<f64>(
      out,
      binomialQuantileBy(load<f64>(a, 8), load<f64>(b, 8), load<f64>(c, 8), exp, log),
      8,
    );
  }
}

/** out = the quantile of a t distribution with b degrees of freedom at a. */
export function studentQuantileColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  n: i32,
): void {
  const end = out + (<usize>n << 3);
  for (; out < end; out += 16, a += aStep, b += bStep) {
    store<f64>(out, studentQuantileBy(load<f64>(a), load<f64>(b), exp, log));
    store<f64>(out, studentQuantileBy(load<f64>(a, 8), load<f64>(b, 8), exp, log), 8);
  }
}

/** out = the quantile of an inverse Gaussian of mean 1 and shape b at a. */
export function inverseGaussianQuantileColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  n: i32,
): void {
  const end = out + (<usize>n << 3);
  for (; out < end; out += 16, a += aStep, b += bStep) {
    store<f64>(out, inverseGaussianQuantileBy(load<f64>(a), load<f64>(b), exp, log, cdf, quantile));
    store<f64>(out, inverseGaussianQuantileBy(load<f64>(a, 8), load<f64>(b, 8), exp, log, cdf, quantile), 8);
  }
}

/** out = the quantile of a skew normal of shape b at a. */
export function skewNormalQuantileColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  n: i32,
): void {
  const end = out + (<usize>n << 3);
  for (; out < end; out += 16, a += aStep, b += bStep) {
    store<f64>(out, skewNormalQuantileBy(load<f64>(a), load<f64>(b), exp, log, cdf, quantile));
    store<f64>(out, skewNormalQuantileBy(load<f64>(a, 8), load<f64>(b, 8), exp, log, cdf, quantile), 8);
  }
}

/** out = the quantile of a negative binomial of mean b and size c at a. */
export function negativeBinomialQuantileColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStep: usize,
  n: i32,
): void {
  const end = out + (<usize>n << 3);
  for (; out < end; out += 16, a += aStep, b += bStep, c += cStep) {
    store<f64>(out, negativeBinomialQuantileBy(load<f64>(a), load<f64>(b), load<f64>(c), exp, log));
    store<f64>(
      out,
      negativeBinomialQuantileBy(load<f64>(a, 8), load<f64>(b, 8), load<f64>(c, 8), exp, log),
      8,
    );
  }
}
