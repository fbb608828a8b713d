/** Piecewise quintic polynomials: the same operations in the same order as in the machine. */

/**
 * Intervals of equal width, a power of two: interval k from z = from + k * step, s = (z - from) /
 * step - k in [0, 1]. Six coefficients an interval, lowest power of s first.
 */
export interface EvenTable {
  readonly grid: 'even';
  readonly from: number;
  readonly step: number;
  readonly intervals: number;
  readonly coefficients: Float64Array;
}

/**
 * Intervals of any width: interval k from z = starts[k] up to the next, s = (z - starts[k]) *
 * inverses[k]. The last ends at `end`. At a start the interval that begins there holds.
 */
export interface UnevenTable {
  readonly grid: 'uneven';
  readonly starts: Float64Array;
  readonly inverses: Float64Array;
  readonly end: number;
  readonly intervals: number;
  readonly coefficients: Float64Array;
}

export type QuinticTable = EvenTable | UnevenTable;

/** The value at z. Beyond the ends z counts as the end. NaN gives NaN. No operation is fused. */
export function quinticAt(table: QuinticTable, z: number): number {
  if (table.grid === 'even') {
    const { from, step, intervals } = table;
    let x = (z - from) / step;
    if (x < 0) x = 0;
    if (x > intervals) x = intervals;
    let k = Math.floor(x);
    if (k > intervals - 1) k = intervals - 1;
    return polynomial(table.coefficients, k, x - k);
  }
  const { starts, inverses, end, intervals } = table;
  let at = z;
  if (at < starts[0]) at = starts[0];
  if (at > end) at = end;
  let low = 0;
  let high = intervals - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return polynomial(table.coefficients, low, (at - starts[low]) * inverses[low]);
}

function polynomial(c: Float64Array, interval: number, s: number): number {
  // Without an interval there is NaN.
  const k = 6 * (interval >= 0 ? interval : 0);
  return c[k] + s * (c[k + 1] + s * (c[k + 2] + s * (c[k + 3] + s * (c[k + 4] + s * c[k + 5]))));
}

/**
 * The quintics that have given values, slopes and second derivatives at the ends of their
 * intervals.
 *
 * @param nodes  for end k the value, slope * step and second derivative * step^2 / 2 at 3k, 3k + 1
 *           and 3k + 2
 */
export function hermiteTable(from: number, step: number, nodes: Float64Array): EvenTable {
  const intervals = nodes.length / 3 - 1;
  const coefficients = new Float64Array(6 * intervals);
  for (let k = 0; k < intervals; k++) {
    const [p0, d0, c0, p1, d1, c1] = nodes.subarray(3 * k, 3 * k + 6);
    const rise = p1 - p0 - d0 - c0;
    const slope = d1 - d0 - (c0 + c0);
    const bend = c1 - c0;
    const e3 = 10 * rise - 4 * slope + bend;
    const e4 = 7 * slope - 15 * rise - (bend + bend);
    const e5 = 6 * rise - 3 * slope + bend;
    coefficients.set([p0, d0, c0, e3, e4, e5], 6 * k);
  }
  return { grid: 'even', from, step, intervals, coefficients };
}
