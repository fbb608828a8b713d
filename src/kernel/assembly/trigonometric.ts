import { HUGE_ANGLE, ROUNDER, TINY_ANGLE } from '../../math/limits';
import { reduceHuge, reducedHigh, reducedLow, reducedQuadrant } from '../../math/reduce-huge';
import {
  COS_10,
  COS_12,
  COS_14,
  COS_4,
  COS_6,
  COS_8,
  QUADRANTS_PER_RADIAN,
  QUADRANT_1,
  QUADRANT_2,
  QUADRANT_3,
  QUADRANT_4,
  SIN_11,
  SIN_13,
  SIN_3,
  SIN_5,
  SIN_7,
  SIN_9,
  TWO_OVER_PI,
} from '../../math/trigonometric-table';
import { HALF, ONE, both, splat } from './lanes';

/**
 * `sin` and `cos` of src/math/trigonometric.ts, two lanes at a time: the same steps in the same
 * order.
 */

const PER_RADIAN: usize = memory.data<f64>([QUADRANTS_PER_RADIAN]);
const ROUND: usize = memory.data<f64>([ROUNDER]);
const Q1: usize = memory.data<f64>([QUADRANT_1]);
const Q2: usize = memory.data<f64>([QUADRANT_2]);
const Q3: usize = memory.data<f64>([QUADRANT_3]);
const Q4: usize = memory.data<f64>([QUADRANT_4]);
const S3: usize = memory.data<f64>([SIN_3]);
const S5: usize = memory.data<f64>([SIN_5]);
const S7: usize = memory.data<f64>([SIN_7]);
const S9: usize = memory.data<f64>([SIN_9]);
const S11: usize = memory.data<f64>([SIN_11]);
const S13: usize = memory.data<f64>([SIN_13]);
const C4: usize = memory.data<f64>([COS_4]);
const C6: usize = memory.data<f64>([COS_6]);
const C8: usize = memory.data<f64>([COS_8]);
const C10: usize = memory.data<f64>([COS_10]);
const C12: usize = memory.data<f64>([COS_12]);
const C14: usize = memory.data<f64>([COS_14]);
const HUGE: usize = memory.data<f64>([HUGE_ANGLE]);
const TINY: usize = memory.data<f64>([TINY_ANGLE]);

/** sin(x + quadrants * pi / 2) for |x| < 2^20. */
// @ts-ignore: decorator
@inline
function sinOfQuadrants(x: v128, quadrants: i64): v128 {
  const shifted = f64x2.add(f64x2.mul(x, splat(PER_RADIAN)), splat(ROUND));
  const n = f64x2.sub(shifted, splat(ROUND));
  const r1 = f64x2.sub(x, f64x2.mul(n, splat(Q1)));
  const p2 = f64x2.mul(n, splat(Q2));
  const r2 = f64x2.sub(r1, p2);
  const p3 = f64x2.mul(n, splat(Q3));
  const r3 = f64x2.sub(r2, p3);
  const rest = f64x2.sub(
    f64x2.add(
      f64x2.sub(f64x2.sub(r1, r2), p2),
      f64x2.sub(f64x2.sub(r2, r3), p3),
    ),
    f64x2.mul(n, splat(Q4)),
  );
  const r = f64x2.add(r3, rest);
  const low = f64x2.add(f64x2.sub(r3, r), rest);
  return sinOfReduced(r, low, i64x2.add(shifted, i64x2.splat(quadrants)));
}

/** sin(r + low + quadrant * pi / 2), |r| <= pi / 4, the quadrant in the low bits of each lane. */
// @ts-ignore: decorator
@inline
function sinOfReduced(r: v128, low: v128, quadrant: v128): v128 {
  const square = f64x2.mul(r, r);
  const half = f64x2.mul(splat(HALF), square);

  const head = f64x2.sub(splat(ONE), half);
  let series = f64x2.add(splat(C12), f64x2.mul(square, splat(C14)));
  series = f64x2.add(splat(C10), f64x2.mul(square, series));
  series = f64x2.add(splat(C8), f64x2.mul(square, series));
  series = f64x2.add(splat(C6), f64x2.mul(square, series));
  series = f64x2.add(splat(C4), f64x2.mul(square, series));
  const cosine = f64x2.add(
    head,
    f64x2.add(
      f64x2.sub(f64x2.sub(splat(ONE), head), half),
      f64x2.sub(f64x2.mul(f64x2.mul(square, square), series), f64x2.mul(r, low)),
    ),
  );

  series = f64x2.add(splat(S11), f64x2.mul(square, splat(S13)));
  series = f64x2.add(splat(S9), f64x2.mul(square, series));
  series = f64x2.add(splat(S7), f64x2.mul(square, series));
  series = f64x2.add(splat(S5), f64x2.mul(square, series));
  series = f64x2.add(splat(S3), f64x2.mul(square, series));
  const sine = f64x2.add(
    r,
    f64x2.add(
      f64x2.sub(low, f64x2.mul(half, low)),
      f64x2.mul(f64x2.mul(square, r), series),
    ),
  );

  // All ones where the quadrant is odd.
  const odd = i64x2.neg(v128.and(quadrant, i64x2.splat(1)));
  const sign = i64x2.shl(v128.and(quadrant, i64x2.splat(2)), 62);
  return v128.xor(v128.bitselect(cosine, sine, odd), sign);
}

const RADIANS: usize = memory.data(16, 16);
const RADIANS_LOW: usize = memory.data(16, 16);
const QUADRANT: usize = memory.data(16, 16);

/** sin(x + quadrants * pi / 2), whatever x is. */
function sinAnywhere(x: v128, quadrants: i64): v128 {
  const size = f64x2.abs(x);
  const small = f64x2.lt(size, splat(HUGE));
  const ofSmall = sinOfQuadrants(v128.and(x, small), quadrants);
  reduceLane(f64x2.extract_lane(size, 0), 0);
  reduceLane(f64x2.extract_lane(size, 1), 8);
  const negative = f64x2.lt(x, f64x2.splat(0));
  const sign = v128.and(negative, f64x2.splat(-0.0));
  const quadrant = v128.load(QUADRANT);
  const ofHuge = sinOfReduced(
    v128.xor(v128.load(RADIANS), sign),
    v128.xor(v128.load(RADIANS_LOW), sign),
    i64x2.add(v128.bitselect(i64x2.neg(quadrant), quadrant, negative), i64x2.splat(quadrants)),
  );
  return v128.bitselect(ofSmall, ofHuge, small);
}

function reduceLane(size: f64, lane: usize): void {
  if (!(size < Infinity)) {
    store<f64>(RADIANS + lane, NaN);
    return;
  }
  if (size < HUGE_ANGLE) return;
  const bits = reinterpret<i64>(size);
  const i = (<i32>(bits >> 52) - 1029) / 24;
  reduceHuge(
    reinterpret<f64>(bits - ((<i64>(24 * (i - 2))) << 52)),
    word(i),
    word(i + 1),
    word(i + 2),
    word(i + 3),
    word(i + 4),
    word(i + 5),
    word(i + 6),
    word(i + 7),
    word(i + 8),
    word(i + 9),
  );
  store<f64>(RADIANS + lane, reducedHigh);
  store<f64>(RADIANS_LOW + lane, reducedLow);
  store<i64>(QUADRANT + lane, <i64>reducedQuadrant);
}

// @ts-ignore: decorator
@inline
function word(i: i32): f64 {
  return unchecked(TWO_OVER_PI[i]);
}

// @ts-ignore: decorator
@inline
function orItself(sine: v128, x: v128): v128 {
  return v128.bitselect(x, sine, f64x2.lt(f64x2.abs(x), splat(TINY)));
}

// @ts-ignore: decorator
@inline
function bothSmall(x0: v128, x1: v128): bool {
  return both(
    v128.and(
      f64x2.lt(f64x2.abs(x0), splat(HUGE)),
      f64x2.lt(f64x2.abs(x1), splat(HUGE)),
    ),
  );
}

/** out = sin(a). */
export function sinColumn(out: usize, a: usize, aStep: usize, n: i32): void {
  const end = out + (<usize>n << 3);
  while (out < end) {
    const x0 = v128.load(a);
    const x1 = v128.load(a + aStep);
    if (bothSmall(x0, x1)) {
      v128.store(out, orItself(sinOfQuadrants(x0, 0), x0));
      v128.store(out, orItself(sinOfQuadrants(x1, 0), x1), 16);
    } else {
      v128.store(out, orItself(sinAnywhere(x0, 0), x0));
      v128.store(out, orItself(sinAnywhere(x1, 0), x1), 16);
    }
    out += 32;
    a += 2 * aStep;
  }
}

/** out = cos(a). */
export function cosColumn(out: usize, a: usize, aStep: usize, n: i32): void {
  const end = out + (<usize>n << 3);
  while (out < end) {
    const x0 = v128.load(a);
    const x1 = v128.load(a + aStep);
    if (bothSmall(x0, x1)) {
      v128.store(out, sinOfQuadrants(x0, 1));
      v128.store(out, sinOfQuadrants(x1, 1), 16);
    } else {
      v128.store(out, sinAnywhere(x0, 1));
      v128.store(out, sinAnywhere(x1, 1), 16);
    }
    out += 32;
    a += 2 * aStep;
  }
}
