/**
 * Writes the random bits behind our uniforms to standard output for ever, as 32-bit words, for test
 * batteries that read such:
 *
 *     node --import tsx bench/random-words.ts one         | dieharder -a -g 200
 *     node --import tsx bench/random-words.ts neighbours  | dieharder -a -g 200
 *
 * A number behind it is (the first of) the seeds, 1 and 0 if there is none.
 * `one` is one stream, trial after trial. `neighbours` takes one uniform in turn from each of 64
 * streams that differ as little as streams can: 4 seeds, 4 inputs and 4 replicates that are
 * neighbours. Of each uniform all 52 random bits are written.
 */

import { loadKernel } from '../src/kernel/load.ts';
import { type WasmMemory, WebAssembly } from '../src/kernel/web-assembly.ts';
import { streamKey } from '../src/random/keys.ts';

const kernel = new WebAssembly.Instance(loadKernel(), { env: { abort() {} } })
  .exports as unknown as {
  memory: WasmMemory;
  threefryColumn(out: number, low: number, high: number, n: number, key: number): void;
};

/** Uniforms of each stream that are made at a time. */
const COLUMN = 8192;

const firstSeed = Number(process.argv[3] ?? (process.argv[2] === 'neighbours' ? 0 : 1));
const streams =
  process.argv[2] === 'neighbours'
    ? [0, 1, 2, 3].flatMap((seed) =>
        [0, 1, 2, 3].flatMap((quarter) =>
          [0, 1, 2, 3].map((r) =>
            streamKey(`${firstSeed + seed}`, `noise[2026Q${quarter + 1}]`, r),
          ),
        ),
      )
    : [streamKey(`${firstSeed}`, 'noise', 0)];

process.stdout.on('error', () => process.exit(0));

const start = kernel.memory.buffer.byteLength;
kernel.memory.grow(Math.ceil((streams.length * (COLUMN * 8 + 16)) / 65536) + 1);
const keys = start + streams.length * COLUMN * 8;
streams.forEach((key, k) => new Uint32Array(kernel.memory.buffer, keys + 16 * k, 4).set(key));
const uniforms = new Float64Array(kernel.memory.buffer, start, streams.length * COLUMN);

// The 52 bits are the fraction of u + (1 - 2^-53), a double in [1, 2).
const shifted = new Float64Array(8);
const halves = new Uint32Array(shifted.buffer);
const words = new Uint32Array((uniforms.length / 8) * 13);

for (let first = 0; ; first += COLUMN) {
  streams.forEach((_, k) =>
    kernel.threefryColumn(
      start + k * COLUMN * 8,
      first % 2 ** 32,
      Math.floor(first / 2 ** 32),
      COLUMN,
      keys + 16 * k,
    ),
  );
  let at = 0;
  for (let i = 0; i < uniforms.length; i += 8) {
    for (let j = 0; j < 8; j++) {
      const number = i + j;
      const place = (number % streams.length) * COLUMN + Math.floor(number / streams.length);
      shifted[j] = uniforms[place] + (1 - 2 ** -53);
    }
    // Eight lower words of 32 bits, then the eight upper parts of 20 bits in five words.
    for (let j = 0; j < 8; j++) words[at++] = halves[2 * j];
    const upper = (j: number) => halves[2 * j + 1] & 0xfffff;
    words[at++] = (upper(0) << 12) | (upper(1) >>> 8);
    words[at++] = (upper(1) << 24) | (upper(2) << 4) | (upper(3) >>> 16);
    words[at++] = (upper(3) << 16) | (upper(4) >>> 4);
    words[at++] = (upper(4) << 28) | (upper(5) << 8) | (upper(6) >>> 12);
    words[at++] = (upper(6) << 20) | upper(7);
  }
  await new Promise((done) => process.stdout.write(new Uint8Array(words.buffer), done));
}
