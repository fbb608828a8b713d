import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classesOf } from '../../../src/sensitivity/given/classes.ts';
import { groupSizes, groupsOf } from '../../../src/sensitivity/given/data.ts';
import { delta } from '../../../src/sensitivity/given/delta.ts';
import { firstOrder } from '../../../src/sensitivity/given/first-order.ts';
import { pawn } from '../../../src/sensitivity/given/pawn.ts';
import { ranksInGroups, ranksOf } from '../../../src/sensitivity/given/ranks.ts';
import { regression } from '../../../src/sensitivity/given/regression.ts';
import { orderOf } from '../../../src/stats/order.ts';
import { covers, normals } from './points.ts';

const columns = fc.array(
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-1, -0, 0, 1)),
  { minLength: 1, maxLength: 200 },
);

test('the order of a column is that of a comparison sort, equal values and both zeros in order of trial', () => {
  fc.assert(
    fc.property(columns, (values) => {
      const expected = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
      expect(Array.from(orderOf(Float64Array.from(values)))).toEqual(expected);
    }),
  );
});

test('classes ascend with the value, equal values share one, and all are counted', () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 2, max: 64 }), (values, most) => {
      const { codes, count, shares } = classesOf(Float64Array.from(values), most);
      expect(count).toBeLessThanOrEqual(most);
      expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-12);
      for (let i = 1; i < values.length; i++) {
        const [a, b] = [values[i - 1], values[i]];
        if (a === b) expect(codes[i]).toBe(codes[i - 1]);
        else if (a < b) expect(codes[i]).toBeGreaterThanOrEqual(codes[i - 1]);
        else expect(codes[i]).toBeLessThanOrEqual(codes[i - 1]);
      }
    }),
  );
});

test('few values have a class each, and a frequent value has one to itself', () => {
  const die = Float64Array.from({ length: 600 }, (_, i) => i % 6);
  expect(classesOf(die, 64).count).toBe(6);
  const atom = Float64Array.from({ length: 1000 }, (_, i) => (i < 400 ? 0 : i - 700));
  const { codes, shares } = classesOf(atom, 16);
  expect(shares[codes[0]]).toBe((400 + 1) / 1000);
});

test('ranks share the middle, among all and within groups', () => {
  const column = Float64Array.of(5, 1, 5, 3, 5, 1);
  expect(Array.from(ranksOf(column))).toEqual([5, 1.5, 5, 3, 5, 1.5]);
  const groups = { count: 2, of: Uint8Array.of(0, 0, 0, 1, 1, 1) };
  expect(Array.from(ranksInGroups(column, groups))).toEqual([2.5, 1, 2.5, 2, 3, 1]);
});

test('draws of unknown origin are dealt into sixteen equal groups, replicates are kept, empty ones passed over', () => {
  const output = new Float64Array(1600);
  const dealt = groupsOf({ inputs: [], output, firsts: [0, 1600] });
  expect(Array.from(groupSizes(dealt))).toEqual(Array.from({ length: 16 }, () => 100));
  const firsts = Array.from({ length: 11 }, (_, r) =>
    r < 5 ? 150 * r : 150 * (r - 1) + 250 * +(r === 10),
  );
  const kept = groupsOf({ inputs: [], output, firsts });
  expect(kept.count).toBe(9);
  const many = Array.from({ length: 201 }, (_, r) => 8 * r);
  expect(groupsOf({ inputs: [], output, firsts: many }).count).toBe(50);
});

test('draws that somebody has sorted by the output still have honest intervals', () => {
  const data = normals('plain', 3, 2, 4096, ([a, b]) => a + b);
  const order = orderOf(data.output);
  const sorted = (column: Float64Array) => column.map((_, k) => column[order[k]]);
  const table = {
    inputs: data.inputs.map(({ id, columns }) => ({ id, columns: columns.map(sorted) })),
    output: sorted(data.output),
    firsts: [0, 4096],
  };
  for (const index of firstOrder(table)!) {
    expect(covers(index, 0.5)).toBe(true);
    expect(index.high! - index.low!).toBeLessThan(0.1);
  }
});

test('the same data give the same bits', () => {
  const make = () => normals('plain', 1, 3, 2048, ([a, b]) => a + b * b);
  for (const method of [firstOrder, delta, pawn, regression]) {
    const data = make();
    expect(method({ ...make(), firsts: [0, 2048] })).toEqual(
      method({ ...data, firsts: [0, 2048] }),
    );
    expect(method(make())).toEqual(method(data));
  }
});
