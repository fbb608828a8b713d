/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DependenceError, measureOf, scoreCorrelation } from '../../src/dependence/index.ts';
import { type Distribution, parseDistribution } from '../../src/distributions/index.ts';
import { expm1 } from '../../src/math/functions.ts';
import { GAUSSIAN, pairOf, reference, student } from './reference.ts';

const pearson = (
  copula: Parameters<typeof measureOf>[0],
  rho: number,
  first: string,
  second: string,
) => measureOf(copula, 'pearson', rho, pairOf(first, second));

describe('reference', () => {
  // The table is good to 2e-13, and to 1e-12 for t copulas.
  test.each(reference.gaussian)('%s and %s at rho = %d: %d', (first, second, rho, value) => {
    expect(Math.abs(pearson(GAUSSIAN, rho, first, second) - value)).toBeLessThan(3e-13);
  });

  test.each(reference.events)('events of %d and %d at rho = %d: %d', (p, q, rho, value) => {
    const found = pearson(GAUSSIAN, rho, `bernoulli(${p})`, `bernoulli(${q})`);
    expect(Math.abs(found - value)).toBeLessThan(1e-14);
  });

  test.each(reference.t)(
    'under t(%d) %s and %s at rho = %d: %d',
    (df, first, second, rho, value) => {
      expect(Math.abs(pearson(student(df), rho, first, second) - value)).toBeLessThan(1e-12);
    },
  );
});

// From the middle to the very ends, where power series give way to integrals.
const RHOS = [-1, -0.9999999, -0.99, -0.6, -1e-9, 0, 0.3, 0.96, 0.998, 0.99999, 1];

describe('closed form', () => {
  // Two margins and two sums of some hundred terms: a few parts in 1e15.
  const close = (found: number, exact: number) =>
    expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-14 * Math.min(1, 10 * Math.abs(exact)));

  test.each(RHOS)('normals at %d have that Pearson correlation', (rho) => {
    close(pearson(GAUSSIAN, rho, 'normal(3, 7)', 'normal(-1000, 0.1)'), rho);
  });

  test.each(RHOS)('uniforms at %d have 6/pi asin(rho/2)', (rho) => {
    const exact = (6 / Math.PI) * Math.asin(rho / 2);
    close(pearson(GAUSSIAN, rho, 'uniform(0, 1)', 'uniform(-3, 8)'), exact);
  });

  test.each(RHOS)('lognormals at %d have expm1(s t rho) / sqrt(expm1(s^2) expm1(t^2))', (rho) => {
    const exact = expm1(0.8 * 1.5 * rho) / Math.sqrt(expm1(0.64) * expm1(2.25));
    close(
      pearson(GAUSSIAN, rho, 'lognormal(mu=2, sigma=0.8)', 'lognormal(mu=0, sigma=1.5)'),
      exact,
    );
  });

  test.each(RHOS)('a normal and a lognormal at %d have rho s / sqrt(expm1(s^2))', (rho) => {
    const exact = (rho * 0.8) / Math.sqrt(expm1(0.64));
    close(pearson(GAUSSIAN, rho, 'normal(0, 1)', 'lognormal(mu=2, sigma=0.8)'), exact);
  });

  test.each(RHOS)('even coins at %d have 2/pi asin(rho), under any copula', (rho) => {
    const exact = (2 / Math.PI) * Math.asin(rho);
    for (const copula of [GAUSSIAN, student(1), student(4), student(60)]) {
      const found = pearson(copula, rho, 'bernoulli(0.5)', 'discrete(-1:0.5, 1:0.5)');
      expect(Math.abs(found - exact)).toBeLessThan(1e-14);
    }
  });

  test('t scores of normal inputs: with 2 degrees of freedom or more nothing but rho matters to t margins', () => {
    // A student t margin with the copula's own df is the score itself, whose Pearson correlation is
    // rho.
    for (const rho of [-0.99, -0.3, 0.5, 0.95]) {
      const found = pearson(student(5), rho, 'studentt(5)', 'studentt(5)');
      expect(Math.abs(found - rho)).toBeLessThan(1e-12);
    }
  });

  test('comonotone extremes: an event of 1 in 10 and a lognormal reach the mean beyond the 90th percentile', () => {
    const sigma = 0.7;
    // Above its q-quantile a lognormal has the mean share Phi(sigma - Q(q)): scipy 1.17.1,
    // norm.cdf(0.7 - norm.ppf(0.9)).
    const share = 0.2804343876510571;
    const exact = (share - 0.1) / Math.sqrt(0.1 * 0.9 * expm1(sigma * sigma));
    const found = pearson(GAUSSIAN, 1, 'bernoulli(0.1)', `lognormal(mu=5, sigma=${sigma})`);
    expect(Math.abs(found - exact)).toBeLessThan(1e-14);
  });
});

const MARGINS = [
  'normal(5, 2)',
  'uniform(-1, 1)',
  'pert(0, 1, 4)',
  'pert(24000, 29000, 37000)',
  'beta(0.05, 40)',
  'lognormal(mu=0, sigma=0.5)',
  'lognormal(mu=1, sigma=2)',
  'truncnormal(0.35, 0.55, -1.2, 2.0)',
  'triangular(0, 1, 4)',
  'mixture(uniform(0, 1):0.5, uniform(2, 3):0.5)',
  'mixture(point(0):0.3, lognormal(1, 3):0.7)',
  'bernoulli(0.2)',
  'discreteuniform(1, 60)',
];
const anyMargin = fc.constantFrom(...MARGINS);
const anyCopula = fc.constantFrom(GAUSSIAN, student(3), student(20));

describe('law', () => {
  test('the inverse of the forward map is the identity', () => {
    fc.assert(
      fc.property(
        anyCopula,
        anyMargin,
        anyMargin,
        fc.double({ min: -0.99, max: 0.99, noNaN: true }),
        (copula, first, second, rho) => {
          const pair = pairOf(first, second);
          const value = measureOf(copula, 'pearson', rho, pair);
          const back = scoreCorrelation(copula, 'pearson', value, pair);
          // What a rounding of the value, 1e-15, is worth of rho; a slope is measured, since it may
          // be next to nothing.
          const step = 1e-4 * (rho > 0 ? -1 : 1);
          const slope = (measureOf(copula, 'pearson', rho + step, pair) - value) / step;
          const rounding = 2e-15 / Math.abs(slope);
          expect(Math.abs(back - rho)).toBeLessThanOrEqual(4e-14 * Math.abs(rho) + rounding);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('under a Gaussian copula small correlations keep their digits', () => {
    const pair = pairOf('lognormal(mu=1, sigma=2)', 'triangular(0, 1, 4)');
    for (const rho of [1e-3, -1e-8, 1e-15]) {
      const value = measureOf(GAUSSIAN, 'pearson', rho, pair);
      const back = scoreCorrelation(GAUSSIAN, 'pearson', value, pair);
      expect(Math.abs(back / rho - 1)).toBeLessThan(1e-13);
    }
    expect(scoreCorrelation(GAUSSIAN, 'pearson', 0, pair)).toBe(0);
  });

  test.each([
    [GAUSSIAN, 'lognormal(mu=1, sigma=2)', 'pert(0, 1, 4)'],
    [GAUSSIAN, 'triangular(0, 1, 4)', 'mixture(point(0):0.3, lognormal(1, 3):0.7)'],
    [GAUSSIAN, 'bernoulli(0.2)', 'discreteuniform(1, 60)'],
    [student(3), 'lognormal(mu=0, sigma=0.5)', 'triangular(0, 1, 4)'],
    [student(20), 'discreteuniform(1, 60)', 'beta(0.05, 40)'],
  ])('under %j of %s and %s it rises with rho, in either order', (copula, first, second) => {
    const rhos = RHOS.filter((_, k) => k % 2 === 0);
    const values = rhos.map((rho) => pearson(copula, rho, first, second));
    for (let k = 1; k < values.length; k++) {
      expect(values[k] - values[k - 1]).toBeGreaterThan(-1e-14);
    }
    for (const k of [1, 4]) {
      // Near the ends these are two different double integrals.
      expect(Math.abs(pearson(copula, rhos[k], second, first) - values[k])).toBeLessThan(1e-13);
    }
  });

  test('scale and place do not matter, but for their sign', () => {
    for (const rho of [-1, -0.99, 0.3]) {
      const one = pearson(student(4), rho, 'pert(0, 1, 4)', 'lognormal(mu=0, sigma=0.5)');
      const other = pearson(
        student(4),
        rho,
        'pert(1000, 1500, 3000)',
        'lognormal(mu=3, sigma=0.5)',
      );
      const mirrored = pearson(student(4), -rho, 'pert(-4, -1, 0)', 'lognormal(mu=0, sigma=0.5)');
      // 1000 more costs digits: a rounding of the value is 1e-13 / 300 of the sd.
      expect(Math.abs(other - one)).toBeLessThan(1e-13);
      expect(Math.abs(mirrored + one)).toBeLessThan(1e-13);
    }
  });

  test('without correlation of their scores t inputs that are skewed alike are still correlated', () => {
    const value = pearson(student(4), 0, 'lognormal(mu=0, sigma=0.5)', 'lognormal(mu=0, sigma=1)');
    expect(value).toBeGreaterThan(0.05);
    const none = scoreCorrelation(
      student(4),
      'pearson',
      0,
      pairOf('lognormal(mu=0, sigma=0.5)', 'lognormal(mu=0, sigma=1)'),
    );
    expect(none).toBeLessThan(-0.05);
    expect(
      pearson(GAUSSIAN, 0, 'lognormal(mu=0, sigma=0.5)', 'lognormal(mu=0, sigma=1)'),
    ).toBeCloseTo(0, 15);
  });

  test('a discrete distribution with many values is nearly the continuous one', () => {
    for (const rho of [0.5, 0.99]) {
      const fine = pearson(GAUSSIAN, rho, 'discreteuniform(1, 2000)', 'discreteuniform(1, 1500)');
      // Each value is a rounded uniform; that takes a share of about 1 / (2 * 1500^2) of the
      // covariance away.
      expect(Math.abs(fine - (6 / Math.PI) * Math.asin(rho / 2))).toBeLessThan(1e-6);
    }
  });
});

describe('refusals', () => {
  const attempt = (target: number, pair: readonly [Distribution, Distribution]) => {
    try {
      return scoreCorrelation(GAUSSIAN, 'pearson', target, pair);
    } catch (error) {
      if (error instanceof DependenceError) return error;
      throw error;
    }
  };

  test('an unattainable correlation is told its interval and the nearest that is accepted', () => {
    const pair = pairOf('bernoulli(0.1)', 'lognormal(mu=5, sigma=0.7)');
    const error = attempt(0.95, pair) as DependenceError;
    expect(error.message).toBe(
      'bernoulli(p=0.1) and lognormal(mu=5, sigma=0.7): a Pearson correlation of 0.95 is out of reach; ' +
        'with these distributions it lies between -0.3195 and 0.7563, and the nearest is 0.7563',
    );
    expect(error.problems[0].nearest).toBe(0.7563);
    expect(attempt(0.7563, pair)).toBeGreaterThan(0.99);
    expect(attempt(0.7564, pair)).toBeInstanceOf(DependenceError);
  });

  test('law: the nearest correlation that is named is accepted, and close to the end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MARGINS, 'bernoulli(0.0001)', 'lognormal(mu=0, sigma=4)'),
        anyMargin,
        fc.constantFrom(-1, 1),
        (first, second, target) => {
          const pair = pairOf(first, second);
          const end = measureOf(GAUSSIAN, 'pearson', target, pair);
          const error = attempt(target, pair);
          if (!(error instanceof DependenceError)) {
            expect(Math.abs(end)).toBeGreaterThan(1 - 1e-12);
            return;
          }
          const nearest = error.problems[0].nearest as number;
          expect(Math.abs(nearest)).toBeLessThanOrEqual(Math.abs(end));
          expect(Math.abs(nearest - end)).toBeLessThan(0.02 * Math.abs(end) + 1e-4);
          expect(typeof attempt(nearest, pair)).toBe('number');
        },
      ),
      { numRuns: 8 },
    );
  });
});

test('a distribution that is read twice is one', () => {
  const one = parseDistribution('pert(0, 1, 4)');
  const other = parseDistribution(' PERT(max=4, min=0, mode=1)');
  expect(measureOf(GAUSSIAN, 'pearson', 0.5, [one, other])).toBe(
    measureOf(GAUSSIAN, 'pearson', 0.5, [other, one]),
  );
});
