/**
 * What does one value of each elementary function cost: in columns, one at a time, and in the
 * engine's own `Math`?
 *
 *     npm run build:kernel && npx tsx bench/math-functions.ts
 *
 * Columns of 256, which stay in the first-level cache with their operands; ns a value, median of 41
 * rounds and the least. The three sides take turns.
 *
 * Node 20.20.2, Intel Xeon (Sapphire Rapids, 2.3 GHz nominal), a shared machine, 2026-11-23:
 *
 *     ns a value               columns          scalar            Math
 *     exp                  2.40 (2.26)   25.17 (22.15)   23.22 (21.40)
 *     log                  3.82 (3.76)   26.64 (25.56)   19.41 (18.23)
 *     logParts             4.17 (4.07)   33.31 (31.45)
 *     pow                  6.97 (6.79)   72.19 (71.43)   67.11 (66.50)
 *     powFromLog           2.65 (2.63)   72.63 (71.87)   66.59 (66.10)
 *     logistic             2.88 (2.85)   27.15 (26.05)   24.14 (23.49)
 *     sin                  6.49 (6.40)   36.22 (34.94)   19.83 (18.76)
 *     cos                  6.15 (6.12)   32.78 (32.06)   20.21 (19.38)
 *     normalQuantile       3.95 (3.56)   24.70 (22.60)
 *     normalCdf            6.13 (6.10)   54.03 (52.90)
 */

/* oxlint-disable no-restricted-properties -- Math is one of the sides. */

import { loadKernel } from '../src/kernel/load.ts';
import { type WasmMemory, WebAssembly } from '../src/kernel/web-assembly.ts';
import {
  cos,
  exp,
  log,
  logParts,
  normalCdf,
  normalQuantile,
  pow,
  sin,
} from '../src/math/functions.ts';

const N = 256;
const ROUNDS = 41;
const CALLS = 500;

type Column = (...addressesStepsAndCount: number[]) => void;
const { exports } = new WebAssembly.Instance(loadKernel(), { env: { abort: () => {} } });
const kernel = exports as unknown as Record<string, Column>;
const memory = exports.memory as WasmMemory;
const free = memory.buffer.byteLength;
memory.grow(1);
const [a, b, out, high, low] = [0, 1, 2, 3, 4].map((k) => free + k * 8 * (N + 8));
const column = (at: number) => new Float64Array(memory.buffer, at, N);

/**
 * A number in (0, 1), the i-th of a sequence that fills it evenly and in no order a branch
 * predictor learns.
 */
const spread = (i: number) => (((i * i + 7) * 0.6180339887498949) % 1) * 0.999 + 0.0005;

interface Case {
  readonly name: string;
  /** Arguments for u in (0, 1). */
  readonly x: (u: number) => number;
  readonly columns: () => void;
  readonly scalar: (x: number, y: number) => number;
  readonly math?: (x: number, y: number) => number;
}

const score = (u: number) => normalQuantile(u);
const unary = (name: string) => () => kernel[`${name}Column`](out, a, 16, N);

const cases: Case[] = [
  { name: 'exp', x: (u) => 20 * u - 10, columns: unary('exp'), scalar: exp, math: Math.exp },
  { name: 'log', x: (u) => 10 * u, columns: unary('log'), scalar: log, math: Math.log },
  {
    name: 'logParts',
    x: (u) => 10 * u,
    columns: () => kernel.logPartsColumn(high, low, a, 16, N),
    scalar: (x) => logParts(x)[1],
  },
  {
    name: 'pow',
    x: (u) => 10 * u,
    columns: () => kernel.powColumn(out, a, 16, b, 16, N),
    scalar: pow,
    math: Math.pow,
  },
  {
    name: 'powFromLog',
    x: (u) => 10 * u,
    columns: () => kernel.powFromLogColumn(out, a, 16, b, 16, high, 16, low, 16, N),
    scalar: pow,
    math: Math.pow,
  },
  {
    name: 'logistic',
    x: (u) => 20 * u - 10,
    columns: unary('logistic'),
    scalar: (x) => 1 / (1 + exp(-x)),
    math: (x) => 1 / (1 + Math.exp(-x)),
  },
  { name: 'sin', x: (u) => 20 * u - 10, columns: unary('sin'), scalar: sin, math: Math.sin },
  { name: 'cos', x: (u) => 20 * u - 10, columns: unary('cos'), scalar: cos, math: Math.cos },
  { name: 'normalQuantile', x: (u) => u, columns: unary('normalQuantile'), scalar: normalQuantile },
  { name: 'normalCdf', x: score, columns: unary('normalCdf'), scalar: normalCdf },
];

let used = 0;

function oneAtATime(f: (x: number, y: number) => number): () => void {
  return () => {
    const [x, y] = [column(a), column(b)];
    let sum = 0;
    for (let i = 0; i < N; i++) sum += f(x[i], y[i]);
    used += sum;
  };
}

/** ns a value of each side, one list a side. */
function timings(sides: (() => void)[], calls: number): number[][] {
  const times: number[][] = sides.map(() => []);
  for (let round = -8; round < ROUNDS; round++) {
    sides.forEach((side, k) => {
      const start = process.hrtime.bigint();
      for (let call = 0; call < calls; call++) side();
      const ns = Number(process.hrtime.bigint() - start) / calls / N;
      if (round >= 0) times[k].push(ns);
    });
  }
  return times.map((list) => list.sort((x, y) => x - y));
}

console.log(
  `${'ns a value'.padEnd(16)}${['columns', 'scalar', 'Math'].map((s) => s.padStart(16)).join('')}`,
);
for (const { name, x, columns, scalar, math } of cases) {
  for (let i = 0; i < N; i++) {
    column(a)[i] = x(spread(i));
    column(b)[i] = 4 * spread(i + 1000) - 2;
  }
  kernel.logPartsColumn(high, low, a, 16, N);
  const sides = [columns, oneAtATime(scalar), ...(math ? [oneAtATime(math)] : [])];
  const cells = timings(sides, CALLS).map((list) =>
    `${list[ROUNDS >> 1].toFixed(2)} (${list[0].toFixed(2)})`.padStart(16),
  );
  used += column(out)[N - 1];
  console.log(name.padEnd(16) + cells.join(''));
}
if (used === 0.5) console.log(used);
