/**
 * Powers of a standard exponential variable E: what Weibull and extreme value distributions are
 * made of.
 */

import { exp, expm1, log, log1p, pow } from '../math/functions.ts';
import { logGammaOnePlus } from './gamma-function.ts';

/** The value of E below which lies p. */
export function exponentialQuantile(p: number): number {
  return -log1p(-p);
}

/** The value of E above which lies q. */
export function exponentialUpperQuantile(q: number): number {
  // 0 at q = 1, and not -0, of which odd powers below 0 are -Infinity.
  return 0 - log(q);
}

/**
 * gamma(1 + w) for w > -1: a product, because the logarithm of a large value has lost its digits.
 */
export function gammaOnePlus(w: number): number {
  if (w < -0.5) return gammaOnePlus(1 + w) / (1 + w);
  let product = 1;
  let rest = w;
  while (rest > 0.5) {
    product *= rest;
    rest -= 1;
  }
  return product * exp(logGammaOnePlus(rest));
}

/**
 * Powers closer to 0 make no difference to any digit of what follows from them, and would lose
 * their own in products.
 */
export const NEGLIGIBLE = 2 ** -70;

/** (E^w - 1) / w at a value of E; log(E) where w is 0. */
export function powerTransform(e: number, w: number): number {
  const logarithm = log(e);
  if (Math.abs(w) < NEGLIGIBLE) return logarithm;
  // The product with the logarithm is rounded; where it is large that would show in its
  // exponential.
  return (Math.abs(w * logarithm) < 0.5 ? expm1(w * logarithm) : pow(e, w) - 1) / w;
}

/**
 * Mean and standard deviation of (E^w - 1) / w, of -E where w is 0: infinite from w <= -1 and w <=
 * -1/2 down. Error: below 1e-14.
 *
 * E^w has the mean gamma(1 + w) and the second moment gamma(1 + 2w).
 */
export function powerTransformMoments(w: number): { mean: number; sd: number } {
  if (w <= -1) return { mean: -Infinity, sd: Infinity };
  const first = gammaOnePlus(w);
  const mean = Math.abs(w) > 0.5 ? (first - 1) / w : meanNearZero(w);
  if (w <= -0.5) return { mean, sd: Infinity };
  return { mean, sd: first * Math.sqrt(spread(w)) };
}

/** -Euler's constant. */
const MEAN_OF_LOG = -0.5772156649015329;

function meanNearZero(w: number): number {
  return Math.abs(w) < NEGLIGIBLE ? MEAN_OF_LOG : expm1(logGammaOnePlus(w)) / w;
}

/** (-1)^n (zeta(n) - 1) (2^n - 2) / n for n = 2, 3, ... (mpmath 1.3.0, 40 digits). */
const GAP = [
  0.6449340668482264, -0.4041138063191886, 0.28813131798898367, -0.22156653086021957,
  0.17921164050597443, -0.1502869928746109, 0.12945605928473278, -0.11380892681132548,
  0.10164557806300832, -0.0919190803662204, 0.08395652910359581, -0.07730940897444816,
  0.07166906775226446, -0.06681694338905557, 0.06259422425541199, -0.05888279378820717,
  0.05559293839297711, -0.052655221700589394, 0.05001498928530666, -0.047628572059145155,
  0.04546061002236072, -0.043482129837920186, 0.041669139327726555, -0.040001582897486156,
  0.03846255332931474, -0.03703768864863338, 0.035714704651633455,
];

/**
 * (gamma(1 + 2w) / gamma(1 + w)^2 - 1) / w^2. Near 0, where the ratio is 1 but for w^2, by the
 * logarithm of the ratio: with the series of log(gamma(1 + w)) its linear terms are gone, and of
 * the logarithms log(1 + w^2 / (1 + 2w)) is left.
 *
 * Source of the series: NIST Digital Library of Mathematical Functions,
 * https://dlmf.nist.gov/5.7.E3.
 */
function spread(w: number): number {
  const square = w * w;
  if (Math.abs(w) > 0.25) {
    const first = gammaOnePlus(w);
    return (gammaOnePlus(2 * w) / first / first - 1) / square;
  }
  const part = square / (1 + 2 * w);
  const series = GAP.reduceRight((sum, coefficient) => sum * w + coefficient, 0);
  const gap = (part === 0 ? 1 : log1p(part) / part) / (1 + 2 * w) + series;
  const whole = gap * square;
  return whole === 0 ? gap : gap * (expm1(whole) / whole);
}
