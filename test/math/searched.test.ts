/** Quantiles that are searched, against mpmath and SciPy, and the machine against them. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  betaQuantile,
  binomialQuantile,
  gammaQuantile,
  poissonQuantile,
} from '../../src/math/searched.ts';

const reference = JSON.parse(
  readFileSync(new URL('../fixtures/searched-quantiles.json', import.meta.url), 'utf8'),
) as Record<'gamma' | 'beta' | 'poisson' | 'binomial', number[][]>;

/** The greatest share by which a quantile is off. */
function furthest(rows: readonly number[][], of: (...at: number[]) => number): number {
  expect(rows.length).toBeGreaterThan(30);
  return Math.max(...rows.map((row) => Math.abs(of(...row.slice(0, -1)) / row.at(-1)! - 1)));
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
});

test('ends, and what has no quantile', () => {
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
  ];
  expect(none.every(Number.isNaN)).toBe(true);
});
