// Read by both compilers: doubles only, and every step but the last few exact.

import { HALF_PI_HIGH, HALF_PI_LOW, HALF_PI_MIDDLE } from './trigonometric-table.ts';

/** What `reduceHuge` leaves: the angle, |high + low| <= pi / 4, and the quadrant, 0 to 3. */
export let reducedHigh: number = 0;
export let reducedLow: number = 0;
export let reducedQuadrant: number = 0;

const WORD: number = 16777216.0;
const PER_WORD: number = 5.9604644775390625e-8;

/** Words of x that are carried: x less this is a digit in base 2^24. */
function carried(x: number): number {
  return Math.floor(x * PER_WORD) * WORD;
}

/**
 * Reduces an angle x, 2^20 <= x < infinity, to less than a quadrant, in `reducedHigh` and so on.
 *
 * The product of x and 2 / pi is worked out to 168 bits after the point, in digits of 24 bits;
 * whole multiples of 4 quadrants are left out from the beginning, so that the size of x does not
 * matter. With e the exponent of x, i = floor((e - 6) / 24) is the first word of `TWO_OVER_PI` that
 * counts.
 *
 * @param scaled  x times 2^(24 (2 - i)), below 2^78
 * @param w0      words i to i + 9 of `TWO_OVER_PI`
 *
 * Source: Payne and Hanek (1983), "Radian reduction for trigonometric functions", ACM SIGNUM
 * Newsletter 18(1), 19-24, doi:10.1145/1057600.1057602.
 */
export function reduceHuge(
  scaled: number,
  w0: number,
  w1: number,
  w2: number,
  w3: number,
  w4: number,
  w5: number,
  w6: number,
  w7: number,
  w8: number,
  w9: number,
): void {
  // Four digits of x, most significant first.
  const a3 = Math.floor(scaled * PER_WORD * PER_WORD * PER_WORD);
  const below3 = scaled - a3 * WORD * WORD * WORD;
  const a2 = Math.floor(below3 * PER_WORD * PER_WORD);
  const below2 = below3 - a2 * WORD * WORD;
  const a1 = Math.floor(below2 * PER_WORD);
  const a0 = below2 - a1 * WORD;

  // The product by columns, from the seventh after the point up to the one before it, where a0
  // w(-1) is left out: it is a multiple of 4.
  const c7 = a0 * w6 + a1 * w7 + a2 * w8 + a3 * w9;
  const c6 = a0 * w5 + a1 * w6 + a2 * w7 + a3 * w8 + Math.floor(c7 * PER_WORD);
  const c5 = a0 * w4 + a1 * w5 + a2 * w6 + a3 * w7 + Math.floor(c6 * PER_WORD);
  const c4 = a0 * w3 + a1 * w4 + a2 * w5 + a3 * w6 + Math.floor(c5 * PER_WORD);
  const c3 = a0 * w2 + a1 * w3 + a2 * w4 + a3 * w5 + Math.floor(c4 * PER_WORD);
  const c2 = a0 * w1 + a1 * w2 + a2 * w3 + a3 * w4 + Math.floor(c3 * PER_WORD);
  const c1 = a0 * w0 + a1 * w1 + a2 * w2 + a3 * w3 + Math.floor(c2 * PER_WORD);
  const c0 = a1 * w0 + a2 * w1 + a3 * w2 + Math.floor(c1 * PER_WORD);

  // To the nearest quadrant: the first digit after the point has a sign.
  let d1 = c1 - carried(c1);
  let quadrant = c0 - 4 * Math.floor(0.25 * c0);
  if (d1 >= 0.5 * WORD) {
    d1 = d1 - WORD;
    quadrant = quadrant < 3 ? quadrant + 1 : 0;
  }

  // The fraction of a quadrant, from -1/2 to 1/2, as a sum of two doubles.
  const scale = PER_WORD * PER_WORD;
  const p1 = (d1 * WORD + (c2 - carried(c2))) * scale;
  const p2 = ((c3 - carried(c3)) * WORD + (c4 - carried(c4))) * scale * scale;
  const p3 = ((c5 - carried(c5)) * WORD + (c6 - carried(c6))) * scale * scale * scale;
  const p4 = (c7 - carried(c7)) * scale * scale * scale * PER_WORD;
  const s2 = p1 + p2;
  const s3 = s2 + p3;
  const rest = p1 - s2 + p2 + (s2 - s3 + p3) + p4;
  const fraction = s3 + rest;
  const fractionLow = s3 - fraction + rest;

  // Times pi / 2, which has 26 bits in each of its first two pieces; so has each half of the
  // fraction.
  const split = fraction * 134217729.0;
  const half = split - (split - fraction);
  const product = half * HALF_PI_HIGH;
  const correction =
    (fraction - half) * HALF_PI_HIGH +
    (fraction * HALF_PI_MIDDLE + (fraction * HALF_PI_LOW + fractionLow * HALF_PI_HIGH));
  reducedHigh = product + correction;
  reducedLow = product - reducedHigh + correction;
  reducedQuadrant = quadrant;
}
