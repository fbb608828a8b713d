/**
 * The one way in which 64 random bits become a uniform in the open interval (0, 1).
 *
 * The upper 52 bits choose one of 2^52 cells of equal width and the value is the middle of it: (2k
 * + 1) * 2^-53. So every value is a multiple of 2^-53 whose last bit is set. With 53 free bits the
 * middle of the last cell, 1 - 2^-54, is not a double and rounds to 1, where a quantile function is
 * infinite; leaving out 0 instead would be lopsided. Here least and greatest are 2^-53 and 1 -
 * 2^-53, u and 1 - u are equally likely, the mean of all values is exactly 1/2, and every step is
 * exact, so that the scalar and the SIMD form agree to the bit.
 *
 * @param high  bits 32 to 63, an unsigned integer
 * @param low   bits 0 to 31, an unsigned integer; the last twelve are not used
 */
export function openUniform(high: number, low: number): number {
  return (high * 2 ** 20 + (low >>> 12)) * 2 ** -52 + 2 ** -53;
}
