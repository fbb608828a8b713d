/**
 * The bits of a double as two 32-bit words (on a little-endian machine, as every one that runs Node
 * is).
 */

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** Sign, 11 bits of exponent, and the first 20 bits of the fraction. */
export function highWord(x: number): number {
  double[0] = x;
  return words[1];
}

/** The last 32 bits of the fraction. */
export function lowWord(x: number): number {
  double[0] = x;
  return words[0];
}

/** The double with these words. */
export function fromWords(high: number, low: number): number {
  words[1] = high;
  words[0] = low;
  return double[0];
}

/**
 * x with the last 27 bits of its fraction cleared: 26 bits are left, so that a product of two such
 * is exact.
 */
export function leading(x: number): number {
  double[0] = x;
  words[0] &= -0x8000000;
  return double[0];
}

const LEAST_EXPONENT = -1074;
const POWERS = new Float64Array(1024 - LEAST_EXPONENT);
POWERS[0] = 5e-324;
for (let i = 1; i < POWERS.length; i++) POWERS[i] = 2 * POWERS[i - 1];

/** 2^k for a whole k from -1074 to 1023. */
export function powerOfTwo(k: number): number {
  return POWERS[k - LEAST_EXPONENT];
}

/** The least double above a finite x. */
export function nextUp(x: number): number {
  if (x === 0) return 5e-324;
  double[0] = x;
  if (x > 0) {
    words[0]++;
    if (words[0] === 0) words[1]++;
  } else {
    if (words[0] === 0) words[1]--;
    words[0]--;
  }
  return double[0];
}

/** The greatest double below a finite x. */
export function nextDown(x: number): number {
  return -nextUp(-x);
}
