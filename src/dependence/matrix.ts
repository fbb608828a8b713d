/**
 * Correlation matrices: their factor, their eigenvalues, and the nearest one to a matrix that is
 * none.
 */

export type Matrix = readonly (readonly number[])[];

/** Pivots, and what lies below them, count as 0 up to this for every row of the matrix. */
const ROUNDING = 1e-14;
/** Eigenvalues so far below 0 are still roundings of 0. */
const LEAST_EIGENVALUE = -1e-12;

/**
 * The lower triangular L with L L' = matrix, to about 1e-13, for a positive semi-definite matrix
 * with a unit diagonal. Where an input is a combination of those before it, its column is 0.
 *
 * @param matrix  symmetric, n rows of n
 * @returns       undefined if the matrix has an eigenvalue below 0 by more than rounding
 */
export function cholesky(matrix: Matrix): number[][] | undefined {
  return byPivots(matrix) ?? bySquareRoot(matrix);
}

/**
 * Undefined where a pivot comes out below 0, or as a 0 that what is below it does not confirm:
 * roundings have taken over there.
 */
function byPivots(matrix: Matrix): number[][] | undefined {
  const n = matrix.length;
  const small = n * ROUNDING;
  const factor = matrix.map((row) => row.map(() => 0));
  for (let j = 0; j < n; j++) {
    const pivot = matrix[j][j] - product(factor[j], factor[j], j);
    if (!(pivot >= -small)) return undefined;
    const root = pivot > small ? Math.sqrt(pivot) : 0;
    factor[j][j] = root;
    for (let i = j + 1; i < n; i++) {
      const rest = matrix[i][j] - product(factor[i], factor[j], j);
      if (root > 0) factor[i][j] = rest / root;
      else if (Math.abs(rest) > small) return undefined;
    }
  }
  return factor;
}

/**
 * From the eigenvalues, which roundings move by no more than their own size: a root of the matrix,
 * turned until it is triangular.
 */
function bySquareRoot(matrix: Matrix): number[][] | undefined {
  const { values, vectors } = eigen(matrix);
  if (!(Math.min(...values) >= LEAST_EIGENVALUE)) return undefined;
  const root = vectors.map((row) => row.map((x, j) => x * Math.sqrt(Math.max(0, values[j]))));
  for (let j = 0; j < root.length; j++) reflect(root, j);
  return root.map((row, i) => row.map((x, j) => (j <= i ? x * (root[j][j] < 0 ? -1 : 1) : 0)));
}

/** Turns the rows from j on, by one reflection, so that row j has nothing beyond column j. */
function reflect(rows: number[][], j: number): void {
  const direction = rows[j].map((x, k) => (k < j ? 0 : x));
  const length = Math.sqrt(product(direction, direction, direction.length));
  direction[j] += direction[j] < 0 ? -length : length;
  const square = product(direction, direction, direction.length);
  if (square === 0) return;
  for (let i = j; i < rows.length; i++) {
    const share = (2 * product(rows[i], direction, direction.length)) / square;
    for (let k = j; k < direction.length; k++) rows[i][k] -= share * direction[k];
  }
}

function product(first: readonly number[], second: readonly number[], count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += first[k] * second[k];
  return sum;
}

export interface Eigen {
  /** In no particular order. */
  readonly values: readonly number[];
  /** Column j belongs to values[j]. */
  readonly vectors: Matrix;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi rotations.
 *
 * @param start  orthonormal columns that are nearly the eigenvectors, if such are known: then a
 *           rotation or two a pair is enough
 *
 * Source: Golub and Van Loan (2013), Matrix Computations, fourth edition, algorithm 8.5.2.
 */
export function eigen(matrix: Matrix, start?: Matrix): Eigen {
  const n = matrix.length;
  const vectors = start?.map((row) => [...row]) ?? identity(n);
  const a = start === undefined ? matrix.map((row) => [...row]) : conjugated(matrix, start);
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p][q]) <= 1e-17 * Math.sqrt(Math.abs(a[p][p] * a[q][q])) + 1e-18) continue;
        rotated = true;
        rotate(a, vectors, p, q);
      }
    }
    if (!rotated) break;
  }
  return { values: a.map((row, j) => row[j]), vectors };
}

/** Makes a[p][q] 0. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): void {
  const n = a.length;
  const tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[k][p], a[k][q]];
    a[k][p] = c * x - s * y;
    a[k][q] = s * x + c * y;
    const [v, w] = [vectors[k][p], vectors[k][q]];
    vectors[k][p] = c * v - s * w;
    vectors[k][q] = s * v + c * w;
  }
  const [first, second] = [a[p], a[q]];
  for (let k = 0; k < n; k++) {
    const [x, y] = [first[k], second[k]];
    first[k] = c * x - s * y;
    second[k] = s * x + c * y;
  }
  first[q] = 0;
  second[p] = 0;
}

function identity(n: number): number[][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)),
  );
}

/** V' A V. */
function conjugated(a: Matrix, v: Matrix): number[][] {
  const n = a.length;
  const half = a.map((row) => v.map((_, j) => row.reduce((sum, x, k) => sum + x * v[k][j], 0)));
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => v.reduce((sum, row, k) => sum + row[i] * half[k][j], 0)),
  );
}

/**
 * Alternating projections end when they move the matrix by less, in the Frobenius norm over that of
 * the matrix.
 */
const CONVERGED = 1e-9;
const MOST_ROUNDS = 1000;

/**
 * The correlation matrix nearest to a symmetric matrix, in the Frobenius norm: that is the sum of
 * squared differences of all entries. A correlation matrix is returned as it is.
 *
 * Projections onto the positive semi-definite matrices and onto those with a unit diagonal take
 * turns, with Dykstra's correction, which makes the limit the nearest point of both. At last the
 * result is scaled to a unit diagonal, which leaves it positive semi-definite. It is nearest to
 * about 1e-7.
 *
 * @param matrix  symmetric, n rows of n
 * @returns       unit diagonal, no eigenvalue below -1e-12
 *
 * Source: Higham (2002), "Computing the nearest correlation matrix: a problem from finance", IMA
 * Journal of Numerical Analysis 22, 329-343, doi:10.1093/imanum/22.3.329, algorithm 3.3.
 */
export function nearestCorrelation(matrix: Matrix): number[][] {
  let y = matrix.map((row, i) => row.map((entry, j) => (i === j ? 1 : entry)));
  let decomposed = eigen(y);
  if (Math.min(...decomposed.values) >= LEAST_EIGENVALUE) return y;
  let correction = y.map((row) => row.map(() => 0));
  let nearest = y;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const corrected = y.map((row, i) => row.map((entry, j) => entry - correction[i][j]));
    decomposed = eigen(corrected, round === 0 ? undefined : decomposed.vectors);
    nearest = withoutNegative(decomposed);
    correction = nearest.map((row, i) => row.map((entry, j) => entry - corrected[i][j]));
    y = nearest.map((row, i) => row.map((entry, j) => (i === j ? 1 : entry)));
    let moved = 0;
    let size = 0;
    for (let i = 0; i < y.length; i++) {
      const change = nearest[i][i] - 1;
      moved += change * change;
      size += nearest[i].reduce((sum, entry) => sum + entry * entry, 0);
    }
    if (moved <= CONVERGED * CONVERGED * size) break;
  }
  return scaled(nearest);
}

/** The matrix without its negative eigenvalues. */
function withoutNegative({ values, vectors }: Eigen): number[][] {
  const kept = values.flatMap((value, j) => (value > 0 ? [j] : []));
  return vectors.map((row, i) =>
    vectors.map((other, k) => {
      // The same sum for both halves, so that it is symmetric.
      const [a, b] = i < k ? [row, other] : [other, row];
      let sum = 0;
      for (const j of kept) sum += values[j] * a[j] * b[j];
      return sum;
    }),
  );
}

function scaled(matrix: Matrix): number[][] {
  const roots = matrix.map((row, i) => Math.sqrt(row[i]));
  return matrix.map((row, i) =>
    row.map((entry, j) => (i === j ? 1 : entry / (roots[i] * roots[j]))),
  );
}
