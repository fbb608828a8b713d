/**
 * 1.5 * 2^52. Adding it to |x| < 2^51 rounds x to a whole number k, ties to even, and leaves k in the low bits
 * of the sum; taking it away again gives k as a double.
 */
export const ROUNDER: number = 6755399441055744.0;
