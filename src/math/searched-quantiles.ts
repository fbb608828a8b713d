// Read by both compilers: doubles, and the two elementary functions of whoever asks.

/**
 * Quantiles that no formula gives, of a gamma, beta, Poisson or binomial distribution whose
 * parameters differ by trial. All are searched by the same steps in the machine and here. Nothing
 * outside the ranges below has a quantile: the result is NaN.
 */

/** `exp` or `log`. */
type Elementary = (x: number) => number;

/** Shapes of gamma and beta. */
export const LEAST_SHAPE: number = 1e-3;
export const MOST_SHAPE: number = 1e6;
/** The greatest mean of counts, and number of trials of a binomial. */
export const MOST_COUNT: number = 1e6;
/** Beyond so many standard deviations and whole numbers lies less than 2^-54. */
const REACH: number = 9;
const FURTHER: number = 40;
/** As many where the mean is below 1. */
const FEW: number = 20;

/** log(2 pi) / 2. */
export const HALF_LOG_TWO_PI: number = 0.9189385332046728;
const ROUNDING: number = 2.220446049250313e-16;

/** exp(w) - 1 - w, with all digits where w is small. */
function deviance(w: number, exp: Elementary): number {
  if (Math.abs(w) > 1) return exp(w) - 1 - w;
  // 1 / n!, from n = 19 down. Not a table: an index would bring in the machine's way to stop.
  let sum: number = 8.22063524662433e-18;
  sum = sum * w + 1.5619206968586225e-16;
  sum = sum * w + 2.8114572543455206e-15;
  sum = sum * w + 4.779477332387385e-14;
  sum = sum * w + 7.647163731819816e-13;
  sum = sum * w + 1.1470745597729725e-11;
  sum = sum * w + 1.6059043836821613e-10;
  sum = sum * w + 2.08767569878681e-9;
  sum = sum * w + 2.505210838544172e-8;
  sum = sum * w + 2.755731922398589e-7;
  sum = sum * w + 2.7557319223985893e-6;
  sum = sum * w + 2.48015873015873e-5;
  sum = sum * w + 0.0001984126984126984;
  sum = sum * w + 0.001388888888888889;
  sum = sum * w + 0.008333333333333333;
  sum = sum * w + 0.041666666666666664;
  sum = sum * w + 0.16666666666666666;
  sum = sum * w + 0.5;
  return w * w * sum;
}

/** log(1 + x), with all digits where x is small: Kahan's quotient, in which the rounding cancels. */
export function log1p(x: number, log: Elementary): number {
  const y: number = 1 + x;
  return y === 1 ? x : log(y) * (x / (y - 1));
}

/** Stirling's approximation of log(gamma(x)). */
function stirling(x: number, log: Elementary): number {
  return (x - 0.5) * log(x) - x + HALF_LOG_TWO_PI;
}

/** What it misses at x >= 10. */
function stirlingSeries(x: number): number {
  const inverse: number = 1 / (x * x);
  let sum: number = -0.02955065359477124;
  sum = sum * inverse + 0.00641025641025641;
  sum = sum * inverse - 0.0019175269175269176;
  sum = sum * inverse + 0.0008417508417508417;
  sum = sum * inverse - 0.0005952380952380953;
  sum = sum * inverse + 0.0007936507936507937;
  sum = sum * inverse - 0.002777777777777778;
  sum = sum * inverse + 0.08333333333333333;
  return sum / x;
}

/** What it misses at x > 0. */
export function stirlingError(x: number, log: Elementary): number {
  if (x >= 10) return stirlingSeries(x);
  let product: number = 1;
  let shifted: number = x;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  return stirling(shifted, log) + stirlingSeries(shifted) - log(product) - stirling(x, log);
}

/** The lower tail of a gamma distribution over x^a exp(-x) / gamma(a + 1). */
function lowerSeries(a: number, x: number): number {
  let term: number = 1;
  let sum: number = 1;
  for (let n: number = 1; term > 1e-17 * sum; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/**
 * The upper tail over x^a exp(-x) / gamma(a), by the modified Lentz method.
 *
 * Source: NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov/8.9.E2, its even
 * part.
 */
function upperFraction(a: number, x: number): number {
  let b: number = x + 1 - a;
  let c: number = Infinity;
  let d: number = 1 / b;
  let fraction: number = d;
  for (let n: number = 1; n < 10000; n += 1) {
    const numerator: number = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const change: number = c * d;
    fraction *= change;
    if (Math.abs(change - 1) <= ROUNDING) break;
  }
  return fraction;
}

/**
 * About the w beyond which, on the side of `sign`, lies exp(logP): the cube root of x / a is nearly
 * normal (Wilson and Hilferty).
 */
function nearlyNormal(a: number, sign: number, logP: number, log: Elementary): number {
  const t: number = Math.sqrt(-2 * logP);
  const z: number =
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) /
      (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  const base: number = 1 - 1 / (9 * a) + (sign * z) / (3 * Math.sqrt(a));
  return base > 0 ? 3 * log(base) : -Infinity;
}

/** Halley's step where the logarithm of a tail lacks so much, at most twice that of Newton. */
export function halleyStep(lacking: number, slope: number, bend: number): number {
  const newton: number = lacking / slope;
  const turned: number = 1 + newton * bend * 0.5;
  return turned > 2 ? newton : newton / Math.max(0.5, turned);
}

/** Whether a place leaves the interval in which a tail crosses; NaN where an end is not known. */
export function isOutside(next: number, tooSmall: number, tooLarge: number): boolean {
  return (
    next < Math.min(tooSmall, tooLarge) || next > Math.max(tooSmall, tooLarge) || next !== next
  );
}

/** Whether what a step still misses, of its cube, is below a rounding. */
export function isShort(step: number, slope: number, bend: number): boolean {
  return !(Math.abs(step * slope) > 3e-6 || Math.abs(step * bend) > 3e-6);
}

/**
 * Of a gamma distribution of this shape and scale 1 the value below which lies p.
 *
 * By Halley's method on w = log(x / a), where the logarithm of either tail is concave: steps that
 * would leave the interval in which the tail crosses are replaced by halving.
 *
 * @param p  from 0 to 1
 * @param a  from 0.001 to 1e6
 */
export function gammaQuantileBy(p: number, a: number, exp: Elementary, log: Elementary): number {
  if (!(p >= 0 && p <= 1 && a >= LEAST_SHAPE && a <= MOST_SHAPE)) return NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const lower: boolean = p <= 0.5;
  const sign: number = lower ? 1 : -1;
  const wanted: number = log(lower ? p : 1 - p);
  const logA: number = log(a);
  const error: number = stirlingError(a, log);
  const norm: number = 0.5 * logA - HALF_LOG_TWO_PI - error;
  const turn: number = Math.max(a, 1);
  let w: number = nearlyNormal(a, -sign, wanted, log);
  if (lower) {
    // x^a / gamma(a + 1) is above the probability below x: where it is p, x is too small.
    const least: number = (wanted + stirling(a, log) + error + logA) / a - logA;
    w = a < 0.5 ? least : Math.max(least, w);
  } else {
    // Above a + sqrt(2 a t) + t lies less than exp(-t): Boucheron, Lugosi and Massart (2013),
    // Concentration Inequalities, section 2.4.
    const most: number = log1p((Math.sqrt(-2 * a * wanted) - wanted) / a, log);
    w = a < 0.5 ? most : Math.min(most, w);
  }
  let tooSmall: number = NaN;
  let tooLarge: number = NaN;
  for (let i: i32 = 0; i < 200; i++) {
    const x: number = a * exp(w);
    const density: number = norm - a * deviance(w, exp);
    let tail: number = 0;
    if (x >= turn) {
      const above: number = density + log(upperFraction(a, x));
      tail = lower ? log1p(-exp(above), log) : above;
    } else {
      const below: number = density - logA + log(lowerSeries(a, x));
      tail = lower ? below : log1p(-exp(below), log);
    }
    const slope: number = sign * exp(density - tail);
    const bend: number = -a * (exp(w) - 1) - slope;
    if (tail < wanted) tooSmall = w;
    else tooLarge = w;
    const step: number = halleyStep(wanted - tail, slope, bend);
    const next: number = w + step;
    if (isOutside(next, tooSmall, tooLarge)) {
      w = tooSmall + (tooLarge - tooSmall) * 0.5;
      continue;
    }
    w = next;
    if (isShort(step, slope, bend)) break;
  }
  return a * exp(w);
}

/**
 * The continued fraction of the incomplete beta function, by the modified Lentz method.
 *
 * Source: NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov/8.17.E22.
 */
export function betaFraction(x: number, a: number, b: number): number {
  let d: number = 1 / (1 - ((a + b) * x) / (a + 1));
  let c: number = 1;
  let fraction: number = d;
  for (let m: number = 1; m < 100000; m += 1) {
    const even: number = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= d * c;
    const odd: number = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    const change: number = d * c;
    fraction *= change;
    if (Math.abs(change - 1) <= ROUNDING) break;
  }
  return fraction;
}

/** The logit of x below which lies exp(wanted), at most a half. */
export function betaLogit(
  wanted: number,
  a: number,
  b: number,
  exp: Elementary,
  log: Elementary,
): number {
  const sum: number = a + b;
  const errors: number = stirlingError(a, log) + stirlingError(b, log) - stirlingError(sum, log);
  const shares: number = a * log(a / sum) + b * log(b / sum);
  const norm: number = shares + HALF_LOG_TWO_PI + 0.5 * (log(sum / a) - log(b)) + errors;
  const logA: number = log(a);
  const turn: number = (a + 1) / (sum + 2);
  // The tail x^a / (a B(a, b)), or the mean where that lies further left.
  let y: number = Math.min((wanted + logA + norm) / a, logA - log(b));
  for (let i: i32 = 0; i < 100; i++) {
    const power: number = exp(-Math.abs(y));
    const greater: number = 1 / (1 + power);
    const lesser: number = power * greater;
    const logGreater: number = -log1p(power, log);
    const logLesser: number = logGreater - Math.abs(y);
    const x: number = y < 0 ? lesser : greater;
    const rest: number = y < 0 ? greater : lesser;
    const density: number =
      y < 0 ? a * logLesser + b * logGreater - norm : a * logGreater + b * logLesser - norm;
    let below: number = 0;
    let slope: number = 0;
    if (x <= turn) {
      const fraction: number = betaFraction(x, a, b);
      below = density - logA + log(fraction);
      slope = a / fraction;
    } else {
      const height: number = exp(density);
      const above: number = (height / b) * betaFraction(rest, b, a);
      below = log1p(-above, log);
      slope = height / (1 - above);
    }
    const bend: number = a * rest - b * x - slope;
    const newton: number = (wanted - below) / slope;
    const step: number = newton / Math.max(0.5, 1 + newton * bend * 0.5);
    y += step;
    if (!(Math.abs(step) > 1e-6 * Math.max(1, Math.abs(y)))) break;
  }
  return y;
}

/**
 * Of a beta distribution the value below which lies p, by Halley's method on the logit.
 *
 * @param p     from 0 to 1
 * @param a, b  from 0.001 to 1e6
 */
export function betaQuantileBy(
  p: number,
  a: number,
  b: number,
  exp: Elementary,
  log: Elementary,
): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (!(a >= LEAST_SHAPE && a <= MOST_SHAPE && b >= LEAST_SHAPE && b <= MOST_SHAPE)) return NaN;
  if (p === 0) return 0;
  if (p === 1) return 1;
  if (p <= 0.5) return 1 / (1 + exp(-betaLogit(log(p), a, b, exp, log)));
  return 1 / (1 + exp(betaLogit(log(1 - p), b, a, exp, log)));
}

/** x log(x / mean) + mean - x, with all digits where x is near the mean. */
export function saddle(x: number, mean: number, exp: Elementary, log: Elementary): number {
  return x * deviance(log(mean / x), exp);
}

/**
 * The Poisson probability of k.
 *
 * Source: Loader (2000), "Fast and accurate computation of binomial probabilities".
 */
function poissonMass(k: number, mean: number, exp: Elementary, log: Elementary): number {
  if (k === 0) return exp(-mean);
  const share: number = -saddle(k, mean, exp, log) - stirlingError(k, log) - HALF_LOG_TWO_PI;
  return exp(share) / Math.sqrt(k);
}

/**
 * The least count whose cumulative Poisson probability is above p: summed up from the tail in which
 * it lies.
 *
 * @param p     from 0 to 1
 * @param mean  from 0 to 1e6
 */
export function poissonQuantileBy(
  p: number,
  mean: number,
  exp: Elementary,
  log: Elementary,
): number {
  if (!(p >= 0 && p <= 1 && mean >= 0 && mean <= MOST_COUNT)) return NaN;
  if (mean === 0) return 0;
  if (p === 1) return Infinity;
  const reach: number = REACH * Math.sqrt(mean);
  if (p <= 0.5) {
    let k: number = Math.max(0, Math.floor(mean - reach));
    let mass: number = poissonMass(k, mean, exp, log);
    let below: number = mass;
    while (below <= p) {
      k += 1;
      mass *= mean / k;
      below += mass;
    }
    return k;
  }
  let k: number = mean < 1 ? FEW : Math.floor(mean + reach + FURTHER);
  let mass: number = poissonMass(k, mean, exp, log);
  let above: number = 0;
  while (k > 0 && above + mass < 1 - p) {
    above += mass;
    mass *= k / mean;
    k -= 1;
  }
  return k;
}

/** The binomial probability of k of n, 0 < q < 1. */
function binomialMass(k: number, n: number, q: number, exp: Elementary, log: Elementary): number {
  if (k === 0) return exp(n * log1p(-q, log));
  if (k === n) return exp(n * log(q));
  const rest: number = n - k;
  const share: number =
    stirlingError(n, log) -
    stirlingError(k, log) -
    stirlingError(rest, log) -
    saddle(k, n * q, exp, log) -
    saddle(rest, n * (1 - q), exp, log) -
    HALF_LOG_TWO_PI;
  return exp(share) * Math.sqrt(n / (k * rest));
}

/**
 * The least count whose cumulative binomial probability is above p, in the same way.
 *
 * @param p  from 0 to 1
 * @param n  a whole number from 0 to 1e6
 * @param q  the probability of a success, from 0 to 1
 */
export function binomialQuantileBy(
  p: number,
  n: number,
  q: number,
  exp: Elementary,
  log: Elementary,
): number {
  if (!(p >= 0 && p <= 1 && q >= 0 && q <= 1)) return NaN;
  if (!(n >= 0 && n <= MOST_COUNT && Math.floor(n) === n)) return NaN;
  if (q === 0 || n === 0) return 0;
  if (q === 1 || p === 1) return n;
  const mean: number = n * q;
  const reach: number = REACH * Math.sqrt(mean * (1 - q));
  const odds: number = q / (1 - q);
  if (p <= 0.5) {
    const further: number = n - mean < 1 ? FEW : FURTHER;
    let k: number = Math.max(0, Math.floor(mean - reach - further));
    let mass: number = binomialMass(k, n, q, exp, log);
    let below: number = mass;
    while (k < n && below <= p) {
      k += 1;
      mass *= ((n - k + 1) / k) * odds;
      below += mass;
    }
    return k;
  }
  const further: number = mean < 1 ? FEW : FURTHER;
  let k: number = Math.min(n, Math.floor(mean + reach + further));
  let mass: number = binomialMass(k, n, q, exp, log);
  let above: number = 0;
  while (k > 0 && above + mass < 1 - p) {
    above += mass;
    mass *= k / ((n - k + 1) * odds);
    k -= 1;
  }
  return k;
}
