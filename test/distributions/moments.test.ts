/** @slow computes for seconds */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bernoulli,
  beta,
  discrete,
  discreteuniform,
  lognormal,
  pert,
  truncnormal,
  uniform,
} from '../../src/distributions/index.ts';
import { continuous } from './arbitrary.ts';
import { reference } from './reference.ts';

test('closed form: pert(0, 1, 2) is Beta(3, 3) on [0, 2], with mean 1 and variance 4 * 9 / (36 * 7)', () => {
  const { mean, sd } = pert({ min: 0, mode: 1, max: 2 });
  expect(mean).toBe(1);
  expect(sd * sd).toBeCloseTo(1 / 7, 15);
});

test('closed form: the mean of a pert is (min + 4 mode + max) / 6', () => {
  expect(pert({ min: 0.003, mode: 0.018, max: 0.06 }).mean).toBeCloseTo(0.135 / 6, 16);
});

test('closed form: beta(0.05, 40) has variance 0.05 * 0.95 / 41', () => {
  const { mean, sd } = beta({ mean: 0.05, n: 40 });
  expect(mean).toBe(0.05);
  expect(sd * sd).toBeCloseTo(0.0475 / 41, 16);
});

test('closed form: lognormal(0.04, 0.08) has mean exp(mu + sigma^2 / 2)', () => {
  // mpmath 1.3.0 at 50 digits, sd = mean * sqrt(expm1(sigma^2)); two roundings of exp and one of
  // sqrt.
  const { mean, sd } = lognormal({ p10: 0.04, p90: 0.08 });
  expect(Math.abs(mean / 0.05867536700510362 - 1)).toBeLessThan(1e-15);
  expect(Math.abs(sd / 0.016162331047059632 - 1)).toBeLessThan(1e-15);
});

test('closed form: the sd of a narrow lognormal keeps its digits', () => {
  // For sigma = 1e-8, sd / mean is sigma (1 + sigma^2 / 4); exp(sigma^2) - 1 would be 0.
  const { mean, sd } = lognormal({ p10: 1, p90: 1 + 1e-8 });
  const sigma = 1e-8 / (2 * 1.2815515655446004);
  // log(1 + 1e-8) as log(p90) - log(p10) is exact to a rounding of p90: 1e-8 of itself.
  expect(Math.abs(sd / mean / sigma - 1)).toBeLessThan(2e-8);
});

test('closed form: uniform(0, 12) has mean 6 and sd sqrt(12)', () => {
  const { mean, sd } = uniform({ min: 0, max: 12 });
  expect(mean).toBe(6);
  expect(sd).toBeCloseTo(Math.sqrt(12), 14);
});

test('closed form: a die has mean 3.5 and variance 35 / 12', () => {
  const { mean, sd } = discreteuniform({ min: 1, max: 6 });
  expect(mean).toBe(3.5);
  expect(sd * sd).toBeCloseTo(35 / 12, 14);
});

test('closed form: an even coin has mean and sd one half, whichever way it is written', () => {
  for (const coin of [
    bernoulli({ p: 0.5 }),
    discrete([
      [0, 0.5],
      [1, 0.5],
    ]),
  ]) {
    expect([coin.mean, coin.sd]).toEqual([0.5, 0.5]);
  }
});

// The positive integrals lose nothing to cancellation: a few roundings in each of 480 terms.
test.each(reference.truncatedMoments)(
  'reference: a standard normal kept in [%d, %d] has mean %d and sd %d',
  (min, max, mean, sd) => {
    const cut = truncnormal({ mean: 0, sd: 1, min, max });
    expect(Math.abs(cut.mean - mean)).toBeLessThan(4e-15 * Math.max(Math.abs(mean), max - min));
    expect(Math.abs(cut.sd / sd - 1)).toBeLessThan(1e-13);
  },
);

test('law: a truncated normal and its mirror image have mirrored means and one sd', () => {
  const interval = fc.tuple(
    fc.double({ min: -9, max: 9, noNaN: true }),
    fc.double({ min: 0.01, max: 9, noNaN: true }),
  );
  fc.assert(
    fc.property(interval, ([min, width]) => {
      const one = truncnormal({ mean: 0, sd: 1, min, max: min + width });
      const other = truncnormal({ mean: 0, sd: 1, min: -min - width, max: -min });
      expect(one.mean).toBeCloseTo(-other.mean, 13);
      expect(one.sd).toBeCloseTo(other.sd, 13);
    }),
  );
});

test('law: mean and sd are those of the quantile function', () => {
  fc.assert(
    fc.property(continuous, (distribution) => {
      fc.pre(distribution.sd < Math.abs(distribution.mean) * 3);
      // The midpoint rule over 4000 strata. What it leaves of the last strata in an unbounded tail
      // is the larger part of its error: below 0.2 % of the sd for a mean of every family here.
      const n = 4000;
      const draws = Array.from({ length: n }, (_, i) => distribution.quantile((i + 0.5) / n));
      const mean = draws.reduce((sum, x) => sum + x, 0) / n;
      expect(Math.abs(mean - distribution.mean)).toBeLessThan(0.002 * distribution.sd);
    }),
    { numRuns: 25 },
  );
});
