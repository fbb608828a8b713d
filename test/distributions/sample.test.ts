import { expect, test } from 'vitest';
import {
  component,
  eq,
  forecast,
  gamma,
  input,
  lognormal,
  model,
  outcome,
  quarterly,
} from '../../src/index.ts';

test('draws of a lognormal have its mean and its quantiles', () => {
  const dist = lognormal({ p10: 1, p90: 2 });
  const n = 100_000;
  const draws = dist.sample(n, { seed: 'autumn' });
  const mean = draws.reduce((a, b) => a + b, 0) / n;
  // Five standard errors: a right sampler fails for one seed in 1.7 million.
  expect(Math.abs(mean - dist.mean)).toBeLessThan((5 * dist.sd) / Math.sqrt(n));
  const below = draws.filter((x) => x < 2).length / n;
  expect(Math.abs(below - 0.9)).toBeLessThan(5 * Math.sqrt(0.09 / n));
});

test('they are those of an input of that name, in a run of independent trials', async () => {
  const price = gamma({ shape: 2, mean: 3 });
  const x = input('price', { unit: '-', distribution: price });
  const y = outcome('y', { unit: '-', is: eq`${x}` });
  const alone = model('alone', {
    title: 'One input',
    calendar: quarterly('2026Q1', 4),
    components: [component('all', 'Everything.', { x, y })],
  });
  const run = await forecast(alone, {
    trials: 100,
    replicates: 1,
    design: 'monte-carlo',
    seed: 7,
  });
  expect(run.draws('y')).toEqual(price.sample(100, { seed: '7', name: 'price' }));
  expect(price.sample(3, { seed: 7 })).not.toEqual(price.sample(3, { seed: 8 }));
  expect(price.sample(0, { seed: 7 })).toHaveLength(0);
});

test('a number of draws that is none, and no seed, are refused', () => {
  const dist = lognormal({ p10: 1, p90: 2 });
  expect(() => dist.sample(2.5, { seed: 1 })).toThrow('sample: n is 2.5; wanted a whole number');
  expect(() => dist.sample(5, {} as { seed: string })).toThrow('sample: there is no seed');
  expect(() => (dist.sample as (n: number) => unknown)(5)).toThrow('sample: there is no seed');
});
