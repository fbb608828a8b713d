import { leading } from './bits.ts';
import { expOfSum } from './exp.ts';
import { logParts } from './log.ts';
import { powerWithoutArithmetic, withSignOfPower } from './pow-limits.ts';

/**
 * x to the power y, with the special cases of IEEE 754-2019 (and C, annex F): pow(x, 0) and pow(1,
 * y) are 1 even for NaN, pow(-1, +-Infinity) is 1, and a negative finite x has a power only for
 * whole y. Error: below 0.76 ulp (0.75, where the result is subnormal; 0.51 elsewhere), whatever x
 * and y.
 *
 * x^y = exp(y log(x)): the logarithm in two parts, of which the first times the first 26 bits of y
 * is exact.
 */
export function pow(x: number, y: number): number {
  const [high, low] = logParts(x);
  return powFromLog(x, y, high, low);
}

/**
 * x to the power y, given `[high, low] = logParts(x)`: the same bits as `pow(x, y)` for less work
 * where many powers of one base are wanted.
 */
export function powFromLog(x: number, y: number, high: number, low: number): number {
  const yHigh = leading(y);
  const top = yHigh * high;
  if (Math.abs(top) < 708) return expOfSum(top, (y - yHigh) * high + y * low, 1);

  const easy = powerWithoutArithmetic(x, y);
  if (easy !== -1) return withSignOfPower(easy, x, y);
  if (x < 0) return withSignOfPower(powFromLog(-x, y, ...logParts(-x)), x, y);
  return expOfSum(top, Math.abs(top) < 1100 ? (y - yHigh) * high + y * low : 0, 1);
}
