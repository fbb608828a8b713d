// Written by make-tables.py, not by hand. For |r| <= pi / 4 the polynomials are within 3.5e-18 of
// sin(r) / r and 4.7e-20 of cos(r).

/** 2 / pi. */
export const QUADRANTS_PER_RADIAN: number = 0.6366197723675814;

/** Piece 1 of pi / 2: times 2^20 or less it is exact. */
export const QUADRANT_1: number = 1.5707963267341256;

/** Piece 2 of pi / 2: times 2^20 or less it is exact. */
export const QUADRANT_2: number = 6.077100506303966e-11;

/** Piece 3 of pi / 2: times 2^20 or less it is exact. */
export const QUADRANT_3: number = 2.0222662487111665e-21;

/** Piece 4 of pi / 2: what the others leave. */
export const QUADRANT_4: number = 8.4784276603689e-32;

/** pi / 2 to 26 bits. */
export const HALF_PI_HIGH: number = 1.5707963109016418;

/** The next 26 bits of pi / 2. */
export const HALF_PI_MIDDLE: number = 1.5893254712295857e-8;

/** What HALF_PI_HIGH and HALF_PI_MIDDLE leave of pi / 2. */
export const HALF_PI_LOW: number = 6.123233995736766e-17;

/** Coefficient of r^3 in sin(r) - r. */
export const SIN_3: number = -0.16666666666666632;

/** Coefficient of r^5 in sin(r) - r. */
export const SIN_5: number = 0.00833333333332237;

/** Coefficient of r^7 in sin(r) - r. */
export const SIN_7: number = -0.0001984126982977079;

/** Coefficient of r^9 in sin(r) - r. */
export const SIN_9: number = 2.755731367856704e-6;

/** Coefficient of r^11 in sin(r) - r. */
export const SIN_11: number = -2.505075594931985e-8;

/** Coefficient of r^13 in sin(r) - r. */
export const SIN_13: number = 1.5896665948522455e-10;

/** Coefficient of r^4 in cos(r) - 1 + r^2 / 2. */
export const COS_4: number = 0.0416666666666666;

/** Coefficient of r^6 in cos(r) - 1 + r^2 / 2. */
export const COS_6: number = -0.0013888888888874066;

/** Coefficient of r^8 in cos(r) - 1 + r^2 / 2. */
export const COS_8: number = 2.4801587289443638e-5;

/** Coefficient of r^10 in cos(r) - 1 + r^2 / 2. */
export const COS_10: number = -2.7557314340700875e-7;

/** Coefficient of r^12 in cos(r) - 1 + r^2 / 2. */
export const COS_12: number = 2.087572162903361e-9;

/** Coefficient of r^14 in cos(r) - 1 + r^2 / 2. */
export const COS_14: number = -1.1359559595705707e-11;

/**
 * Two words of nothing, then the bits of 2 / pi after the point, 24 to a word.
 */
// biome-ignore format: one row an entry.
export const TWO_OVER_PI: StaticArray<number> = [
  0, 0, 10680707, 7228996, 1387004, 2578385, 16069853, 12639074,
  9804092, 4427841, 16666979, 11263675, 12935607, 2387514, 4345298, 14681673,
  3074569, 13734428, 16653803, 1880361, 10960616, 8533493, 3062596, 8710556,
  7349940, 6258241, 3772886, 3769171, 3798172, 8675211, 12450088, 3874808,
  9961438, 366607, 15675153, 9132554, 7151469, 3571407, 2607881, 12013382,
  4155038, 6285869, 7677882, 13102053, 15825725, 473591, 9065106, 15363067,
  6271263, 9264392, 5636912, 4652155, 7056368, 13614112, 10155062, 1944035,
];
