/** Draws in order of trial number, from some trial to another. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trialRange } from '../../src/store/trial-order.ts';

test('trial i is point floor(i / R) of replicate i mod R, from whichever trial on', () => {
  const places = fc
    .record({ n: fc.integer({ min: 1, max: 3000 }), R: fc.integer({ min: 1, max: 17 }) })
    .chain(({ n, R }) =>
      fc.record({
        n: fc.constant(n),
        R: fc.constant(R),
        from: fc.integer({ min: 0, max: n }),
        length: fc.integer({ min: 0, max: n }),
      }),
    );
  fc.assert(
    fc.property(places, ({ n, R, from, length }) => {
      const to = Math.min(n, from + length);
      const replicates = Array.from({ length: R }, (_, r) =>
        Array.from({ length: Math.ceil((n - r) / R) }, (_, point) => point * R + r),
      );
      const firsts = [0];
      for (const { length: size } of replicates) firsts.push(firsts[firsts.length - 1] + size);
      const draws = Float64Array.from(replicates.flat());
      const wanted = Array.from({ length: to - from }, (_, k) => from + k);
      expect([...trialRange({ firsts }, draws, from, to)]).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});
