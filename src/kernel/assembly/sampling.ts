/**
 * Columns of uniforms in (0, 1), to the bit those of `src/random/threefry.ts` and
 * `src/random/sobol.ts`, which explain the methods and name the sources. Keys are 16 bytes: four
 * little-endian words, as `streamKey` gives them.
 *
 * Both loops work on two blocks or vectors side by side, a and b, because one alone is a chain in
 * which every step waits for the one before.
 */

/** Where a column needs only some values of a pair of blocks, or the four beyond its end go. */
const SPARE = memory.data(32, 16);

/**
 * The middle of the cell that the upper 52 bits choose: as the fraction of a double in [1, 2), less
 * 1 - 2^-53. Exact.
 */
// @ts-ignore: decorator
@inline
function openUniform(word: u64): f64 {
  return reinterpret<f64>((word >> 12) | 0x3ff0000000000000) - (1 - 1.1102230246251565e-16);
}

/**
 * n uniforms, two from each Threefry block from number `counter` on; n a multiple of 4. Scalar,
 * because WebAssembly has a 64-bit rotation for scalars and none for vectors; with i64x2 it takes
 * as long and twice the text.
 */
function threefryBlocks(out: usize, counter: u64, n: i32, key: usize): void {
  const k0 = load<u64>(key);
  const k1 = load<u64>(key, 8);
  const k2 = k0 ^ k1 ^ 0x1bd11bdaa9fc1a22;
  const k2plus1 = k2 + 1;
  const k0plus2 = k0 + 2;
  const k1plus3 = k1 + 3;
  const k2plus4 = k2 + 4;
  const k0plus5 = k0 + 5;
  const turned = rotl(k1, 16);
  let start = counter + k0 + k1;
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    let a0 = start; let b0 = start + 1;
    start += 2;
    let a1 = turned ^ a0; let b1 = turned ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 42) ^ a0; b1 = rotl(b1, 42) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 12) ^ a0; b1 = rotl(b1, 12) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 31) ^ a0; b1 = rotl(b1, 31) ^ b0;
    a0 += k1; b0 += k1; a1 += k2plus1; b1 += k2plus1;
    a0 += a1; b0 += b1; a1 = rotl(a1, 16) ^ a0; b1 = rotl(b1, 16) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 32) ^ a0; b1 = rotl(b1, 32) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 24) ^ a0; b1 = rotl(b1, 24) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 21) ^ a0; b1 = rotl(b1, 21) ^ b0;
    a0 += k2; b0 += k2; a1 += k0plus2; b1 += k0plus2;
    a0 += a1; b0 += b1; a1 = rotl(a1, 16) ^ a0; b1 = rotl(b1, 16) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 42) ^ a0; b1 = rotl(b1, 42) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 12) ^ a0; b1 = rotl(b1, 12) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 31) ^ a0; b1 = rotl(b1, 31) ^ b0;
    a0 += k0; b0 += k0; a1 += k1plus3; b1 += k1plus3;
    a0 += a1; b0 += b1; a1 = rotl(a1, 16) ^ a0; b1 = rotl(b1, 16) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 32) ^ a0; b1 = rotl(b1, 32) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 24) ^ a0; b1 = rotl(b1, 24) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 21) ^ a0; b1 = rotl(b1, 21) ^ b0;
    a0 += k1; b0 += k1; a1 += k2plus4; b1 += k2plus4;
    a0 += a1; b0 += b1; a1 = rotl(a1, 16) ^ a0; b1 = rotl(b1, 16) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 42) ^ a0; b1 = rotl(b1, 42) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 12) ^ a0; b1 = rotl(b1, 12) ^ b0;
    a0 += a1; b0 += b1; a1 = rotl(a1, 31) ^ a0; b1 = rotl(b1, 31) ^ b0;
    a0 += k2; b0 += k2; a1 += k0plus5; b1 += k0plus5;
    store<f64>(out, openUniform(a0));
    store<f64>(out, openUniform(a1), 8);
    store<f64>(out, openUniform(b0), 16);
    store<f64>(out, openUniform(b1), 24);
    out += 32;
  }
}

/**
 * Writes uniforms first ... first + n - 1 of a stream to `out`, n doubles.
 *
 * @param firstLow, firstHigh  lower and upper word of first, of any parity; first + n <= 2^53
 * @param n                    a multiple of 4, at least 4
 * @param key                  address of 16 bytes
 */
export function threefryColumn(out: usize, firstLow: u32, firstHigh: u32, n: i32, key: usize): void {
  const counter = (((<u64>firstHigh) << 32) | (<u64>firstLow)) >> 1;
  if ((firstLow & 1) == 0) {
    threefryBlocks(out, counter, n, key);
    return;
  }
  // From an odd index on, the column is the end of one pair of blocks, whole pairs, and the
  // beginning of another.
  threefryBlocks(SPARE, counter, 4, key);
  memory.copy(out, SPARE + 8, 24);
  threefryBlocks(out + 24, counter + 2, n - 4, key);
  threefryBlocks(SPARE, counter + <u64>(n >> 1), 4, key);
  store<f64>(out + ((<usize>n) << 3) - 8, load<f64>(SPARE));
}

/**
 * Writes uniforms first ... first + n - 1 of a stream drawn in pairs: uniform floor(i / 2),
 * mirrored where i is odd.
 *
 * @param n  a multiple of 4, at least 4
 */
export function antitheticColumn(out: usize, firstLow: u32, firstHigh: u32, n: i32, key: usize): void {
  const first = ((<u64>firstHigh) << 32) | (<u64>firstLow);
  const base = first >> 1;
  const pairs = <i32>(((first + <u64>(n - 1)) >> 1) - base) + 1;
  threefryColumn(out, <u32>base, <u32>(base >> 32), (pairs + 3) & ~3, key);
  // From the end, so that no uniform is written over before it is read.
  const odd = <i32>(first & 1);
  for (let i = n - 1; i >= 0; i--) {
    const u = load<f64>(out + ((<usize>((i + odd) >> 1)) << 3));
    store<f64>(out + ((<usize>i) << 3), ((i + odd) & 1) != 0 ? 1 - u : u);
  }
}

// @ts-ignore: decorator
@inline
function mixed(word: u32): u32 {
  word = (word ^ (word >> 16)) * 0x85ebca6b;
  word = (word ^ (word >> 13)) * 0xc2b2ae35;
  return word ^ (word >> 16);
}

/** `stratumAt` of `src/random/latin.ts`. */
function stratum(record: usize, index: u32, points: u32, lowBits: u32, lowMask: u32, highMask: u32): u32 {
  do {
    let low = index & lowMask;
    let high = index >> lowBits;
    for (let round: usize = 0; round < 32; round += 8) {
      high ^= mixed(low + load<u32>(record + round, 16)) & highMask;
      low ^= mixed(high + load<u32>(record + round, 20)) & lowMask;
    }
    index = (high << lowBits) | low;
  } while (index >= points);
  return index;
}

/**
 * Writes coordinates of Latin hypercube points first ... first + n - 1 to `out`, n doubles; to the
 * bit those of `src/random/latin.ts`.
 *
 * @param n       a multiple of 4; beyond the last point the last one stands again, for a walk from
 *           there might not end
 * @param record  address of 64 bytes as `latinRecord` gives them
 */
export function latinColumn(out: usize, first: u32, n: i32, record: usize): void {
  threefryColumn(out, first, 0, n, record);
  const points = load<u32>(record, 48);
  const bits = load<u32>(record, 52);
  const lowBits = load<u32>(record, 56);
  const lowMask: u32 = (1 << lowBits) - 1;
  const highMask: u32 = (1 << (bits - lowBits)) - 1;
  const cells = <f64>((<u64>1) << (52 - <u64>bits));
  for (let i = 0; i < n; i++) {
    const index = min<u32>(first + <u32>i, points - 1);
    const place = (floor(load<f64>(out) * cells) + 0.5) / cells;
    store<f64>(out, (<f64>stratum(record, index, points, lowBits, lowMask, highMask) + place) / <f64>points);
    out += 8;
  }
}

// The constants of the vector loop come out of memory: V8 would build a `v128.const` anew in every
// turn.

/** The bits of 1 and of 1 - 2^-53. */
const UNIT = memory.data<u64>([0x3ff0000000000000, 0x3fefffffffffffff]);
/** Factors of the scrambling permutation, then of the hash of the low bits. */
const FACTORS = memory.data<u32>([0x3d20adea, 0x05526c56, 0x53a22864, 0x21f0aaad, 0x735a2d97]);
/**
 * Nibbles with their bits reversed, as the upper half of a byte and as the lower; then the mask of
 * a nibble.
 */
const NIBBLES = memory.data<u8>([
  0x00, 0x80, 0x40, 0xc0, 0x20, 0xa0, 0x60, 0xe0, 0x10, 0x90, 0x50, 0xd0, 0x30, 0xb0, 0x70, 0xf0,
  0x00, 0x08, 0x04, 0x0c, 0x02, 0x0a, 0x06, 0x0e, 0x01, 0x09, 0x05, 0x0d, 0x03, 0x0b, 0x07, 0x0f,
  0x0f,
]);
/**
 * What is derived from the key and `first`: read back from here, or V8 would move its computation
 * into the loop.
 */
const DERIVED = memory.data(64, 16);

/** `openUniform` of two words. */
// @ts-ignore: decorator
@inline
function openUniforms(words: v128, one: v128, shift: v128): v128 {
  return f64x2.sub(v128.or(i64x2.shr_u(words, 12), one), shift);
}

// @ts-ignore: decorator
@inline
function shiftedXor(words: v128, bits: i32): v128 {
  return v128.xor(words, i32x4.shr_u(words, bits));
}

/** The bits of each of four words in the opposite order: nibbles by table, then bytes. */
// @ts-ignore: decorator
@inline
function reverseBits(words: v128, lowerNibbles: v128, upperNibbles: v128, mask: v128): v128 {
  const bytes = v128.or(
    i8x16.swizzle(lowerNibbles, v128.and(words, mask)),
    i8x16.swizzle(upperNibbles, v128.and(i32x4.shr_u(words, 4), mask)),
  );
  return v128.shuffle<i8>(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

/**
 * Bit-reversed word of point `index`, natural order: over cumulative steps, the set bits of the
 * Gray code of the index.
 */
function pointWord(table: usize, index: u32): u32 {
  let word: u32 = 0;
  for (let gray = index ^ (index >> 1); gray != 0; gray &= gray - 1) {
    word ^= load<u32>(table + (ctz(gray) << 2));
  }
  return word;
}

/**
 * The step to quad `quad` / 4 from the one before. After the last quad of all, where no lane needs
 * it, any word.
 */
// @ts-ignore: decorator
@inline
function stepTo(table: usize, quad: u32): v128 {
  return v128.load32_splat(table + (((<usize>ctz(quad)) & 31) << 2));
}

/**
 * Writes coordinates of the scrambled Sobol points first ... first + n - 1 to `out`, n doubles.
 *
 * @param first  of any alignment; first + n <= 2^32
 * @param n      a multiple of 4
 * @param table  address of 32 words as `sobolTable` gives them
 * @param key    address of 16 bytes
 */
export function sobolColumn(out: usize, first: u32, n: i32, table: usize, key: usize): void {
  // An index is 4 * quad + rest. The rests of the four lanes never change; where first is not a
  // multiple of 4 the upper lanes are one quad ahead of the lower ones.
  const index = i32x4.add(i32x4.splat(first & 3), i32x4(0, 1, 2, 3));
  const step0 = v128.load32_splat(table);
  const step1 = v128.load32_splat(table, 4);
  const bit0 = i32x4.neg(v128.and(index, i32x4.splat(1)));
  const bit1 = i32x4.neg(v128.and(i32x4.shr_u(index, 1), i32x4.splat(1)));
  const rest = v128.xor(v128.and(bit0, step0), v128.and(bit1, v128.xor(step0, step1)));
  let quad: u32 = first & ~3;
  let now = v128.xor(i32x4.splat(pointWord(table, quad)), rest);

  v128.store(DERIVED, i32x4.gt_s(index, i32x4.splat(3)));
  v128.store(DERIVED, v128.or(v128.load32_splat(key, 4), i32x4.splat(1)), 16);
  v128.store(DERIVED, v128.or(v128.load32_splat(key, 12), i32x4.splat(1)), 32);
  v128.store(DERIVED, i32x4.splat(rotl(load<u32>(key, 4), 16)), 48);
  const ahead = v128.load(DERIVED);
  const k0 = v128.load32_splat(key);
  const k1 = v128.load32_splat(key, 4);
  const k2 = v128.load32_splat(key, 8);
  const odd1 = v128.load(DERIVED, 16);
  const odd3 = v128.load(DERIVED, 32);
  const turned = v128.load(DERIVED, 48);
  const f0 = v128.load32_splat(FACTORS);
  const f1 = v128.load32_splat(FACTORS, 4);
  const f2 = v128.load32_splat(FACTORS, 8);
  const f3 = v128.load32_splat(FACTORS, 12);
  const f4 = v128.load32_splat(FACTORS, 16);
  const lowerNibbles = v128.load(NIBBLES);
  const upperNibbles = v128.load(NIBBLES, 16);
  const mask = v128.load8_splat(NIBBLES, 32);
  const one = v128.load64_splat(UNIT);
  const shift = v128.load64_splat(UNIT, 8);

  const end = out + ((<usize>n) << 3);
  while (out < end) {
    const middle = v128.xor(now, v128.xor(stepTo(table, quad + 4), step1));
    const next = v128.xor(middle, v128.xor(stepTo(table, quad + 8), step1));
    let a = v128.bitselect(middle, now, ahead);
    let b = v128.bitselect(next, middle, ahead);
    now = next;
    quad += 8;

    a = v128.xor(a, i32x4.mul(a, f0));
    b = v128.xor(b, i32x4.mul(b, f0));
    a = i32x4.mul(i32x4.add(a, k0), odd1);
    b = i32x4.mul(i32x4.add(b, k0), odd1);
    a = v128.xor(a, i32x4.mul(a, f1));
    b = v128.xor(b, i32x4.mul(b, f1));
    a = i32x4.mul(i32x4.add(a, k2), odd3);
    b = i32x4.mul(i32x4.add(b, k2), odd3);
    a = v128.xor(a, v128.and(v128.and(i32x4.shl(a, 1), i32x4.shl(a, 2)), turned));
    b = v128.xor(b, v128.and(v128.and(i32x4.shl(b, 1), i32x4.shl(b, 2)), turned));
    a = v128.xor(a, i32x4.mul(a, f2));
    b = v128.xor(b, i32x4.mul(b, f2));

    let aLow = i32x4.mul(shiftedXor(v128.xor(a, k1), 16), f3);
    let bLow = i32x4.mul(shiftedXor(v128.xor(b, k1), 16), f3);
    aLow = i32x4.mul(shiftedXor(i32x4.add(aLow, k2), 15), f4);
    bLow = i32x4.mul(shiftedXor(i32x4.add(bLow, k2), 15), f4);
    aLow = shiftedXor(aLow, 15);
    bLow = shiftedXor(bLow, 15);
    const aHigh = reverseBits(a, lowerNibbles, upperNibbles, mask);
    const bHigh = reverseBits(b, lowerNibbles, upperNibbles, mask);

    const second = out + 32 < end ? out + 32 : SPARE;
    v128.store(out, openUniforms(v128.shuffle<i32>(aLow, aHigh, 0, 4, 1, 5), one, shift));
    v128.store(out, openUniforms(v128.shuffle<i32>(aLow, aHigh, 2, 6, 3, 7), one, shift), 16);
    v128.store(second, openUniforms(v128.shuffle<i32>(bLow, bHigh, 0, 4, 1, 5), one, shift));
    v128.store(second, openUniforms(v128.shuffle<i32>(bLow, bHigh, 2, 6, 3, 7), one, shift), 16);
    out += 64;
  }
}
