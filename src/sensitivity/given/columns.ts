/** Columns as they enter a linear fit: values or ranks. */

import { meanOf, unitScale } from '../magnitude.ts';
import type { Groups } from './data.ts';
import { ranksInGroups, ranksOf } from './ranks.ts';

export type Measure = 'value' | 'rank' | 'rank in group';
export type Column = Float64Array | Float32Array;

export function measured(column: Float64Array, measure: Measure, groups: Groups): Column {
  if (measure === 'value') return column;
  return measure === 'rank' ? ranksOf(column) : ranksInGroups(column, groups);
}

const sums = new WeakMap<readonly Float64Array[], Float64Array>();

/**
 * The column that stands for an input in a linear fit: of several, their sum, each divided by its
 * standard deviation.
 */
export function oneOf(columns: readonly Float64Array[]): Float64Array {
  if (columns.length === 1) return columns[0];
  const known = sums.get(columns);
  if (known !== undefined) return known;
  const sum = new Float64Array(columns[0].length);
  for (const column of columns) {
    const { mean, by } = standardising(column);
    for (let i = 0; i < sum.length; i++) sum[i] += (column[i] - mean) * by;
  }
  sums.set(columns, sum);
  return sum;
}

/** Eight units in the last place: a spread below is that of rounding errors. */
const ROUNDING = 8 * Number.EPSILON;

/**
 * What brings a column to mean 0 and standard deviation 1, a constant one to 0: (x - mean) * by.
 */
export function standardising(column: Column): { readonly mean: number; readonly by: number } {
  const mean = meanOf(column);
  const scale = column instanceof Float64Array ? unitScale([column]) : 1;
  let squares = 0;
  for (let i = 0; i < column.length; i++) {
    const distance = (column[i] - mean) * scale;
    squares += distance * distance;
  }
  const sd = Math.sqrt(squares / column.length);
  // What rounding leaves of a constant is no spread.
  return { mean, by: sd > ROUNDING * Math.abs(mean) * scale ? scale / sd : 0 };
}
