import { exp } from './exp.ts';
import { log, logParts } from './log.ts';

/**
 * log(1 + x), without the loss of 1 + x where x is small. Error: below 0.75 ulp (0.66).
 *
 * The rounding error of 1 + x is known exactly, and its share of the logarithm is that error over 1
 * + x.
 *
 * @returns -Infinity at -1, NaN below it and for NaN
 */
export function log1p(x: number): number {
  const y = 1 + x;
  if (!(y > 0 && y < Infinity) || y === 1) return y === 1 ? x : log(y);
  const lost = x < 1 ? x - (y - 1) : 1 - (y - x);
  const [high, low] = logParts(y);
  return high + (low + lost / y);
}

/**
 * exp(x) - 1, without the loss of the subtraction where x is small. Error: below 3 ulp (2.1).
 *
 * Source: Kahan, as given by Higham (2002), Accuracy and Stability of Numerical Algorithms, second
 * edition, section 1.14.1: the rounding error of y = exp(x) is in y - 1 and in log(y) alike, and
 * leaves their ratio alone.
 */
export function expm1(x: number): number {
  const y = exp(x);
  if (y === 1) return x;
  if (!(Math.abs(x) < 1)) return y - 1;
  return (y - 1) * (x / log(y));
}
