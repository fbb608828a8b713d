/** Trials redrawn by weight: how often each is taken, and where its copies are. */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { redraw, redrawnColumn } from '../../src/stats/redraw.ts';

const weighed = fc
  .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true })), {
    minLength: 2,
    maxLength: 60,
  })
  .filter((weights) => weights.some((weight) => weight > 0));

test('a trial is taken its share of times, rounded down or up; one without weight never', () => {
  fc.assert(
    fc.property(
      weighed,
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (weights, count, offset) => {
        const values = Float64Array.from(weights);
        const { positions } = redraw({ values, firsts: [0, values.length] }, count, offset);
        const whole = values.reduce((a, b) => a + b, 0);
        const times = new Float64Array(values.length);
        for (const position of positions) times[position]++;
        for (const [i, weight] of values.entries()) {
          const share = (count * weight) / whole;
          // One more or less where the sum is rounded.
          expect(Math.abs(times[i] - share)).toBeLessThan(1 + 1e-6);
          if (weight === 0) expect(times[i]).toBe(0);
        }
      },
    ),
  );
});

test('copies stay in their replicate, and a replicate without weight has none', () => {
  const values = Float64Array.of(1, 3, 0, 0, 2, 2);
  const found = redraw({ values, firsts: [0, 2, 4, 6] }, 8, 0.5);
  expect([...found.positions]).toEqual([0, 1, 1, 1, 4, 4, 5, 5]);
  expect(found.firsts).toEqual([0, 4, 4, 8]);
  expect([...redrawnColumn(Float64Array.of(10, 20, 30, 40, 50, 60), found)]).toEqual([
    10, 20, 20, 20, 50, 50, 60, 60,
  ]);
});

test('weights that are all 0 are refused', () => {
  expect(() => redraw({ values: new Float64Array(3), firsts: [0, 3] }, 3, 0)).toThrow(RangeError);
});
