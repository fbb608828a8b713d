/** The arcsine, from + - * / and square roots alone. */

/** A constant, the same in every engine. */
export const PI = Math.PI;
/** What pi has beyond the double. */
const PI_REST = 1.2246467991473532e-16;

/** Numerator and denominator of (asin(x) - x) / x^3 in powers of x^2, for |x| <= 1/2. */
const P = [
  0.16666666666666666, -0.3255658186224009, 0.20121253213486293, -0.04005553450067941,
  0.0007915349942898145, 3.479331075960212e-5,
];
const Q = [1, -2.403394911734414, 2.0209457602335057, -0.6882839716054533, 0.07703815055590194];

/**
 * The angle in [-pi/2, pi/2] whose sine is x; NaN where |x| > 1. Error: below 2.5e-16.
 *
 * Source of the rational function: FreeBSD msun, e_asin.c (Sun Microsystems 1993).
 */
export function asin(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0.5)) return x + x * excess(x * x);
  // 1 - size is exact, and the angle from the pole keeps its digits.
  const square = (1 - size) / 2;
  const root = Math.sqrt(square);
  const angle = PI / 2 - (2 * (root + root * excess(square)) - PI_REST / 2);
  return x < 0 ? -angle : angle;
}

/** asin(x) / x - 1 by x^2. */
function excess(square: number): number {
  const p =
    P[0] + square * (P[1] + square * (P[2] + square * (P[3] + square * (P[4] + square * P[5]))));
  const q = Q[0] + square * (Q[1] + square * (Q[2] + square * (Q[3] + square * Q[4])));
  return (square * p) / q;
}
