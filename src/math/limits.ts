// Read by both compilers: where the functions change their way, and numbers that round.

/**
 * 1.5 * 2^52. Adding it to |x| < 2^51 rounds x to a whole number k, ties to even, and leaves k in
 * the low bits of the sum; taking it away again gives k as a double.
 */
export const ROUNDER: number = 6755399441055744.0;

/** 1.5 * 2^27: rounds in the same way to a multiple of 2^-25. */
export const ROUNDER_TO_25_BITS: number = 201326592.0;

/** 2^-1022: positive numbers below it are subnormal. */
export const LEAST_NORMAL: number = 2.2250738585072014e-308;

/** 2^54: times it, subnormal numbers are normal. */
export const LIFT: number = 18014398509481984.0;

/** Above it exp is infinite, below its negative 0. */
export const EXP_RANGE: number = 1100.0;

/** 2^-27: the sine of less is x. */
export const TINY_ANGLE: number = 7.450580596923828e-9;

/** 2^20: from here on angles are reduced by `reduceHuge`. */
export const HUGE_ANGLE: number = 1048576.0;

/** 2^-10: the normal quantile of less, or as near to 1, goes by the logarithm. */
export const TAIL_PROBABILITY: number = 0.0009765625;

/** From this size on the normal distribution function is 0 or 1. */
export const CDF_RANGE: number = 39.0;
