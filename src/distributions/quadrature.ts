/**
 * Integrals by quadrature, and by them the mean and the standard deviation of a distribution that
 * has no formula for these.
 */

import { log, normalCdf, normalDensity } from '../math/functions.ts';

/**
 * Nodes and weights of the ten-point Gauss-Legendre rule on [-1, 1]; the other five are mirror
 * images.
 */
export const GAUSS_LEGENDRE: readonly (readonly [node: number, weight: number])[] = [
  [0.14887433898163122, 0.29552422471475287],
  [0.4333953941292472, 0.26926671930999635],
  [0.6794095682990244, 0.219086362515982],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.06667134430868814],
];
/**
 * Panels are halved at most so often: around a kink, down to a width at which nothing of it is
 * left.
 */
const DEEPEST = 44;

/** An integral from `from` to `to` by one panel of ten points. */
function panel(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / 2;
  const centre = from + half;
  let sum = 0;
  for (const [node, weight] of GAUSS_LEGENDRE) {
    sum += weight * (f(centre - half * node) + f(centre + half * node));
  }
  return sum * half;
}

/** Halves are far better than the whole that they are compared with, where a function is smooth. */
const ACCURACY = 1e-13;

/**
 * The integral of a function. Panels are halved until both halves together differ from the whole by
 * less than `accuracy` of themselves, or a hundredth of that of the size of the integral.
 *
 * @param size      of what the integral is part of; without it that of the integral itself
 * @param accuracy  not finer than the roundings of the function
 */
export function integral(
  f: (x: number) => number,
  from: number,
  to: number,
  size?: number,
  accuracy = ACCURACY,
): number {
  const all = panel(f, from, to);
  const known = size ?? Math.abs(all);
  const refined = (a: number, b: number, whole: number, depth: number): number => {
    const middle = a + (b - a) / 2;
    const [left, right] = [panel(f, a, middle), panel(f, middle, b)];
    const difference = Math.abs(left + right - whole);
    const allowed = accuracy * (Math.abs(left + right) + known / 100);
    if (depth >= DEEPEST || difference <= allowed) return left + right;
    return refined(a, middle, left, depth + 1) + refined(middle, b, right, depth + 1);
  };
  return refined(from, to, all, 0);
}

/** Beyond this score lies a probability of 6e-300. */
const FARTHEST = 37;
/** Steps of the trapezoidal rule. */
const STEPS = [1 / 2, 1 / 4, 1 / 8, 1 / 16];

/** A distribution as its quantile functions. */
export interface Quantiles {
  quantile(p: number): number;
  upperQuantile(q: number): number;
}

/**
 * Mean and standard deviation from the quantile functions, as integrals over the normal score z of
 * x(z) phi(z) and (x(z) - c)^2 phi(z), c the median: neither is more than twice what is left after
 * the square of the mean is subtracted.
 *
 * Where x(z) is smooth the trapezoidal rule gains digits exponentially with its points; it is taken
 * when two steps agree to 1e-13 of the sd. Otherwise panels of ten points between the kinks, halved
 * as need be. A tail so heavy that something is left beyond a probability of 6e-300 goes on as a
 * power of the probability, which it then is.
 *
 * Error, as measured against mpmath: below 1e-14 of the sd for smooth functions and light tails,
 * below 1e-12 otherwise, and what a few roundings of x are where its spread is a small part of it.
 * The tail must leave both integrals finite; with `meanOnly` the first, and the sd is Infinity.
 *
 * @param kinks  scores at which x(z) jumps or bends, ascending
 */
export function momentsOf(
  source: Quantiles,
  kinks: readonly number[] = [],
  meanOnly = false,
): { mean: number; sd: number } {
  const centre = source.quantile(0.5);
  const known = new Map<number, number>();
  const offset = (z: number): number => {
    let x = known.get(z);
    if (x === undefined) {
      const tail = normalCdf(-Math.abs(z));
      x = (z > 0 ? source.upperQuantile(tail) : source.quantile(tail)) - centre;
      known.set(z, x);
    }
    return x;
  };
  // What a rounding of x is worth, where x is a large number and its spread a small one.
  const quartiles = Math.abs(offset(0.7)) + Math.abs(offset(-0.7));
  const accuracy =
    ACCURACY + (quartiles > 0 ? (8 * Number.EPSILON * Math.abs(centre)) / quartiles : 0);
  const smooth = kinks.length === 0 && trapezoidal(offset, accuracy, meanOnly);
  const { first, second } = smooth || byPanels(offset, kinks, accuracy, meanOnly);
  const variance = second - first * first;
  return { mean: centre + first, sd: meanOnly ? Infinity : Math.sqrt(Math.max(0, variance)) };
}

interface Raw {
  readonly first: number;
  readonly second: number;
}

function trapezoidal(
  offset: (z: number) => number,
  accuracy: number,
  meanOnly: boolean,
): Raw | undefined {
  let before: Raw | undefined;
  for (const step of STEPS) {
    const sums = trapezoidalSums(offset, step, meanOnly);
    if (sums === undefined) return undefined;
    if (before !== undefined) {
      const size = Math.sqrt(sums.second);
      const near = Math.abs(sums.first - before.first) <= accuracy * size;
      if (near && Math.abs(sums.second - before.second) <= accuracy * sums.second) return sums;
    }
    before = sums;
  }
  return undefined;
}

/**
 * With `meanOnly` the second sum is the square of the first of absolute values, which is the size
 * of the first then.
 */
function trapezoidalSums(
  offset: (z: number) => number,
  step: number,
  meanOnly: boolean,
): Raw | undefined {
  let first = 0;
  let second = 0;
  let absolute = 0;
  for (const sign of [-1, 1]) {
    let negligible = false;
    for (let k = sign < 0 ? 0 : 1; !negligible; k++) {
      const z = sign * k * step;
      if (Math.abs(z) > FARTHEST) return undefined;
      const weight = step * normalDensity(z);
      const x = offset(z);
      const terms = [weight * x, weight * x * x];
      first += terms[0];
      absolute += Math.abs(terms[0]);
      if (!meanOnly) second += terms[1];
      negligible =
        Math.abs(z) > 6 &&
        Math.abs(terms[0]) <= 1e-19 * absolute &&
        (meanOnly || terms[1] <= 1e-19 * second);
    }
  }
  return { first, second: meanOnly ? absolute * absolute : second };
}

function byPanels(
  offset: (z: number) => number,
  kinks: readonly number[],
  accuracy: number,
  meanOnly: boolean,
): Raw {
  const [least, greatest] = [-1, 1].map((sign) => reach(offset, sign, meanOnly));
  const edges = [least, ...kinks.filter((z) => z > least && z < greatest), greatest];
  // Panels of a unit at most, so that no smooth hump escapes between the points of a panel.
  const pieces = edges.slice(1).flatMap((to, k) => {
    const from = edges[k];
    const count = Math.max(1, Math.ceil(to - from));
    return Array.from({ length: count }, (_, j): [number, number] => [
      from + ((to - from) * j) / count,
      j + 1 === count ? to : from + ((to - from) * (j + 1)) / count,
    ]);
  });
  const over = (f: (z: number) => number): number => {
    const size = pieces.reduce(
      (sum, [from, to]) => sum + panel((z) => Math.abs(f(z)), from, to),
      0,
    );
    return pieces.reduce((sum, [from, to]) => sum + integral(f, from, to, size, accuracy), 0);
  };
  const first = over((z) => offset(z) * normalDensity(z));
  const second = meanOnly ? 0 : over((z) => offset(z) * offset(z) * normalDensity(z));
  const tails = [least, greatest].map((z) => powerTail(offset, z));
  return {
    first: first + tails[0].first + tails[1].first,
    second: second + tails[0].second + tails[1].second,
  };
}

/** The score beyond which nothing is left of the integrals, or the farthest. */
function reach(offset: (z: number) => number, sign: number, meanOnly: boolean): number {
  const term = (z: number) => {
    const distance = Math.abs(offset(z));
    return (meanOnly ? distance : distance * distance) * normalDensity(z);
  };
  let total = 0;
  for (let z = 0; z < FARTHEST; z++) {
    const here = term(sign * z);
    total += here;
    if (z > 8 && here <= 1e-20 * total) return sign * z;
  }
  return sign * FARTHEST;
}

/**
 * What lies beyond a far score, where x grows as a power of the probability: in nearly all cases
 * nothing.
 */
function powerTail(offset: (z: number) => number, z: number): Raw {
  const nearer = z - Math.sign(z);
  const [tail, nearerTail] = [normalCdf(-Math.abs(z)), normalCdf(-Math.abs(nearer))];
  const x = offset(z);
  const power = log(x / offset(nearer)) / log(nearerTail / tail);
  return {
    first: power < 1 ? (x * tail) / (1 - power) : 0,
    second: power < 0.5 ? (x * x * tail) / (1 - 2 * power) : 0,
  };
}

/**
 * How heavy a tail is: s where x grows as the power -s of the probability beyond it. From 1 on
 * there is no mean, from 1/2 on no standard deviation; 0 for tails that fall faster than any power.
 */
export function tailWeight(source: Quantiles, upper: boolean): number {
  const centre = source.quantile(0.5);
  const distance = (q: number) => (upper ? source.upperQuantile(q) : source.quantile(q)) - centre;
  const [far, nearer] = [distance(1e-300), distance(1e-280)];
  if (!Number.isFinite(far)) return Infinity;
  return Math.max(0, log(far / nearer) / log(1e20));
}
