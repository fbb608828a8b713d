import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cholesky, nearestCorrelation } from '../../src/dependence/index.ts';
import { eigen, type Matrix } from '../../src/dependence/matrix.ts';
import { anyCorrelation, anySymmetric } from './arbitrary.ts';
import { reference } from './reference.ts';

function distance(one: Matrix, other: Matrix): number {
  return Math.hypot(...one.flatMap((row, i) => row.map((x, j) => x - other[i][j])));
}

function product(factor: Matrix): number[][] {
  return factor.map((one) =>
    factor.map((other) => one.reduce((sum, x, k) => sum + x * other[k], 0)),
  );
}

describe('cholesky', () => {
  test('closed form: [[1, 0.6], [0.6, 1]] has the factor [[1, 0], [0.6, 0.8]]', () => {
    const factor = cholesky([
      [1, 0.6],
      [0.6, 1],
    ])!;
    expect(factor[0]).toEqual([1, 0]);
    expect(factor[1][0]).toBe(0.6);
    expect(factor[1][1]).toBeCloseTo(0.8, 15);
  });

  test('an input that is another one, or its mirror image, has a column of 0', () => {
    const factor = cholesky([
      [1, 1, -1, 0.5],
      [1, 1, -1, 0.5],
      [-1, -1, 1, -0.5],
      [0.5, 0.5, -0.5, 1],
    ])!;
    expect(factor.slice(0, 3)).toEqual([
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [-1, 0, 0, 0],
    ]);
    expect(factor[3][3]).toBeCloseTo(Math.sqrt(0.75), 15);
  });

  test('a matrix that is not positive semi-definite has none', () => {
    const three = (c: number) => [
      [1, 0.9, 0.9],
      [0.9, 1, c],
      [0.9, c, 1],
    ];
    // 2 * 0.9^2 - 1 is the least that a third correlation can be.
    expect(cholesky(three(0.62))).toBeDefined();
    expect(cholesky(three(0.62 + 1e-9))).toBeDefined();
    expect(cholesky(three(0.62 - 1e-9))).toBeUndefined();
    // The same input twice, with different correlations to a third.
    expect(
      cholesky([
        [1, 1, 0.5],
        [1, 1, 0.4],
        [0.5, 0.4, 1],
      ]),
    ).toBeUndefined();
  });

  test('law: a correlation matrix of whatever rank is accepted, and the factor gives it back', () => {
    fc.assert(
      fc.property(anyCorrelation, (matrix) => {
        const factor = cholesky(matrix);
        expect(factor).toBeDefined();
        factor!.forEach((row, i) => expect(row.slice(i + 1).every((x) => x === 0)).toBe(true));
        // Sums of eight products, and eigenvalues below 0 by 1e-12 that count as 0.
        expect(distance(product(factor!), matrix)).toBeLessThan(2e-12);
      }),
      { numRuns: 100 },
    );
  });
});

describe('eigen', () => {
  test('closed form: [[2, 1], [1, 2]] has 1 and 3', () => {
    const { values } = eigen([
      [2, 1],
      [1, 2],
    ]);
    expect(values.toSorted()[0]).toBeCloseTo(1, 15);
    expect(values.toSorted()[1]).toBeCloseTo(3, 15);
  });

  test('law: vectors are orthonormal and give the matrix back, from any start', () => {
    fc.assert(
      fc.property(anySymmetric, anySymmetric, (matrix, other) => {
        const start = matrix.length === other.length ? eigen(other).vectors : undefined;
        const { values, vectors } = eigen(matrix, start);
        const back = matrix.map((_, i) =>
          matrix.map((_, j) =>
            values.reduce((sum, x, k) => sum + x * vectors[i][k] * vectors[j][k], 0),
          ),
        );
        expect(distance(back, matrix)).toBeLessThan(1e-13 * matrix.length);
        const unit = product(vectors);
        expect(
          distance(
            unit,
            matrix.map((row, i) => row.map((_, j) => (i === j ? 1 : 0))),
          ),
        ).toBeLessThan(1e-13 * matrix.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('nearestCorrelation', () => {
  // By the dual problem, in SciPy, to 1e-11. Alternating projections end within 1e-7. The first is
  // Higham's own example.
  test.each(reference.nearest)('reference: nearest to %j is %j', (matrix, nearest) => {
    expect(distance(nearestCorrelation(matrix), nearest)).toBeLessThan(1e-7);
  });

  test('closed form: nearest to three inputs that all oppose each other by -1 is -1/2', () => {
    const nearest = nearestCorrelation([
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ]);
    for (const [i, row] of nearest.entries())
      for (const [j, x] of row.entries()) expect(x).toBeCloseTo(i === j ? 1 : -0.5, 8);
  });

  test('law: a correlation matrix is left as it is', () => {
    fc.assert(
      fc.property(anyCorrelation, (matrix) => {
        expect(nearestCorrelation(matrix)).toEqual(matrix);
      }),
    );
  });

  test('law: the result is symmetric, with a unit diagonal and no eigenvalue below -1e-12, and has a factor', () => {
    fc.assert(
      fc.property(anySymmetric, (matrix) => {
        const nearest = nearestCorrelation(matrix);
        nearest.forEach((row, i) => {
          expect(row[i]).toBe(1);
          row.forEach((x, j) => expect(x).toBe(nearest[j][i]));
        });
        expect(Math.min(...eigen(nearest).values)).toBeGreaterThan(-1e-12);
        expect(cholesky(nearest)).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });

  test('law: no other correlation matrix is closer', () => {
    fc.assert(
      fc.property(
        anySymmetric,
        anyCorrelation,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (matrix, other, share) => {
          fc.pre(matrix.length === other.length);
          const nearest = nearestCorrelation(matrix);
          const least = distance(nearest, matrix);
          // Between two correlation matrices there are only such, near the nearest one too.
          for (const towards of [share, 1e-2 * share, 1e-4 * share]) {
            const tried = nearest.map((row, i) =>
              row.map((x, j) => x + towards * (other[i][j] - x)),
            );
            expect(distance(tried, matrix)).toBeGreaterThan(least - 1e-8);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
