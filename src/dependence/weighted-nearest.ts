/** The nearest correlation matrix where some entries are to be held more firmly than others. */

import { type Eigen, eigen, type Matrix } from './matrix.ts';

export const LEAST_WEIGHT = 1;
export const GREATEST_WEIGHT = 1000;
const MOST_ROUNDS = 20_000;
/** Entries are named to three decimals or four. */
const CONVERGED = 1e-9;

/**
 * The correlation matrix X for which the sum of weight * (X - matrix)^2 over all pairs is least,
 * with no eigenvalue below `least`.
 *
 * The alternating direction method of multipliers: entries that are drawn towards the matrix with
 * their weights and have a unit diagonal, and a matrix that is positive semi-definite, are brought
 * together. It is nearest to about 1e-8.
 *
 * @param matrix   symmetric, n rows of n
 * @param weights  symmetric, from 1 to 1000; its diagonal is not read
 * @param least    from 0, at which the result is positive semi-definite to about 1e-9, to 1
 *
 * Source: Boyd, Parikh, Chu, Peleato and Eckstein (2011), "Distributed optimization and statistical
 * learning via the alternating direction method of multipliers", Foundations and Trends in Machine
 * Learning 3(1), 1-122, doi:10.1561/2200000016, sections 3.1 and 5.
 */
export function weightedNearest(matrix: Matrix, weights: Matrix, least = 0): number[][] {
  const given = weights.flatMap((row, i) => row.slice(0, i));
  // Between the greatest and the least curvature: fastest for a quadratic function.
  const pull = Math.sqrt(Math.min(...given) * Math.max(...given));
  let positive = matrix.map((row) => [...row]);
  let drift = matrix.map((row) => row.map(() => 0));
  let held = positive;
  let decomposed: Eigen | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = positive;
    held = matrix.map((row, i) =>
      row.map((entry, j) => {
        if (i === j) return 1;
        const wanted = before[i][j] - drift[i][j];
        return (weights[i][j] * entry + pull * wanted) / (weights[i][j] + pull);
      }),
    );
    const sum = held.map((row, i) => row.map((entry, j) => entry + drift[i][j]));
    decomposed = eigen(sum, decomposed?.vectors);
    positive = raised(decomposed, least);
    drift = sum.map((row, i) => row.map((entry, j) => entry - positive[i][j]));
    if (distance(held, positive) <= CONVERGED && distance(before, positive) <= CONVERGED) break;
  }
  return held;
}

/** The matrix with these eigenvectors and no eigenvalue below `least`. */
function raised({ values, vectors }: Eigen, least: number): number[][] {
  const raisedValues = values.map((value) => Math.max(least, value));
  return vectors.map((row, i) =>
    vectors.map((other, k) => {
      // The same sum for both halves, so that it is symmetric.
      const [a, b] = i < k ? [row, other] : [other, row];
      return raisedValues.reduce((sum, value, j) => sum + value * a[j] * b[j], 0);
    }),
  );
}

function distance(a: Matrix, b: Matrix): number {
  return Math.max(...a.flatMap((row, i) => row.map((entry, j) => Math.abs(entry - b[i][j]))));
}
