// Read by both compilers, as searched-quantiles.ts.

import { HALF_LOG_TWO_PI, halleyStep, isOutside, isShort, log1p } from './searched-quantiles.ts';

/**
 * Quantiles of the inverse Gaussian and of the skew normal distribution: by tails in which only
 * Mills ratios are added. The tails and starts are those of distributions/families/ of these names.
 */

/** Of whoever asks. */
type Elementary = (x: number) => number;

/** sqrt(2 pi). */
const ROOT_TWO_PI: number = 2.5066282746310007;
/** From here on the continued fraction of the Mills ratio needs few terms. */
const FAR: number = 6;
const TERMS: number = 12;

/** exp(x) - 1, with all digits where x is small: Kahan's quotient. */
function expm1(x: number, exp: Elementary, log: Elementary): number {
  const power: number = exp(x);
  if (power === 1) return x;
  const less: number = power - 1;
  return Math.abs(x) > 1 ? less : less * (x / log(power));
}

/**
 * (1 - Phi(t)) / phi(t) for t >= 0. Error: below 5e-15.
 *
 * Source of the fraction: NIST Digital Library of Mathematical Functions,
 * https://dlmf.nist.gov/7.9.E3.
 */
function mills(t: number, exp: Elementary, cdf: Elementary): number {
  if (t < FAR) return ROOT_TWO_PI * cdf(-t) * exp(0.5 * t * t);
  let denominator: number = t;
  for (let k: number = TERMS; k > 0; k -= 1) denominator = t + k / denominator;
  return 1 / denominator;
}

/** Terms of the series, of which every other counts. */
const MOST_TERMS: number = 39;
/** Below, the integrals follow from each other upwards. */
const UPWARDS: number = 1.5;

/**
 * mills(middle - half) - mills(middle + half), where they are close: twice the sum over odd n of
 * half^n / n! times I[n], see distributions/mills.ts.
 */
function millsDifference(middle: number, half: number, exp: Elementary, cdf: Elementary): number {
  const first: number = mills(middle, exp, cdf);
  if (middle < UPWARDS) {
    let before: number = first;
    let now: number = 1 - middle * first;
    let weight: number = half;
    let sum: number = half * now;
    for (let n: number = 1; n < MOST_TERMS; n += 1) {
      const next: number = n * before - middle * now;
      before = now;
      now = next;
      weight *= half / (n + 1);
      // After n = 1 comes I[2], which is left out.
      const odd: boolean = Math.floor(n * 0.5) * 2 === n;
      if (odd) sum += weight * now;
    }
    return 2 * sum;
  }
  // From above by the ratios I[n] / I[n - 1]; the sum in brackets that lie in one another.
  const begin: number = MOST_TERMS + 1 + Math.ceil((19 / middle) * (19 / middle));
  let ratio: number = Math.sqrt(begin);
  let last: number = 0;
  let inner: number = 1;
  for (let n: number = begin; n > 0; n -= 1) {
    ratio = n / (middle + ratio);
    if (n > MOST_TERMS || n === 1) continue;
    const odd: boolean = Math.floor(n * 0.5) * 2 !== n;
    if (odd) last = ratio;
    else inner = 1 + ((ratio * last * half) / n) * (half / (n + 1)) * inner;
  }
  return 2 * first * ratio * half * inner;
}

/** Of shape / mean of an inverse Gaussian. */
const LEAST_RATIO: number = 1e-8;
const MOST_RATIO: number = 1e10;

/**
 * The logarithm of the probability below, or above, where an inverse Gaussian variable of mean 1
 * lies: see distributions/families/inversegaussian.ts, where a, b, middle and half come from.
 */
function passageTail(
  lower: boolean,
  a: number,
  b: number,
  middle: number,
  half: number,
  exp: Elementary,
  log: Elementary,
  cdf: Elementary,
): number {
  const logPhi: number = -0.5 * a * a - HALF_LOG_TWO_PI;
  if (a > 0) {
    const greater: number = mills(a, exp, cdf);
    const lesser: number = mills(b, exp, cdf);
    const apart: boolean = lesser < greater * 0.5;
    const above: number =
      logPhi + log(apart ? greater - lesser : millsDifference(middle, half, exp, cdf));
    return lower ? log1p(-exp(above), log) : above;
  }
  const sum: number = mills(-a, exp, cdf) + mills(b, exp, cdf);
  if (lower) return logPhi + log(sum);
  const other: number = exp(logPhi) * sum;
  return other < 0.75 ? log1p(-other, log) : logPhi + log(millsDifference(middle, half, exp, cdf));
}

/**
 * The value below which an inverse Gaussian variable of mean 1 lies with probability p.
 *
 * @param p      from 0 to 1
 * @param ratio  shape over mean, which is (mean / sd)^2, from 1e-8 to 1e10
 */
export function inverseGaussianQuantileBy(
  p: number,
  ratio: number,
  exp: Elementary,
  log: Elementary,
  cdf: Elementary,
  quantile: Elementary,
): number {
  if (!(p >= 0 && p <= 1 && ratio >= LEAST_RATIO && ratio <= MOST_RATIO)) return NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const lower: boolean = p <= 0.5;
  const sign: number = lower ? 1 : -1;
  const wanted: number = log(lower ? p : 1 - p);
  const root: number = Math.sqrt(ratio);
  // The probability below is at most 2 Phi(a), that above at most Phi(-a).
  const start: number = lower ? quantile(p * 0.5) : quantile(p);
  const part: number = Math.abs(start) / (2 * root);
  const size: number = 2 * log1p(part + (part * part) / (1 + Math.sqrt(1 + part * part)), log);
  let v: number = start < 0 ? -size : size;
  let tooSmall: number = NaN;
  let tooLarge: number = NaN;
  for (let i: i32 = 0; i < 200; i++) {
    const up: number = expm1(v * 0.5, exp, log);
    const down: number = expm1(-v * 0.5, exp, log);
    const middle: number = root * (up + 1);
    const half: number = root * (down + 1);
    const a: number = root * (up - down);
    const b: number = middle + half;
    const tail: number = passageTail(lower, a, b, middle, half, exp, log, cdf);
    const density: number = log(half) - 0.5 * a * a - HALF_LOG_TWO_PI;
    const slope: number = sign * exp(density - tail);
    const bend: number = -0.5 - a * b * 0.5 - slope;
    if (tail < wanted) tooSmall = v;
    else tooLarge = v;
    const step: number = halleyStep(wanted - tail, slope, bend);
    const next: number = v + step;
    if (isOutside(next, tooSmall, tooLarge)) {
      v = tooSmall + (tooLarge - tooSmall) * 0.5;
      continue;
    }
    v = next;
    if (isShort(step, slope, bend)) break;
  }
  return exp(v);
}

/** Shapes of the skew normal go as far to either side. */
const MOST_SKEW: number = 1000;
/** From here on phi is less than a rounding of what it is added to. */
const NOTHING: number = 9;

/** What is integrated for the thin tail, at r. */
function thinAt(
  r: number,
  fall: number,
  side: number,
  lean: number,
  exp: Elementary,
  cdf: Elementary,
): number {
  return exp(-r * (fall + r * 0.5)) * mills(side + lean * r, exp, cdf);
}

/**
 * The integral from `from`, by the Gauss-Legendre rule of ten points. Not a table: an index would
 * bring in the machine's way to stop.
 */
function thinPanel(
  from: number,
  width: number,
  fall: number,
  side: number,
  lean: number,
  exp: Elementary,
  cdf: Elementary,
): number {
  const middle: number = from + width * 0.5;
  const half: number = width * 0.5;
  let reach: number = half * 0.14887433898163122;
  let sum: number =
    0.29552422471475287 *
    (thinAt(middle - reach, fall, side, lean, exp, cdf) +
      thinAt(middle + reach, fall, side, lean, exp, cdf));
  reach = half * 0.4333953941292472;
  sum +=
    0.26926671930999635 *
    (thinAt(middle - reach, fall, side, lean, exp, cdf) +
      thinAt(middle + reach, fall, side, lean, exp, cdf));
  reach = half * 0.6794095682990244;
  sum +=
    0.219086362515982 *
    (thinAt(middle - reach, fall, side, lean, exp, cdf) +
      thinAt(middle + reach, fall, side, lean, exp, cdf));
  reach = half * 0.8650633666889845;
  sum +=
    0.1494513491505806 *
    (thinAt(middle - reach, fall, side, lean, exp, cdf) +
      thinAt(middle + reach, fall, side, lean, exp, cdf));
  reach = half * 0.9739065285171717;
  sum +=
    0.06667134430868814 *
    (thinAt(middle - reach, fall, side, lean, exp, cdf) +
      thinAt(middle + reach, fall, side, lean, exp, cdf));
  return sum * half;
}

/** Where a panel ends: there the logarithm of what is integrated has fallen by `drop`. */
function thinEnd(drop: number, fall: number): number {
  return (2 * drop) / (fall + Math.sqrt(fall * fall + 2 * drop));
}

/**
 * The probability below -h, of a shape and an h not below 0, over 2 phi(h) phi(shape h): `thin` of
 * distributions/families/skewnormal.ts, in panels of the same ends.
 */
function thin(h: number, shape: number, exp: Elementary, cdf: Elementary): number {
  const stretch: number = Math.sqrt(1 + shape * shape);
  const lean: number = shape / stretch;
  const fall: number = h * stretch;
  const side: number = shape * h;
  const one: number = thinEnd(1.5, fall);
  const two: number = thinEnd(5, fall);
  const three: number = thinEnd(10, fall);
  const four: number = thinEnd(17, fall);
  const five: number = thinEnd(26, fall);
  const sum: number =
    thinPanel(0, one, fall, side, lean, exp, cdf) +
    thinPanel(one, two - one, fall, side, lean, exp, cdf) +
    thinPanel(two, three - two, fall, side, lean, exp, cdf) +
    thinPanel(three, four - three, fall, side, lean, exp, cdf) +
    thinPanel(four, five - four, fall, side, lean, exp, cdf) +
    thinPanel(five, thinEnd(38, fall) - five, fall, side, lean, exp, cdf);
  return sum / stretch;
}

/** Phi(t) - 1/2 for t >= 0, with all digits where t is small: see distributions/mills.ts. */
function normalCentre(t: number, exp: Elementary, cdf: Elementary): number {
  if (t >= 1) return 0.5 - cdf(-t);
  let term: number = t;
  let sum: number = t;
  for (let k: number = 3; term > 1e-17 * sum; k += 2) {
    term *= (t * t) / k;
    sum += term;
  }
  return (exp(-0.5 * t * t) / ROOT_TWO_PI) * sum;
}

/** The logarithm of the probability below y, or above, for a shape not below 0. */
function skewTail(
  lower: boolean,
  y: number,
  shape: number,
  exp: Elementary,
  log: Elementary,
  cdf: Elementary,
): number {
  const logPhi: number = -0.5 * y * y - HALF_LOG_TWO_PI;
  if (y <= 0) {
    const side: number = shape * y;
    const below: number =
      logPhi - 0.5 * side * side - HALF_LOG_TWO_PI + log(2) + log(thin(-y, shape, exp, cdf));
    return lower ? below : log1p(-exp(below), log);
  }
  const side: number = shape * y;
  const share: number =
    side > NOTHING ? 0 : 2 * (exp(-0.5 * side * side) / ROOT_TWO_PI) * thin(y, shape, exp, cdf);
  if (lower) return log(2 * normalCentre(y, exp, cdf) + exp(logPhi) * share);
  return logPhi + log(2 * mills(y, exp, cdf) - share);
}

/** The value on whose side lies q, below it or above it, for a shape not below 0. */
function skewPlace(
  lower: boolean,
  q: number,
  shape: number,
  exp: Elementary,
  log: Elementary,
  cdf: Elementary,
  quantile: Elementary,
): number {
  const sign: number = lower ? 1 : -1;
  const wanted: number = log(q);
  // Each start has too little beyond it.
  let y: number = -quantile(q * 0.5);
  if (lower) y = Math.max(-y, -Math.sqrt(-2 * wanted) / Math.sqrt(1 + shape * shape));
  let tooSmall: number = NaN;
  let tooLarge: number = NaN;
  for (let i: i32 = 0; i < 200; i++) {
    const tail: number = skewTail(lower, y, shape, exp, log, cdf);
    const side: number = shape * y;
    const logPhi: number = -0.5 * side * side - HALF_LOG_TWO_PI;
    let logSide: number = 0;
    let lift: number = 0;
    if (side < 0) {
      const ratio: number = mills(-side, exp, cdf);
      logSide = logPhi + log(ratio);
      lift = 1 / ratio;
    } else {
      const below: number = cdf(side);
      logSide = log(below);
      lift = exp(logPhi) / below;
    }
    const density: number = log(2) - 0.5 * y * y - HALF_LOG_TWO_PI + logSide;
    const slope: number = sign * exp(density - tail);
    const bend: number = shape * lift - y - slope;
    if (tail < wanted) tooSmall = y;
    else tooLarge = y;
    const step: number = halleyStep(wanted - tail, slope, bend);
    const next: number = y + step;
    if (isOutside(next, tooSmall, tooLarge)) {
      y = tooSmall + (tooLarge - tooSmall) * 0.5;
      continue;
    }
    y = next;
    if (isShort(step, slope, bend)) break;
  }
  return y;
}

/**
 * The value below which a standard skew normal variable lies with probability p.
 *
 * @param p      from 0 to 1
 * @param shape  from -1000 to 1000
 */
export function skewNormalQuantileBy(
  p: number,
  shape: number,
  exp: Elementary,
  log: Elementary,
  cdf: Elementary,
  quantile: Elementary,
): number {
  if (!(p >= 0 && p <= 1 && Math.abs(shape) <= MOST_SKEW)) return NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  const below: boolean = p <= 0.5;
  const q: number = below ? p : 1 - p;
  // A shape below 0 is the mirror image.
  if (shape < 0) return -skewPlace(!below, q, -shape, exp, log, cdf, quantile);
  return skewPlace(below, q, shape, exp, log, cdf, quantile);
}
