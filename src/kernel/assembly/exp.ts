import {
  EXP_2,
  EXP_3,
  EXP_4,
  EXP_5,
  EXP_TABLE,
  STEP_HIGH,
  STEP_LOW,
  STEPS_PER_LN,
} from '../../math/exp-table';
import { EXP_RANGE, ROUNDER } from '../../math/limits';
import { ONE, both, splat } from './lanes';

/** `exp` of src/math/exp.ts, two lanes at a time: the same steps in the same order. */

const STEPS: usize = memory.data<f64>([STEPS_PER_LN]);
const ROUND: usize = memory.data<f64>([ROUNDER]);
const HIGH: usize = memory.data<f64>([STEP_HIGH]);
const LOW: usize = memory.data<f64>([STEP_LOW]);
const C2: usize = memory.data<f64>([EXP_2]);
const C3: usize = memory.data<f64>([EXP_3]);
const C4: usize = memory.data<f64>([EXP_4]);
const C5: usize = memory.data<f64>([EXP_5]);
const LARGEST_SQUARE: usize = memory.data<f64>([360000.0]);

/**
 * Whether all four |x| are below 600: then 2^(k/128) can be multiplied in first, with no step
 * subnormal or infinite. The squares are added to spare comparisons: it may say no of large ones,
 * to whom `expAnywhere` gives the same bits.
 */
// @ts-ignore: decorator
@inline
export function expIsOrdinary(x0: v128, x1: v128): bool {
  return both(f64x2.lt(f64x2.add(f64x2.mul(x0, x0), f64x2.mul(x1, x1)), splat(LARGEST_SQUARE)));
}

/** exp(x) for |x| < 600. */
// @ts-ignore: decorator
@inline
export function expOrdinary(x: v128): v128 {
  const shifted = shiftedSteps(x);
  return atPower(shifted, remainder(x, shifted));
}

/** exp(high + low) for |high| < 600, |low| < 4.5e-5. */
// @ts-ignore: decorator
@inline
export function expOfSum(high: v128, low: v128): v128 {
  const shifted = shiftedSteps(high);
  return atPower(shifted, f64x2.add(remainder(high, shifted), low));
}

// @ts-ignore: decorator
@inline
function shiftedSteps(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, splat(STEPS)), splat(ROUND));
}

// @ts-ignore: decorator
@inline
function remainder(x: v128, shifted: v128): v128 {
  const steps = f64x2.sub(shifted, splat(ROUND));
  return f64x2.sub(f64x2.sub(x, f64x2.mul(steps, splat(HIGH))), f64x2.mul(steps, splat(LOW)));
}

/** 2^(k/128) exp(r), k in the low bits of `shifted`. */
// @ts-ignore: decorator
@inline
function atPower(shifted: v128, r: v128): v128 {
  const row0 = row(i32x4.extract_lane(shifted, 0));
  const row1 = row(i32x4.extract_lane(shifted, 2));
  const tail = i64x2.shuffle(row0, row1, 0, 2);
  const root = i64x2.add(i64x2.shuffle(row0, row1, 1, 3), i64x2.shl(shifted, 45));
  let series = f64x2.add(splat(C4), f64x2.mul(r, splat(C5)));
  series = f64x2.add(splat(C3), f64x2.mul(r, series));
  series = f64x2.add(splat(C2), f64x2.mul(r, series));
  const rest = f64x2.add(f64x2.add(tail, r), f64x2.mul(f64x2.mul(r, r), series));
  return f64x2.add(root, f64x2.mul(root, rest));
}

// @ts-ignore: decorator
@inline
function row(k: i32): v128 {
  return v128.load((<usize>k & 127) << 4, changetype<usize>(EXP_TABLE));
}

/** factor * exp(high + low), whatever they are: zero, subnormal, infinite and NaN results too. */
// @ts-ignore: decorator
@inline
export function expAnywhere(high: v128, low: v128, factor: v128): v128 {
  return expSlowly(high, low, factor);
}

function expSlowly(high: v128, low: v128, factor: v128): v128 {
  const limit = f64x2.splat(EXP_RANGE);
  const within = f64x2.lt(f64x2.abs(high), limit);
  const top = f64x2.pmax(f64x2.pmin(high, limit), f64x2.neg(limit));
  const shifted = shiftedSteps(top);
  const r = f64x2.add(remainder(top, shifted), v128.and(low, within));
  const fraction = v128.and(shifted, i64x2.splat(127));
  const value = f64x2.mul(atPower(fraction, r), factor);
  const exponent = i32x4.shr_s(shifted, 7);
  const half = i32x4.shr_s(exponent, 1);
  return f64x2.mul(f64x2.mul(value, powerOfTwo(half)), powerOfTwo(i32x4.sub(exponent, half)));
}

/** 2^k, k in the low half of each lane. */
// @ts-ignore: decorator
@inline
function powerOfTwo(k: v128): v128 {
  return i64x2.shl(i32x4.add(k, i32x4.splat(1023)), 52);
}

/** out = exp(a). */
export function expColumn(out: usize, a: usize, aStep: usize, n: i32): void {
  const end = out + (<usize>n << 3);
  while (out < end) {
    const x0 = v128.load(a);
    const x1 = v128.load(a + aStep);
    if (expIsOrdinary(x0, x1)) {
      v128.store(out, expOrdinary(x0));
      v128.store(out, expOrdinary(x1), 16);
    } else {
      v128.store(out, expSlowly(x0, f64x2.splat(0), f64x2.splat(1)));
      v128.store(out, expSlowly(x1, f64x2.splat(0), f64x2.splat(1)), 16);
    }
    out += 32;
    a += 2 * aStep;
  }
}

/** out = 1 / (1 + exp(-a)). */
export function logisticColumn(out: usize, a: usize, aStep: usize, n: i32): void {
  const end = out + (<usize>n << 3);
  while (out < end) {
    const x0 = f64x2.neg(v128.load(a));
    const x1 = f64x2.neg(v128.load(a + aStep));
    if (expIsOrdinary(x0, x1)) {
      v128.store(out, inverseOfOneMore(expOrdinary(x0)));
      v128.store(out, inverseOfOneMore(expOrdinary(x1)), 16);
    } else {
      v128.store(out, inverseOfOneMore(expSlowly(x0, f64x2.splat(0), f64x2.splat(1))));
      v128.store(out, inverseOfOneMore(expSlowly(x1, f64x2.splat(0), f64x2.splat(1))), 16);
    }
    out += 32;
    a += 2 * aStep;
  }
}

// @ts-ignore: decorator
@inline
function inverseOfOneMore(x: v128): v128 {
  const one = splat(ONE);
  return f64x2.div(one, f64x2.add(one, x));
}
