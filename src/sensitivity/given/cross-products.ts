/** Sums of products of all pairs of columns, group by group: all that a linear fit needs. */

import { type Column, standardising } from './columns.ts';
import type { Groups } from './data.ts';

/**
 * Rows that are multiplied at a time: four pieces of columns then stay in the first-level cache.
 */
const ROWS = 512;

/**
 * Of each group the matrix of sums of products of the columns and of a last column of ones, after
 * each column has been brought to mean 0 and standard deviation 1 over all trials (a constant one
 * to 0); row by row, symmetric.
 */
export function crossProducts(columns: readonly Column[], { count, of }: Groups): Float64Array[] {
  const size = columns.length + 1;
  const rows = trialsByGroup(of, count);
  const matrices = Array.from({ length: count }, () => new Float64Array(size * size));
  const scales = columns.map(standardising);
  // An even number of pieces: products are taken two by two.
  const pieces = Array.from({ length: size + (size % 2) }, () => new Float64Array(ROWS));
  rows.forEach((trials, g) => {
    for (let first = 0; first < trials.length; first += ROWS) {
      const n = Math.min(ROWS, trials.length - first);
      columns.forEach((column, j) => {
        const { mean, by } = scales[j];
        const piece = pieces[j];
        for (let k = 0; k < n; k++) piece[k] = (column[trials[first + k]] - mean) * by;
      });
      pieces[size - 1].fill(1, 0, n);
      multiply(pieces, n, size, matrices[g]);
    }
  });
  for (const matrix of matrices) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < j; k++) matrix[j * size + k] = matrix[k * size + j];
    }
  }
  return matrices;
}

/**
 * Of each group the sums of products of a column with others, itself and ones, all standardised:
 * one row of the matrix above.
 */
export function productsWith(
  column: Column,
  others: readonly Column[],
  { count, of }: Groups,
): Float64Array[] {
  const size = others.length + 2;
  const rows = Array.from({ length: count }, () => new Float64Array(size));
  const own = standardising(column);
  const output = Float64Array.from(column, (y) => (y - own.mean) * own.by);
  const sums = new Float64Array(count);
  others.forEach((other, j) => {
    const { mean, by } = standardising(other);
    sums.fill(0);
    for (let i = 0; i < output.length; i++) sums[of[i]] += (other[i] - mean) * output[i];
    rows.forEach((row, g) => (row[j] = sums[g] * by));
  });
  for (let i = 0; i < output.length; i++) {
    rows[of[i]][size - 2] += output[i] * output[i];
    rows[of[i]][size - 1] += output[i];
  }
  return rows;
}

/**
 * The matrix that `linearFit` reads: products of columns and ones, with a row and a column for the
 * output between them.
 *
 * @param inputs  of the columns and ones, from `crossProducts`
 * @param output  of the output with the columns, itself and ones, from `productsWith`
 */
export function bordered(
  inputs: Float64Array,
  output: Float64Array,
  columns: number,
): Float64Array {
  const size = columns + 2;
  const matrix = new Float64Array(size * size);
  const place = (j: number) => (j < columns ? j : columns + 1);
  for (let j = 0; j <= columns; j++) {
    for (let k = 0; k <= columns; k++)
      matrix[place(j) * size + place(k)] = inputs[j * (columns + 1) + k];
  }
  for (let j = 0; j < size; j++)
    matrix[j * size + columns] = matrix[columns * size + j] = output[j];
  return matrix;
}

/** Adds the products of the first n rows to the upper triangle, two columns by two. */
function multiply(
  pieces: readonly Float64Array[],
  n: number,
  size: number,
  matrix: Float64Array,
): void {
  for (let j = 0; j < size; j += 2) {
    const [a, b] = [pieces[j], pieces[j + 1]];
    for (let k = j; k < size; k += 2) {
      const [c, d] = [pieces[k], pieces[k + 1]];
      let [ac, ad, bc, bd] = [0, 0, 0, 0];
      for (let i = 0; i < n; i++) {
        const [ai, bi, ci, di] = [a[i], b[i], c[i], d[i]];
        ac += ai * ci;
        ad += ai * di;
        bc += bi * ci;
        bd += bi * di;
      }
      matrix[j * size + k] += ac;
      if (k + 1 < size) matrix[j * size + k + 1] += ad;
      if (j + 1 < size) matrix[(j + 1) * size + k] += bc;
      if (j + 1 < size && k + 1 < size) matrix[(j + 1) * size + k + 1] += bd;
    }
  }
}

function trialsByGroup(of: Uint8Array, count: number): Uint32Array[] {
  const trials: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < of.length; i++) trials[of[i]].push(i);
  return trials.map((own) => Uint32Array.from(own));
}
