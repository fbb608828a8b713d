/** Quintic Hermite interpolation: the same operations in the same order as in the machine. */

import type { HermiteTable } from './distribution.ts';

/**
 * The value at z of the piecewise quintic that has the values, slopes and second derivatives of the table.
 *
 *     x = (z - from) / step          clamped to [0, count - 1]; step is a power of two, so that a machine
 *                                    may multiply by 1 / step and get the same bits
 *     k = floor(x)                   at most count - 2
 *     s = x - k                      in [0, 1]
 *     p0, d0, c0 = nodes[3k], nodes[3k + 1], nodes[3k + 2]       p1, d1, c1 = the three after these
 *     rise  = ((p1 - p0) - d0) - c0
 *     slope = (d1 - d0) - (c0 + c0)
 *     bend  = c1 - c0
 *     e3 = (10 * rise - 4 * slope) + bend
 *     e4 = (7 * slope - 15 * rise) - (bend + bend)
 *     e5 = (6 * rise - 3 * slope) + bend
 *     p0 + s * (d0 + s * (c0 + s * (e3 + s * (e4 + s * e5))))
 *
 * No operation is fused. Beyond the last node z counts as the last node. NaN gives NaN.
 */
export function hermite(table: HermiteTable, z: number): number {
  const { from, step, count, nodes } = table;
  let x = (z - from) / step;
  if (x < 0) x = 0;
  if (x > count - 1) x = count - 1;
  let k = Math.floor(x);
  if (k > count - 2) k = count - 2;
  const s = x - k;
  const p0 = nodes[3 * k];
  const d0 = nodes[3 * k + 1];
  const c0 = nodes[3 * k + 2];
  const rise = nodes[3 * k + 3] - p0 - d0 - c0;
  const slope = nodes[3 * k + 4] - d0 - (c0 + c0);
  const bend = nodes[3 * k + 5] - c0;
  const e3 = 10 * rise - 4 * slope + bend;
  const e4 = 7 * slope - 15 * rise - (bend + bend);
  const e5 = 6 * rise - 3 * slope + bend;
  return p0 + s * (d0 + s * (c0 + s * (e3 + s * (e4 + s * e5))));
}

/**
 * The six coefficients of every interval, lowest power of s first, by the very operations of `hermite`: a machine that
 * evaluates them from the highest down gives the same bits with less work a draw.
 */
export function hermiteCoefficients({ count, nodes }: HermiteTable): Float64Array {
  const coefficients = new Float64Array(6 * (count - 1));
  for (let k = 0; k < count - 1; k++) {
    const [p0, d0, c0, p1, d1, c1] = nodes.subarray(3 * k, 3 * k + 6);
    const rise = p1 - p0 - d0 - c0;
    const slope = d1 - d0 - (c0 + c0);
    const bend = c1 - c0;
    const e3 = 10 * rise - 4 * slope + bend;
    const e4 = 7 * slope - 15 * rise - (bend + bend);
    const e5 = 6 * rise - 3 * slope + bend;
    coefficients.set([p0, d0, c0, e3, e4, e5], 6 * k);
  }
  return coefficients;
}
