/**
 * The gamma distribution on the log scale, where its lower tail is a straight line: at w = log(x /
 * a), a the shape and mean, the probability below x behaves like exp(a w) far to the left, however
 * small x itself has become.
 */

import { exp, expm1, log, log1p } from '../math/functions.ts';
import { HALF_LOG_TWO_PI, logGamma, logGammaOnePlus, stirlingError } from './gamma-function.ts';
import { type LogTail, whereTailIs } from './log-concave.ts';
import { mills } from './mills.ts';

/** 1 / n! for n = 2, 3, ... */
const INVERSE_FACTORIALS = Array.from({ length: 18 }, (_, k) => {
  let factorial = 1;
  for (let n = 2; n <= k + 2; n++) factorial *= n;
  return 1 / factorial;
});

/**
 * exp(w) - 1 - w: of x^a exp(-x) over its greatest value, at x = a exp(w), the logarithm is -a
 * times this.
 */
export function deviance(w: number): number {
  if (Math.abs(w) > 1) return expm1(w) - w;
  let sum = 0;
  for (let k = INVERSE_FACTORIALS.length - 1; k >= 0; k--) sum = sum * w + INVERSE_FACTORIALS[k];
  return w * w * sum;
}

/** From this shape on the expansion around x = a is used, where deviance(w) <= 1/2. */
const LARGE = 12;

/**
 * Taylor coefficients of 1 / (x / a - 1) - 1 / eta in eta, where eta^2 / 2 = deviance(w) (rational
 * arithmetic).
 */
const TEMME = [
  -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073,
  0.0003527336860670194, -0.0001787551440329218, 3.919263178522438e-5, -2.185448510679992e-6,
  -1.85406221071516e-6, 8.296711340953087e-7, -1.7665952736826078e-7, 6.707853543401498e-9,
  1.0261809784240309e-8, -4.382036018453353e-9, 9.14769958223679e-10, -2.5514193994946248e-11,
  -5.830772132550426e-11, 2.4361948020667415e-11, -5.0276692801141755e-12, 1.1004392031956135e-13,
  3.371763262400985e-13, -1.392388722418162e-13, 2.8534893807047445e-14, -5.139111834242572e-16,
  -1.9752288294349442e-15, 8.099521156704561e-16, -1.6522531216398162e-16, 2.5305430097478883e-18,
  1.1686939738559576e-17, -4.770037049820485e-18,
];

/**
 * Coefficients s[n] of S(eta) = sum s[n] eta^n: the probability above x is the normal one above eta
 * sqrt(a), and phi(eta sqrt(a)) S(eta) / sqrt(a) more.
 *
 * Source: Temme (1987), "On the computation of the incomplete gamma functions for large values of
 * the parameters", in Algorithms for Approximation, 479-489; and Gil, Segura and Temme (2012),
 * "Efficient and accurate algorithms for the computation and inversion of the incomplete gamma
 * function ratios", SIAM Journal on Scientific Computing 34(6), A2965-A2981, doi:10.1137/120872553.
 */
function temmeSeries(a: number): number[] {
  const series = TEMME.slice();
  for (let n = series.length - 3; n >= 0; n--) series[n] += ((n + 2) / a) * series[n + 2];
  const norm = a / (a + series[1]);
  return series.map((coefficient) => norm * coefficient);
}

/** Logarithms of the probabilities below and above. */
interface Sides {
  readonly below: number;
  readonly above: number;
}

/** A gamma distribution of scale 1 as a function of w = log(x / a). */
export interface LogGammaVariable {
  /** Logarithm of the density of w, which is x times that of x. */
  logDensity(w: number): number;
  /**
   * Logarithms of the probabilities below and above w, either accurate to about 3e-15 or a rounding
   * of itself.
   */
  sides(w: number): Sides;
  /** The w below which lies exp(logP), logP <= log(1/2). */
  quantile(logP: number): number;
  /** The w above which lies exp(logQ), logQ <= log(1/2). */
  upperQuantile(logQ: number): number;
}

/** The distribution of log(x / a) where x is a gamma variable of shape a > 0. */
export function logGammaVariable(a: number): LogGammaVariable {
  const logA = log(a);
  const logNorm =
    a < 10 ? a * logA - a - logGamma(a) : 0.5 * logA - HALF_LOG_TWO_PI - stirlingError(a);
  const series = a < LARGE ? [] : temmeSeries(a);
  const root = Math.sqrt(a);
  // Below it the probability below is taken from its series, above it that above from its fraction.
  const turn = Math.max(a, 1);

  const sides = (w: number): Sides => {
    const d = deviance(w);
    if (a >= LARGE && d <= 0.5) return uniformly(w, d);
    const x = a * exp(w);
    const logDensity = logNorm - a * d;
    if (x >= turn) return fromAbove(logDensity + log(upperFraction(a, x)));
    const below = logDensity - logA + log(lowerSeries(a, x));
    return { below, above: a < 1 ? log(aboveSmallShape(x, w)) : log1p(-exp(below)) };
  };

  const uniformly = (w: number, d: number): Sides => {
    const eta = w < 0 ? -Math.sqrt(2 * d) : Math.sqrt(2 * d);
    let sum = 0;
    for (let n = series.length - 1; n >= 0; n--) sum = sum * eta + series[n];
    const logPhi = -a * d - HALF_LOG_TWO_PI;
    const normal = mills(Math.abs(eta) * root);
    if (w >= 0) return fromAbove(logPhi + log(normal + sum / root));
    const below = logPhi + log(normal - sum / root);
    return { below, above: log1p(-exp(below)) };
  };

  /**
   * The probability above x < 1 for a < 1, where 1 minus that below would lose digits: with x^a /
   * gamma(1 + a) = exp(u) that below is exp(u) (1 + s), s from the alternating series.
   */
  const aboveSmallShape = (x: number, w: number): number => {
    const u = a * (w + logA) - logGammaOnePlus(a);
    let term = 1;
    let s = 0;
    for (let n = 1; n < 60; n++) {
      term *= -x / n;
      const part = (term * a) / (a + n);
      s += part;
      if (Math.abs(part) <= 1e-18 * Math.abs(s)) break;
    }
    return -expm1(u) - exp(u) * s;
  };

  const logDensity = (w: number) => logNorm - a * deviance(w);

  const tail = (w: number, logTail: number, sign: 1 | -1): LogTail => {
    const slope = sign * exp(logDensity(w) - logTail);
    return { log: logTail, slope, bend: -a * expm1(w) - slope };
  };

  return {
    logDensity,
    sides,
    quantile: (logP) => {
      // x^a / gamma(a + 1) is above the probability below x: where it is exp(logP) x is too small.
      const least = (logP + logGammaOnePlus(a)) / a - logA;
      const start = Math.max(least, a < 0.5 ? least : wilsonHilferty(a, -1, logP));
      return whereTailIs((w) => tail(w, sides(w).below, 1), logP, start);
    },
    upperQuantile: (logQ) => {
      // Above a + sqrt(2 a t) + t lies less than exp(-t): Boucheron, Lugosi and Massart (2013),
      // Concentration Inequalities, section 2.4.
      const greatest = log1p((Math.sqrt(-2 * a * logQ) - logQ) / a);
      const start = a < 0.5 ? greatest : Math.min(greatest, wilsonHilferty(a, 1, logQ));
      return whereTailIs((w) => tail(w, sides(w).above, -1), logQ, start);
    },
  };
}

function fromAbove(above: number): Sides {
  return { below: log1p(-exp(above)), above };
}

/** P(x) over x^a exp(-x) / gamma(a + 1): 1 + x / (a + 1) + x^2 / ((a + 1)(a + 2)) + ... */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/**
 * Q(x) over x^a exp(-x) / gamma(a), by the modified Lentz method.
 *
 * Source: NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov/8.9.E2, its even
 * part.
 */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 10_000; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) <= Number.EPSILON) break;
  }
  return fraction;
}

/**
 * About the w beyond which, on the side of `sign`, lies exp(logP): the cube root of x / a is nearly
 * normal.
 */
function wilsonHilferty(a: number, sign: 1 | -1, logP: number): number {
  // Three digits of a normal quantile are enough.
  const t = Math.sqrt(-2 * logP);
  const z =
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) /
      (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  const base = 1 - 1 / (9 * a) + (sign * z) / (3 * Math.sqrt(a));
  return base > 0 ? 3 * log(base) : -Infinity;
}
