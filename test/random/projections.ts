/** The quality parameter t of two-dimensional projections of Sobol points. */

import { sobolDirections } from '../../src/random/directions.ts';

const rowsOf = new Map<string, number[]>();

/**
 * Row r of the generator matrix of a dimension for 2^m points: bit c says whether bit c of the
 * index reaches digit r.
 */
function generatorRows(dimension: number, m: number): number[] {
  const key = `${dimension} ${m}`;
  let rows = rowsOf.get(key);
  if (rows === undefined) {
    const directions = sobolDirections(dimension);
    rows = Array.from({ length: m }, (_, digit) => {
      let row = 0;
      for (let c = 0; c < m; c++) row |= ((directions[c] >>> (31 - digit)) & 1) << c;
      return row;
    });
    rowsOf.set(key, rows);
  }
  return rows;
}

/**
 * Least t such that the first 2^m points of two dimensions are a (t, m, 2)-net: by ranks over the
 * field of two elements.
 */
export function worstQuality(one: number, other: number, m: number): number {
  const [a, b] = [generatorRows(one, m), generatorRows(other, m)];
  for (let digits = m; digits > 0; digits--) {
    let full = true;
    for (let first = 0; full && first <= digits; first++) {
      full = independent([...a.slice(0, first), ...b.slice(0, digits - first)]);
    }
    if (full) return m - digits;
  }
  return m;
}

function independent(rows: readonly number[]): boolean {
  const basis: number[] = [];
  for (const row of rows) {
    let rest = row;
    for (const other of basis) rest = Math.min(rest, rest ^ other);
    if (rest === 0) return false;
    basis.push(rest);
    basis.sort((x, y) => y - x);
  }
  return true;
}
