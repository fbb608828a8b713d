/** Keys of named streams: the place where texts (a seed, a name) become bits. */

import seedrandom from 'seedrandom';

/** 128 bits as four unsigned 32-bit words; a stream's whole state but for the index. */
export type StreamKey = readonly [number, number, number, number];

/**
 * ARC4 reads 256 bytes of key; what is beyond them it would fold in, and two texts could become
 * one.
 */
const MAX_BYTES = 256;

const encoder = new TextEncoder();

/** UTF-8, one character a byte, since seedrandom reads only the low 8 bits of each. */
function byteString(text: string): string {
  let bytes = '';
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/**
 * A text that says where it ends ("4:seed"), so that texts written one after another stay apart.
 */
function delimited(text: string): string {
  return `${text.length}:${text}`;
}

/**
 * The key of the stream known by `seed`, `name` and, where each replicate of a design is randomised
 * anew, `replicate`. The same texts give the same key for ever, on every engine.
 *
 * The texts are written as UTF-8 with their lengths before them ("1:74:cost1:3" then a zero byte:
 * seed 7, name cost, replicate 3), which makes no such text the beginning of another. That matters
 * because ARC4 repeats its key text up to 256 bytes ("ab" and "abab" are one key), and it is also
 * why longer texts are refused: with both rules, different texts are different ARC4 keys.
 * seedrandom discards the first 256 bytes of the generator's output, the biased ones; the next
 * sixteen are the key.
 *
 * No replicate and replicate 0 are different streams. Texts that look alike but are different code
 * points (an accent composed or combining) are different streams. About 50 microseconds.
 *
 * @param seed       not empty; "0" is a seed like any other
 * @param name       the stream, usually an input's id
 * @param replicate  an integer >= 0
 * @throws RangeError if the seed is empty, the replicate is not an integer >= 0, or the texts are
 *   too long
 *
 * Source: the generator is seedrandom 3.0.5 by D. Bau, whose ARC4 is unchanged since version 2. Code
 * of our own takes a tenth of its time, and was twice put in its place for that: 0.1 s of a run of
 * the China model with its 2,640 keys. A well-known generator, used as it is, is worth that, and was
 * asked for.
 */
export function streamKey(seed: string, name: string, replicate?: number): StreamKey {
  if (seed === '') {
    throw new RangeError(
      'streamKey: the seed is empty. Nobody chose it, and every run without one would be the same run; give any text, such as "1".',
    );
  }
  if (replicate !== undefined && !(Number.isSafeInteger(replicate) && replicate >= 0)) {
    throw new RangeError(`streamKey: replicate is ${replicate}, not an integer >= 0`);
  }
  const parts = [byteString(seed), byteString(name), replicate === undefined ? '' : `${replicate}`];
  const text = `${parts.map(delimited).join('')}\0`;
  if (text.length > MAX_BYTES) {
    throw new RangeError(
      `streamKey: seed and name take ${text.length} bytes with their lengths, more than the ${MAX_BYTES} that keep streams apart: "${seed.slice(0, 20)}", "${name.slice(0, 60)}"`,
    );
  }
  const arc4 = seedrandom(text);
  const word = () => arc4.int32() >>> 0;
  return [word(), word(), word(), word()];
}
