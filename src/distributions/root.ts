/** Where a rising function crosses zero, to the last digit. */

const LEAST = Number.MIN_VALUE;
/**
 * An estimate keeps this distance, relative to itself, from the ends: the end it is near to then
 * soon moves.
 */
const APART = 2 * Number.EPSILON;
/**
 * The function at an end, as a difference of logarithms: beyond this the crossing is a jump and not
 * a root.
 */
const ROUNDING = 1e-9;

/**
 * The x in [low, high] at which a function goes from at most 0 to above 0.
 *
 * By inverse quadratic interpolation, and by halving where that does not do: some eight evaluations
 * for a smooth function, 220 at worst. Where the function jumps across zero, the first number at
 * which it is above. `low` where it is above 0 from there on, `high` where it is nowhere above.
 *
 * Source of the idea: Brent (1973), Algorithms for Minimization without Derivatives, chapter 4.
 *
 * @param rising  does not fall, but for rounding; may be infinite
 * @param close   a value of the function that is as good as 0
 */
export function crossing(
  rising: (x: number) => number,
  low: number,
  high: number,
  close = 0,
): number {
  let [a, b] = [low, high];
  let [fa, fb] = [rising(a), rising(b)];
  if (!(fa < 0)) return low;
  if (!(fb > 0)) return high;
  // The point that was an end before.
  let [c, fc] = [a, fa];
  let slow = 0;
  for (;;) {
    const middle = between(a, b);
    if (!(middle > a && middle < b)) return fb < ROUNDING && -fa < fb ? a : b;
    const x = slow < 2 ? estimate(a, fa, b, fb, c, fc, middle) : middle;
    const fx = rising(x);
    if (Math.abs(fx) <= close) return x;
    if (fx > 0) {
      [c, fc] = [b, fb];
      [b, fb] = [x, fx];
    } else {
      [c, fc] = [a, fa];
      [a, fa] = [x, fx];
    }
    slow = x !== middle && middle > a && middle < b ? slow + 1 : 0;
  }
}

/** Halfway between two numbers; where they differ by orders of magnitude, halfway between these. */
function between(a: number, b: number): number {
  if (a < 0 && b > 0) return 0;
  if (b <= 0) return -between(-b, -a);
  const least = Math.max(a, LEAST);
  return b / least > 4 ? Math.sqrt(least) * Math.sqrt(b) : a + (b - a) / 2;
}

/**
 * Where the parabola through three points, x over f, has f = 0; the chord through the ends if that
 * is outside.
 */
function estimate(
  a: number,
  fa: number,
  b: number,
  fb: number,
  c: number,
  fc: number,
  middle: number,
): number {
  const chord = a - fa * ((b - a) / (fb - fa));
  // Measured from one end, which its digits outlive.
  const parabola =
    a +
    ((b - a) * fa * fc) / ((fb - fa) * (fb - fc)) +
    ((c - a) * fa * fb) / ((fc - fa) * (fc - fb));
  const x = parabola > a && parabola < b ? parabola : chord;
  if (!(x >= a && x <= b)) return middle;
  const apart = APART * Math.max(Math.abs(x), LEAST);
  const inside = Math.min(Math.max(x, a + apart), b - apart);
  return inside > a && inside < b ? inside : middle;
}

const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);

/** The greatest double below a finite one. */
export function justBelow(x: number): number {
  if (x === 0) return -LEAST;
  double[0] = x;
  bits[0] += x > 0 ? -1n : 1n;
  return double[0];
}
