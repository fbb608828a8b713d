/**
 * Tails and the middle of the normal distribution, where its distribution function alone would lose
 * digits.
 */

import { highWord, powerOfTwo } from '../math/bits.ts';
import { normalCdf, normalDensity } from '../math/functions.ts';
import { NORMAL_CDF_FIRST_WORD, NORMAL_CDF_TABLE } from '../math/normal-cdf-table.ts';

/** sqrt(2 pi). */
const ROOT_TWO_PI = 2.5066282746310007;
/** From here on the continued fraction needs few terms; the table goes a little further. */
const FAR = 30;
const TERMS = 12;

/**
 * The Mills ratio (1 - Phi(t)) / phi(t) for t >= 0, which falls from sqrt(pi / 2) and becomes 1 /
 * t. Error: below 1e-15.
 *
 * The table by which `normalCdf` goes is one of this ratio, over sqrt(2 pi): see
 * src/math/normal.ts. Beyond, the continued fraction of the NIST Digital Library of Mathematical
 * Functions, https://dlmf.nist.gov/7.9.E3.
 */
export function mills(t: number): number {
  if (t < FAR) {
    const word = highWord(t + 1);
    const x = t - ((32.5 + ((word >> 15) & 31)) * powerOfTwo((word >> 20) - 1028) - 1);
    let k = 8 * ((word - NORMAL_CDF_FIRST_WORD) >> 15) + 7;
    let value = NORMAL_CDF_TABLE[k];
    for (let power = 0; power < 7; power++) value = value * x + NORMAL_CDF_TABLE[--k];
    return ROOT_TWO_PI * value;
  }
  let denominator = t;
  for (let k = TERMS; k > 0; k--) denominator = t + k / denominator;
  return 1 / denominator;
}

/**
 * Phi(t) - 1/2 for t >= 0, with all digits where t is small: below 1 by the series phi(t) (t + t^3
 * / 3 + t^5 / 15 + ...), whose terms are all positive.
 *
 * Source of the series: NIST Digital Library of Mathematical Functions,
 * https://dlmf.nist.gov/7.6.E2.
 */
export function normalCentre(t: number): number {
  if (t >= 1) return 0.5 - normalCdf(-t);
  let term = t;
  let sum = t;
  for (let k = 3; term > 1e-17 * sum; k += 2) {
    term *= (t * t) / k;
    sum += term;
  }
  return normalDensity(t) * sum;
}

/**
 * Below it the integrals of `millsDifference` follow from each other upwards, from here on
 * downwards.
 */
const UPWARDS = 1.5;
const MOST_INTEGRALS = 40;

/**
 * mills(middle - half) - mills(middle + half), where the two are so close that their difference
 * would have lost digits: for `half` up to about middle / 3 or 1, whichever is greater, and middle
 * > 0. Error: below 3e-15.
 *
 * It is twice the sum over odd n of half^n / n! times the integral of s^n exp(-s^2 / 2 - middle s)
 * over s > 0, in which nothing cancels. The integrals I[n] follow from I[n + 1] + middle I[n] = n
 * I[n - 1].
 */
export function millsDifference(middle: number, half: number): number {
  const integrals = middle < UPWARDS ? integralsUpwards(middle) : integralsDownwards(middle);
  let weight = half;
  let sum = half * integrals[1];
  for (let n = 3; n < MOST_INTEGRALS; n += 2) {
    weight *= (half / (n - 1)) * (half / n);
    const term = weight * integrals[n];
    sum += term;
    if (term <= 1e-17 * sum) break;
  }
  return 2 * sum;
}

function integralsUpwards(middle: number): number[] {
  const integrals = [mills(middle)];
  integrals.push(1 - middle * integrals[0]);
  for (let n = 1; n < MOST_INTEGRALS; n++) {
    integrals.push(n * integrals[n - 1] - middle * integrals[n]);
  }
  return integrals;
}

/**
 * By the ratios I[n] / I[n - 1] = n / (middle + I[n + 1] / I[n]), from an n at which any ratio
 * does.
 */
function integralsDownwards(middle: number): number[] {
  const first = MOST_INTEGRALS + Math.ceil((19 / middle) * (19 / middle));
  let ratio = Math.sqrt(first);
  const ratios: number[] = [];
  for (let n = first; n > 0; n--) {
    ratio = n / (middle + ratio);
    if (n < MOST_INTEGRALS) ratios[n] = ratio;
  }
  const integrals = [mills(middle)];
  for (let n = 1; n < MOST_INTEGRALS; n++) integrals.push(integrals[n - 1] * ratios[n]);
  return integrals;
}
