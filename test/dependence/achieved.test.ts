import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kendall, measureOf, pearson, rank, ranks } from '../../src/dependence/index.ts';
import { normalQuantile } from '../../src/math/functions.ts';
import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';
import { anyPair, GAUSSIAN, reference } from './reference.ts';

const columns = (x: readonly number[], y: readonly number[]) =>
  [Float64Array.from(x), Float64Array.from(y)] as const;

// SciPy 1.17.1: spearmanr, kendalltau (variant b), pearsonr. Sums of at most 60 terms.
describe.each(reference.samples.map((row, k) => [k, ...row] as const))(
  'reference: sample %d',
  (_, x, y, rankThere, kendallThere, pearsonThere) => {
    test('has the rank correlation, tau-b and Pearson correlation of SciPy', () => {
      const [a, b] = columns(x, y);
      expect(rank(a, b)).toBeCloseTo(rankThere, 14);
      expect(kendall(a, b)).toBeCloseTo(kendallThere, 14);
      expect(pearson(a, b)).toBeCloseTo(pearsonThere, 14);
    });
  },
);

test('closed form: ties share the mean of their ranks', () => {
  expect([...ranks(Float64Array.of(7, -1, 7, 3, 7, -Infinity))]).toEqual([5, 2, 5, 3, 5, 1]);
});

test('closed form: of 1, 2, 3 and 1, 3, 2 two pairs of three agree', () => {
  const [x, y] = columns([1, 2, 3], [1, 3, 2]);
  expect(kendall(x, y)).toBeCloseTo(1 / 3, 15);
  expect(rank(x, y)).toBeCloseTo(0.5, 15);
});

test('a constant column has no correlation', () => {
  const [x, y] = columns([1, 2, 3], [5, 5, 5]);
  for (const of of [rank, kendall, pearson]) {
    expect(of(x, y)).toBeNaN();
    expect(of(y, x)).toBeNaN();
  }
});

test('columns must be of one length, and of two values or more', () => {
  for (const of of [rank, kendall, pearson]) {
    expect(() => of(...columns([1, 2, 3], [1, 2]))).toThrow(
      'columns have 3 and 2 values; wanted as many',
    );
    expect(() => of(...columns([1], [1]))).toThrow('columns have 1 values; wanted two or more');
  }
});

describe('law', () => {
  const few = fc.integer({ min: -4, max: 4 });
  const sample = fc.array(fc.tuple(few, few), { minLength: 2, maxLength: 50 });

  test('tau-b counts pairs', () => {
    fc.assert(
      fc.property(sample, (pairs) => {
        let [difference, untiedX, untiedY] = [0, 0, 0];
        for (const [i, [x, y]] of pairs.entries()) {
          for (const [a, b] of pairs.slice(0, i)) {
            difference += Math.sign(x - a) * Math.sign(y - b);
            untiedX += Math.abs(Math.sign(x - a));
            untiedY += Math.abs(Math.sign(y - b));
          }
        }
        fc.pre(untiedX > 0 && untiedY > 0);
        const [x, y] = columns(
          pairs.map(([a]) => a),
          pairs.map(([, b]) => b),
        );
        expect(kendall(x, y)).toBeCloseTo(difference / Math.sqrt(untiedX * untiedY), 14);
      }),
      { numRuns: 300 },
    );
  });

  test('ranks are a rising function of values, and add to n (n + 1) / 2', () => {
    fc.assert(
      fc.property(fc.array(few, { minLength: 1, maxLength: 50 }), (values) => {
        const found = ranks(Float64Array.from(values));
        expect(found.reduce((sum, x) => sum + x, 0)).toBe(
          (values.length * (values.length + 1)) / 2,
        );
        for (const [i, x] of values.entries())
          for (const [j, y] of values.entries())
            expect(Math.sign(found[i] - found[j])).toBe(Math.sign(x - y));
      }),
    );
  });

  test('rank correlation and tau do not see the scale, however bent', () => {
    fc.assert(
      fc.property(sample, (pairs) => {
        const [x, y] = columns(
          pairs.map(([a]) => a),
          pairs.map(([, b]) => b),
        );
        fc.pre(new Set(x).size > 1 && new Set(y).size > 1);
        const bent = y.map((v) => v ** 3 + 5);
        expect(rank(x, bent)).toBe(rank(x, y));
        expect(kendall(x, bent)).toBe(kendall(x, y));
        expect(
          rank(
            x,
            bent.map((v) => -v),
          ),
        ).toBeCloseTo(-rank(x, y), 14);
        expect(Math.abs(kendall(x, x) - 1)).toBeLessThan(1e-15);
      }),
    );
  });

  test('what is achieved by draws of correlated scores is what the copula promises', () => {
    const n = 20_000;
    const rho = 0.7;
    const [e, f] = ['first', 'second'].map((name) => {
      const key = streamKey('5', name, 0);
      return Float64Array.from({ length: n }, (_, i) => normalQuantile(uniformAt(key, i)));
    });
    const other = f.map((x, i) => rho * e[i] + Math.sqrt(1 - rho * rho) * x);
    // Standard errors are below 1 / sqrt(n) for all three; five of them.
    const tolerance = 5 / Math.sqrt(n);
    for (const [of, measure] of [
      [rank, 'rank'],
      [kendall, 'kendall'],
      [pearson, 'pearson'],
    ] as const) {
      const promised = measureOf(GAUSSIAN, measure, rho, anyPair);
      expect(Math.abs(of(e, other) - promised)).toBeLessThan(tolerance);
    }
  });
});
