import { expect, test } from 'vitest';
import { parsePrecision } from '../../src/query/precision.ts';

const names = { columns: ['pumps.share[2029]', 'target.reached'] };

test.each([
  ['P(target.reached) ± 0.001', 'P(target.reached)', 0.001],
  ['P(target.reached) ± 0.1 %', 'P(target.reached)', 0.001],
  ['E(pumps.share[2029])+-0.02', 'E(pumps.share[2029])', 0.02],
  ['Q(0.9, pumps.share[2029]) +/- 1e-3', 'Q(0.9, pumps.share[2029])', 0.001],
])('%s is a statistic and its error', (text, statistic, error) => {
  const { query, error: found } = parsePrecision(text, names);
  expect(query.text).toBe(statistic);
  // A per cent is a division by 100, which rounds.
  expect(found).toBeCloseTo(error, 15);
});

test.each([
  ['P(target.reached)', /found no error to reach; wanted a statistic, ±/],
  ['P(target.reached) ± 0', /"0" is no error above 0/],
  ['P(target.reached) ± -0.1', /"-0.1" is no error above 0/],
  ['P(target.reached) ± small', /"small" is no error above 0/],
  ['E(pumps.share[2029]) ± 1 %', /only a probability can be in per cent/],
  ['P(target.reachd) ± 0.1', /target\.reached/],
])('%s is refused', (text, why) => {
  expect(() => parsePrecision(text, names)).toThrow(why);
});
