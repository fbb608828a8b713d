import { LEAST_NORMAL, LIFT, ROUNDER_TO_25_BITS } from '../../math/limits';
import {
  LN2_HIGH,
  LN2_LOW,
  LOG_3,
  LOG_4,
  LOG_5,
  LOG_6,
  LOG_7,
  LOG_8,
  LOG_FIRST_WORD,
  LOG_TABLE,
} from '../../math/log-table';
import { MINUS_HALF, ONE, both, leading, splat } from './lanes';

/**
 * `log` and `logParts` of src/math/log.ts, two lanes at a time: the same steps in the same order.
 */

/**
 * The first significand of the table, and the same 2^1024 lower, so that every exponent counts from
 * above 0.
 */
const FIRST: usize = memory.data<i64>([(<i64>LOG_FIRST_WORD) << 32]);
const FIRST_LOWERED: usize = memory.data<i64>([((<i64>LOG_FIRST_WORD) << 32) - ((<i64>1024) << 52)]);
const FRACTION: usize = memory.data<i64>([0x000fffffffffffff]);
/**
 * 2^52 as bits, and 2^52 + 1024 as a double: they turn a small whole number in the low bits into a
 * double.
 */
const TWO_52: usize = memory.data<i64>([0x4330000000000000]);
const TWO_52_AND_1024: usize = memory.data<f64>([4503599627371520.0]);
const ROUND: usize = memory.data<f64>([ROUNDER_TO_25_BITS]);
const HIGH: usize = memory.data<f64>([LN2_HIGH]);
const LOW: usize = memory.data<f64>([LN2_LOW]);
const C3: usize = memory.data<f64>([LOG_3]);
const C4: usize = memory.data<f64>([LOG_4]);
const C5: usize = memory.data<f64>([LOG_5]);
const C6: usize = memory.data<f64>([LOG_6]);
const C7: usize = memory.data<f64>([LOG_7]);
const C8: usize = memory.data<f64>([LOG_8]);
const LEAST: usize = memory.data<f64>([LEAST_NORMAL]);
const INFINITE: usize = memory.data<f64>([Infinity]);

/**
 * Whether all four are positive, finite and not subnormal. The sum may overflow: then it says no,
 * to no harm.
 */
// @ts-ignore: decorator
@inline
function logIsOrdinary(x0: v128, x1: v128): bool {
  return both(
    v128.and(
      f64x2.ge(f64x2.pmin(x0, x1), splat(LEAST)),
      f64x2.lt(f64x2.add(x0, x1), splat(INFINITE)),
    ),
  );
}

/**
 * Stores the logarithm of x at `out`; or, with `inParts`, its high part there and its low part at
 * `outLow`.
 *
 * @param ordinary  x is positive, finite and not subnormal: known when compiling, it leaves out the
 *           rest
 */
// @ts-ignore: decorator
@inline
function storeLog(x: v128, out: usize, outLow: usize, inParts: bool, ordinary: bool): void {
  let normal = x;
  if (!ordinary) {
    const lifted = f64x2.mul(x, f64x2.splat(LIFT));
    normal = v128.bitselect(lifted, x, f64x2.lt(x, splat(LEAST)));
  }
  const fromFirst = i64x2.sub(normal, splat(FIRST_LOWERED));
  const z = i64x2.add(v128.and(fromFirst, splat(FRACTION)), splat(FIRST));
  let k = f64x2.sub(
    v128.or(i64x2.shr_u(fromFirst, 52), splat(TWO_52)),
    splat(TWO_52_AND_1024),
  );
  if (!ordinary) {
    k = f64x2.sub(k, v128.and(f64x2.splat(54.0), f64x2.lt(x, splat(LEAST))));
  }
  const rows = i64x2.shr_u(fromFirst, 40);
  const row0 = <usize>i32x4.extract_lane(rows, 0) & 0xfe0;
  const row1 = <usize>i32x4.extract_lane(rows, 2) & 0xfe0;
  const begin0 = v128.load(row0, changetype<usize>(LOG_TABLE));
  const begin1 = v128.load(row1, changetype<usize>(LOG_TABLE));
  const v = i64x2.shuffle(begin0, begin1, 0, 2);
  const head = i64x2.shuffle(begin0, begin1, 1, 3);
  const tail = v128.load64_lane(
    row1,
    v128.load64_zero(row0, changetype<usize>(LOG_TABLE) + 16),
    1,
    changetype<usize>(LOG_TABLE) + 16,
  );

  const zHigh = f64x2.sub(f64x2.add(z, splat(ROUND)), splat(ROUND));
  const rHigh = f64x2.sub(f64x2.mul(zHigh, v), splat(ONE));
  const rLow = f64x2.mul(f64x2.sub(z, zHigh), v);
  const r = f64x2.add(rHigh, rLow);

  const whole = f64x2.add(f64x2.mul(k, splat(HIGH)), head);
  const linear = f64x2.add(whole, r);
  const square = f64x2.mul(r, r);
  let series = f64x2.add(splat(C7), f64x2.mul(r, splat(C8)));
  series = f64x2.add(
    f64x2.add(splat(C5), f64x2.mul(r, splat(C6))),
    f64x2.mul(square, series),
  );
  series = f64x2.add(
    f64x2.add(splat(C3), f64x2.mul(r, splat(C4))),
    f64x2.mul(square, series),
  );
  const lost = f64x2.add(f64x2.sub(whole, linear), r);
  let high = linear;
  let low = f64x2.add(f64x2.add(f64x2.mul(k, splat(LOW)), tail), lost);
  if (inParts) {
    const curve = f64x2.mul(f64x2.mul(splat(MINUS_HALF), rHigh), rHigh);
    high = f64x2.add(linear, curve);
    low = f64x2.add(
      low,
      f64x2.add(
        f64x2.add(f64x2.sub(linear, high), curve),
        f64x2.mul(f64x2.mul(splat(MINUS_HALF), rLow), f64x2.add(r, rHigh)),
      ),
    );
    low = f64x2.add(low, f64x2.mul(f64x2.mul(square, r), series));
  } else {
    low = f64x2.add(
      low,
      f64x2.mul(square, f64x2.add(splat(MINUS_HALF), f64x2.mul(r, series))),
    );
  }

  if (!ordinary) {
    // Zero gives -Infinity, Infinity itself, and what is left over is NaN.
    const infinite = splat(INFINITE);
    const isZero = f64x2.eq(x, f64x2.splat(0));
    const isFinite = v128.and(f64x2.gt(x, f64x2.splat(0)), f64x2.lt(x, infinite));
    const limit = v128.bitselect(
      v128.bitselect(f64x2.neg(infinite), infinite, isZero),
      f64x2.splat(NaN),
      v128.or(isZero, f64x2.eq(x, infinite)),
    );
    high = v128.bitselect(high, limit, isFinite);
    low = v128.and(low, isFinite);
  }
  if (!inParts) {
    v128.store(out, f64x2.add(high, low));
    return;
  }
  const top = leading(f64x2.add(high, low));
  v128.store(out, top);
  const rest = f64x2.add(f64x2.sub(high, top), low);
  v128.store(outLow, ordinary ? rest : v128.bitselect(low, rest, f64x2.eq(top, high)));
}

function storeLogSlowly(x: v128, out: usize): void {
  storeLog(x, out, 0, false, false);
}

function storeLogPartsSlowly(x: v128, out: usize, outLow: usize): void {
  storeLog(x, out, outLow, true, false);
}

const RESULT: usize = memory.data(16, 16);

/** The logarithms of x, whatever it is. */
// @ts-ignore: decorator
@inline
export function logAnywhere(x: v128): v128 {
  storeLogSlowly(x, RESULT);
  return v128.load(RESULT);
}

/** out = log(a). */
export function logColumn(out: usize, a: usize, aStep: usize, n: i32): void {
  const end = out + (<usize>n << 3);
  while (out < end) {
    const x0 = v128.load(a);
    const x1 = v128.load(a + aStep);
    if (logIsOrdinary(x0, x1)) {
      storeLog(x0, out, 0, false, true);
      storeLog(x1, out + 16, 0, false, true);
    } else {
      storeLogSlowly(x0, out);
      storeLogSlowly(x1, out + 16);
    }
    out += 32;
    a += 2 * aStep;
  }
}

/**
 * outHigh, outLow = the high and the low part of log(a). `outHigh` may be a itself; `outLow` is
 * another column.
 */
export function logPartsColumn(
  outHigh: usize,
  outLow: usize,
  a: usize,
  aStep: usize,
  n: i32,
): void {
  const end = outHigh + (<usize>n << 3);
  while (outHigh < end) {
    const x0 = v128.load(a);
    const x1 = v128.load(a + aStep);
    if (logIsOrdinary(x0, x1)) {
      storeLog(x0, outHigh, outLow, true, true);
      storeLog(x1, outHigh + 16, outLow + 16, true, true);
    } else {
      storeLogPartsSlowly(x0, outHigh, outLow);
      storeLogPartsSlowly(x1, outHigh + 16, outLow + 16);
    }
    outHigh += 32;
    outLow += 32;
    a += 2 * aStep;
  }
}

const HIGH_PARTS: usize = memory.data(16, 16);
const LOW_PARTS: usize = memory.data(16, 16);

/**
 * Of each of m factors b, the sum of log1p(b x) over n values, one after another from 0: `log1p` of
 * src/math/near-zero.ts, two factors at a time.
 *
 * @param m  a multiple of 2
 */
export function logSums(values: usize, n: i32, factors: usize, m: i32, out: usize): void {
  const one = splat(ONE);
  const infinite = splat(INFINITE);
  const end = values + ((<usize>n) << 3);
  const last = factors + ((<usize>m) << 3);
  for (; factors < last; factors += 16) {
    const b = v128.load(factors);
    let sum = f64x2.splat(0);
    for (let at = values; at < end; at += 8) {
      const x = f64x2.mul(b, v128.load64_splat(at));
      const y = f64x2.add(one, x);
      if (both(v128.and(f64x2.gt(y, f64x2.splat(0)), f64x2.lt(y, infinite)))) {
        // Not subnormal: it is 1 and something.
        storeLog(y, HIGH_PARTS, LOW_PARTS, true, true);
        const lost = v128.bitselect(
          f64x2.sub(x, f64x2.sub(y, one)),
          f64x2.sub(one, f64x2.sub(y, x)),
          f64x2.lt(x, one),
        );
        const whole = f64x2.add(
          v128.load(HIGH_PARTS),
          f64x2.add(v128.load(LOW_PARTS), f64x2.div(lost, y)),
        );
        sum = f64x2.add(sum, v128.bitselect(x, whole, f64x2.eq(y, one)));
      } else {
        sum = f64x2.add(sum, log1pAnywhere(x, y));
      }
    }
    v128.store(out, sum);
    out += 16;
  }
}

/** log(y) of y = 1 + x where either lane of y is not positive and finite. */
function log1pAnywhere(x: v128, y: v128): v128 {
  storeLogPartsSlowly(y, HIGH_PARTS, LOW_PARTS);
  const lost = v128.bitselect(
    f64x2.sub(x, f64x2.sub(y, splat(ONE))),
    f64x2.sub(splat(ONE), f64x2.sub(y, x)),
    f64x2.lt(x, splat(ONE)),
  );
  const whole = f64x2.add(
    v128.load(HIGH_PARTS),
    f64x2.add(v128.load(LOW_PARTS), f64x2.div(lost, y)),
  );
  const positive = v128.and(f64x2.gt(y, f64x2.splat(0)), f64x2.lt(y, splat(INFINITE)));
  const limit = logAnywhere(y);
  return v128.bitselect(
    x,
    v128.bitselect(whole, limit, positive),
    f64x2.eq(y, splat(ONE)),
  );
}
