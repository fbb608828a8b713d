/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directCorrelation } from '../../src/dependence/direct.ts';
import {
  hermiteSums,
  marginCoefficients,
  mehlerSeries,
  reachOf,
  sumSeries,
} from '../../src/dependence/hermite.ts';
import { marginOf, overScores } from '../../src/dependence/margin.ts';
import { mixedCoefficients, mixedSeries } from '../../src/dependence/mixed-hermite.ts';
import { gaussLegendre, partition } from '../../src/dependence/piecewise.ts';
import { root } from '../../src/dependence/root.ts';
import { sinh, studentScores } from '../../src/dependence/student-scores.ts';
import { parseDistribution } from '../../src/distributions/index.ts';
import { normalQuantile } from '../../src/math/functions.ts';
import { GAUSSIAN, reference, student } from './reference.ts';

const margin = (text: string) => marginOf(parseDistribution(text));

describe('t scores', () => {
  test.each(reference.studentScores)(
    'reference: under t(%d) %d has the normal score %d',
    (df, t, z) => {
      const scores = studentScores(df);
      // What tables promise; a rounding of a tail of 1e-200 is worth 1e-14 of its score too.
      expect(Math.abs(scores.scoreOf(t) - z)).toBeLessThan(1e-14 * Math.max(1, z));
      expect(scores.scoreOf(-t)).toBe(-scores.scoreOf(t));
      const back = Math.sqrt(df) * sinh(scores.angleOf(z));
      // A relative error of the tail is one of t over df, and the logarithm of the tail is up to
      // 600.
      expect(Math.abs(back / t - 1)).toBeLessThan(2e-13);
    },
  );

  test('closed form: densities at 0 for 1, 2 and 4 degrees of freedom', () => {
    expect(studentScores(1).peak).toBeCloseTo(1 / Math.PI, 14);
    expect(studentScores(2).peak).toBeCloseTo(1 / Math.sqrt(8), 14);
    expect(studentScores(4).peak).toBeCloseTo(3 / 8, 14);
  });
});

describe('margins', () => {
  test('a kink, a jump and a plateau are found where they are', () => {
    const kink = normalQuantile(0.25);
    expect(margin('triangular(0, 1, 4)').breaks).toHaveLength(1);
    // A kink of the second derivative: 1e-4 off, it is missed by 1e-12 at most.
    expect(Math.abs(margin('triangular(0, 1, 4)').breaks[0] - kink)).toBeLessThan(1e-4);
    const gap = margin('mixture(uniform(0, 1):0.25, uniform(2, 3):0.75)').breaks;
    expect(gap).toHaveLength(1);
    expect(Math.abs(gap[0] - kink)).toBeLessThan(1e-12);
    expect(margin('pert(0, 1, 4)').breaks).toHaveLength(0);
  });

  test('a kink at the median, on a round score, is found too', () => {
    const [found] = margin('mixture(uniform(0, 1):0.5, uniform(1, 4):0.5)').breaks;
    expect(Math.abs(found)).toBeLessThan(1e-6);
  });

  test('law: margins have mean 0 and variance 1, and the values of their quantile functions', () => {
    for (const text of [
      'pert(0, 1, 4)',
      'lognormal(mu=1, sigma=2)',
      'triangular(0, 1, 4)',
      'bernoulli(0.2)',
      'beta(0.05, 40)',
    ]) {
      const distribution = parseDistribution(text);
      const found = marginOf(distribution);
      expect(Math.abs(overScores(found, (z) => found.at(z)))).toBeLessThan(1e-14);
      expect(Math.abs(overScores(found, (z) => found.at(z) * found.at(z)) - 1)).toBeLessThan(1e-14);
      for (const p of [1e-8, 0.03, 0.3, 0.7, 0.9]) {
        const x = (distribution.quantile(p) - distribution.mean) / distribution.sd;
        expect(Math.abs(found.at(normalQuantile(p)) - x)).toBeLessThan(
          1e-12 * Math.max(1, Math.abs(x)),
        );
      }
    }
  });
});

describe('power series and integrals over both scores', () => {
  const texts = [
    'uniform(0, 1)',
    'pert(0, 1, 4)',
    'lognormal(mu=1, sigma=2)',
    'triangular(0, 1, 4)',
    'mixture(point(0):0.3, lognormal(1, 3):0.7)',
    'bernoulli(0.2)',
    'discreteuniform(1, 60)',
  ];
  const pairs = texts.flatMap((first, k) =>
    texts.slice(k).map((second) => [first, second] as const),
  );

  test.each(pairs)('law: for %s and %s they agree wherever the series reaches', (first, second) => {
    const [x, y] = [margin(first), margin(second)];
    const series = mehlerSeries(marginCoefficients(x), marginCoefficients(y));
    const direct = directCorrelation(GAUSSIAN, x, y);
    const reach = reachOf(series);
    expect(reach).toBeGreaterThan(0.9);
    for (const rho of [-reach, 0.5, reach].filter((rho) => Math.abs(rho) < 1)) {
      expect(Math.abs(direct(rho) - sumSeries(series, rho))).toBeLessThan(2e-14);
    }
  });

  // One degree of freedom is the hardest case and takes long: a pair of it has to do.
  test.each([
    [1, 1],
    [2.5, 1],
    [7, 3],
  ])('law: under t(%d) they agree wherever the series reaches', (df, count) => {
    const scores = studentScores(df);
    const pairsOfTexts = [texts.slice(0, 2), texts.slice(2, 4), texts.slice(5, 7)].slice(0, count);
    for (const [first, second] of pairsOfTexts) {
      const [x, y] = [margin(first), margin(second)];
      const series = mixedSeries(mixedCoefficients(x, scores), mixedCoefficients(y, scores));
      const direct = directCorrelation(student(df), x, y);
      const reach = reachOf(series);
      expect(reach).toBeGreaterThan(0.8);
      // Heavy tails: lognormal values of score 18 are 1e15 times the median.
      for (const rho of [0.7, reach].filter((rho) => Math.abs(rho) < 1)) {
        expect(Math.abs(direct(rho) - sumSeries(series, rho))).toBeLessThan(1e-13);
      }
    }
  });

  test('closed form: integrals over both scores do not lose digits as rho comes next to 1', () => {
    const uniform = directCorrelation(GAUSSIAN, margin('uniform(0, 1)'), margin('uniform(0, 1)'));
    const coin = directCorrelation(GAUSSIAN, margin('bernoulli(0.5)'), margin('bernoulli(0.5)'));
    for (const rho of [0.99, 1 - 1e-5, 1 - 1e-9, -1 + 1e-12]) {
      // How far the second score strays is known to a rounding of the scores over that.
      const tolerance = 1e-14 + 2e-16 / Math.sqrt(1 - rho * rho);
      const [exactUniform, exactCoin] = [6 * Math.asin(rho / 2), 2 * Math.asin(rho)];
      expect(Math.abs(uniform(rho) - exactUniform / Math.PI)).toBeLessThan(tolerance);
      expect(Math.abs(coin(rho) - exactCoin / Math.PI)).toBeLessThan(tolerance);
    }
  });

  test('closed form: the sums of one point are Hermite polynomials', () => {
    const { values } = hermiteSums(
      { points: Float64Array.of(1.7), weights: Float64Array.of(1) },
      0,
      32,
    );
    const z = 1.7;
    expect(values[0]).toBe(1);
    expect(values[1]).toBeCloseTo(z, 15);
    expect(values[3]).toBeCloseTo((z ** 3 - 3 * z) / Math.sqrt(6), 14);
    expect(values[4]).toBeCloseTo((z ** 4 - 6 * z ** 2 + 3) / Math.sqrt(24), 14);
  });
});

test('closed form: a rule with 12 points integrates powers up to 23', () => {
  const { nodes, weights } = gaussLegendre(12);
  for (let power = 0; power < 24; power++) {
    const sum = nodes.reduce((total, x, i) => total + weights[i] * x ** power, 0);
    expect(sum).toBeCloseTo(power % 2 === 0 ? 2 / (power + 1) : 0, 14);
  }
});

test('law: panels lead from end to end through every cut, and none is wider than it may be', () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(fc.array(number), fc.double({ min: 0.05, max: 3, noNaN: true }), (cuts, widest) => {
      const sorted = cuts.toSorted((a, b) => a - b);
      const edges = partition(-4, 4, sorted, () => widest);
      expect([edges[0], edges.at(-1)]).toEqual([-4, 4]);
      for (const cut of sorted) if (cut > -4 && cut < 4) expect(edges).toContain(cut);
      for (let k = 1; k < edges.length; k++) {
        expect(edges[k]).toBeGreaterThan(edges[k - 1]);
        expect(edges[k] - edges[k - 1]).toBeLessThanOrEqual(widest * (1 + 1e-12));
      }
    }),
  );
});

describe('root', () => {
  test.each([
    [(x: number) => x * x * x - 2, 0, 2, Math.cbrt(2)],
    [(x: number) => x - 1e-9, -1, 1, 1e-9],
    [(x: number) => Math.atan(50 * (x - 0.3)), -2, 9, 0.3],
    // So flat that straight lines lead nowhere.
    [(x: number) => (x - 0.7) ** 9, -1, 1, 0.7],
    [(x: number) => (x < 0.123 ? -1 : 1), 0, 1, 0.123],
  ])('closed form: %s', (f, from, to, exact) => {
    // (x - 0.7)^9 underflows to nothing over 1e-35, far less than a rounding of x.
    expect(Math.abs(root(f, [from, to], [f(from), f(to)]) - exact)).toBeLessThanOrEqual(
      4e-16 * exact,
    );
  });
});
