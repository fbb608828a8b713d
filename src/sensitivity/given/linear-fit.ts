/**
 * A least-squares fit from sums of products: standardised coefficients and partial correlations.
 */

/** Of each input; undefined where the data do not determine it. */
export interface LinearFit {
  /** Standard deviations that the output moves with one of the input. */
  readonly coefficients: readonly (number | undefined)[];
  readonly partial: readonly (number | undefined)[];
  /** Share of the variance that the fit explains. */
  readonly rSquared: number;
}

/**
 * An input of which less than this share of the variance is its own is taken for a combination of
 * others.
 */
const OWN = 1e-9;
/**
 * Below this share of the variance, what a fit leaves is rounding, and a partial correlation would
 * be that of rounding errors.
 */
const LEFT = 1e-10;

/**
 * @param products  of d inputs, the output and a column of ones: (d + 2)^2 sums, row by row
 */
export function linearFit(products: Float64Array): LinearFit | undefined {
  const size = Math.round(Math.sqrt(products.length));
  const inputs = size - 2;
  const correlations = correlationsOf(products, size);
  const [kept, factor, dependent] = factorise(correlations, size - 1, inputs);
  const output = kept.map((j) => correlations[j * (size - 1) + inputs]);
  const forward = solveLower(factor, output);
  const rSquared = forward.reduce((sum, v) => sum + v * v, 0);
  if (!Number.isFinite(rSquared)) return undefined;
  const solved = solveUpper(factor, forward);
  const coefficients: (number | undefined)[] = Array.from({ length: inputs }, () => undefined);
  const partial = coefficients.slice();
  const diagonal = inverseDiagonal(factor);
  const left = 1 - rSquared;
  kept.forEach((j, k) => {
    if (dependent.has(j)) return;
    coefficients[j] = solved[k];
    if (left > LEFT) {
      partial[j] = solved[k] / Math.sqrt(solved[k] * solved[k] + left * diagonal[k]);
    } else if (Math.abs(solved[k]) > 1e-4) {
      partial[j] = Math.sign(solved[k]);
    }
  });
  return { coefficients, partial, rSquared };
}

/**
 * Share of the variance that the least-squares fit explains; 0 where nothing varies.
 *
 * @param products  as for `linearFit`
 */
export function explainedShare(products: Float64Array): number {
  const size = Math.round(Math.sqrt(products.length));
  const correlations = correlationsOf(products, size);
  const [kept, factor] = factorise(correlations, size - 1, size - 2, false);
  const output = kept.map((j) => correlations[j * (size - 1) + size - 2]);
  const share = solveLower(factor, output).reduce((sum, v) => sum + v * v, 0);
  return Number.isFinite(share) ? share : 0;
}

/**
 * Coefficients and intercept of the least-squares fit in the units of the columns that were
 * multiplied. Of columns that depend on each other linearly, some have the coefficient 0.
 *
 * @param products  as for `linearFit`
 */
export function fittedLine(products: Float64Array): {
  readonly coefficients: Float64Array;
  readonly intercept: number;
} {
  const size = Math.round(Math.sqrt(products.length));
  const inputs = size - 2;
  const correlations = correlationsOf(products, size);
  const [kept, factor] = factorise(correlations, size - 1, inputs, false);
  const output = kept.map((j) => correlations[j * (size - 1) + inputs]);
  const solved = solveUpper(factor, solveLower(factor, output));
  const n = products[size * size - 1];
  const mean = (j: number) => products[j * size + size - 1] / n;
  const spread = (j: number) => products[j * size + j] / n - mean(j) * mean(j);
  const coefficients = new Float64Array(inputs);
  let intercept = mean(inputs);
  kept.forEach((j, k) => {
    // A constant output has correlations that are not numbers.
    const slope = solved[k] * Math.sqrt(spread(inputs) / spread(j));
    coefficients[j] = Number.isFinite(slope) ? slope : 0;
    intercept -= coefficients[j] * mean(j);
  });
  return { coefficients, intercept };
}

/** NaN in the row and column of a constant. */
function correlationsOf(products: Float64Array, size: number): Float64Array {
  const width = size - 1;
  const n = products[size * size - 1];
  const covariance = (j: number, k: number) =>
    products[j * size + k] - (products[j * size + width] * products[k * size + width]) / n;
  const sd = Array.from({ length: width }, (_, j) => {
    const variance = covariance(j, j);
    return variance > OWN * n ? Math.sqrt(variance) : Number.NaN;
  });
  const matrix = new Float64Array(width * width);
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < width; k++) matrix[j * width + k] = covariance(j, k) / (sd[j] * sd[k]);
  }
  return matrix;
}

/**
 * Cholesky factor of the inputs taken in the order of what is left of their variance, until only
 * combinations of those taken are left.
 *
 * @returns inputs taken, rows of the factor, and, if asked for, the inputs of which one is a
 *          combination of others: none of these has a coefficient
 */
function factorise(
  matrix: Float64Array,
  width: number,
  inputs: number,
  findDependent = true,
): [number[], number[][], Set<number>] {
  const left = Array.from({ length: inputs }, (_, j) => matrix[j * width + j]);
  const rows: number[][] = Array.from({ length: inputs }, () => []);
  const waiting = new Set(left.flatMap((own, j) => (Number.isNaN(own) ? [] : [j])));
  const kept: number[] = [];
  while (waiting.size > 0) {
    const next = [...waiting].reduce((best, j) => (left[j] > left[best] ? j : best));
    if (left[next] < OWN) break;
    const pivot = Math.sqrt(left[next]);
    waiting.delete(next);
    for (const j of waiting) {
      let sum = matrix[j * width + next];
      for (let k = 0; k < kept.length; k++) sum -= rows[j][k] * rows[next][k];
      rows[j].push(sum / pivot);
      left[j] -= (sum / pivot) * (sum / pivot);
    }
    rows[next].push(pivot);
    kept.push(next);
  }
  const factor = kept.map((j) => rows[j]);
  const dependent = new Set(waiting);
  if (!findDependent) return [kept, factor, dependent];
  for (const j of waiting) {
    const combination = solveUpper(factor, rows[j]);
    combination.forEach((weight, k) => {
      if (Math.abs(weight) > 1e-4) dependent.add(kept[k]);
    });
  }
  return [kept, factor, dependent];
}

function solveLower(factor: readonly (readonly number[])[], right: readonly number[]): number[] {
  const x: number[] = [];
  for (let k = 0; k < right.length; k++) {
    let sum = right[k];
    for (let i = 0; i < k; i++) sum -= factor[k][i] * x[i];
    x.push(sum / factor[k][k]);
  }
  return x;
}

function solveUpper(factor: readonly (readonly number[])[], right: readonly number[]): number[] {
  const x = right.slice();
  for (let k = x.length - 1; k >= 0; k--) {
    x[k] /= factor[k][k];
    for (let i = 0; i < k; i++) x[i] -= factor[k][i] * x[k];
  }
  return x;
}

/** Diagonal of the inverse of L L^T: squared lengths of the columns of the inverse of L. */
function inverseDiagonal(factor: readonly (readonly number[])[]): Float64Array {
  const d = factor.length;
  const diagonal = new Float64Array(d);
  const column = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    for (let k = j; k < d; k++) {
      const row = factor[k];
      let sum = k === j ? 1 : 0;
      for (let i = j; i < k; i++) sum -= row[i] * column[i];
      column[k] = sum / row[k];
      diagonal[j] += column[k] * column[k];
    }
  }
  return diagonal;
}
