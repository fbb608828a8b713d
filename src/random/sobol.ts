/** Sobol points under hash-based Owen scrambling, one coordinate at a time. */

import type { StreamKey } from './keys.ts';
import { openUniform } from './open-uniform.ts';

/**
 * Coordinate of point `index` before scrambling, as 32 bits after the binary point. Points stand in
 * their natural order: the exclusive or of the direction numbers of the bits that are set in the
 * index. Every aligned range of 2^m points holds one in each interval of length 2^-m.
 *
 * @param index  an integer from 0 to 2^32 - 1
 */
export function sobolBits(directions: Uint32Array, index: number): number {
  let bits = 0;
  for (let b = 0, rest = index; rest !== 0; b++, rest >>>= 1) {
    if ((rest & 1) === 1) bits ^= directions[b];
  }
  return bits >>> 0;
}

/** The 32 bits of a word in the opposite order. */
export function reverseBits(word: number): number {
  let w = word;
  w = ((w >>> 1) & 0x55555555) | ((w & 0x55555555) << 1);
  w = ((w >>> 2) & 0x33333333) | ((w & 0x33333333) << 2);
  w = ((w >>> 4) & 0x0f0f0f0f) | ((w & 0x0f0f0f0f) << 4);
  w = ((w >>> 8) & 0x00ff00ff) | ((w & 0x00ff00ff) << 8);
  return ((w >>> 16) | (w << 16)) >>> 0;
}

/**
 * Nested uniform scrambling of a bit-reversed word. Whatever a step does carries only upwards, so
 * each bit is flipped or not according to the bits below it and the key alone: in the original
 * order, whether the halves of an interval are exchanged depends on which interval it is.
 *
 * Vegdahl's permutation with his constants, changed in two ways. It takes 32 bits of seed, which
 * reach 128 of the 2^15 ways in which sixteen strata can be exchanged; here each addition and each
 * multiplication has a word of the key of its own, and there are two of each. And those reach only
 * half of the 2^7 ways for eight strata, because how two bits together bear on the next one up
 * never changes; so one step makes that depend on the key. Now all 2^7 are equally likely, and 2^14
 * of the 2^15. For pairs of points every flip is a fair coin, which is what makes the variance that
 * of Owen's scrambling.
 *
 * Sources: Owen (1995), "Randomly permuted (t,m,s)-nets and (t,s)-sequences",
 * doi:10.1007/978-1-4612-2552-2_19; Laine and Karras (2011), "Stratified sampling for stochastic
 * transparency", doi:10.1111/j.1467-8659.2011.01995.x; Burley (2020), "Practical Hash-based Owen
 * Scrambling", JCGT 9(4), 1-20; Vegdahl (2021), "Building a better LK hash", psychopath.io.
 */
export function scramble(reversed: number, key: StreamKey): number {
  let n = reversed;
  n ^= Math.imul(n, 0x3d20adea);
  n = Math.imul(n + key[0], key[1] | 1);
  n ^= Math.imul(n, 0x05526c56);
  n = Math.imul(n + key[2], key[3] | 1);
  n ^= (n << 1) & (n << 2) & ((key[1] << 16) | (key[1] >>> 16));
  n ^= Math.imul(n, 0x53a22864);
  return n >>> 0;
}

/**
 * The bits after the 32nd. No two of the first 2^32 points share a scrambled word, and below the
 * bit at which points part nested scrambling draws independently; so here a hash of the word and
 * the key is all it takes.
 *
 * Source: constants by TheIronBorn, github.com/skeeto/hash-prospector, issue 19, bias 0.107.
 */
function lowBits(scrambled: number, key: StreamKey): number {
  let n = scrambled ^ key[1];
  n = Math.imul(n ^ (n >>> 16), 0x21f0aaad);
  n = (n + key[2]) | 0;
  n = Math.imul(n ^ (n >>> 15), 0x735a2d97);
  return (n ^ (n >>> 15)) >>> 0;
}

/**
 * Coordinate of point `index` in (0, 1), scrambled by `key`: the same key for all points of a
 * replicate and dimension, another for each replicate. Each scrambled point is uniform, and the
 * points of a replicate keep the strata of the sequence, so the spread between replicates measures
 * the error honestly. `sobolColumn` of the kernel gives the same bits.
 *
 * @param directions  of the dimension, from `sobolDirections`
 * @param key         of the seed, the stream and the replicate
 * @param index       an integer from 0 to 2^32 - 1
 * @throws RangeError if the index is anything else
 */
export function sobolAt(directions: Uint32Array, key: StreamKey, index: number): number {
  if (!(Number.isInteger(index) && index >= 0 && index < 2 ** 32)) {
    throw new RangeError(`sobolAt: index is ${index}, not an integer from 0 to 2^32 - 1`);
  }
  const reversed = scramble(reverseBits(sobolBits(directions, index)), key);
  return openUniform(reverseBits(reversed), lowBits(reversed, key));
}

/**
 * What `sobolColumn` of the kernel reads: word b is the exclusive or of direction numbers 0 to b,
 * bit-reversed, which is the step from point 2^(b+1) k + 2^b - 1 to the next.
 */
export function sobolTable(directions: Uint32Array): Uint32Array {
  let step = 0;
  return directions.map((direction) => (step ^= reverseBits(direction)));
}
