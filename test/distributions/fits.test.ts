/**
 * Families of two parameters, fitted to three quantiles or more by least squares on probabilities.
 *
 * @slow computes for seconds
 */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Distribution, lognormal, parseDistribution } from '../../src/distributions/index.ts';
import { expectClose, lawTests, problemsOf } from './family-laws.ts';

/** Made by fits.py beside it: SciPy's least_squares on the families' own parameters. */
const file = new URL('../fixtures/fits.json', import.meta.url);
const reference = JSON.parse(readFileSync(file, 'utf8')) as [
  text: string,
  mean: number,
  sd: number,
  quantiles: [number, number, number],
  reached: number[],
][];

test.each(reference)(
  'reference: %s has the moments, quantiles and misfit of SciPy',
  (text, mean, sd, quantiles, reached) => {
    const found = parseDistribution(text);
    // Both stop where their steps change less than about 1e-8 of a parameter; differences stand for
    // derivatives.
    const tolerance = 3e-7;
    expectClose(found.mean, mean, tolerance, 'mean', tolerance * sd);
    expectClose(found.sd, sd, tolerance, 'sd');
    expectClose(found.quantile(0.05), quantiles[0], tolerance, 'p5', tolerance * sd);
    expectClose(found.quantile(0.5), quantiles[1], tolerance, 'p50', tolerance * sd);
    expectClose(found.upperQuantile(0.05), quantiles[2], tolerance, 'p95', tolerance * sd);
    found.fit!.levels.forEach((level, k) =>
      expect(Math.abs(level.reached - reached[k])).toBeLessThan(1e-7),
    );
  },
);

lawTests([
  'lognormal(p10=1, p50=2, p90=6)',
  'weibull(p10=101, p50=104, p90=109, location=100)',
  'studentt(p5=-3, p50=1, p90=8, df=4)',
]);

const FAMILIES = [
  'normal',
  'logistic',
  'gumbel',
  'gumbelmin',
  'lognormal',
  'loglogistic',
  'weibull',
  'uniform',
];

describe('law', () => {
  test('quantiles of a member are fitted by that member, with nothing missed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FAMILIES, 'gamma', 'beta', 'inversegaussian', 'pareto', 'loguniform'),
        fc.double({ min: 0.05, max: 0.4, noNaN: true }),
        fc.double({ min: 1.2, max: 2.2, noNaN: true }),
        (family, low, ratio) => {
          const member = parseDistribution(`${family}(p10=${low}, p90=${low * ratio})`);
          const text = [20, 45, 70, 90].map((level) => `p${level}=${member.quantile(level / 100)}`);
          const fitted = parseDistribution(`${family}(${text.join(', ')})`);
          expect(fitted.fit!.greatest).toBeLessThan(1e-9);
          expectClose(fitted.mean, member.mean, 1e-8, family);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('no member of the family that is near misses the probabilities less', () => {
    const cost = (distribution: Distribution, levels: readonly (readonly [number, number])[]) =>
      levels.reduce((sum, [p, x]) => sum + (distribution.cdf(x) - p) ** 2, 0);
    const rise = fc.double({ min: 0.2, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...FAMILIES.slice(0, 7)), rise, rise, rise, (family, a, b, c) => {
        const levels = [
          [0.1, 10],
          [0.35, 10 + a],
          [0.5, 10 + a + b],
          [0.9, 10 + a + b + c],
        ] as const;
        const text = levels.map(([p, x]) => `p${Math.round(100 * p)}=${x}`).join(', ');
        const found = parseDistribution(`${family}(${text})`);
        const least = cost(found, levels);
        const [low, high] = [found.quantile(0.1), found.quantile(0.9)];
        const step = 1e-3 * (high - low);
        for (const [i, j] of [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
          [1, 1],
          [-1, 1],
          [1, -1],
          [-1, -1],
        ]) {
          const near = parseDistribution(
            `${family}(p10=${low + i * step}, p90=${high + j * step})`,
          );
          expect(cost(near, levels)).toBeGreaterThan(least - 1e-15);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('the text keeps all values, and reads back to the same bits', () => {
  const one = lognormal({ p90: 6, p10: 1, p50: 2 });
  expect(one.text).toBe('lognormal(p10=1, p50=2, p90=6)');
  const again = parseDistribution('lognormal(p50=2, p10=1, p90=6)');
  expect(JSON.stringify(again.mapping)).toBe(JSON.stringify(one.mapping));
  expect(one.fit!.levels.map(({ name }) => name)).toEqual(['p10', 'p50', 'p90']);
  expect(lognormal({ p10: 1, p90: 6 }).fit).toBeUndefined();
});

test.each([
  ['lognormal(p10=-1, p50=2, p90=6)', 'lognormal: p10 is -1; it must be above 0'],
  [
    'lognormal(p10=1, p50=7, p90=6)',
    'lognormal: p50 is 7 and p90 is 6; p50 must be below p90. Swapped?',
  ],
  ['lognormal(p10=1)', 'lognormal: p90 is missing; it takes p10, p90'],
  ['gamma(p10=1)', 'gamma: it takes 2 to 32 quantiles, such as p10=..., p90=...; there are 1'],
])('%s is refused', (text, message) => expect(problemsOf(text)).toContain(message));
