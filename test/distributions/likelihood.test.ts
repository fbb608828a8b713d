/** Fits by maximum likelihood against SciPy, and what their p-values say. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FITTED, goodnessOf } from '../../src/distributions/likelihood.ts';
import {
  type Distribution,
  fit,
  gamma,
  input,
  lognormal,
  pareto,
  parseDistribution,
  poisson,
} from '../../src/index.ts';
import { log } from '../../src/math/functions.ts';

const { values, fits } = JSON.parse(
  readFileSync(new URL('../fixtures/likelihood.json', import.meta.url), 'utf8'),
) as {
  values: number[];
  fits: {
    family: string;
    parameters: Record<string, number>;
    logLikelihood: number;
    ks: number;
    ad: number | null;
  }[];
};

describe('reference: SciPy', () => {
  test.each(fits.map((one) => [one.family, one] as const))(
    '%s',
    (family, { parameters, logLikelihood, ks, ad }) => {
      const fitted = fit(values, family);
      // SciPy's search ends where the likelihood no longer changes, eight digits of a parameter.
      for (const [name, wanted] of Object.entries(parameters))
        expect(Math.abs(Number(fitted.parameters[name]) / wanted - 1)).toBeLessThan(1e-6);
      const found = goodnessOf(fitted, values);
      expect(found.logLikelihood).toBeCloseTo(logLikelihood, 8);
      expect(found.ks.statistic).toBeCloseTo(ks, 6);
      if (ad !== null) expect(found.ad?.statistic).toBeCloseTo(ad, 5);
      const free = family === 'exponential' ? 1 : 2;
      expect(found.aic).toBeCloseTo(2 * free - 2 * logLikelihood, 7);
    },
  );

  test('every continuous family that is fitted is among them', () => {
    expect(fits.map(({ family }) => family).sort()).toEqual(
      FITTED.filter((family) => family !== 'poisson'),
    );
  });
});

test('no member near the fit makes the data more probable', () => {
  const at = (of: Distribution): number => values.reduce((sum, x) => sum + log(of.density(x)), 0);
  const best = fit(values, 'gamma');
  const { shape, scale } = best.parameters as { shape: number; scale: number };
  for (const [up, along] of [
    [1.001, 1],
    [0.999, 1],
    [1, 1.001],
    [1, 0.999],
  ] as const)
    expect(at(gamma({ shape: shape * up, scale: scale * along }))).toBeLessThan(at(best));
});

test('p is small where the family is wrong, and is not where it is right', () => {
  const good = goodnessOf(fit(values, 'lognormal'), values);
  expect(good.samples).toBe(999);
  // The data are lognormal: a p below 0.05 would have been one data set of twenty.
  expect(good.ks.p).toBeGreaterThan(0.05);
  expect(good.ad?.p).toBeGreaterThan(0.05);
  const bad = goodnessOf(fit(values, 'pareto'), values);
  expect(bad.ks.p).toBeLessThan(0.01);
});

test('p is evenly spread over data that are from the family', () => {
  const all = Array.from({ length: 40 }, (_, k) => {
    const data = [...lognormal({ mu: 0, sigma: 1 }).sample(20, { seed: 'even', name: `${k}` })];
    return goodnessOf(fit(data, 'lognormal'), data).ks.p;
  });
  const mean = all.reduce((sum, p) => sum + p, 0) / all.length;
  // Uniform: standard deviation 1 / sqrt(12), so five standard errors of forty.
  expect(Math.abs(mean - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(40));
});

test('counts have no Anderson-Darling', () => {
  const data = [...poisson({ mean: 4 }).sample(60, { seed: 'counts' })];
  const fitted = fit(data, 'poisson');
  expect(fitted.mean).toBeCloseTo(data.reduce((sum, x) => sum + x, 0) / 60, 12);
  const { ad, ks } = goodnessOf(fitted, data);
  expect(ad).toBeUndefined();
  expect(ks.p).toBeGreaterThan(0.05);
});

test('a value at the end of the distribution leaves Anderson-Darling without a meaning', () => {
  // The least value is the end of the Pareto that is fitted.
  const { ad, ks } = goodnessOf(fit([1, 2, 3, 4, 5, 9], 'pareto'), [1, 2, 3, 4, 5, 9]);
  expect(ad).toBeUndefined();
  expect(ks.p).toBeGreaterThan(0.05);
});

test('as many values can be fitted as a sample may have', () => {
  const many = pareto({ min: 1, shape: 3 }).sample(131_072, { seed: 'many' });
  const { shape } = fit([...many], 'pareto').parameters as { readonly shape: number };
  // Its standard error is the shape over the root of the number of values.
  expect(Math.abs(shape - 3)).toBeLessThan((4 * 3) / Math.sqrt(131_072));
});

test('a fit stands in a model and in a text, and its text needs no data', () => {
  const fitted = fit(values, 'lognormal');
  expect(input('x', { unit: '-', distribution: fitted }).distribution.text).toBe(fitted.text);
  expect(fitted.text).toMatch(/^lognormal\(mu=0\.9\d+, sigma=0\.4\d+\)$/);
  const column = () => values;
  const said = parseDistribution('fit(lognormal, file="a.csv", column="price")', column);
  expect(Math.abs(said.mean / fitted.mean - 1)).toBeLessThan(1e-12);
  expect(parseDistribution('fit(exponential, 1, 2, 6)').text).toBe('exponential(mean=3)');
});

test.each([
  [() => fit([1, 2], 'lognorml'), 'fit: there is no fit of "lognorml"; wanted exponential'],
  [() => fit([1, 2], 'lognorml'), 'did you mean lognormal?'],
  [() => fit([1, -2, 3], 'lognormal'), 'a value is -2; every value of lognormal is above 0'],
  [() => fit([1, 2.5], 'poisson'), 'a value is 2.5; every value of poisson is a whole number'],
  [() => fit([3, 3, 3], 'normal'), 'all 3 values are 3; point(3) is a certain value'],
  [() => fit([3], 'normal'), 'has 1 values; wanted two or more'],
  [() => fit([3, NaN], 'normal'), 'a value is NaN; wanted finite numbers'],
  [() => parseDistribution('fit(3, 4, 5)'), 'fit wants a family first: fit(lognormal, file='],
  [() => parseDistribution('fit(normal, a, 4)'), 'fit: "a" is not a number'],
  [() => parseDistribution('fit(normal, 3, 4) + 1'), 'nothing may follow the closing bracket'],
  [() => parseDistribution('fit(normal, file="a.csv", column="b")'), 'files cannot be read here'],
])('wrong input is refused: %#', (make, message) => {
  expect(make).toThrow(message);
});
