/** Latin hypercube points, one coordinate of one point at a time. */

import type { StreamKey } from './keys.ts';
import { threefry, uniformAt } from './threefry.ts';

const ROUNDS = 8;

/**
 * More points than this a replicate cannot have: stratum and place in it together fill the 53 bits
 * of a double.
 */
const MOST_LATIN_POINTS = 2 ** 30;

/**
 * What a stream needs to know of one replicate, as the machine reads it: the key (four words), the
 * keys of the rounds (eight), how many points there are, how many bits they take, how many of these
 * are the lower half; the last word is not used.
 */
export type LatinRecord = Uint32Array;

/**
 * @param points  of the replicate, from 1 to 2^30
 * @throws RangeError if there are more
 */
export function latinRecord(key: StreamKey, points: number): LatinRecord {
  if (!(points >= 1 && points <= MOST_LATIN_POINTS)) {
    throw new RangeError(`latinRecord: ${points} points; a replicate has from 1 to 2^30`);
  }
  const bits = points === 1 ? 0 : 32 - Math.clz32(points - 1);
  const record = new Uint32Array(16);
  record.set(key);
  // Draws use counters whose second word is 0.
  const block = new Uint32Array(4);
  for (let half = 0; half < 2; half++) {
    threefry([half, 0, 1, 0], key, block);
    record.set(block, 4 + 4 * half);
  }
  record.set([points, bits, bits >> 1], 12);
  return record;
}

/**
 * Where point `index` lies in a random permutation of 0 ... points - 1: a Feistel network of eight
 * rounds over the bits that the number of points takes, walked until it lands below that number,
 * which takes less than two walks on average.
 *
 * Sources: Luby and Rackoff (1988), "How to construct pseudorandom permutations from pseudorandom
 * functions", SIAM Journal on Computing 17(2), doi:10.1137/0217022; cycle walking: Black and
 * Rogaway (2002), "Ciphers with arbitrary finite domains", CT-RSA, doi:10.1007/3-540-45760-7_9. The
 * round function is the finaliser of A. Appleby's MurmurHash3 (public domain).
 *
 * @param index  below the number of points
 */
export function stratumAt(record: LatinRecord, index: number): number {
  const points = record[12];
  const lowBits = record[14];
  const lowMask = 2 ** lowBits - 1;
  const highMask = 2 ** (record[13] - lowBits) - 1;
  let word = index;
  do {
    let low = word & lowMask;
    let high = word >>> lowBits;
    for (let round = 0; round < ROUNDS; round += 2) {
      high ^= mixed(low + record[4 + round]) & highMask;
      low ^= mixed(high + record[5 + round]) & lowMask;
    }
    word = (high << lowBits) | low;
  } while (word >= points);
  return word;
}

function mixed(word: number): number {
  let n = word;
  n = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  n = Math.imul(n ^ (n >>> 13), 0xc2b2ae35);
  return n ^ (n >>> 16);
}

/**
 * Coordinate of point `index` in (0, 1): each of as many strata of equal width as there are points
 * holds exactly one, at a uniform place within it. Stratum and place have 53 bits together, so that
 * their sum is exact, below the number of points, and no two are equal. `latinColumn` of the kernel
 * gives the same bits.
 *
 * Source: McKay, Beckman and Conover (1979), "A comparison of three methods for selecting values of
 * input variables in the analysis of output from a computer code", Technometrics 21(2), 239-245,
 * doi:10.1080/00401706.1979.10489755.
 */
export function latinAt(record: LatinRecord, index: number): number {
  const [k0, k1, k2, k3] = record;
  const cells = 2 ** (52 - record[13]);
  const place = (Math.floor(uniformAt([k0, k1, k2, k3], index) * cells) + 0.5) / cells;
  return (stratumAt(record, index) + place) / record[12];
}
