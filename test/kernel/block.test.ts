import { describe, expect, test } from 'vitest';
import { inputColumns } from '../../src/compile/lower.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { blockStretches, trialNumbers } from '../../src/execute/layout.ts';
import { type BlockResult, drawsOf, Simulator } from '../../src/execute/simulate.ts';
import {
  component,
  eq,
  input,
  lognormal,
  model,
  normal,
  outcome,
  quarterly,
  quarters,
  uniform,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { MOMENTS } from '../../src/kernel/machine.ts';
import { type WasmMemory, WebAssembly } from '../../src/kernel/web-assembly.ts';
import { planOf, simulateAll } from './agreement.ts';

const x = input('x', { unit: '-', distribution: normal({ mean: 1e3, sd: 1 }) });
const y = input('y', { unit: '-', distribution: lognormal({ p10: 1, p90: 10 }), over: quarters });
const u = input('u', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });

const sick = model('sick', {
  title: 'Some trials of it fail',
  calendar: quarterly('2026Q1', 2),
  components: [
    component('all', 'Everything.', [
      outcome('a', { unit: '-', is: eq`${x} * 3` }),
      outcome('b', { unit: '-', over: quarters, is: y }),
      // A twentieth of the trials is infinite, another is no number at all, and a few are below
      // zero without end.
      outcome('c', {
        unit: '-',
        is: eq`if(${u} < 0.05, 1 / 0, if(${u} < 0.1, 0 / 0, if(${u} > 0.99, -1 / 0, ${u})))`,
      }),
      outcome('d', { unit: '-', is: eq`${x} / 0 - ${x} / 0` }),
    ]),
  ],
});

const plan = planOf(sick, { trials: 2001, replicates: 3, blockSize: 700 });
const ids = outcomeColumns(plan.program).map(({ id }) => id);
const blocks = simulateAll(plan, 256);

const columnOf = ({ columns, trials }: BlockResult, column: number): Float64Array =>
  columns.subarray(column * trials, (column + 1) * trials);

test('a run is as many blocks as it takes, the last one shorter', () => {
  expect(blocks.map(({ block, trials }) => [block, trials])).toEqual([
    [0, 700],
    [1, 700],
    [2, 601],
  ]);
});

test('law: moments of each replicate are those of its finite values', () => {
  for (const result of blocks) {
    for (const [column, id] of ids.entries()) {
      for (const { replicate, length, position } of blockStretches(plan, result.block)) {
        const all = columnOf(result, column).slice(position, position + length);
        const values = all.filter(Number.isFinite);
        const at = (column * plan.replicates + replicate) * MOMENTS;
        const [count, mean, squares, least, greatest] = result.moments.subarray(at, at + MOMENTS);
        expect(count, id).toBe(values.length);
        if (values.length === 0) continue;
        const direct = values.reduce((sum, v) => sum + v, 0) / values.length;
        const size = Math.max(...values.map(Math.abs));
        // Two sums of n numbers in different orders differ by n roundings at most.
        expect(Math.abs(mean! - direct)).toBeLessThan(values.length * size * Number.EPSILON);
        const spread = values.reduce((sum, v) => sum + (v - direct) * (v - direct), 0);
        expect(Math.abs(squares! / spread - 1)).toBeLessThan(1e-9);
        expect(least).toBe(Math.min(...values));
        expect(greatest).toBe(Math.max(...values));
      }
    }
  }
});

test('a replicate without a finite value counts none', () => {
  const column = ids.indexOf('d');
  for (const { moments } of blocks) {
    for (let r = 0; r < 3; r++) {
      const at = (column * plan.replicates + r) * MOMENTS;
      expect([...moments.subarray(at, at + MOMENTS)]).toEqual([0, 0, 0, Infinity, -Infinity]);
    }
  }
});

describe('failures', () => {
  test('are named by column and trial: the first ones of each column, a few', () => {
    for (const result of blocks) {
      const numbers = trialNumbers(plan, result.block);
      for (const [column, id] of ids.entries()) {
        const values = columnOf(result, column);
        const failed = [...numbers].filter((_, position) => !Number.isFinite(values[position]!));
        failed.sort((one, other) => one - other);
        const named = result.failures.filter((failure) => failure.column === column);
        expect(named.map(({ trial }) => trial)).toEqual(failed.slice(0, named.length));
        expect(named.length > 0, id).toBe(failed.length > 0);
      }
    }
  });

  test('are all of one bit pattern where they are no number, or digests would differ between engines', () => {
    const column = columnOf(blocks[0]!, ids.indexOf('d'));
    const bits = new BigUint64Array(column.slice().buffer);
    expect(new Set(bits)).toEqual(new Set([0x7ff8000000000000n]));
  });
});

test('recorded inputs stand behind the outcomes and change neither digest nor moments', () => {
  const simulator = new Simulator(plan, loadKernel(), { recordInputs: true });
  const result = simulator.block(1);
  const recorded = inputColumns(plan.program, drawsOf(plan)).map(({ id }) => id);
  expect(recorded).toEqual(['u', 'x', 'y[2026Q1]', 'y[2026Q2]']);
  expect(result.digest).toBe(blocks[1]!.digest);
  expect(result.moments).toEqual(blocks[1]!.moments);
  expect(result.columns.length).toBe(700 * (ids.length + recorded.length));
  // b is y itself.
  const drawn = columnOf(result, ids.length + recorded.indexOf('y[2026Q2]'));
  expect(drawn).toEqual(columnOf(result, ids.indexOf('b[2026Q2]')));
});

test('an input that is set to a number is not recorded, for it differs in no trial', () => {
  const fixed = planOf(sick, { trials: 10 }, { x: 'point(3)', y: 'point(2)' });
  expect(inputColumns(fixed.program, drawsOf(fixed)).map(({ id }) => id)).toEqual(['u']);
  const [block] = simulateAll(fixed, 4, true);
  expect([...columnOf(block!, ids.indexOf('a'))]).toEqual(Array.from({ length: 10 }, () => 9));
  expect([...columnOf(block!, ids.indexOf('b[2026Q1]'))]).toEqual(
    Array.from({ length: 10 }, () => 2),
  );
});

test('blocks may be computed in any order, twice, and into memory that is used again', () => {
  const simulator = new Simulator(plan, loadKernel());
  const used = new Float64Array(700 * ids.length + 5).fill(7);
  for (const [block, into] of [[2], [0, used], [2, used], [1], [1, new Float64Array(3)]] as const) {
    const { columns, ...rest } = simulator.block(block, into);
    const { columns: wanted, ...expected } = blocks[block]!;
    expect(rest).toEqual(expected);
    expect(columns.subarray(0, wanted.length)).toEqual(wanted);
    expect(columns === into).toBe(into === used);
  }
});

describe('the hash of a column', () => {
  const { exports } = new WebAssembly.Instance(loadKernel(), { env: { abort: () => undefined } });
  const kernel = exports as unknown as {
    memory: WasmMemory;
    columnHash(out: number, column: number, trials: number): void;
  };
  const at = kernel.memory.buffer.byteLength;
  kernel.memory.grow(1);

  function hash(values: Float64Array, n = values.length): string {
    new Float64Array(kernel.memory.buffer, at + 64, values.length).set(values);
    kernel.columnHash(at, at + 64, n);
    return new BigUint64Array(kernel.memory.buffer, at, 2).join();
  }

  test.each([1, 2, 3, 4, 5, 7, 8, 100])(
    'law: is another for every change of one of %d values',
    (n) => {
      const values = Float64Array.from({ length: n }, (_, k) => Math.sqrt(k));
      const found = new Set([hash(values)]);
      const bits = new BigUint64Array(values.buffer);
      for (let k = 0; k < n; k++) {
        for (const bit of [0n, 1n, 31n, 32n, 51n, 52n, 63n]) {
          bits[k]! ^= 1n << bit;
          found.add(hash(values));
          bits[k]! ^= 1n << bit;
        }
      }
      expect(found.size).toBe(1 + 7 * n);
    },
  );

  test('is another in another order, and of another number of values', () => {
    const values = Float64Array.from({ length: 16 }, () => 0);
    const hashes = Array.from({ length: 16 }, (_, n) => hash(values, n + 1));
    const swapped = Array.from({ length: 15 }, (_, k) => {
      const other = Float64Array.from({ length: 16 }, (_value, i) => i);
      [other[k], other[k + 1]] = [other[k + 1]!, other[k]!];
      return hash(other);
    });
    expect(new Set([...hashes, ...swapped]).size).toBe(31);
  });

  test('reads nothing beyond the column', () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, 6);
    const first = hash(values, 5);
    values[5] = 7;
    expect(hash(values, 5)).toBe(first);
  });
});
