import { powerWithoutArithmetic, withSignOfPower } from '../../math/pow-limits';
import { expAnywhere, expIsOrdinary, expOfSum } from './exp';
import { leading } from './lanes';
import { logPartsColumn } from './log';

/** `pow` of src/math/pow.ts, two lanes at a time: the same steps in the same order. */

/** Trials whose logarithms `powColumn` keeps at a time. */
const CHUNK: i32 = 64;
const HIGHS: usize = memory.data(512, 16);
const LOWS: usize = memory.data(512, 16);

/** out = a^b. */
export function powColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  n: i32,
): void {
  while (n > 0) {
    const count = min(n, CHUNK);
    logPartsColumn(HIGHS, LOWS, a, aStep, count);
    powFromLogColumn(out, a, aStep, b, bStep, HIGHS, 16, LOWS, 16, count);
    out += <usize>count << 3;
    a += (<usize>count >> 1) * aStep;
    b += (<usize>count >> 1) * bStep;
    n -= count;
  }
}

/** out = a^b, where high and low hold the parts of log(a). `out` may be any of them. */
export function powFromLogColumn(
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  high: usize,
  highStep: usize,
  low: usize,
  lowStep: usize,
  n: i32,
): void {
  const end = out + (<usize>n << 3);
  while (out < end) {
    const y0 = v128.load(b);
    const y1 = v128.load(b + bStep);
    const high0 = v128.load(high);
    const high1 = v128.load(high + highStep);
    const yHigh0 = leading(y0);
    const yHigh1 = leading(y1);
    const top0 = f64x2.mul(yHigh0, high0);
    const top1 = f64x2.mul(yHigh1, high1);
    const rest0 = restOfProduct(y0, yHigh0, high0, v128.load(low));
    const rest1 = restOfProduct(y1, yHigh1, high1, v128.load(low + lowStep));
    if (expIsOrdinary(top0, top1)) {
      v128.store(out, expOfSum(top0, rest0));
      v128.store(out, expOfSum(top1, rest1), 16);
    } else {
      const x0 = v128.load(a);
      const x1 = v128.load(a + aStep);
      storePowSlowly(out, x0, y0, top0, rest0);
      storePowSlowly(out + 16, x1, y1, top1, rest1);
    }
    out += 32;
    a += 2 * aStep;
    b += 2 * bStep;
    high += 2 * highStep;
    low += 2 * lowStep;
  }
}

// @ts-ignore: decorator
@inline
function restOfProduct(y: v128, yHigh: v128, high: v128, low: v128): v128 {
  return f64x2.add(f64x2.mul(f64x2.sub(y, yHigh), high), f64x2.mul(y, low));
}

function storePowSlowly(out: usize, x: v128, y: v128, top: v128, rest: v128): void {
  const power = expAnywhere(top, rest, f64x2.splat(1));
  const x0 = f64x2.extract_lane(x, 0);
  const x1 = f64x2.extract_lane(x, 1);
  const y0 = f64x2.extract_lane(y, 0);
  const y1 = f64x2.extract_lane(y, 1);
  store<f64>(out, powOfLane(x0, y0, f64x2.extract_lane(power, 0)));
  store<f64>(out, powOfLane(x1, y1, f64x2.extract_lane(power, 1)), 8);
}

/** @param power  x^y if x is positive and no limit applies */
function powOfLane(x: f64, y: f64, power: f64): f64 {
  const easy = powerWithoutArithmetic(x, y);
  if (easy != -1) return withSignOfPower(easy, x, y);
  if (x < 0) {
    logPartsColumn(SPLAT_HIGH, SPLAT_LOW, splatted(-x), 0, 4);
    store<f64>(SPLAT_Y, y);
    store<f64>(SPLAT_Y, y, 8);
    powFromLogColumn(SPLAT_X, SPLAT_X, 0, SPLAT_Y, 0, SPLAT_HIGH, 0, SPLAT_LOW, 0, 4);
    return withSignOfPower(load<f64>(SPLAT_X), x, y);
  }
  return power;
}

const SPLAT_X: usize = memory.data(32, 16);
const SPLAT_Y: usize = memory.data(16, 16);
const SPLAT_HIGH: usize = memory.data(32, 16);
const SPLAT_LOW: usize = memory.data(32, 16);

function splatted(x: f64): usize {
  store<f64>(SPLAT_X, x);
  store<f64>(SPLAT_X, x, 8);
  return SPLAT_X;
}
