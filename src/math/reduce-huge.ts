// Read by both compilers: doubles only, and every step but the last few exact.

import { HALF_PI_HIGH, HALF_PI_LOW, HALF_PI_MIDDLE, TWO_OVER_PI } from './trigonometric-table.ts';

/** What `reduceHuge` leaves: the angle as a high and a low part, and the quadrant, 0 to 3. */
export const REDUCED: StaticArray<number> = [0, 0, 0];

const WORD: number = 16777216.0;
const PER_WORD: number = 5.9604644775390625e-8;

/** Digits, in base 2^24, of the number of quadrants: whole ones modulo 2^24, then seven of the fraction. */
const DIGITS: StaticArray<number> = [0, 0, 0, 0, 0, 0, 0, 0];

/**
 * Reduces an angle x, 2^20 <= x < infinity, to |high + low| <= pi / 4 and its quadrant, in `REDUCED`.
 *
 * The product of x and 2 / pi is worked out to 168 bits after the point; whole multiples of 4 quadrants are left
 * out from the beginning, so that the size of x does not matter.
 *
 * @param first   floor((e - 6) / 24), e the exponent of x: the first word of `TWO_OVER_PI` that counts
 * @param scaled  x times 2^(24 (2 - first)), below 2^78
 *
 * Source: Payne and Hanek (1983), "Radian reduction for trigonometric functions", ACM SIGNUM Newsletter 18(1),
 * 19-24, doi:10.1145/1057600.1057602.
 */
export function reduceHuge(first: i32, scaled: number): void {
  const a3 = Math.floor(scaled * PER_WORD * PER_WORD * PER_WORD);
  let rest = scaled - a3 * WORD * WORD * WORD;
  const a2 = Math.floor(rest * PER_WORD * PER_WORD);
  rest = rest - a2 * WORD * WORD;
  const a1 = Math.floor(rest * PER_WORD);
  const a0 = rest - a1 * WORD;

  let carry: number = 0;
  for (let i = 7; i >= 0; i--) {
    const j = first + i;
    // In the first column the product that is left out would be a multiple of 4.
    let sum = carry + a1 * TWO_OVER_PI[j] + a2 * TWO_OVER_PI[j + 1] + a3 * TWO_OVER_PI[j + 2];
    if (i > 0) sum = sum + a0 * TWO_OVER_PI[j - 1];
    carry = Math.floor(sum * PER_WORD);
    DIGITS[i] = sum - carry * WORD;
  }

  let quadrant = DIGITS[0];
  let d1 = DIGITS[1];
  if (d1 >= 0.5 * WORD) {
    d1 = d1 - WORD;
    quadrant = quadrant + 1;
  }
  REDUCED[2] = quadrant - 4 * Math.floor(0.25 * quadrant);

  // The fraction of a quadrant, from -1/2 to 1/2, as a sum of two doubles.
  const p1 = (d1 * WORD + DIGITS[2]) * PER_WORD * PER_WORD;
  const scale = PER_WORD * PER_WORD * PER_WORD * PER_WORD;
  const p2 = (DIGITS[3] * WORD + DIGITS[4]) * scale;
  const p3 = (DIGITS[5] * WORD + DIGITS[6]) * scale * PER_WORD * PER_WORD;
  const p4 = DIGITS[7] * scale * PER_WORD * PER_WORD * PER_WORD;
  const s2 = p1 + p2;
  const s3 = s2 + p3;
  const rest4 = p1 - s2 + p2 + (s2 - s3 + p3) + p4;
  const fraction = s3 + rest4;
  const fractionLow = s3 - fraction + rest4;

  // Times pi / 2, which has 26 bits in each of its first two pieces; so has each half of the fraction.
  const split = fraction * 134217729.0;
  const half = split - (split - fraction);
  const product = half * HALF_PI_HIGH;
  const correction =
    (fraction - half) * HALF_PI_HIGH +
    (fraction * HALF_PI_MIDDLE + (fraction * HALF_PI_LOW + fractionLow * HALF_PI_HIGH));
  REDUCED[0] = product + correction;
  REDUCED[1] = product - REDUCED[0] + correction;
}
