/**
 * Counter-based uniforms: the draw of any trial straight from its number, without those before it.
 */

import type { StreamKey } from './keys.ts';
import { openUniform } from './open-uniform.ts';

/** Left rotations of the eight rounds of a cycle. */
const ROTATIONS = [16, 42, 12, 31, 16, 32, 24, 21] as const;

/** Skein's key-schedule parity, C240 of version 1.3. */
const PARITY_LOW = 0xa9fc1a22;
const PARITY_HIGH = 0x1bd11bda;

/**
 * Threefry-2x64 with 20 rounds: a bijection of 128-bit counters for every 128-bit key, whose
 * outputs pass every test of TestU01's BigCrush however counters and keys are patterned.
 *
 * 64-bit words are pairs of unsigned 32-bit ones, the lower first, since a BigInt a step would cost
 * some 5 microseconds a block.
 *
 * @param counter  [word 0 low, word 0 high, word 1 low, word 1 high]
 * @param key      in the same order
 * @param out      receives the block, in the same order
 *
 * Source: Salmon, Moraes, Dror and Shaw (2011), "Parallel Random Numbers: As Easy as 1, 2, 3",
 * SC'11, doi:10.1145/2063384.2063405.
 */
export function threefry(counter: ArrayLike<number>, key: StreamKey, out: Uint32Array): void {
  const keyLow = [key[0], key[2], (PARITY_LOW ^ key[0] ^ key[2]) >>> 0];
  const keyHigh = [key[1], key[3], (PARITY_HIGH ^ key[1] ^ key[3]) >>> 0];
  let low0 = counter[0] + keyLow[0];
  let high0 = (counter[1] + keyHigh[0] + carry(low0)) >>> 0;
  low0 >>>= 0;
  let low1 = counter[2] + keyLow[1];
  let high1 = (counter[3] + keyHigh[1] + carry(low1)) >>> 0;
  low1 >>>= 0;

  for (let round = 0; round < 20; round++) {
    low0 += low1;
    high0 = (high0 + high1 + carry(low0)) >>> 0;
    low0 >>>= 0;
    const rotation = ROTATIONS[round % 8];
    const [low, high] = rotation < 32 ? [low1, high1] : [high1, low1];
    const bits = rotation % 32;
    // A shift by 32 is a shift by 0 here, so the rotation by 32 stops at the exchange.
    low1 = ((bits === 0 ? low : (low << bits) | (high >>> (32 - bits))) ^ low0) >>> 0;
    high1 = ((bits === 0 ? high : (high << bits) | (low >>> (32 - bits))) ^ high0) >>> 0;

    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      low0 += keyLow[injection % 3];
      high0 = (high0 + keyHigh[injection % 3] + carry(low0)) >>> 0;
      low0 >>>= 0;
      low1 += keyLow[(injection + 1) % 3] + injection;
      high1 = (high1 + keyHigh[(injection + 1) % 3] + carry(low1)) >>> 0;
      low1 >>>= 0;
    }
  }
  out[0] = low0;
  out[1] = high0;
  out[2] = low1;
  out[3] = high1;
}

/** What a sum of two words, kept as a double, carries into the word above. */
function carry(sum: number): number {
  return sum >= 2 ** 32 ? 1 : 0;
}

const counter = new Uint32Array(4);
const block = new Uint32Array(4);

/**
 * Uniform number `index` of a stream, in (0, 1): `openUniform` of word index % 2 of the Threefry
 * block whose counter is floor(index / 2). `threefryColumn` of the kernel gives the same bits.
 *
 * @param index  an integer from 0 to 2^53 - 1
 * @throws RangeError if the index is anything else
 */
export function uniformAt(key: StreamKey, index: number): number {
  if (!(Number.isSafeInteger(index) && index >= 0)) {
    throw new RangeError(`uniformAt: index is ${index}, not an integer from 0 to 2^53 - 1`);
  }
  const half = Math.floor(index / 2);
  counter[0] = half % 2 ** 32;
  counter[1] = Math.floor(half / 2 ** 32);
  threefry(counter, key, block);
  return index % 2 === 0 ? openUniform(block[1], block[0]) : openUniform(block[3], block[2]);
}
