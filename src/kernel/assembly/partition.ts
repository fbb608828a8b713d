/**
 * A column counted in buckets that are in order among themselves, for whoever wants a few of its
 * order statistics: only the values of buckets that are looked into are ever moved and sorted.
 * Replicates are gathered one after another, so that in a bucket those of a replicate lie together.
 *
 * The bucket of x is 1 + (x - low) * scale without its fraction, from 0 to last: products and sums
 * are rounded without ever changing an order.
 */

import { bucketOf } from './lanes';
import { sortColumn } from './sort';

/** Below this many values insertion is faster than any other way. */
const FEW: i32 = 96;

// @ts-ignore: decorator
@inline
function increment(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

/**
 * Numbers of buckets for n values of a replicate, and how many are in each; those that are not
 * finite are in one behind the last.
 *
 * @param ids     16 bits a value
 * @param counts  of last + 2 buckets, u32, which are added to
 */
export function bucketIds(values: usize, n: i32, low: f64, scale: f64, last: u32, ids: usize, counts: usize): void {
  const lows = f64x2.splat(low);
  const scales = f64x2.splat(scale);
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const lasts = i32x4.splat(last);
  const body = values + ((<usize>(n & ~3)) << 3);
  const end = values + ((<usize>n) << 3);
  let at = values;
  for (; at < body; at += 32) {
    const x = v128.load(at);
    const y = v128.load(at, 16);
    const finite = v128.and(f64x2.eq(f64x2.sub(x, x), zero), f64x2.eq(f64x2.sub(y, y), zero));
    if (i64x2.bitmask(finite) == 3) {
      const p = i32x4.trunc_sat_f64x2_u_zero(f64x2.add(f64x2.mul(f64x2.sub(x, lows), scales), one));
      const q = i32x4.trunc_sat_f64x2_u_zero(f64x2.add(f64x2.mul(f64x2.sub(y, lows), scales), one));
      const four = i32x4.min_u(v128.shuffle<i64>(p, q, 0, 2), lasts);
      v128.store64_lane(ids, i16x8.narrow_i32x4_u(four, four), 0);
      increment(counts + (<usize>i32x4.extract_lane(four, 0) << 2));
      increment(counts + (<usize>i32x4.extract_lane(four, 1) << 2));
      increment(counts + (<usize>i32x4.extract_lane(four, 2) << 2));
      increment(counts + (<usize>i32x4.extract_lane(four, 3) << 2));
    } else {
      for (let k: usize = 0; k < 4; k++) {
        const id = bucketOf(load<f64>(at + (k << 3)), low, scale, last);
        store<u16>(ids + (k << 1), <u16>id);
        increment(counts + (<usize>id << 2));
      }
    }
    ids += 8;
  }
  for (; at < end; at += 8) {
    const id = bucketOf(load<f64>(at), low, scale, last);
    store<u16>(ids, <u16>id);
    ids += 2;
    increment(counts + (<usize>id << 2));
  }
}

/**
 * The rank of the first value of each bucket, and behind the last how many values there are.
 *
 * @param stride  bytes from the counts of one replicate to those of the next
 */
export function bucketRanks(counts: usize, stride: usize, replicates: i32, buckets: u32, ranks: usize): void {
  memory.fill(ranks, 0, (buckets + 1) << 2);
  for (let r = 0; r < replicates; r++) {
    for (let k: usize = 0; k < <usize>buckets; k++)
      store<u32>(ranks + (k << 2), load<u32>(ranks + (k << 2), 4) + load<u32>(counts + (k << 2)), 4);
    counts += stride;
  }
  for (let k: usize = 0; k < <usize>buckets; k++)
    store<u32>(ranks + (k << 2), load<u32>(ranks + (k << 2)) + load<u32>(ranks + (k << 2), 4), 4);
}

/**
 * Copies those of n values whose bucket has a place; the place moves on.
 *
 * @param places  an address for each bucket, 0 where it is not wanted
 */
export function gather(values: usize, n: i32, ids: usize, places: usize): void {
  const end = values + ((<usize>n) << 3);
  for (let at = values; at < end; at += 8) {
    const slot = places + (<usize>load<u16>(ids) << 2);
    ids += 2;
    const to = load<u32>(slot);
    if (to == 0) continue;
    store<u32>(slot, to + 8);
    store<u64>(to, load<u64>(at));
  }
}

/** A copy of n values in ascending order; room is for as many. Whether all have the same bits. */
export function sortedCopy(values: usize, n: i32, out: usize, room: usize): bool {
  const bytes = (<usize>n) << 3;
  const end = values + bytes;
  const first = load<u64>(values);
  let at = values + 8;
  // Where draws pile up they are mostly all the same.
  while (at < end && load<u64>(at) == first) at += 8;
  if (at >= end || n > FEW) {
    memory.copy(out, values, bytes);
    if (at < end) sortColumn(out, room, n);
    return at >= end;
  }
  store<f64>(out, load<f64>(values));
  for (let from: usize = 8; from < bytes; from += 8) {
    const x = load<f64>(values + from);
    let hole = out + from;
    while (hole > out && load<f64>(hole - 8) > x) {
      store<f64>(hole, load<f64>(hole - 8));
      hole -= 8;
    }
    store<f64>(hole, x);
  }
  return false;
}

/**
 * Values of each replicate below x, then at or below it, u32.
 *
 * @param values  of the bucket of x, replicate after replicate
 * @param alike   whether all of them have the same bits
 */
export function split(x: f64, bucket: i32, values: usize, alike: bool, counts: usize, stride: usize, replicates: i32, out: usize): void {
  const xs = f64x2.splat(x);
  const atMost = out + ((<usize>replicates) << 2);
  for (let r: usize = 0; r < <usize>replicates; r++) {
    const before = sumOfCounts(counts, bucket);
    const n = load<u32>(counts + ((<usize>bucket) << 2));
    let less: u32 = 0;
    let upTo: u32 = 0;
    if (alike) {
      if (n > 0) {
        less = load<f64>(values) < x ? n : 0;
        upTo = load<f64>(values) <= x ? n : 0;
      }
    } else {
      const body = values + ((<usize>(n & ~1)) << 3);
      let at = values;
      for (; at < body; at += 16) {
        const pair = v128.load(at);
        less += popcnt(i64x2.bitmask(f64x2.lt(pair, xs)));
        upTo += popcnt(i64x2.bitmask(f64x2.le(pair, xs)));
      }
      if (n & 1) {
        less += load<f64>(at) < x ? 1 : 0;
        upTo += load<f64>(at) <= x ? 1 : 0;
      }
    }
    store<u32>(out + (r << 2), before + less);
    store<u32>(atMost + (r << 2), before + upTo);
    values += (<usize>n) << 3;
    counts += stride;
  }
}

/** The sum of n counts. */
function sumOfCounts(counts: usize, n: i32): u32 {
  let sums = i32x4.splat(0);
  const body = counts + ((<usize>(n & ~3)) << 2);
  const end = counts + ((<usize>n) << 2);
  let at = counts;
  for (; at < body; at += 16) sums = i32x4.add(sums, v128.load(at));
  let sum: u32 = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  for (; at < end; at += 4) sum += load<u32>(at);
  return sum;
}
