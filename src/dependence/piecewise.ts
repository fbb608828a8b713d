/**
 * Functions tabulated as polynomials of degree 15 between edges, and the panels and nodes by which
 * they are integrated.
 */

import { cos } from '../math/functions.ts';
import { PI } from './arcsine.ts';

/** Coefficients of a panel. */
const DEGREES = 16;

/** Chebyshev coefficients, DEGREES a panel; panel k lies between edges k and k + 1. */
export interface Piecewise {
  readonly edges: Float64Array;
  readonly coefficients: Float64Array;
}

const ANGLES = Array.from({ length: DEGREES }, (_, j) => ((j + 0.5) * PI) / DEGREES);
/** Where a panel is sampled, on [-1, 1]: inside it, so that a jump at an edge does not matter. */
const SAMPLES = ANGLES.map(cos);
const COSINES = Array.from({ length: DEGREES }, (_, k) => ANGLES.map((angle) => cos(k * angle)));

/** Chebyshev coefficients of a function on an interval. */
function chebyshev(f: (x: number) => number, from: number, to: number): number[] {
  const half = (to - from) / 2;
  const middle = from + half;
  const values = SAMPLES.map((s) => f(middle + half * s));
  return COSINES.map((row, k) => {
    const sum = row.reduce((total, cosine, j) => total + cosine * values[j], 0);
    return (sum * (k === 0 ? 1 : 2)) / DEGREES;
  });
}

/**
 * Whether to take the polynomial with these coefficients for the function between `from` and `to`,
 * or to halve the interval.
 */
export type Verdict = (from: number, to: number, coefficients: readonly number[]) => boolean;

/** A function between edges, in intervals that are halved until the verdict is to take each. */
export function tabulate(
  f: (x: number) => number,
  edges: readonly number[],
  take: Verdict,
): Piecewise {
  const starts: number[] = [];
  const coefficients: number[] = [];
  const cover = (from: number, to: number): void => {
    const fitted = chebyshev(f, from, to);
    if (take(from, to, fitted)) {
      starts.push(from);
      coefficients.push(...fitted);
      return;
    }
    const middle = from + (to - from) / 2;
    cover(from, middle);
    cover(middle, to);
  };
  for (let k = 0; k + 1 < edges.length; k++) cover(edges[k], edges[k + 1]);
  return {
    edges: Float64Array.from([...starts, edges[edges.length - 1]]),
    coefficients: Float64Array.from(coefficients),
  };
}

/** The value at x; beyond the ends that of the end. */
export function piecewiseAt({ edges, coefficients }: Piecewise, x: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= x) low = middle;
    else high = middle - 1;
  }
  const from = edges[low];
  const to = edges[low + 1];
  let s = (x - from - (to - x)) / (to - from);
  if (s > 1) s = 1;
  if (s < -1) s = -1;
  const first = DEGREES * low;
  const twice = 2 * s;
  let b1 = coefficients[first + DEGREES - 1];
  let b2 = 0;
  for (let k = first + DEGREES - 2; k > first; k--) {
    const b0 = coefficients[k] + twice * b1 - b2;
    b2 = b1;
    b1 = b0;
  }
  return coefficients[first] + s * b1 - b2;
}

/**
 * Edges from `from` to `to` through all cuts between them.
 *
 * @param cuts    ascending
 * @param widest  how wide a panel that begins at x may be
 */
export function partition(
  from: number,
  to: number,
  cuts: ArrayLike<number>,
  widest: (x: number) => number,
): number[] {
  const edges = [from];
  let x = from;
  const goTo = (target: number): void => {
    while (x < target) {
      const rest = target - x;
      const width = widest(x);
      // A last panel that is a sliver would be wasted.
      x = rest <= width ? target : rest < 2 * width ? x + rest / 2 : x + width;
      edges.push(x);
    }
  };
  for (let k = 0; k < cuts.length; k++) if (cuts[k] > x && cuts[k] < to) goTo(cuts[k]);
  goTo(to);
  return edges;
}

/** Nodes on [-1, 1] and weights of the Gauss-Legendre rule with `count` points. */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** By Newton's method on the Legendre polynomial. */
export function gaussLegendre(count: number): Rule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = -cos((PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let round = 0; round < 8; round++) {
      let before = 0;
      let value = 1;
      for (let k = 1; k <= count; k++) {
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
