import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BucketCounter } from '../../src/kernel/bucket-counter.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { layBuckets } from '../../src/stats/bucket-layout.ts';
import { ascending, counted, REQUEST } from '../stats/bucketed.ts';

const value = fc.oneof(
  fc.double(),
  fc.double({ noNaN: true, min: -3, max: 3 }),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(
    -0,
    0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    1.7976931348623157e308,
  ),
);
const finite = (values: readonly number[]) => values.filter(Number.isFinite);
const draws = fc.array(value, { maxLength: 60 });

test('law: the kernel counts as the arithmetic of layouts does, replicate by replicate, whatever is not finite left out', () => {
  fc.assert(
    fc.property(fc.array(draws, { minLength: 1, maxLength: 4 }), draws, (replicates, pilot) => {
      const layout = layBuckets(ascending(finite(pilot)), { ...REQUEST, draws: 1e5 });
      const counter = new BucketCounter(loadKernel(), replicates.length, 240);
      const table = counter.add(layout);
      const other = counter.add(layout);
      counter.load(Float64Array.from(replicates.flat()));
      let from = 0;
      replicates.forEach((values, r) => {
        counter.count(table, r, from, values.length, finite(values).length);
        from += values.length;
      });
      const { buckets, groups } = counter.counts(table);
      const wanted = counted(layout, replicates);
      expect([...buckets]).toEqual(wanted.buckets);
      expect([...groups]).toEqual(wanted.groups);
      expect(counter.counts(other).buckets.every((n) => n === 0)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('more values than it has room for are refused', () => {
  const counter = new BucketCounter(loadKernel(), 1, 8);
  expect(() => counter.load(new Float64Array(9))).toThrow('9 values, more than 8');
});
