/**
 * The nearest correlation matrix by weights: what is held moves little, and nothing that can hold
 * is nearer.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DependenceError, solveCopula } from '../../src/dependence/index.ts';
import { eigen, type Matrix } from '../../src/dependence/matrix.ts';
import { weightedNearest } from '../../src/dependence/weighted-nearest.ts';
import { parseDistribution } from '../../src/distributions/index.ts';
import { anyCorrelation, anySymmetric } from './arbitrary.ts';
import { GAUSSIAN, reference } from './reference.ts';

const alike = (matrix: Matrix) => matrix.map((row) => row.map(() => 1));
const cost = (a: Matrix, b: Matrix, weights: Matrix) =>
  a.reduce(
    (sum, row, i) =>
      sum +
      row.reduce((part, x, j) => part + (i === j ? 0 : weights[i][j] * (x - b[i][j]) ** 2), 0),
    0,
  );
const anyWeights = fc
  .array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 64, maxLength: 64 })
  .map(
    (powers) => (matrix: Matrix) =>
      matrix.map((row, i) => row.map((_, j) => 10 ** powers[8 * Math.min(i, j) + Math.max(i, j)])),
  );

test.each(reference.nearest)(
  'reference: by equal weights, nearest to %j is %j',
  (matrix, nearest) => {
    // By the dual problem, in SciPy, to 1e-11.
    const found = weightedNearest(matrix, alike(matrix));
    found.forEach((row, i) =>
      row.forEach((x, j) => expect(Math.abs(x - nearest[i][j])).toBeLessThan(1e-7)),
    );
  },
);

test('closed form: what is held stays, and the rest goes to the edge of what can be', () => {
  const held = [
    [1, 0.6, -1],
    [0.6, 1, 0.8],
    [-1, 0.8, 1],
  ];
  const weights = [
    [1, 1000, 1],
    [1000, 1, 1000],
    [1, 1000, 1],
  ];
  const found = weightedNearest(held, weights);
  // Beside 0.6 and 0.8 the third is at least 0.6 * 0.8 - 0.8 * 0.6 = 0. A thousand times the weight
  // moves a thousandth as far, and the third by as much as the edge bends away.
  expect(Math.abs(found[0][1] - 0.6)).toBeLessThan(2e-3);
  expect(Math.abs(found[1][2] - 0.8)).toBeLessThan(2e-3);
  expect(Math.abs(found[0][2])).toBeLessThan(6e-3);
});

describe('law', () => {
  test('no correlation matrix costs less', () => {
    fc.assert(
      fc.property(anySymmetric, anyCorrelation, anyWeights, (matrix, other, weigh) => {
        fc.pre(matrix.length === other.length);
        const weights = weigh(matrix);
        const found = weightedNearest(matrix, weights);
        const least = cost(found, matrix, weights);
        expect(Math.min(...eigen(found).values)).toBeGreaterThan(-1e-7);
        for (const towards of [1, 1e-2, 1e-4]) {
          const tried = found.map((row, i) => row.map((x, j) => x + towards * (other[i][j] - x)));
          // Found to about 1e-8 in each entry, which the weights count up to a thousandfold.
          expect(cost(tried, matrix, weights)).toBeGreaterThan(least * (1 - 1e-6) - 1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('away from the edge, no eigenvalue is below what is asked', () => {
    fc.assert(
      fc.property(anySymmetric, anyWeights, (matrix, weigh) => {
        const found = weightedNearest(matrix, weigh(matrix), 0.05);
        expect(Math.min(...eigen(found).values)).toBeGreaterThan(0.05 - 1e-7);
      }),
      { numRuns: 20 },
    );
  });
});

describe('of an impossible matrix', () => {
  const inputs = ['oil', 'gas', 'coal'].map((id) => ({
    id,
    distribution: parseDistribution('lognormal(1, 3)'),
  }));
  const target = [
    [1, 0.9, -0.6],
    [0.9, 1, 0.5],
    [-0.6, 0.5, 1],
  ];
  const stated = { id: 'energy', copula: GAUSSIAN, measure: 'rank', inputs, target } as const;
  const refused = (weights: Matrix): DependenceError => {
    try {
      solveCopula({ ...stated, weights });
    } catch (error) {
      if (error instanceof DependenceError) return error;
      throw error;
    }
    throw new TypeError('it was accepted');
  };

  test('the matrix that is named holds what has weight, and is accepted', () => {
    const weights = [
      [1, 500, 1],
      [500, 1, 500],
      [1, 500, 1],
    ];
    const error = refused(weights);
    expect(error.message).toContain('The nearest that can, by the weights: oil/coal -0.6 -> ');
    const nearest = error.problems[0].nearest as number[][];
    expect(Math.abs(nearest[0][1] - 0.9)).toBeLessThan(0.005);
    expect(Math.abs(nearest[1][2] - 0.5)).toBeLessThan(0.005);
    expect(() => solveCopula({ ...stated, target: nearest })).not.toThrow();
  });

  test.each<[string, Matrix, string]>([
    ['too few rows', [[1]], 'weights has 1 rows of 1 for 3 inputs; wanted one for each entry'],
    [
      'a weight below 1, and two that differ',
      [
        [1, 0.1, 1],
        [2, 1, 5],
        [1, 6, 1],
      ],
      'oil and gas: the weight is 0.1; wanted from 1, which moves freely, to 1000, which is held\n' +
        'energy: gas and coal: the weight is 5 in the row of gas and 6 in that of coal; they must be equal',
    ],
  ])('%s', (_, weights, message) => {
    expect(refused(weights).message).toContain(message);
  });
});
