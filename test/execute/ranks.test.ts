/** Ranks of a column and of its replicates from one sort, against a sort of each. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ranks } from '../../src/dependence/index.ts';
import { ranksOf } from '../../src/execute/correlations.ts';

const value = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -0, 1 / 0, -1 / 0),
);

test('ranks of a column and of each replicate are those of a sort of each', () => {
  fc.assert(
    fc.property(fc.array(fc.array(value, { maxLength: 20 }), { maxLength: 5 }), (replicates) => {
      const firsts = [0];
      for (const { length } of replicates) firsts.push(firsts[firsts.length - 1] + length);
      const column = Float64Array.from(replicates.flat());
      const { pooled, own } = ranksOf(column, firsts);
      expect(pooled).toEqual(ranks(column));
      expect([...own]).toEqual(
        replicates.flatMap((values) => [...ranks(Float64Array.from(values))]),
      );
    }),
    { numRuns: 2000 },
  );
});
