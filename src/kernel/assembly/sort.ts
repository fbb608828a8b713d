/**
 * Ascending order of doubles in place: radix sort from the low digit, eleven bits a pass, on bits
 * made monotone (negative numbers inverted, others with the sign set). The high 31 bits (sign,
 * exponent, 19 bits of the fraction) put nearly all in order; insertion moves what they leave, and
 * where that is too much, because values differ in their low bits alone, all digits are sorted
 * after all. A pass in which all digits agree is left out. NaN, with the sign clear, comes last.
 *
 * Source: the order-preserving map of floating-point bits is folklore; see M. Herf, "Radix Tricks"
 * (2001).
 */

const BITS: usize = 11;
const DIGITS: usize = 1 << 11;
const TABLE: usize = 4 << 11;
const PASSES: usize = 6;
/** First digit of the high bits. */
const HIGH: usize = 3;
const COUNTS = memory.data((4 << 11) * 6, 16);
/** How many moves the insertion may take for each value. */
const PATIENCE: i32 = 4;

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

// @ts-ignore: decorator
@inline
function slotOf(key: u64, digit: usize): usize {
  return COUNTS + digit * TABLE + (<usize>((key >> <u64>(digit * BITS)) & (DIGITS - 1)) << 2);
}

/** @param scratch  as many bytes as data */
export function sortColumn(data: usize, scratch: usize, n: i32): void {
  const bytes = (<usize>n) << 3;
  memory.fill(COUNTS + HIGH * TABLE, 0, (PASSES - HIGH) * TABLE);
  for (let at: usize = 0; at < bytes; at += 8) {
    const key = monotone(load<u64>(data + at));
    store<u64>(data + at, key);
    tally(slotOf(key, 3));
    tally(slotOf(key, 4));
    tally(slotOf(key, 5));
  }
  let keys = passes(data, scratch, bytes, HIGH, n);
  if (!insert(keys, bytes, n)) {
    memory.fill(COUNTS, 0, PASSES * TABLE);
    for (let at: usize = 0; at < bytes; at += 8) {
      const key = load<u64>(keys + at);
      for (let digit: usize = 0; digit < PASSES; digit++) tally(slotOf(key, digit));
    }
    keys = passes(keys, keys == data ? scratch : data, bytes, 0, n);
  }
  for (let at: usize = 0; at < bytes; at += 8) store<u64>(data + at, original(load<u64>(keys + at)));
}

// @ts-ignore: decorator
@inline
function tally(slot: usize): void {
  store<u32>(slot, load<u32>(slot) + 1);
}

/**
 * Sorts keys by digit `first` and those above, whose values are counted; gives where they end up.
 */
function passes(keys: usize, room: usize, bytes: usize, first: usize, n: i32): usize {
  let from = keys;
  let to = room;
  for (let digit = first; digit < PASSES; digit++) {
    if (load<u32>(slotOf(load<u64>(from), digit)) == <u32>n) continue;
    // Counts become the address of the next key with that digit.
    let next = to;
    for (let slot = COUNTS + digit * TABLE; slot < COUNTS + (digit + 1) * TABLE; slot += 4) {
      const count = load<u32>(slot);
      store<u32>(slot, <u32>next);
      next += <usize>count << 3;
    }
    const shift = <u64>(digit * BITS);
    const table = COUNTS + digit * TABLE;
    for (let at = from; at < from + bytes; at += 8) {
      const key = load<u64>(at);
      const slot = table + (<usize>((key >> shift) & (DIGITS - 1)) << 2);
      const place = load<u32>(slot);
      store<u32>(slot, place + 8);
      store<u64>(place, key);
    }
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/** Insertion of what is out of order; false if that takes too many moves. */
function insert(keys: usize, bytes: usize, n: i32): bool {
  let moves = n * PATIENCE;
  const end = keys + bytes;
  let greatest = load<u64>(keys);
  for (let at = keys + 8; at < end; at += 8) {
    const key = load<u64>(at);
    if (key >= greatest) {
      greatest = key;
      continue;
    }
    let hole = at;
    while (hole > keys && load<u64>(hole - 8) > key) {
      store<u64>(hole, load<u64>(hole - 8));
      hole -= 8;
      if (--moves < 0) {
        store<u64>(hole, key);
        return false;
      }
    }
    store<u64>(hole, key);
  }
  return true;
}
