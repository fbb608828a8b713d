/**
 * Ascending order of doubles in place: radix sort from the low digit, eleven bits a pass, on bits made monotone (negative
 * numbers inverted, others with the sign set). Stable, O(n), no comparisons; a pass in which all digits agree is left out.
 * NaN, with the sign clear, comes last.
 *
 * Source: the order-preserving map of floating-point bits is folklore; see M. Herf, "Radix Tricks" (2001).
 */

const BITS: i32 = 11;
const DIGITS: usize = 1 << BITS;
const PASSES: usize = 6;
const COUNTS = memory.data(4 * (1 << 11) * 6, 16);

// @ts-ignore: decorator
@inline
function monotone(bits: u64): u64 {
  return bits ^ (<u64>((<i64>bits) >> 63) | 0x8000000000000000);
}

// @ts-ignore: decorator
@inline
function original(key: u64): u64 {
  return key ^ (((key >> 63) - 1) | 0x8000000000000000);
}

/** @param scratch  as many bytes as data */
export function sortColumn(data: usize, scratch: usize, n: i32): void {
  const bytes = (<usize>n) << 3;
  memory.fill(COUNTS, 0, 4 * DIGITS * PASSES);
  for (let at: usize = 0; at < bytes; at += 8) {
    const key = monotone(load<u64>(data + at));
    store<u64>(data + at, key);
    let rest = key;
    for (let table = COUNTS; table < COUNTS + 4 * DIGITS * PASSES; table += 4 * DIGITS) {
      const slot = table + (<usize>(rest & (DIGITS - 1)) << 2);
      store<u32>(slot, load<u32>(slot) + 1);
      rest >>= BITS;
    }
  }
  let from = data;
  let to = scratch;
  for (let pass: usize = 0; pass < PASSES; pass++) {
    const table = COUNTS + pass * 4 * DIGITS;
    const shift = <u64>(pass * BITS);
    const sample = <usize>((load<u64>(from) >> shift) & (DIGITS - 1));
    if (load<u32>(table + (sample << 2)) == <u32>n) continue;
    let next: u32 = 0;
    for (let slot = table; slot < table + 4 * DIGITS; slot += 4) {
      const count = load<u32>(slot);
      store<u32>(slot, next);
      next += count;
    }
    for (let at = from; at < from + bytes; at += 8) {
      const key = load<u64>(at);
      const slot = table + (<usize>((key >> shift) & (DIGITS - 1)) << 2);
      const place = load<u32>(slot);
      store<u32>(slot, place + 1);
      store<u64>(to + (<usize>place << 3), key);
    }
    const swap = from;
    from = to;
    to = swap;
  }
  for (let at: usize = 0; at < bytes; at += 8) store<u64>(data + at, original(load<u64>(from + at)));
}
