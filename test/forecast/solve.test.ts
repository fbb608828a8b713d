/**
 * Solving against closed forms, and what it refuses.
 *
 * @slow computes for seconds
 */

import { beforeAll, describe, expect, test } from 'vitest';
import { log, normalCdf } from '../../src/math/functions.ts';
import {
  bernoulli,
  component,
  eq,
  type Frontier,
  forecast,
  input,
  lever,
  lognormal,
  model,
  normal,
  outcome,
  quarterly,
  type Run,
  type Solution,
  solve,
  uniform,
  variable,
} from '../../src/node/index.ts';

const k = lever('k', { label: 'Slope', unit: '-', value: 1, range: [0, 4] });
const m = input('m', { unit: '-', distribution: uniform({ min: 1, max: 3 }) });
const flag = input('flag', { unit: '-', distribution: bernoulli({ p: 0.5 }) });
const idle = input('idle', { unit: '-', distribution: uniform({ min: 1, max: 3 }) });
const noise = input('noise', { unit: '-', distribution: normal({ mean: 2, sd: 1 }) });
const factor = input('size', { unit: '-', distribution: lognormal({ p50: 1, p90: 2 }) });
const line = variable('line', { unit: '-', is: eq`${k} * ${m} + ${noise} + 0 * ${flag}` });
const grown = variable('grown', { unit: '-', is: eq`${m} * ${factor}` });

const small = model('lines', {
  title: 'Lines',
  calendar: quarterly('2026Q1', 4),
  components: [
    component('lines', 'Straight lines.', {
      k,
      m,
      flag,
      idle,
      noise,
      factor,
      line,
      grown,
      outcomeLine: outcome('line', { label: 'Line', unit: '-', is: line }),
      outcomeGrown: outcome('grown', { label: 'Grown', unit: '-', is: grown }),
    }),
  ],
});
let run: Run;
beforeAll(async () => {
  run = await forecast(small, { trials: 16_384, seed: 'lines' });
});

test('of a mean that is linear in a lever: E(k m + noise) = 2 k + 2 is 7 at 2.5', async () => {
  const found = (await solve(run, {
    inputs: [{ id: 'k' }],
    for: 'E(line) = 7',
  })) as Solution;
  const [{ value, low, high, rises }] = found.crossings;
  expect(low).toBeLessThan(2.5);
  expect(high).toBeGreaterThan(2.5);
  // 16,384 points of a Sobol design know the mean to four digits.
  expect(high - low).toBeLessThan(0.01);
  expect(Math.abs(value - 2.5)).toBeLessThan(0.01);
  expect(rises).toBe(true);
  expect(found.turn).toBeUndefined();
  expect(found.input).toMatchObject({ label: 'Slope', from: 0, to: 4, distribution: 'point(1)' });
  expect(found.now.value).toBeCloseTo(4, 2);
  expect(found.plans).toBe(found.tried.length + 1);
});

test('of a probability of a lognormal: where P(m size > 3) is 0.3', async () => {
  const found = (await solve(run, {
    inputs: [{ id: 'm' }],
    for: 'P(grown > 3) = 30 %',
  })) as Solution;
  // log(size) is normal with sd log(2) / z90; scipy 1.17.1: norm.ppf(0.9), norm.ppf(0.7).
  const sd = log(2) / 1.2815515655446004;
  const exact = 3 * Math.E ** (-0.5244005127080407 * sd);
  expect(1 - normalCdf(log(3 / exact) / sd)).toBeCloseTo(0.3, 12);
  const [{ value, low, high }] = found.crossings;
  expect(low).toBeLessThan(exact);
  expect(high).toBeGreaterThan(exact);
  expect(Math.abs(value - exact)).toBeLessThan(0.01);
});

test('what is out of reach is said with the most that was reached', async () => {
  const found = (await solve(run, {
    inputs: [{ id: 'k', between: [0, 1] }],
    for: 'E(line) = 5',
  })) as Solution;
  expect(found.crossings).toEqual([]);
  expect(found.greatest?.x).toBe(1);
  expect(found.greatest?.estimate.value).toBeCloseTo(4, 2);
});

test('two inputs give a frontier: k m + 2 = 5 on k = 3 / m', async () => {
  const found = (await solve(run, {
    inputs: [{ id: 'm', between: [1, 3] }, { id: 'k' }],
    for: 'E(line) = 5',
    points: 3,
  })) as Frontier;
  expect(found.rows.map(({ at }) => at)).toEqual([1, 2, 3]);
  found.rows.forEach(({ at, crossings }) => {
    expect(crossings[0].value).toBeCloseTo(3 / at, 2);
  });
});

test('with evidence the trials of every value are weighed anew', async () => {
  const given = await forecast(small, { trials: 16_384, seed: 'lines', given: ['noise > 2'] });
  const found = (await solve(given, { inputs: [{ id: 'k' }], for: 'E(line) = 7' })) as Solution;
  // The mean of a normal above its own mean is sqrt(2 / pi) standard deviations above it.
  const exact = (7 - 2 - Math.sqrt(2 / Math.PI)) / 2;
  expect(Math.abs(found.crossings[0].value - exact)).toBeLessThan(0.02);
});

describe('what cannot be is refused', () => {
  test.each([
    [{ inputs: [{ id: 'kk' }] }, 'there is no input "kk"; did you mean k'],
    [{ inputs: [{ id: 'idle' }] }, 'no outcome depends on idle'],
    [{ inputs: [{ id: 'flag' }] }, 'which has no values in between; compare runs with --set'],
    [{ inputs: [] }, '0 inputs are to vary; wanted one, or two for a frontier'],
    [{ inputs: [{ id: 'k' }, { id: 'k' }] }, 'k is to vary twice'],
    [{ inputs: [{ id: 'k', between: [2, 1] as const }] }, 'wanted the lower end first'],
    [{ inputs: [{ id: 'k', between: [0, 9] as const }] }, 'wanted within 0 to 4 (-)'],
    [{ points: 2 }, 'points is 2; wanted a whole number from 3 to 1000'],
    [{ for: 'P(line > 3)' }, 'found no number to reach'],
    [{ for: 'P(line > 3) = 30' }, 'did you mean 0.3?'],
    [{ for: 'E(line) = 30 %' }, 'only a probability can be in per cent'],
    [{ for: 'E(line) = x' }, '"x" is no number'],
    [{ for: 'E(lin) = 3' }, 'there is no input or outcome lin'],
  ])('%j', async (change, message) => {
    await expect(
      solve(run, { inputs: [{ id: 'k' }], for: 'E(line) = 7', ...change }),
    ).rejects.toThrow(message);
  });
});
