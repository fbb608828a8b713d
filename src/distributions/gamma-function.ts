/** The logarithm of the gamma function, and what Stirling's approximation of it misses. */

import { log, log1p } from '../math/functions.ts';

/** log(2 pi) / 2. */
export const HALF_LOG_TWO_PI = 0.9189385332046728;

/** Coefficients B(2k) / (2k (2k - 1)) of the Stirling series. */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];

/** Stirling's approximation of the logarithm of the gamma function. */
function stirling(x: number): number {
  return (x - 0.5) * log(x) - x + HALF_LOG_TWO_PI;
}

/**
 * What Stirling's approximation misses at x > 0: by its series at x >= 10, by the recurrence of
 * gamma below.
 */
export function stirlingError(x: number): number {
  if (x >= 10) {
    const inverse = 1 / (x * x);
    return STIRLING.reduceRight((sum, coefficient) => sum * inverse + coefficient, 0) / x;
  }
  let product = 1;
  let shifted = x;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  return stirling(shifted) + stirlingError(shifted) - log(product) - stirling(x);
}

/**
 * log(gamma(2 + e)) / e for |e| <= 1/2: 1 - Euler's constant, then (-1)^k (zeta(k) - 1) / k for k =
 * 2, 3, ...
 *
 * Source: NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov/5.7.E3.
 */
const AROUND_TWO = [
  0.42278433509846713, 0.3224670334241132, -0.0673523010531981, 0.020580808427784546,
  -0.007385551028673986, 0.0028905103307415234, -0.001192753911703261, 0.0005096695247430425,
  -0.00022315475845357939, 9.945751278180853e-5, -4.492623673813314e-5, 2.050721277567069e-5,
  -9.439488275268397e-6, 4.374866789907488e-6, -2.039215753801366e-6, 9.55141213040742e-7,
  -4.492469198764566e-7, 2.1207184805554665e-7, -1.0043224823968099e-7, 4.7698101693639804e-8,
  -2.2711094608943164e-8, 1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9,
  -1.1921401405860912e-9, 5.731367241678862e-10, -2.7595228851242334e-10, 1.330476437424449e-10,
];

/** log(gamma(2 + e)) for |e| <= 1/2. */
function aroundTwo(e: number): number {
  return e * AROUND_TWO.reduceRight((sum, coefficient) => sum * e + coefficient, 0);
}

/**
 * log(gamma(1 + x)), with all digits where x is small. Error: below 8 ulp, relative even near its
 * zeros at 0 and 1.
 *
 * @param x  above -1; NaN from there down
 */
export function logGammaOnePlus(x: number): number {
  if (Math.abs(x) <= 0.5) return aroundTwo(x) - log1p(x);
  if (x > 0.5 && x < 1.5) return aroundTwo(x - 1);
  return logGamma(1 + x);
}

/**
 * log(gamma(x)). Error: below 8 ulp, relative even near its zeros at 1 and 2: by the series around
 * 2 up to 10, by Stirling's above.
 *
 * @param x  above 0; 0 gives Infinity, less gives NaN
 */
export function logGamma(x: number): number {
  if (x >= 10) return stirling(x) + stirlingError(x);
  if (x < 0.5) return aroundTwo(x) - log1p(x) - log(x);
  if (x < 1.5) return aroundTwo(x - 1) - log1p(x - 1);
  let product = 1;
  let shifted = x;
  while (shifted > 2.5) {
    shifted -= 1;
    product *= shifted;
  }
  return aroundTwo(shifted - 2) + log(product);
}
