/** Keys of named streams: the place where texts (a seed, a name) become bits. */

/** 128 bits as four unsigned 32-bit words; a stream's whole state but for the index. */
export type StreamKey = readonly [number, number, number, number];

/**
 * ARC4 reads 256 bytes of key; what is beyond them it would fold in, and two texts could become
 * one.
 */
const MAX_BYTES = 256;

const encoder = new TextEncoder();
/** The permutation of ARC4 and the one that it begins with. */
const state = new Uint8Array(256);
const identity = Uint8Array.from({ length: 256 }, (_, k) => k);
const keyBytes = new Uint8Array(MAX_BYTES);

/** Writes a text with its length before it ("4:seed"), so that texts one after another stay apart. */
function write(text: string, at: number): number {
  const bytes = encoder.encode(text);
  const head = `${bytes.length}:`;
  const end = at + head.length + bytes.length;
  if (end > MAX_BYTES) return end;
  for (let k = 0; k < head.length; k++) keyBytes[at + k] = head.charCodeAt(k);
  keyBytes.set(bytes, at + head.length);
  return end;
}

/** The first four words of ARC4 with the first bytes of `keyBytes` as its key, 256 bytes in. */
function arc4(length: number): StreamKey {
  state.set(identity);
  for (let i = 0, j = 0, k = 0; i < 256; i++) {
    const a = state[i];
    j = (j + a + keyBytes[k]) & 255;
    state[i] = state[j];
    state[j] = a;
    if (++k === length) k = 0;
  }
  const words: [number, number, number, number] = [0, 0, 0, 0];
  for (let n = 0, i = 0, j = 0; n < 256 + 16; n++) {
    i = (i + 1) & 255;
    const a = state[i];
    j = (j + a) & 255;
    const b = state[j];
    state[i] = b;
    state[j] = a;
    if (n >= 256) {
      const word = (n - 256) >> 2;
      words[word] = ((words[word] << 8) | state[(a + b) & 255]) >>> 0;
    }
  }
  return words;
}

/**
 * The key of the stream known by `seed`, `name` and, where each replicate of a design is randomised
 * anew, `replicate`. The same texts give the same key for ever, on every engine.
 *
 * The texts are written as UTF-8 with their lengths before them ("1:74:cost1:3" then a zero byte:
 * seed 7, name cost, replicate 3), which makes no such text the beginning of another. That matters
 * because ARC4 repeats its key text up to 256 bytes ("ab" and "abab" are one key), and it is also
 * why longer texts are refused: with both rules, different texts are different ARC4 keys.
 * The first 256 bytes of the generator's output, the biased ones, are discarded; the next sixteen
 * are the key.
 *
 * No replicate and replicate 0 are different streams. Texts that look alike but are different code
 * points (an accent composed or combining) are different streams. About 2 microseconds.
 *
 * @param seed       not empty; "0" is a seed like any other
 * @param name       the stream, usually an input's id
 * @param replicate  an integer >= 0
 * @throws RangeError if the seed is empty, the replicate is not an integer >= 0, or the texts are
 *   too long
 *
 * Source: the ARC4 of seedrandom 3.0.5 by D. Bau, to the bit: a test holds it against that package.
 * A run has thousands of keys, and the package, which makes an object of closures for each, took
 * five times as long.
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
  let length = write(seed, 0);
  length = write(name, length);
  length = write(replicate === undefined ? '' : `${replicate}`, length) + 1;
  if (length > MAX_BYTES) {
    throw new RangeError(
      `streamKey: seed and name take ${length} bytes with their lengths, more than the ${MAX_BYTES} that keep streams apart: "${seed.slice(0, 20)}", "${name.slice(0, 60)}"`,
    );
  }
  keyBytes[length - 1] = 0;
  return arc4(length);
}
