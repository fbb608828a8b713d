import { fromWords, highWord, lowWord, powerOfTwo } from './bits.ts';
import {
  EXP_2,
  EXP_3,
  EXP_4,
  EXP_5,
  EXP_TABLE,
  STEP_HIGH,
  STEP_LOW,
  STEPS_PER_LN,
} from './exp-table.ts';
import { EXP_RANGE, ROUNDER } from './limits.ts';

/** 2^(i/128), rounded, for i = 0 to 127. */
const ROOTS = Float64Array.from({ length: 128 }, (_, i) => {
  const spread = EXP_TABLE[2 * i + 1];
  return fromWords(highWord(spread) + (i << 13), lowWord(spread));
});

/**
 * e to the power x. Error: below 0.76 ulp (0.75, where the result is subnormal; 0.51 elsewhere).
 *
 * @returns 0 below about -745.13 and for -Infinity, Infinity above about 709.78, NaN for NaN
 */
export function exp(x: number): number {
  return expOfSum(x, 0, 1);
}

/**
 * factor * exp(high + low), rounded for the range of results once, at the end.
 *
 * With k the whole number nearest 128 high / ln 2, exp(high + low) = 2^(k/128) exp(r), |r| <=
 * 0.0028: the first is a table and a shift of the exponent, the second a polynomial of degree five.
 *
 * @param low     |low| <= 4.5e-5: what `high` lacks
 * @param factor  1, or a number from 0.01 to 0.5
 *
 * Source of the method: Tang (1989), "Table-driven implementation of the exponential function in
 * IEEE floating-point arithmetic", ACM TOMS 15(2), 144-157, doi:10.1145/63522.214389.
 */
export function expOfSum(high: number, low: number, factor: number): number {
  if (high > EXP_RANGE) return Infinity;
  if (high < -EXP_RANGE) return 0;
  const steps = high * STEPS_PER_LN + ROUNDER - ROUNDER;
  const k = steps | 0;
  const r = high - steps * STEP_HIGH - steps * STEP_LOW + low;
  const i = k & 127;
  const root = ROOTS[i];
  const series = EXP_2 + r * (EXP_3 + r * (EXP_4 + r * EXP_5));
  const rest = EXP_TABLE[2 * i] + r + r * r * series;
  const value = (root + root * rest) * factor;
  // In two halves, because 2^exponent alone may lie outside the range of doubles where the result
  // does not.
  const exponent = k >> 7;
  const half = exponent >> 1;
  return value * powerOfTwo(half) * powerOfTwo(exponent - half);
}
