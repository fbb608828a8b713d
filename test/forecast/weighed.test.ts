/** Discovery and solving on runs whose trials evidence weighs, against closed forms. */

import { beforeAll, expect, test } from 'vitest';
import { discover } from '../../src/forecast/discover.ts';
import { exp, normalQuantile } from '../../src/math/functions.ts';
import {
  component,
  eq,
  forecast,
  input,
  lever,
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

const unit = '-';
const a = input('a', { unit, distribution: normal({ mean: 0, sd: 1 }) });
const b = input('b', { unit, distribution: normal({ mean: 0, sd: 1 }) });
const noise = input('noise', { unit, distribution: uniform({ min: 0, max: 1 }) });
const k = lever('k', { label: 'Shift', unit, value: 0, range: [-4, 4] });
const y = variable('y', { unit, is: eq`${a} + ${k} + 0 * ${b} + 0 * ${noise}` });

const shifted = model('shifted', {
  title: 'Shifted',
  calendar: quarterly('2026Q1', 4),
  components: [
    component('all', 'All.', { a, b, noise, k, y, of: outcome('y', { label: 'y', unit, is: y }) }),
  ],
});
// a is N(0, 1) and a - b, N(0, 2), was seen as 2 with sd 0.5: of precision 1 / (2 + 1 / 4) the mean
// of a moves by 2 / 2.25 and its variance by 1 / 2.25.
const [mean, sd] = [2 / 2.25, Math.sqrt(1 - 1 / 2.25)];
let run: Run;

beforeAll(async () => {
  const seen = { id: 'seen', known: '2026-01-15', quantity: 'a - b', likelihood: 'normal(2, 0.5)' };
  run = await forecast(shifted, { trials: 16_384, seed: 'shifted', evidence: [seen] });
});

test('solve finds the shift at which the updated probability of y > 0 is 0.9', async () => {
  const asked = { inputs: [{ id: 'k' }], for: 'P(y > 0) = 0.9' } as const;
  const { crossings, now } = (await solve(run, asked)) as Solution;
  // k + mean = z sd; the prior would say k = 1.28.
  const truth = normalQuantile(0.9) * sd - mean;
  expect(crossings).toHaveLength(1);
  const [{ value, low, high }] = crossings;
  expect(low).toBeLessThan(truth);
  expect(high).toBeGreaterThan(truth);
  expect(Math.abs(value - truth)).toBeLessThan(0.03);
  // normalCdf(mean / sd) = 0.8835 (scipy 1.17.1).
  expect(Math.abs(now.value! - 0.8835)).toBeLessThan(0.02);
});

test('discover searches the updated trials: how often the condition holds, and where', async () => {
  const { discovery, document, unknown } = await discover(run, 'y > 0.9');
  const { value, low, high } = discovery.share;
  // 1 - normalCdf((0.9 - mean) / sd) = 0.4940 (scipy 1.17.1); before the evidence it is 0.184.
  expect(low!).toBeLessThan(0.494);
  expect(high!).toBeGreaterThan(0.494);
  expect(Math.abs(value! - 0.494)).toBeLessThan(0.03);
  // As many as the weights are worth: sqrt and exp of weights exp(-(x - 2)^2 / 2 s^2), x of N(0, 2).
  const [v, s2, t2] = [2, 0.25, 2];
  const share =
    (s2 / (s2 + t2) / Math.sqrt(s2 / (s2 + 2 * t2))) *
    exp((v * v) / (s2 + 2 * t2) - (v * v) / (s2 + t2));
  expect(discovery.trials / 16_384).toBeCloseTo(share, 2);
  expect(unknown).toBe(0);
  const [{ limits, density }] = discovery.boxes;
  expect(limits.map(({ input: id }) => id)).toEqual(['a']);
  expect(limits[0].low).toBeCloseTo(0.9, 1);
  expect(density.value).toBeGreaterThan(0.98);
  expect(document).toMatchObject({ redrawnFrom: 16_384 });
});
