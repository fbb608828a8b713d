import { highWord, leading, powerOfTwo } from './bits.ts';
import { LEAST_NORMAL, LIFT, ROUNDER_TO_25_BITS } from './limits.ts';
import {
  LN2_HIGH,
  LN2_LOW,
  LOG_3,
  LOG_4,
  LOG_5,
  LOG_6,
  LOG_7,
  LOG_8,
  LOG_FIRST_WORD,
  LOG_TABLE,
} from './log-table.ts';

/**
 * The natural logarithm of x. Error: below 0.51 ulp (0.501).
 *
 * @returns -Infinity for zero of either sign, Infinity for Infinity, NaN below zero and for NaN
 */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return logOfLimit(x);
  const { k, row, r } = reduce(x);
  const whole = k * LN2_HIGH + LOG_TABLE[row + 1];
  const linear = whole + r;
  const low = k * LN2_LOW + LOG_TABLE[row + 2] + (whole - linear + r);
  return linear + (low + r * r * (-0.5 + r * series(r)));
}

/**
 * The natural logarithm of x in two parts, high + low, together good to about 2^-66 relative.
 * `high` has 26 bits, so that its product with another such number is exact.
 *
 * @returns [-Infinity, 0] for zero of either sign, [Infinity, 0] for Infinity, NaN twice below zero
 *   and for NaN
 */
export function logParts(x: number): [high: number, low: number] {
  if (!(x > 0 && x < Infinity)) {
    const limit = logOfLimit(x);
    return [limit, limit === limit ? 0 : NaN];
  }
  const { k, row, rHigh, rLow, r } = reduce(x);
  const whole = k * LN2_HIGH + LOG_TABLE[row + 1];
  const linear = whole + r;
  const curve = -0.5 * rHigh * rHigh;
  const high = linear + curve;
  const low =
    k * LN2_LOW +
    LOG_TABLE[row + 2] +
    (whole - linear + r) +
    (linear - high + curve + -0.5 * rLow * (r + rHigh)) +
    r * r * r * series(r);
  const top = leading(high + low);
  return [top, high - top + low];
}

/** The logarithm of a number that is not both positive and finite. */
function logOfLimit(x: number): number {
  if (x === 0) return -Infinity;
  return x === Infinity ? x : NaN;
}

/** (log(1 + r) - r + r^2 / 2) / r^3. */
function series(r: number): number {
  const square = r * r;
  return LOG_3 + r * LOG_4 + square * (LOG_5 + r * LOG_6 + square * (LOG_7 + r * LOG_8));
}

/**
 * Writes x as 2^k z with 0.7057 <= z < 1.4115, and z as (1 + r) / v. The table gives v, a number of
 * a few bits near 1 / z, and -log(v) in two parts: log(x) = k ln 2 - log(v) + log(1 + r). As v is
 * short, r = z v - 1 is exact, and so are r = rHigh + rLow and the square of rHigh. Callers add up
 * largest first and carry each rounding error along.
 *
 * Source of the method: Tang (1990), "Table-driven implementation of the logarithm function in IEEE
 * floating-point arithmetic", ACM TOMS 16(4), 378-400, doi:10.1145/98267.98294.
 */
function reduce(x: number): { k: number; row: number; rHigh: number; rLow: number; r: number } {
  const subnormal = x < LEAST_NORMAL;
  const normal = subnormal ? x * LIFT : x;
  const fromFirst = highWord(normal) - LOG_FIRST_WORD;
  const exponent = fromFirst >> 20;
  const row = 4 * ((fromFirst >> 13) & 127);
  const z = normal * powerOfTwo(-exponent);
  const v = LOG_TABLE[row];
  const zHigh = z + ROUNDER_TO_25_BITS - ROUNDER_TO_25_BITS;
  const rHigh = zHigh * v - 1;
  const rLow = (z - zHigh) * v;
  const k = subnormal ? exponent - 54 : exponent;
  return { k, row, rHigh, rLow, r: rHigh + rLow };
}
