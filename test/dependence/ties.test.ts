/**
 * Rank correlation and Kendall's tau of inputs with ties, of which what draws achieve is asked for.
 *
 * @slow computes for seconds
 */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asin } from '../../src/dependence/arcsine.ts';
import {
  DependenceError,
  kendall,
  measureOf,
  rank,
  scoreCorrelation,
} from '../../src/dependence/index.ts';
import { applyMapping, type Distribution } from '../../src/distributions/index.ts';
import { normalCdf, normalQuantile } from '../../src/math/functions.ts';
import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';
import { GAUSSIAN, pairOf, student } from './reference.ts';

const MEASURES = ['rank', 'kendall'] as const;
const ZERO_INFLATED = 'mixture(point(0):0.3, lognormal(p10=1, p90=3):0.7)';

/**
 * The numbers of test/fixtures/ties.json, made by ties.py beside it: sums over all pairs of cells.
 */
const file = new URL('../fixtures/ties.json', import.meta.url);
const reference = JSON.parse(readFileSync(file, 'utf8')) as [
  df: number | null,
  first: string,
  second: string,
  rho: number,
  rank: number,
  tau: number,
][];

test.each(reference)(
  'reference: df %j, %s and %s at rho = %d',
  (df, first, second, rho, ...wanted) => {
    const copula = df === null ? GAUSSIAN : student(df);
    // Cells of a density are extrapolated to no width: a few parts in 1e9 are left, of wider ones
    // under a t copula in 1e7.
    const smooth = /normal|mixture/.test(second);
    const tolerance = smooth ? (df === null ? 1e-8 : 1e-6) : 2e-12;
    for (const [k, measure] of MEASURES.entries()) {
      for (const pair of [pairOf(first, second), pairOf(second, first)])
        expect(Math.abs(measureOf(copula, measure, rho, pair) - wanted[k]), measure).toBeLessThan(
          tolerance,
        );
    }
  },
);

describe('closed form', () => {
  test.each([0.05, 0.3, 0.9])('an event of probability %d and a number, moving together', (p) => {
    const pair = pairOf(`bernoulli(${p})`, 'lognormal(1, 3)');
    // Mid-ranks of the event are p/2 apart from those that they tie with: sqrt(3 p (1 - p)); tau-b
    // loses the ties of one side only.
    expect(measureOf(GAUSSIAN, 'rank', 1, pair)).toBeCloseTo(Math.sqrt(3 * p * (1 - p)), 14);
    expect(measureOf(GAUSSIAN, 'kendall', 1, pair)).toBeCloseTo(Math.sqrt(2 * p * (1 - p)), 14);
  });

  test('of two events all three measures are one', () => {
    for (const copula of [GAUSSIAN, student(4)]) {
      for (const rho of [-1, -0.6, 0.2, 0.95, 1]) {
        const pair = pairOf('bernoulli(0.2)', 'bernoulli(0.7)');
        const [rank, kendall, pearson] = (['rank', 'kendall', 'pearson'] as const).map((measure) =>
          measureOf(copula, measure, rho, pair),
        );
        expect(Math.abs(rank - pearson)).toBeLessThan(1e-13);
        expect(Math.abs(kendall - pearson)).toBeLessThan(1e-13);
      }
    }
  });

  test('what has the same ties can agree in full, and what is rare too', () => {
    for (const text of [
      'bernoulli(0.4)',
      'bernoulli(1e-9)',
      'poisson(3)',
      'empirical(1, 2, 2, 5)',
      ZERO_INFLATED,
    ])
      for (const measure of MEASURES)
        expect(
          Math.abs(measureOf(GAUSSIAN, measure, 1, pairOf(text, text)) - 1),
          text,
        ).toBeLessThan(1e-12);
  });

  test('ties that are rare leave the tau of the copula', () => {
    // Cut from a density, a thousand values: pairs that agree are one in a thousand, and hardly
    // concordant.
    const pair = pairOf('discreteuniform(1, 1000)', 'normal(0, 1)');
    for (const copula of [GAUSSIAN, student(3)]) {
      const tau = (2 / Math.PI) * asin(0.6) * Math.sqrt(1 / (1 - 1 / 1000));
      expect(Math.abs(measureOf(copula, 'kendall', 0.6, pair) - tau)).toBeLessThan(1e-6);
    }
  });
});

const texts = fc.constantFrom(
  'bernoulli(0.05)',
  'bernoulli(0.6)',
  'poisson(1.5)',
  'discrete(-1:0.25, 0:0.5, 1:0.25)',
  'binomial(n=4, p=0.2)',
  'truncated(poisson(2), min=1)',
  ZERO_INFLATED,
);
const others = fc.oneof(texts, fc.constantFrom('normal(0, 1)', 'beta(mean=0.2, n=3)'));
/** Taus of densities under a t copula take seconds; they are among the references. */
const asked = fc.constantFrom(
  ['rank', GAUSSIAN] as const,
  ['kendall', GAUSSIAN] as const,
  ['rank', student(3)] as const,
);

describe('law', () => {
  test('solved, a target within reach is met, whichever input comes first', () => {
    fc.assert(
      fc.property(
        texts,
        others,
        asked,
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (first, second, [measure, copula], share) => {
          const pair = pairOf(first, second);
          const [least, greatest] = [-1, 1].map((rho) => measureOf(copula, measure, rho, pair));
          const target = least + share * (greatest - least);
          const score = scoreCorrelation(copula, measure, target, pair);
          expect(Math.abs(measureOf(copula, measure, score, pair) - target)).toBeLessThan(1e-11);
          const turned = scoreCorrelation(copula, measure, target, pairOf(second, first));
          expect(Math.abs(measureOf(copula, measure, turned, pair) - target)).toBeLessThan(1e-10);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('a target beyond reach is refused with the nearest, which is accepted', () => {
    fc.assert(
      fc.property(
        texts,
        others,
        asked,
        fc.constantFrom(-1, 1),
        (first, second, [measure, copula], sign) => {
          const pair = pairOf(first, second);
          const end = measureOf(copula, measure, sign, pair);
          fc.pre(Math.abs(end) < 0.999);
          try {
            scoreCorrelation(copula, measure, end + sign * 0.0005, pair);
            expect.fail('it was accepted');
          } catch (error) {
            if (!(error instanceof DependenceError)) throw error;
            const nearest = error.problems[0].nearest as number;
            expect(Math.abs(nearest - end)).toBeLessThan(0.02);
            expect(Math.abs(scoreCorrelation(copula, measure, nearest, pair))).toBeLessThanOrEqual(
              1,
            );
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

test('the refusal names what can be had', () => {
  const pair = pairOf('bernoulli(0.05)', 'normal(0, 1)');
  expect(() => scoreCorrelation(GAUSSIAN, 'rank', 0.9, pair)).toThrow(
    'bernoulli(p=0.05) and normal(mean=0, sd=1): a rank correlation of 0.9 is out of reach; with these distributions and their ties ' +
      'it lies between -0.3774 and 0.3774, and the nearest is 0.3774',
  );
  expect(() => scoreCorrelation(student(3), 'kendall', -0.9, pair)).toThrow(
    "a Kendall's tau of -0.9 is out of reach; with these distributions and their ties it lies between -0.3082 and 0.3082, and the nearest is -0.3082",
  );
});

test.each([
  ['bernoulli(0.05)', 'normal(0, 1)', 0.3],
  ['bernoulli(0.3)', 'poisson(2)', -0.5],
  [ZERO_INFLATED, 'bernoulli(0.5)', 0.4],
  [ZERO_INFLATED, ZERO_INFLATED, 0.6],
] as const)('draws of %s and %s achieve what is asked of them, %d', (first, second, target) => {
  const n = 20_000;
  const pair = pairOf(first, second);
  const [e, f] = ['first', 'second'].map((name) => {
    const key = streamKey('11', name, 0);
    return Float64Array.from({ length: n }, (_, i) => normalQuantile(uniformAt(key, i)));
  });
  const drawn = ({ mapping }: Distribution, scores: Float64Array) => {
    const table = mapping.kind === 'table' ? mapping.table() : undefined;
    return scores.map((z) => applyMapping(mapping, table, normalCdf(z), z));
  };
  for (const [of, measure] of [
    [rank, 'rank'],
    [kendall, 'kendall'],
  ] as const) {
    const rho = scoreCorrelation(GAUSSIAN, measure, target, pair);
    const other = f.map((x, i) => rho * e[i] + Math.sqrt(1 - rho * rho) * x);
    // Standard errors are about 1 / sqrt(n); four of them. The copula's own formulas miss these
    // targets by eight or more.
    expect(Math.abs(of(drawn(pair[0], e), drawn(pair[1], other)) - target)).toBeLessThan(
      4 / Math.sqrt(n),
    );
  }
});
