/** Tables, lags and delays are made of operations: machine and evaluator agree on them to the bit. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  argmax,
  component,
  delay,
  eq,
  input,
  lookup,
  model,
  normal,
  outcome,
  previous,
  quarterly,
  quarters,
  rank,
  series,
  smooth,
  sort,
  uniform,
  variable,
} from '../../src/index.ts';
import { disagreement, planOf } from './agreement.ts';

test('law: whatever the points, the lag and the lead', () => {
  const point = fc.integer({ min: -50, max: 50 });
  const points = fc
    .uniqueArray(point, { minLength: 2, maxLength: 6 })
    .map((xs) => xs.sort((a, b) => a - b).map((x, k) => [x / 10, ((k * 7) % 5) - 2] as const));
  const between = fc.constantFrom('linear', 'step', 'monotone');
  const beyond = fc.constantFrom('held', 'refused');
  const lag = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(points, between, beyond, lag, (table, way, ends, quartersAgo) => {
      const shock = input('shock', {
        unit: 'unit',
        distribution: normal({ mean: 0, sd: 2 }),
        over: quarters,
      });
      const lead = input('lead', { unit: 'quarter', distribution: uniform({ min: 0, max: 6 }) });
      const known = series('known', { unit: 'unit', values: [1, -2, 3, 5, 8, 1, 0, 2, 2] });
      const walk = variable('walk', {
        unit: 'unit',
        over: quarters,
        opening: 1,
        is: eq`${previous} + ${shock} + ${known}`,
      });
      const all = [
        lookup(walk, table, { x: 'unit', y: 'unit', between: way, beyond: ends }),
        previous(walk, quartersAgo),
        previous(walk, 2),
        delay(walk, lead, { max: 5 }),
        smooth(walk, lead),
        ...sort([walk, shock, known, previous(walk)]),
      ];
      const is = (value: (typeof all)[number], k: number) =>
        outcome(`o${k}`, { unit: 'unit', over: quarters, is: eq`${value}` });
      const places = [argmax([walk, shock, known]), rank(walk, [shock, known])].map((value, k) =>
        outcome(`p${k}`, { unit: '-', over: quarters, is: value }),
      );
      const whole = model('tables', {
        title: 'Tables',
        calendar: quarterly('2026Q2', 9),
        components: [component('all', 'All.', [all.map(is), places])],
      });
      const found = disagreement(planOf(whole, { trials: 70 }), [7, 256], 70);
      if (found) expect.fail(found);
    }),
    { numRuns: 12, seed: 19 },
  );
});
