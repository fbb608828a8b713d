/** @slow computes for seconds */

import { main as asc } from 'assemblyscript/asc';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type WasmMemory, WebAssembly } from '../../src/kernel/web-assembly.ts';
import {
  cos,
  exp,
  log,
  logParts,
  normalCdf,
  normalQuantile,
  pow,
  powFromLog,
  sin,
} from '../../src/math/functions.ts';
import { anyDouble, turningPoints } from './doubles.ts';

type Column = (out: number, a: number, aStep: number, n: number) => void;
interface Functions {
  memory: WasmMemory;
  logPartsColumn(high: number, low: number, a: number, aStep: number, n: number): void;
  powColumn(out: number, a: number, aStep: number, b: number, bStep: number, n: number): void;
  powFromLogColumn(
    ...addressesAndSteps: [out: number, ...operands: number[], lowStep: number, n: number]
  ): void;
}

// Compiled here with the options of `npm run build:kernel`, so that the source is tested and not an
// older build.
const options =
  '--optimizeLevel 3 --shrinkLevel 0 --converge --noAssert --runtime stub --enable simd';
const LONGEST = 256;
const GUARD = 12345;
let kernel: Functions & Record<string, Column>;
/** Addresses of columns, each with room for a guard before and after it. */
let address: number[];

beforeAll(async () => {
  let wasm: Uint8Array<ArrayBufferLike> = new Uint8Array();
  const { error, stderr } = await asc(
    ['src/kernel/assembly/functions.ts', '--outFile', 'functions.wasm', ...options.split(' ')],
    { writeFile: (_, contents) => void (wasm = contents as Uint8Array) },
  );
  if (error) throw new Error(stderr.toString(), { cause: error });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), {});
  kernel = instance.exports as unknown as typeof kernel;
  const free = kernel.memory.buffer.byteLength;
  kernel.memory.grow(1);
  address = [0, 1, 2, 3, 4].map((k) => free + 16 + k * 8 * (LONGEST + 4));
});

const view = (k: number, n: number) => new Float64Array(kernel.memory.buffer, address[k], n);

function put(k: number, values: readonly number[]): void {
  view(k, values.length).set(values);
}

/** n doubles that `write` leaves in column k; what stands on either side must stay. */
function written(k: number, n: number, write: () => void): number[] {
  const around = new Float64Array(kernel.memory.buffer, address[k] - 8, n + 2);
  around[0] = around[n + 1] = GUARD;
  write();
  expect([around[0], around[n + 1]]).toEqual([GUARD, GUARD]);
  return [...view(k, n)];
}

/** Compared bit by bit, but for what kind of NaN it is: `toEqual` takes microseconds a number. */
function expectSame(got: readonly number[], wanted: readonly number[]): void {
  const isSame = got.length === wanted.length && got.every((x, i) => Object.is(x, wanted[i]));
  // Says where they differ.
  if (!isSame) expectSame(got, wanted);
  expect(isSame).toBe(true);
}

const scalars: [name: string, f: (x: number) => number][] = [
  ['exp', exp],
  ['log', log],
  ['sin', sin],
  ['cos', cos],
  ['normalQuantile', normalQuantile],
  ['normalCdf', normalCdf],
  ['logistic', (x) => 1 / (1 + exp(-x))],
];

const column = fc
  .integer({ min: 1, max: 10 })
  .chain((quads) => fc.array(anyDouble, { minLength: 4 * quads, maxLength: 4 * quads }));

/** Arguments from a to b, n of them and a multiple of 4, at the same distance. */
const grid = (a: number, b: number, n: number) =>
  Array.from({ length: n }, (_, i) => a + ((b - a) * i) / (n - 1));

const grids = [
  grid(-760, 760, 20_000),
  // Where exp nears the subnormal numbers and a step taken too early would round twice, beside
  // harmless neighbours.
  grid(-746, -560, 80_000).map((x, i) => (i % 4 === 1 ? x : 0.5)),
  grid(-1e-3, 1e-3, 4000),
  grid(0, 1, 20_000),
  grid(0.99, 1.01, 4000),
  grid(-40, 10, 8000),
  grid(-2e6, 2e6, 8000),
  grid(0, 2 ** -1030, 4000),
  // Every exponent, four significands each.
  Array.from({ length: 8396 }, (_, i) => 2 ** ((i - 4296) / 4)),
];

test.each(scalars)('a column of %s is the scalar function, to the bit', (name, f) => {
  const check = (values: number[]) => {
    const n = values.length;
    put(0, values);
    const got = written(1, n, () => kernel[`${name}Column`](address[1], address[0], 16, n));
    expectSame(got, values.map(f));
    // Over its own operand.
    const over = written(0, n, () => kernel[`${name}Column`](address[0], address[0], 16, n));
    expectSame(over, got);
  };
  fc.assert(fc.property(column, check), { numRuns: 1500 });
  for (const values of grids) {
    for (let i = 0; i < values.length; i += LONGEST) check(values.slice(i, i + LONGEST));
  }
});

test.each(scalars)('a column of %s of a scalar is one value', (name, f) => {
  for (const x of [0.3, 0.9999, -3, 1e300, ...turningPoints]) {
    put(0, [x, x]);
    const got = written(1, 8, () => kernel[`${name}Column`](address[1], address[0], 0, 8));
    expectSame(
      got,
      Array.from(got, () => f(x)),
    );
  }
});

test('a column of logarithms in two parts is the scalar parts, to the bit', () => {
  fc.assert(
    fc.property(column, (values) => {
      const n = values.length;
      put(0, values);
      const high = written(1, n, () =>
        kernel.logPartsColumn(address[1], address[2], address[0], 16, n),
      );
      const low = written(2, n, () =>
        kernel.logPartsColumn(address[0], address[2], address[0], 16, n),
      );
      expect(high.map((h, i) => [h, low[i]])).toEqual(values.map(logParts));
      expect([...view(0, n)]).toEqual(high);
    }),
    { numRuns: 1500 },
  );
});

const powers = fc.array(fc.tuple(anyDouble, anyDouble), { minLength: 32, maxLength: 32 });

test('a column of powers is the scalar powers, from the logarithms too, to the bit', () => {
  fc.assert(
    fc.property(powers, (pairs) => {
      const n = pairs.length;
      const [x, y] = [pairs.map((pair) => pair[0]), pairs.map((pair) => pair[1])];
      put(0, x);
      put(1, y);
      const got = written(2, n, () =>
        kernel.powColumn(address[2], address[0], 16, address[1], 16, n),
      );
      expectSame(
        got,
        x.map((x, i) => pow(x, y[i])),
      );
      kernel.logPartsColumn(address[3], address[4], address[0], 16, n);
      const operands = [address[0], 16, address[1], 16, address[3], 16, address[4]];
      const again = written(4, n, () => kernel.powFromLogColumn(address[4], ...operands, 16, n));
      expectSame(again, got);
      expectSame(
        got,
        x.map((x, i) => powFromLog(x, y[i], ...logParts(x))),
      );
    }),
    { numRuns: 1500 },
  );
});

test('powers of a scalar, and to a scalar, are the scalar powers over more than one chunk', () => {
  const values = grid(-3, 12, LONGEST - 4);
  const n = values.length;
  for (const scalar of [0.5, -2, 3, 0, 1, 1.1, 40, 1e-310, NaN, Infinity]) {
    put(0, values);
    put(1, [scalar, scalar]);
    const base = written(2, n, () =>
      kernel.powColumn(address[2], address[0], 16, address[1], 0, n),
    );
    expectSame(
      base,
      values.map((x) => pow(x, scalar)),
    );
    const exponent = written(0, n, () =>
      kernel.powColumn(address[0], address[1], 0, address[0], 16, n),
    );
    expectSame(
      exponent,
      values.map((y) => pow(scalar, y)),
    );
  }
});
