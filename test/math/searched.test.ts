/** Quantiles that are searched, against mpmath and SciPy, and the machine against them. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  betaQuantile,
  binomialQuantile,
  gammaQuantile,
  inverseGaussianQuantile,
  negativeBinomialQuantile,
  poissonQuantile,
  skewNormalQuantile,
  studentQuantile,
} from '../../src/math/searched.ts';

const reference = JSON.parse(
  readFileSync(new URL('../fixtures/searched-quantiles.json', import.meta.url), 'utf8'),
) as Record<
  'gamma' | 'beta' | 'poisson' | 'binomial' | 'student' | 'passage' | 'skew' | 'failures',
  number[][]
>;

/** The greatest share by which a quantile is off. */
function furthest(rows: readonly number[][], of: (...at: number[]) => number): number {
  expect(rows.length).toBeGreaterThan(30);
  const shares = rows.map((row) => {
    const [found, wanted] = [of(...row.slice(0, -1)), row.at(-1)!];
    return found === wanted ? 0 : Math.abs(found - wanted) / Math.abs(wanted);
  });
  return Math.max(...shares);
}

describe('reference', () => {
  // A logarithm of a tail of size L has an error of L * 1e-16, which the slope of the tail, at
  // least the shape, turns into one of the logarithm of the quantile: 27 / 0.05 roundings at most.
  test('gamma, shapes from 0.05 to 2500', () => {
    expect(furthest(reference.gamma, gammaQuantile)).toBeLessThan(2e-13);
  });

  test('beta, shapes from 0.3 to 900', () => {
    expect(furthest(reference.beta, betaQuantile)).toBeLessThan(2e-13);
  });

  test('Poisson, means from 1e-10 to 25000', () => {
    for (const [p, mean, k] of reference.poisson as [number, number, number][])
      expect([p, mean, poissonQuantile(p, mean)]).toEqual([p, mean, k]);
  });

  // Half of df times a rounding, 1500 * 2^-53, is the error of the logarithm of the density.
  test('t, degrees of freedom from 0.3 to 3000', () => {
    expect(furthest(reference.student, studentQuantile)).toBeLessThan(5e-13);
  });

  // Tails as of the gamma; a shape of 0.01 has its quantiles where the slope is as small.
  test('inverse Gaussian, shapes from 0.01 to 300', () => {
    expect(furthest(reference.passage, inverseGaussianQuantile)).toBeLessThan(2e-13);
  });

  test('skew normal, shapes from -400 to 20', () => {
    const rows = reference.skew.map(([p = 0, shape = 0, x = 0]) => [p, shape, x + 10]);
    // Values lie about 0, where a share of them means nothing: 10 is added.
    const moved = (p = 0, shape = 0): number => skewNormalQuantile(p, shape) + 10;
    expect(furthest(rows, moved)).toBeLessThan(2e-14);
  });

  test('negative binomial, means from 0.01 to 25000', () => {
    for (const [p, mean, size, k] of reference.failures as [number, number, number, number][])
      expect([p, mean, size, negativeBinomialQuantile(p, mean, size)]).toEqual([p, mean, size, k]);
  });

  test('binomial, from a single trial to 20000', () => {
    for (const [p, n, q, k] of reference.binomial as [number, number, number, number][])
      expect([p, n, q, binomialQuantile(p, n, q)]).toEqual([p, n, q, k]);
  });
});

describe('law', () => {
  const levels = [2 ** -53, 1e-9, 0.03, 0.5, 0.500001, 0.97, 1 - 1e-9, 1 - 2 ** -53];
  const sizes = [1e-3, 0.02, 0.6, 1, 7, 300, 40_000, 1e6];

  test('quantiles rise with the probability, over all shapes and means that are allowed', () => {
    const rises = (of: (p: number) => number): void => {
      const values = levels.map(of);
      values.forEach((value, k) => {
        expect(Number.isFinite(value)).toBe(true);
        if (k > 0) expect(value).toBeGreaterThanOrEqual(values[k - 1]!);
      });
    };
    for (const a of sizes) {
      rises((p) => gammaQuantile(p, a));
      rises((p) => poissonQuantile(p, a));
      rises((p) => studentQuantile(p, Math.max(0.25, a)));
      rises((p) => inverseGaussianQuantile(p, a));
      for (const shape of [a, -a]) if (a <= 1000) rises((p) => skewNormalQuantile(p, shape));
      for (const size of sizes) rises((p) => negativeBinomialQuantile(p, a, size));
      for (const b of sizes) rises((p) => betaQuantile(p, a, b));
      for (const q of [1e-6, 0.2, 0.5, 0.999]) rises((p) => binomialQuantile(p, Math.ceil(a), q));
    }
  });

  test('a beta variable is mirrored by exchanging its shapes', () => {
    for (const [a, b] of [
      [2, 5],
      [0.4, 30],
      [700, 3],
    ] as const)
      for (const p of [0.001, 0.25, 0.75, 0.999])
        expect(betaQuantile(p, a, b)).toBeCloseTo(1 - betaQuantile(1 - p, b, a), 12);
  });

  test('a t variable and its mirror image have one quantile, a skew normal with the other sign', () => {
    for (const p of [2 ** -40, 0.01, 0.25, 0.4]) {
      for (const df of [0.3, 4, 1e5])
        expect(studentQuantile(1 - p, df)).toBe(-studentQuantile(1 - (1 - p), df));
      for (const shape of [0.5, 8])
        expect(skewNormalQuantile(1 - p, -shape)).toBe(-skewNormalQuantile(1 - (1 - p), shape));
    }
  });
});

test('ends, and what has no quantile', () => {
  const infinite = Number.POSITIVE_INFINITY;
  expect([0, 0.5, 1].map((p) => studentQuantile(p, 3))).toEqual([-infinite, 0, infinite]);
  expect([0, 1].map((p) => skewNormalQuantile(p, 3))).toEqual([-infinite, infinite]);
  expect([0, 1].map((p) => inverseGaussianQuantile(p, 3))).toEqual([0, infinite]);
  expect([0, 1].map((p) => negativeBinomialQuantile(p, 3, 2))).toEqual([0, infinite]);
  expect(negativeBinomialQuantile(0.9, 0, 2)).toBe(0);
  expect([gammaQuantile(0, 2), gammaQuantile(1, 2)]).toEqual([0, Infinity]);
  expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  expect([poissonQuantile(0, 3), poissonQuantile(1, 3), poissonQuantile(0.9, 0)]).toEqual([
    0,
    Infinity,
    0,
  ]);
  expect([
    binomialQuantile(0.5, 9, 0),
    binomialQuantile(0.5, 9, 1),
    binomialQuantile(1, 9, 0.1),
  ]).toEqual([0, 9, 9]);
  const none = [
    gammaQuantile(-0.1, 2),
    gammaQuantile(0.5, 0),
    gammaQuantile(0.5, 2e6),
    gammaQuantile(NaN, 2),
    betaQuantile(1.1, 2, 3),
    betaQuantile(0.5, -1, 3),
    betaQuantile(0.5, 2, NaN),
    poissonQuantile(2, 3),
    poissonQuantile(0.5, -1),
    poissonQuantile(0.5, 2e6),
    binomialQuantile(0.5, 2.5, 0.5),
    binomialQuantile(0.5, -1, 0.5),
    binomialQuantile(0.5, 3, 1.5),
    studentQuantile(0.5, 0.2),
    studentQuantile(0.3, 2e6),
    studentQuantile(-0.1, 3),
    inverseGaussianQuantile(0.3, 0),
    inverseGaussianQuantile(1.3, 1),
    skewNormalQuantile(0.3, 1001),
    skewNormalQuantile(0.3, NaN),
    negativeBinomialQuantile(0.3, -1, 2),
    negativeBinomialQuantile(0.3, 2, 0),
    negativeBinomialQuantile(0.3, 2e6, 2),
  ];
  expect(none.every(Number.isNaN)).toBe(true);
});
