/**
 * Numbers in two parts, high + low, of about 100 bits: for the few places where one rounding,
 * multiplied by the logarithm of a far tail or by a large shape, would cost three digits of a
 * probability.
 *
 * Source: Dekker (1971), "A floating-point technique for extending the available precision",
 * Numerische Mathematik 18, 224-242, doi:10.1007/BF01397083; the sum is Knuth's, The Art of
 * Computer Programming 2, section 4.2.2.
 */

import { leading } from '../math/bits.ts';
import { log, pow } from '../math/functions.ts';

/** A number as a double and what that double lacks. */
export type Parts = readonly [high: number, low: number];

export function sumOf(a: number, b: number): Parts {
  const high = a + b;
  const ofB = high - a;
  return finite(high, a - (high - ofB) + (b - ofB));
}

export function productOf(a: number, b: number): Parts {
  const high = a * b;
  const [aHigh, bHigh] = [leading(a), leading(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return finite(high, aHigh * bHigh - high + aHigh * bLow + aLow * bHigh + aLow * bLow);
}

/** (high + low) / divisor. */
export function quotientOf([high, low]: Parts, divisor: number): Parts {
  const quotient = high / divisor;
  const [product, lost] = productOf(quotient, divisor);
  return finite(quotient, (high - product - lost + low) / divisor);
}

/** (x - location) / scale. */
export function standardised(x: number, location: number, scale: number): Parts {
  return quotientOf(sumOf(x, -location), scale);
}

/**
 * Infinite numbers, and those so large that the parts of a product are, lack nothing that could be
 * told.
 */
function finite(high: number, low: number): Parts {
  return [high, Number.isFinite(low) ? low : 0];
}

/** x to the power y for x > 0. Where |y| <= 1e6 the error is a rounding or two. */
export function powerOf([high, low]: Parts, y: number): number {
  const power = pow(high, y);
  return high > 0 && high < Infinity ? power * (1 + (y * low) / high) : power;
}

/**
 * x to the power 1 / y for x > 0, to a rounding or two: that of 1 / y counts as much as the
 * logarithm of the result.
 */
export function root(x: number, y: number): number {
  const exponent = 1 / y;
  const [product, lost] = productOf(exponent, y);
  const missing = (1 - product - lost) / y;
  const power = pow(x, exponent);
  return missing === 0 || !(x > 0 && x < Infinity) ? power : power * (1 + missing * log(x));
}
