/**
 * The WebAssembly machine against the scalar code: the same bits, for functions, uniforms, moments
 * and sorting.
 */

import { loadKernel } from '../kernel/load.ts';
import { Sorter } from '../kernel/sorter.ts';
import { type WasmMemory, WebAssembly } from '../kernel/web-assembly.ts';
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
} from '../math/functions.ts';
import { antitheticAt } from '../random/antithetic.ts';
import { sobolDirections } from '../random/directions.ts';
import { streamKey } from '../random/keys.ts';
import { latinAt, latinRecord } from '../random/latin.ts';
import { sobolAt, sobolTable } from '../random/sobol.ts';
import { uniformAt } from '../random/threefry.ts';
import type { Check } from '../report/certificate.ts';
import { differing } from './check.ts';
import type { Reference } from './reference.ts';

const GROUP = 'machine';

interface Exports {
  readonly memory: WasmMemory;
  readonly moments: (out: number, column: number, n: number) => void;
  readonly powColumn: (
    out: number,
    x: number,
    xStep: number,
    y: number,
    yStep: number,
    n: number,
  ) => void;
  readonly powFromLogColumn: (...addressesAndSteps: number[]) => void;
  readonly logPartsColumn: (high: number, low: number, x: number, xStep: number, n: number) => void;
  readonly threefryColumn: (out: number, low: number, high: number, n: number, key: number) => void;
  readonly antitheticColumn: Exports['threefryColumn'];
  readonly latinColumn: (out: number, first: number, n: number, record: number) => void;
  readonly sobolColumn: (out: number, first: number, n: number, table: number, key: number) => void;
}
type Column = (out: number, x: number, xStep: number, n: number) => void;

/** Bytes from one pair of trials to the next. */
const STEP = 16;
/** Trials that column functions take at a time. */
const LANES = 4;
/** Most trials of a column here. */
const LONGEST = 1024;

/** An instance of the kernel with room for columns behind its own memory. */
export class Bench {
  readonly exports: Exports & Readonly<Record<string, Column>>;
  private readonly base: number;

  constructor() {
    const { exports } = new WebAssembly.Instance(loadKernel(), {});
    this.exports = exports as unknown as Bench['exports'];
    this.base = this.exports.memory.buffer.byteLength;
    this.exports.memory.grow(1);
  }

  /** Address of column k; seven fit. */
  address(k: number): number {
    return this.base + k * 8 * LONGEST;
  }

  words(k: number, values: ArrayLike<number>): number {
    new Uint32Array(this.exports.memory.buffer, this.address(k), values.length).set(values);
    return this.address(k);
  }

  /** Puts values into column k. */
  put(k: number, values: readonly number[]): number {
    new Float64Array(this.exports.memory.buffer, this.address(k), values.length).set(values);
    return this.address(k);
  }

  read(k: number, n: number): number[] {
    return [...new Float64Array(this.exports.memory.buffer, this.address(k), n)];
  }
}

/** Columns are filled up to a whole number of lanes. */
function filled(values: readonly number[]): number[] {
  const missing = (LANES - (values.length % LANES)) % LANES;
  return [...values, ...values.slice(0, missing)];
}

const LIMITS = [0, -0, 0.5, 1, -1, 1e300, -1e300, 5e-324, Infinity, -Infinity, NaN];

export function machineChecks({ functions }: Pick<Reference, 'functions'>): Check[] {
  const bench = new Bench();
  const named = (name: string) => ({ group: GROUP, name });
  const argumentsOf = (name: string) => filled([...functions[name].map(([x]) => x), ...LIMITS]);
  const column = (name: string, x: readonly number[], f: (x: number) => number): Check => {
    bench.exports[`${name}Column`](bench.address(1), bench.put(0, x), STEP, x.length);
    return differing(named(name), bench.read(1, x.length), x.map(f));
  };
  return [
    column('exp', argumentsOf('exp'), exp),
    column('log', argumentsOf('log'), log),
    ...powerChecks(bench, functions['pow']),
    column('sin', argumentsOf('sin'), sin),
    column('cos', argumentsOf('cos'), cos),
    column('logistic', argumentsOf('exp'), (x) => 1 / (1 + exp(-x))),
    column('normalQuantile', argumentsOf('normalQuantile'), normalQuantile),
    column('normalCdf', argumentsOf('normalCdf'), normalCdf),
    ...uniformChecks(bench),
    sortCheck(functions['log'].map(([x]) => x)),
  ];
}

function powerChecks(bench: Bench, rows: Reference['functions'][string]): Check[] {
  const [x, y] = [filled(rows.map((row) => row[0])), filled(rows.map((row) => row[1] ?? 0))];
  const n = x.length;
  const { exports } = bench;
  const [base, exponent, out, high, low] = [0, 1, 2, 3, 4].map((k) => bench.address(k));
  bench.put(0, x);
  bench.put(1, y);
  exports.powColumn(out, base, STEP, exponent, STEP, n);
  const powers = bench.read(2, n);
  exports.logPartsColumn(high, low, base, STEP, n);
  const parts = [bench.read(3, n), bench.read(4, n)];
  exports.powFromLogColumn(out, base, STEP, exponent, STEP, high, STEP, low, STEP, n);
  const fromParts = bench.read(2, n);
  return [
    differing(
      { group: GROUP, name: 'pow' },
      powers,
      x.map((x, i) => pow(x, y[i])),
    ),
    differing(
      { group: GROUP, name: 'logParts' },
      parts.flat(),
      [0, 1].flatMap((part) => x.map((x) => logParts(x)[part])),
    ),
    differing(
      { group: GROUP, name: 'powFromLog' },
      fromParts,
      x.map((x, i) => powFromLog(x, y[i], ...logParts(x))),
    ),
  ];
}

/**
 * Uniforms of the four designs, from the first point and from one whose number needs more than 16
 * bits.
 */
function uniformChecks(bench: Bench): Check[] {
  const [n, points] = [256, 100_000];
  const firsts = [0, points - n];
  const key = streamKey('self-test', 'machine', 3);
  const record = latinRecord(key, points);
  const directions = sobolDirections(17);
  const { exports } = bench;
  const out = bench.address(0);
  const keyPlace = bench.words(1, key);
  const recordPlace = bench.words(2, record);
  const tablePlace = bench.words(3, sobolTable(directions));
  const held = (name: string, write: (first: number) => void, at: (index: number) => number) =>
    differing(
      { group: GROUP, name },
      firsts.flatMap((first) => {
        write(first);
        return bench.read(0, n);
      }),
      firsts.flatMap((first) => Array.from({ length: n }, (_, i) => at(first + i))),
    );
  return [
    held(
      'uniforms, monte-carlo',
      (first) => exports.threefryColumn(out, first, 0, n, keyPlace),
      (index) => uniformAt(key, index),
    ),
    held(
      'uniforms, antithetic',
      (first) => exports.antitheticColumn(out, first, 0, n, keyPlace),
      (index) => antitheticAt(key, index),
    ),
    held(
      'uniforms, latin-hypercube',
      (first) => exports.latinColumn(out, first, n, recordPlace),
      (index) => latinAt(record, index),
    ),
    held(
      'uniforms, sobol',
      (first) => exports.sobolColumn(out, first, n, tablePlace, keyPlace),
      (index) => sobolAt(directions, key, index),
    ),
  ];
}

function sortCheck(values: readonly number[]): Check {
  const both = Float64Array.from([...values, ...values.map((x) => -x)]);
  const [sorted] = new Sorter(loadKernel()).sortedParts(both, [0, both.length]);
  return differing({ group: GROUP, name: 'sorting' }, sorted, both.toSorted());
}
