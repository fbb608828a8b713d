/**
 * The beta distribution on the logit scale, where its tails are straight lines: at y = logit(x) the
 * probability below x behaves like exp(a y) far to the left, however small x itself has become.
 *
 * A library quantile was tried (@stdlib, accurate to 4e-16 down to p = 1e-36 for ordinary shapes):
 * it gives x, which underflows where a is small and has lost 1 - x where b is, and its import took
 * 0.3 s.
 */

import { exp, log } from '../math/functions.ts';
import { log1p } from '../math/near-zero.ts';
import { HALF_LOG_TWO_PI, stirlingError } from './gamma-function.ts';

export { HALF_LOG_TWO_PI } from './gamma-function.ts';

/** x and 1 - x of y = logit(x), and their logarithms, without the loss of either near an end. */
function ends(y: number) {
  const power = exp(-Math.abs(y));
  const greater = 1 / (1 + power);
  const lesser = power * greater;
  const logGreater = -log1p(power);
  const logLesser = logGreater - Math.abs(y);
  return y < 0
    ? { x: lesser, logX: logLesser, rest: greater, logRest: logGreater }
    : { x: greater, logX: logGreater, rest: lesser, logRest: logLesser };
}

/** 1 / (1 + exp(-y)). */
export function logistic(y: number): number {
  return 1 / (1 + exp(-y));
}

/**
 * Logarithm of the beta function. Three logarithms of gamma would each be of the size a + b, and
 * leave few digits of a difference that is much smaller; here only what Stirling's approximation
 * misses is subtracted.
 */
function logBeta(a: number, b: number): number {
  const sum = a + b;
  const errors = stirlingError(a) + stirlingError(b) - stirlingError(sum);
  const shares = a * log(a / sum) + b * log(b / sum);
  return shares + HALF_LOG_TWO_PI + 0.5 * (log(sum / a) - log(b)) + errors;
}

/**
 * The continued fraction of the incomplete beta function, by the modified Lentz method:
 * I_x(a, b) = x^a (1 - x)^b / (a B(a, b)) * fraction. Converges in about sqrt(max(a, b)) steps for
 * x < (a + 1) / (a + b + 2).
 *
 * Source: NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov/8.17.E22.
 */
export function continuedFraction(x: number, a: number, b: number): number {
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let c = 1;
  let fraction = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) <= Number.EPSILON) break;
  }
  return fraction;
}

/**
 * The even part of that fraction: I_x(a, b) = x^a (1 - x)^b / B(a, b) * fraction. With a - (a + b)
 * x given nothing cancels, be x close to 1 and a large. For x <= a / (a + b), in about sqrt(min(a,
 * b)) steps.
 *
 * Source: DiDonato and Morris (1992), "Algorithm 708: significant digit computation of the
 * incomplete beta function ratios", ACM TOMS 18(3), 360-373, doi:10.1145/131766.131776, section 2
 * (BFRAC).
 *
 * @param rest   1 - x
 * @param ahead  a - (a + b) x, at least 0
 */
export function evenFraction(x: number, rest: number, ahead: number, a: number, b: number): number {
  let numerators = [0, 1];
  let denominators = [1, (a / (a + 1)) * (1 + ahead)];
  let fraction = 1 / denominators[1];
  for (let n = 1; n < 100_000; n++) {
    const s = a + 2 * n - 1;
    const w = n * (b - n) * x;
    const alpha = ((a + n - 1) / s) * ((a + b + n - 1) / s) * (w * x);
    const beta = n + w / s + ((a + n) / (s + 2)) * (1 + ahead + n * (1 + rest));
    const numerator = alpha * numerators[0] + beta * numerators[1];
    const denominator = alpha * denominators[0] + beta * denominators[1];
    const before = fraction;
    fraction = numerator / denominator;
    if (Math.abs(fraction - before) <= Number.EPSILON * fraction) break;
    // Both are divided by the last denominator, or they would outgrow all numbers.
    numerators = [numerators[1] / denominator, fraction];
    denominators = [denominators[1] / denominator, 1];
  }
  return fraction;
}

/** A beta distribution on (0, 1) as a function of y = logit(x). */
export interface LogitBeta {
  /** Logarithm of the density of y, which is x (1 - x) times that of x. */
  logDensity(y: number): number;
  /** Logarithm of the probability below y; accurate to a few parts in 1e15 up to the median. */
  logCdf(y: number): number;
  /**
   * The y below which lies exp(logP). For logP <= log(1/2); beyond the median ask the mirrored
   * distribution.
   */
  quantile(logP: number): number;
}

/** The distribution of logit(x) where x is Beta(a, b), a and b above 0. */
export function logitBeta(a: number, b: number): LogitBeta {
  const logNorm = logBeta(a, b);
  const logA = log(a);
  const turn = (a + 1) / (a + b + 2);

  const logDensity = (y: number) => {
    const { logX, logRest } = ends(y);
    return a * logX + b * logRest - logNorm;
  };

  /**
   * The logarithm of the probability below y, its first derivative, and its second over the first.
   */
  const below = (y: number) => {
    const { x, logX, rest, logRest } = ends(y);
    const logDensityHere = a * logX + b * logRest - logNorm;
    let logBelow: number;
    let slope: number;
    if (x <= turn) {
      const fraction = continuedFraction(x, a, b);
      logBelow = logDensityHere - logA + log(fraction);
      slope = a / fraction;
    } else {
      const density = exp(logDensityHere);
      const above = (density / b) * continuedFraction(rest, b, a);
      logBelow = log1p(-above);
      slope = density / (1 - above);
    }
    return { logBelow, slope, bend: a * rest - b * x - slope };
  };

  const logCdf = (y: number) => below(y).logBelow;

  const quantile = (logP: number) => {
    // The tail x^a / (a B(a, b)), or the mean where that lies further left. The logarithm of a beta
    // CDF is concave in y, so that steps from the left stay there: Halley's method, that is
    // Newton's with the bend taken in, at most doubled.
    let y = Math.min((logP + logA + logNorm) / a, logA - log(b));
    for (let i = 0; i < 100; i++) {
      const { logBelow, slope, bend } = below(y);
      const newton = (logP - logBelow) / slope;
      const step = newton / Math.max(0.5, 1 + (newton * bend) / 2);
      y += step;
      // The error after a step is of the order of its cube.
      if (Math.abs(step) <= 1e-6 * Math.max(1, Math.abs(y))) break;
    }
    return y;
  };

  return { logDensity, logCdf, quantile };
}
