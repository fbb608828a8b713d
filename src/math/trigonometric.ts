import { fromWords, highWord, lowWord } from './bits.ts';
import { HUGE_ANGLE, ROUNDER, TINY_ANGLE } from './limits.ts';
import { reducedHigh, reducedLow, reducedQuadrant, reduceHuge } from './reduce-huge.ts';
import {
  COS_4,
  COS_6,
  COS_8,
  COS_10,
  COS_12,
  COS_14,
  QUADRANT_1,
  QUADRANT_2,
  QUADRANT_3,
  QUADRANT_4,
  QUADRANTS_PER_RADIAN,
  SIN_3,
  SIN_5,
  SIN_7,
  SIN_9,
  SIN_11,
  SIN_13,
  TWO_OVER_PI,
} from './trigonometric-table.ts';

/** The sine of x radians; NaN for NaN and the infinities. Error: below 0.75 ulp (0.74). */
export function sin(x: number): number {
  return Math.abs(x) < TINY_ANGLE ? x : sinOfQuadrants(x, 0);
}

/** The cosine of x radians; NaN for NaN and the infinities. Error: below 0.75 ulp (0.73). */
export function cos(x: number): number {
  return sinOfQuadrants(x, 1);
}

/**
 * sin(x + quadrants * pi / 2).
 *
 * x is reduced to |r| <= pi / 4, known as a sum of two doubles: below 2^20 by taking away a whole
 * number of quadrants in four pieces (Cody and Waite 1980, Software Manual for the Elementary
 * Functions, chapter 8), above by `reduceHuge`. A polynomial of degree 13 or 14 does the rest.
 */
function sinOfQuadrants(x: number, quadrants: number): number {
  const size = Math.abs(x);
  if (!(size < Infinity)) return NaN;
  let r: number;
  let low: number;
  let quadrant: number;
  if (size < HUGE_ANGLE) {
    const shifted = x * QUADRANTS_PER_RADIAN + ROUNDER;
    const n = shifted - ROUNDER;
    quadrant = lowWord(shifted);
    const r1 = x - n * QUADRANT_1;
    const p2 = n * QUADRANT_2;
    const r2 = r1 - p2;
    const p3 = n * QUADRANT_3;
    const r3 = r2 - p3;
    const rest = r1 - r2 - p2 + (r2 - r3 - p3) - n * QUADRANT_4;
    r = r3 + rest;
    low = r3 - r + rest;
  } else {
    const word = highWord(size);
    const i = Math.trunc(((word >> 20) - 1029) / 24);
    const scaled = fromWords(word - ((24 * (i - 2)) << 20), lowWord(size));
    const w = TWO_OVER_PI;
    reduceHuge(
      scaled,
      w[i],
      w[i + 1],
      w[i + 2],
      w[i + 3],
      w[i + 4],
      w[i + 5],
      w[i + 6],
      w[i + 7],
      w[i + 8],
      w[i + 9],
    );
    r = x < 0 ? -reducedHigh : reducedHigh;
    low = x < 0 ? -reducedLow : reducedLow;
    quadrant = x < 0 ? -reducedQuadrant : reducedQuadrant;
  }
  quadrant += quadrants;

  const square = r * r;
  let value: number;
  if (quadrant & 1) {
    const half = 0.5 * square;
    const head = 1 - half;
    const series =
      COS_4 +
      square * (COS_6 + square * (COS_8 + square * (COS_10 + square * (COS_12 + square * COS_14))));
    value = head + (1 - head - half + (square * square * series - r * low));
  } else {
    const series =
      SIN_3 +
      square * (SIN_5 + square * (SIN_7 + square * (SIN_9 + square * (SIN_11 + square * SIN_13))));
    value = r + (low - 0.5 * square * low + square * r * series);
  }
  return quadrant & 2 ? -value : value;
}
