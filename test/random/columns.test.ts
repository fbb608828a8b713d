/** @slow computes for seconds */

import { main as asc } from 'assemblyscript/asc';
import { beforeAll, expect, test } from 'vitest';
import { type WasmMemory, WebAssembly } from '../../src/kernel/web-assembly.ts';
import { antitheticAt } from '../../src/random/antithetic.ts';
import { sobolDirections } from '../../src/random/directions.ts';
import type { StreamKey } from '../../src/random/keys.ts';
import { streamKey } from '../../src/random/keys.ts';
import { latinAt, latinRecord } from '../../src/random/latin.ts';
import { sobolAt, sobolTable } from '../../src/random/sobol.ts';
import { uniformAt } from '../../src/random/threefry.ts';

interface Sampling {
  memory: WasmMemory;
  threefryColumn(out: number, low: number, high: number, n: number, key: number): void;
  antitheticColumn(out: number, low: number, high: number, n: number, key: number): void;
  latinColumn(out: number, first: number, n: number, record: number): void;
  sobolColumn(out: number, first: number, n: number, table: number, key: number): void;
}

// Compiled here with the options of `npm run build:kernel`, so that the source is tested and not an
// older build.
const options =
  '--optimizeLevel 3 --shrinkLevel 0 --converge --noAssert --runtime stub --enable simd';
const [KEY, TABLE, OUT] = [4096, 8192, 16384];
const GUARD = 12345;
let sampling: Sampling;

beforeAll(async () => {
  let wasm: Uint8Array<ArrayBufferLike> = new Uint8Array();
  const { error, stderr } = await asc(
    ['src/kernel/assembly/sampling.ts', '--outFile', 'sampling.wasm', ...options.split(' ')],
    { writeFile: (_, contents) => void (wasm = contents as Uint8Array) },
  );
  if (error) throw new Error(stderr.toString(), { cause: error });
  sampling = new WebAssembly.Instance(new WebAssembly.Module(wasm), {})
    .exports as unknown as Sampling;
});

/** n doubles that `write` leaves at OUT; what stands before and after them must stay. */
function column(key: StreamKey, n: number, write: () => void): number[] {
  const { buffer } = sampling.memory;
  new Uint32Array(buffer, KEY, 4).set(key);
  const doubles = new Float64Array(buffer, OUT - 8, n + 2).fill(GUARD);
  write();
  expect([doubles[0], doubles[n + 1]]).toEqual([GUARD, GUARD]);
  return [...doubles.subarray(1, n + 1)];
}

const key = streamKey('7', 'columns', 3);
const lengths = [4, 8, 12, 128, 252];

const threefryFirsts = [0, 1, 2, 3, 7, 4094, 4095, 2 ** 31 - 3, 2 ** 32 - 6, 2 ** 32 - 1, 2 ** 32];

test.each([...threefryFirsts, 2 ** 40 + 3, 2 ** 53 - 256, 2 ** 53 - 255])(
  'a column of counter-based uniforms from %d on is the scalar ones, to the bit',
  (first) => {
    for (const n of lengths) {
      const got = column(key, n, () =>
        sampling.threefryColumn(OUT, first % 2 ** 32, Math.floor(first / 2 ** 32), n, KEY),
      );
      expect(got).toEqual(got.map((_, i) => uniformAt(key, first + i)));
    }
  },
);

test.each([...threefryFirsts, 2 ** 40 + 3, 2 ** 52 - 255])(
  'a column of antithetic uniforms from %d on is the scalar ones, to the bit',
  (first) => {
    for (const n of lengths) {
      const got = column(key, n, () =>
        sampling.antitheticColumn(OUT, first % 2 ** 32, Math.floor(first / 2 ** 32), n, KEY),
      );
      expect(got).toEqual(got.map((_, i) => antitheticAt(key, first + i)));
    }
  },
);

test.each([
  [1, 0],
  [2, 0],
  [3, 0],
  [252, 0],
  [1000, 17],
  [4097, 4000],
  [2 ** 20, 2 ** 20 - 100],
  [2 ** 30, 2 ** 30 - 252],
])(
  'a column of a Latin hypercube of %d points from %d on is the scalar ones, to the bit; after the last point it stands again',
  (points, first) => {
    const record = latinRecord(key, points);
    for (const n of lengths) {
      const got = column(key, n, () => {
        new Uint32Array(sampling.memory.buffer, KEY, 16).set(record);
        sampling.latinColumn(OUT, first, n, KEY);
      });
      const known = Math.min(n, points - first);
      expect(got.slice(0, known)).toEqual(
        Array.from({ length: known }, (_, i) => latinAt(record, first + i)),
      );
    }
  },
);

const sobolFirsts = [
  0,
  1,
  2,
  3,
  4,
  6,
  1023,
  65535,
  2 ** 31 - 5,
  2 ** 31,
  2 ** 32 - 255,
  2 ** 32 - 252,
];

test.each(sobolFirsts)(
  'a column of scrambled Sobol points from %d on is the scalar ones, to the bit',
  (first) => {
    for (const dimension of [0, 1, 2, 17, 500, 1023]) {
      const directions = sobolDirections(dimension);
      new Uint32Array(sampling.memory.buffer, TABLE, 32).set(sobolTable(directions));
      for (const n of lengths) {
        const got = column(key, n, () => sampling.sobolColumn(OUT, first, n, TABLE, KEY));
        expect(got).toEqual(got.map((_, i) => sobolAt(directions, key, first + i)));
      }
    }
  },
);

test('columns and scalars agree under extreme keys', () => {
  const keys: StreamKey[] = [
    [0, 0, 0, 0],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0x80000000, 1, 0xfffffffe, 0x7fffffff],
  ];
  const directions = sobolDirections(9);
  new Uint32Array(sampling.memory.buffer, TABLE, 32).set(sobolTable(directions));
  for (const key of keys) {
    expect(column(key, 64, () => sampling.sobolColumn(OUT, 5, 64, TABLE, KEY))).toEqual(
      Array.from({ length: 64 }, (_, i) => sobolAt(directions, key, 5 + i)),
    );
    expect(column(key, 64, () => sampling.threefryColumn(OUT, 5, 0, 64, KEY))).toEqual(
      Array.from({ length: 64 }, (_, i) => uniformAt(key, 5 + i)),
    );
  }
});
