import { CDF_RANGE, TAIL_PROBABILITY } from '../../math/limits';
import { NORMAL_CDF_FIRST_WORD, NORMAL_CDF_TABLE } from '../../math/normal-cdf-table';
import {
  NORMAL_QUANTILE_FIRST_WORD,
  NORMAL_QUANTILE_TABLE,
  NORMAL_TAIL_FIRST_WORD,
  NORMAL_TAIL_TABLE,
} from '../../math/normal-quantile-table';
import { expAnywhere, expOfSum } from './exp';
import { HALF, MINUS_HALF, ONE, both, leading, splat } from './lanes';
import { logAnywhere } from './log';

/**
 * `normalQuantile` and `normalCdf` of src/math/normal.ts, two lanes at a time: the same steps in
 * the same order.
 */

/** Bits of the least arguments of the three tables. */
const QUANTILE_FIRST: usize = memory.data<i64>([(<i64>NORMAL_QUANTILE_FIRST_WORD) << 32]);
const TAIL_FIRST: usize = memory.data<i64>([(<i64>NORMAL_TAIL_FIRST_WORD) << 32]);
const CDF_FIRST: usize = memory.data<i64>([(<i64>NORMAL_CDF_FIRST_WORD) << 32]);
/** What tells a row, of 1/16 or 1/32 of an octave, from the others; and the middle of the row. */
const SIXTEENTH: usize = memory.data<i64>([-0x1000000000000]);
const MIDDLE_OF_SIXTEENTH: usize = memory.data<i64>([0x0000800000000000]);
const THIRTY_SECOND: usize = memory.data<i64>([-0x800000000000]);
const MIDDLE_OF_THIRTY_SECOND: usize = memory.data<i64>([0x0000400000000000]);
const TAIL: usize = memory.data<f64>([TAIL_PROBABILITY]);
/** Below it t^2 / 2 < 600, as `expOfSum` wants. */
const CDF_ORDINARY: usize = memory.data<f64>([34.0]);

/**
 * For each lane the value at x of a polynomial of degree seven, lowest coefficient first.
 *
 * @param rows   64 times the number of the lane's row in the low half of each lane; the last six
 *           bits do not count
 * @param table  address of the first row
 */
// @ts-ignore: decorator
@inline
function rowValue(rows: v128, x: v128, table: usize): v128 {
  const row0 = table + (<usize>i32x4.extract_lane(rows, 0) & -64);
  const row1 = table + (<usize>i32x4.extract_lane(rows, 2) & -64);
  let a = v128.load(row0, 48);
  let b = v128.load(row1, 48);
  let value = i64x2.shuffle(a, b, 1, 3);
  value = f64x2.add(i64x2.shuffle(a, b, 0, 2), f64x2.mul(x, value));
  a = v128.load(row0, 32);
  b = v128.load(row1, 32);
  value = f64x2.add(i64x2.shuffle(a, b, 1, 3), f64x2.mul(x, value));
  value = f64x2.add(i64x2.shuffle(a, b, 0, 2), f64x2.mul(x, value));
  a = v128.load(row0, 16);
  b = v128.load(row1, 16);
  value = f64x2.add(i64x2.shuffle(a, b, 1, 3), f64x2.mul(x, value));
  value = f64x2.add(i64x2.shuffle(a, b, 0, 2), f64x2.mul(x, value));
  a = v128.load(row0);
  b = v128.load(row1);
  value = f64x2.add(i64x2.shuffle(a, b, 1, 3), f64x2.mul(x, value));
  return f64x2.add(i64x2.shuffle(a, b, 0, 2), f64x2.mul(x, value));
}

// @ts-ignore: decorator
@inline
function smallerSide(p: v128): v128 {
  return f64x2.pmin(p, f64x2.sub(splat(ONE), p));
}

/**
 * The polynomial for x of a table with 16 rows to an octave, whose first row begins at the bits at
 * `first`.
 */
// @ts-ignore: decorator
@inline
function inSixteenths(x: v128, first: usize, table: usize): v128 {
  const rows = i64x2.shr_u(i64x2.sub(x, splat(first)), 42);
  const middle = v128.or(v128.and(x, splat(SIXTEENTH)), splat(MIDDLE_OF_SIXTEENTH));
  return rowValue(rows, f64x2.sub(x, middle), table);
}

/** The quantile at p, given t = smallerSide(p) >= 2^-10. */
// @ts-ignore: decorator
@inline
function quantileInTable(p: v128, t: v128): v128 {
  return f64x2.mul(
    f64x2.sub(p, splat(HALF)),
    inSixteenths(t, QUANTILE_FIRST, changetype<usize>(NORMAL_QUANTILE_TABLE)),
  );
}

/** The quantile at any p. */
export function quantileAnywhere(p: v128): v128 {
  const t = smallerSide(p);
  const inTable = f64x2.ge(t, splat(TAIL));
  const fromTable = quantileInTable(p, v128.bitselect(t, splat(HALF), inTable));

  // s is Infinity at t = 0 and NaN below or for NaN: then it is the size itself.
  const s = f64x2.sqrt(f64x2.neg(logAnywhere(t)));
  const inTail = v128.and(f64x2.gt(s, f64x2.splat(2.63)), f64x2.lt(s, f64x2.splat(28)));
  const argument = v128.bitselect(s, f64x2.splat(3), inTail);
  const fromTail = inSixteenths(argument, TAIL_FIRST, changetype<usize>(NORMAL_TAIL_TABLE));
  const size = v128.bitselect(fromTail, s, inTail);
  const sign = v128.and(f64x2.sub(p, splat(HALF)), f64x2.splat(-0.0));
  return v128.bitselect(fromTable, v128.or(size, sign), inTable);
}

/** out = the standard normal quantile at a. */
export function normalQuantileColumn(out: usize, a: usize, aStep: usize, n: i32): void {
  const end = out + (<usize>n << 3);
  while (out < end) {
    const p0 = v128.load(a);
    const p1 = v128.load(a + aStep);
    const t0 = smallerSide(p0);
    const t1 = smallerSide(p1);
    if (both(v128.and(f64x2.ge(t0, splat(TAIL)), f64x2.ge(t1, splat(TAIL))))) {
      v128.store(out, quantileInTable(p0, t0));
      v128.store(out, quantileInTable(p1, t1), 16);
    } else {
      v128.store(out, quantileAnywhere(p0));
      v128.store(out, quantileAnywhere(p1), 16);
    }
    out += 32;
    a += 2 * aStep;
  }
}

/** Phi(-t) exp(t^2 / 2) for t from 0 to 39. */
// @ts-ignore: decorator
@inline
function millsRatio(t: v128): v128 {
  const one = splat(ONE);
  const u = f64x2.add(t, one);
  const rows = i64x2.shr_u(i64x2.sub(u, splat(CDF_FIRST)), 41);
  const middle = v128.or(v128.and(u, splat(THIRTY_SECOND)), splat(MIDDLE_OF_THIRTY_SECOND));
  const x = f64x2.sub(t, f64x2.sub(middle, one));
  return rowValue(rows, x, changetype<usize>(NORMAL_CDF_TABLE));
}

/**
 * The distribution function at z. `ordinary`: |z| < 34; NaN and 39 or more are left to the caller
 * otherwise.
 */
// @ts-ignore: decorator
@inline
function cdf(z: v128, t: v128, ordinary: bool): v128 {
  const mills = millsRatio(t);
  const tHigh = leading(t);
  const minusHalf = splat(MINUS_HALF);
  const high = f64x2.mul(f64x2.mul(minusHalf, tHigh), tHigh);
  const low = f64x2.mul(f64x2.mul(minusHalf, f64x2.sub(t, tHigh)), f64x2.add(t, tHigh));
  const tail = ordinary ? f64x2.mul(expOfSum(high, low), mills) : expAnywhere(high, low, mills);
  return v128.bitselect(tail, f64x2.sub(splat(ONE), tail), f64x2.lt(z, f64x2.splat(0)));
}

/** The distribution function at any z. */
export function cdfAnywhere(z: v128): v128 {
  const t = f64x2.abs(z);
  const inTable = f64x2.lt(t, f64x2.splat(CDF_RANGE));
  const value = cdf(z, v128.and(t, inTable), false);
  const limit = v128.bitselect(
    z,
    v128.bitselect(f64x2.splat(1), f64x2.splat(0), f64x2.gt(z, f64x2.splat(0))),
    f64x2.ne(z, z),
  );
  return v128.bitselect(value, limit, inTable);
}

/** out = the standard normal distribution function at a. */
export function normalCdfColumn(out: usize, a: usize, aStep: usize, n: i32): void {
  const end = out + (<usize>n << 3);
  while (out < end) {
    const z0 = v128.load(a);
    const z1 = v128.load(a + aStep);
    const t0 = f64x2.abs(z0);
    const t1 = f64x2.abs(z1);
    if (both(v128.and(f64x2.lt(t0, splat(CDF_ORDINARY)), f64x2.lt(t1, splat(CDF_ORDINARY))))) {
      v128.store(out, cdf(z0, t0, true));
      v128.store(out, cdf(z1, t1, true), 16);
    } else {
      v128.store(out, cdfAnywhere(z0));
      v128.store(out, cdfAnywhere(z1), 16);
    }
    out += 32;
    a += 2 * aStep;
  }
}
