/**
 * Sifts a column of a block while it is in the cache: what the sieve lets pass is kept, all else
 * is only counted.
 */

import { bucketOf } from './lanes';

/** The record of a class: bits of the value that is only counted, and 8 where others are kept. */
const RECORD_SHIFT: usize = 4;

/**
 * @param stretches  position, length and replicate of each, u32; positions ascending
 * @param low        where cell 1 begins
 * @param scale      cells a unit
 * @param last       number of the last cell; behind it is what is not finite
 * @param classes    of each cell, u8, at most 256 of them
 * @param records    of each class
 * @param counts     of the classes of each replicate, u32, which are added to
 * @param classCount how many classes there are
 * @param lengths    how many values of each stretch are kept, u32, which is written
 * @param out        room for all values and one more
 * @returns          where the values that are kept end
 */
export function sift(
  column: usize,
  stretches: usize,
  stretchCount: i32,
  low: f64,
  scale: f64,
  last: u32,
  classes: usize,
  records: usize,
  counts: usize,
  classCount: i32,
  lengths: usize,
  out: usize,
): usize {
  const lows = f64x2.splat(low);
  const scales = f64x2.splat(scale);
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const lasts = i32x4.splat(last);
  for (let s = 0; s < stretchCount; s++) {
    let at = column + ((<usize>load<u32>(stretches)) << 3);
    const n = load<u32>(stretches, 4);
    const own = counts + ((<usize>(load<u32>(stretches, 8) * classCount)) << 2);
    stretches += 12;
    const begin = out;
    const body = at + ((<usize>(n & ~3)) << 3);
    const end = at + ((<usize>n) << 3);
    for (; at < body; at += 32) {
      const x = v128.load(at);
      const y = v128.load(at, 16);
      const finite = v128.and(f64x2.eq(f64x2.sub(x, x), zero), f64x2.eq(f64x2.sub(y, y), zero));
      if (i64x2.bitmask(finite) == 3) {
        const p = i32x4.trunc_sat_f64x2_u_zero(f64x2.add(f64x2.mul(f64x2.sub(x, lows), scales), one));
        const q = i32x4.trunc_sat_f64x2_u_zero(f64x2.add(f64x2.mul(f64x2.sub(y, lows), scales), one));
        const four = i32x4.min_u(v128.shuffle<i64>(p, q, 0, 2), lasts);
        out = passed(at, i32x4.extract_lane(four, 0), classes, records, own, out);
        out = passed(at + 8, i32x4.extract_lane(four, 1), classes, records, own, out);
        out = passed(at + 16, i32x4.extract_lane(four, 2), classes, records, own, out);
        out = passed(at + 24, i32x4.extract_lane(four, 3), classes, records, own, out);
      } else {
        for (let k: usize = 0; k < 32; k += 8)
          out = passed(at + k, bucketOf(load<f64>(at + k), low, scale, last), classes, records, own, out);
      }
    }
    for (; at < end; at += 8)
      out = passed(at, bucketOf(load<f64>(at), low, scale, last), classes, records, own, out);
    store<u32>(lengths, <u32>((out - begin) >> 3));
    lengths += 4;
  }
  return out;
}

/** Stores a value in any case, and goes on behind it if it is kept: no branch to mispredict. */
// @ts-ignore: decorator
@inline
function passed(at: usize, cell: u32, classes: usize, records: usize, counts: usize, out: usize): usize {
  const kind = <usize>load<u8>(classes + cell);
  const record = records + (kind << RECORD_SHIFT);
  const bits = load<u64>(at);
  store<u64>(out, bits);
  const count = counts + (kind << 2);
  store<u32>(count, load<u32>(count) + 1);
  return out + select<usize>(0, <usize>load<u64>(record, 8), bits == load<u64>(record));
}

/**
 * Of each wanted cell the value that stays in a majority vote of its draws: the most frequent one,
 * where one has most of them.
 *
 * @param wanted      of each cell whether it is, u8, and 0 of what is not finite
 * @param candidates  of each cell, f64
 * @param votes       of each cell, i32, from 0
 * @returns           draws of wanted cells
 */
export function vote(
  values: usize,
  n: i32,
  low: f64,
  scale: f64,
  last: u32,
  wanted: usize,
  candidates: usize,
  votes: usize,
): i32 {
  const end = values + ((<usize>n) << 3);
  let passing = 0;
  for (let at = values; at < end; at += 8) {
    const x = load<f64>(at);
    const cell = <usize>bucketOf(x, low, scale, last);
    if (load<u8>(wanted + cell) == 0) continue;
    passing++;
    const candidate = candidates + (cell << 3);
    const count = votes + (cell << 2);
    const seen = load<i32>(count);
    if (seen == 0) store<f64>(candidate, x);
    store<i32>(count, seen == 0 || load<f64>(candidate) == x ? seen + 1 : seen - 1);
  }
  return passing;
}
