/**
 * The curve of a metalog distribution: M(v) = P(t) + v R(t) at v = logit(u), where t = tanh(v / 2)
 * = 2 u - 1, P and R are polynomials, and u is the probability below. By v both tails keep their
 * digits: the curve ends in two straight lines.
 *
 * Source: Keelin (2016), "The Metalog Distributions", Decision Analysis 13(4), 243-277,
 * doi:10.1287/deca.2016.0338. His terms come in the order 1, v, v t, t, t^2, v t^2, t^3, v t^3,
 * ..., with t / 2 for t.
 */

import { exp } from '../../math/functions.ts';
import { crossing } from '../root.ts';

export interface Curve {
  /** Coefficients of P and R, lowest power of t first. */
  readonly plain: readonly number[];
  readonly byV: readonly number[];
}

/** Of term k: the power of t, and whether it is multiplied by v. */
function term(k: number): readonly [power: number, byV: boolean] {
  if (k < 4)
    return (
      [
        [0, false],
        [0, true],
        [1, true],
        [1, false],
      ] as const
    )[k];
  return [k >> 1, k % 2 === 1];
}

/** t, and dt/dv = 2 u (1 - u). */
function tAt(v: number): readonly [t: number, slope: number] {
  const e = exp(-Math.abs(v));
  const t = (1 - e) / (1 + e);
  return [v < 0 ? -t : t, (2 * e) / ((1 + e) * (1 + e))];
}

function polynomial(coefficients: readonly number[], t: number): number {
  return coefficients.reduceRight((sum, c) => sum * t + c, 0);
}

function derivative(coefficients: readonly number[], t: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k > 0; k--) sum = sum * t + k * coefficients[k];
  return sum;
}

export function valueAt({ plain, byV }: Curve, v: number): number {
  const [t] = tAt(v);
  // A bounded curve has no second term, and 0 times infinity is no number.
  return byV.length === 0 ? polynomial(plain, t) : polynomial(plain, t) + v * polynomial(byV, t);
}

/** dM/dv. */
function slopeAt({ plain, byV }: Curve, v: number): number {
  const [t, slope] = tAt(v);
  const inner = derivative(plain, t) + (byV.length === 0 ? 0 : v * derivative(byV, t));
  return polynomial(byV, t) + slope * inner;
}

/** dM/du: the inverse of a density. */
export function rateAt({ plain, byV }: Curve, v: number): number {
  const [t, slope] = tAt(v);
  const rate = 2 * derivative(plain, t);
  if (byV.length === 0) return rate;
  return rate + 2 * v * derivative(byV, t) + (2 * polynomial(byV, t)) / slope;
}

/** Slope of the straight line in which a curve ends; 0 where it ends in a value. */
export function tailSlope({ byV }: Curve, upper: boolean): number {
  return polynomial(byV, upper ? 1 : -1);
}

/** Where a curve ends: infinite, or the value of a bounded one. */
export function endOf({ plain, byV }: Curve, upper: boolean): number {
  if (byV.length > 0) return upper ? Infinity : -Infinity;
  return polynomial(plain, upper ? 1 : -1);
}

/** The v at which a rising curve has a value inside its ends. */
export function inverseOf(curve: Curve): (value: number) => number {
  const knots = Array.from({ length: 81 }, (_, k) => k - 40);
  const values = knots.map((v) => valueAt(curve, v));
  return (value) => {
    const excess = (v: number) => valueAt(curve, v) - value;
    const above = values.findIndex((knot) => knot > value);
    if (above > 0) return crossing(excess, knots[above - 1], knots[above]);
    const upper = above < 0;
    // Beyond the last knot a straight line, or the last that exp(-|v|) can tell.
    const slope = tailSlope(curve, upper);
    const line = slope > 0 ? (value - polynomial(curve.plain, upper ? 1 : -1)) / slope : 0;
    const farthest = Math.max(750, 2 * Math.abs(line));
    return upper ? crossing(excess, 40, farthest) : crossing(excess, -farthest, -40);
  };
}

/**
 * Coefficients beyond this, of curves with values of 0 and 1: fewer than ten digits of the values
 * would be left.
 */
const LARGEST = 1e6;

/**
 * Curves that are 1 at one of the given v and 0 at the others. None where the values at these v
 * hardly determine the terms: where two of them nearly coincide; and of 7, 11 or 15 that mirror
 * each other, because the odd terms are more than the even ones then.
 */
export function cardinalCurves(vs: readonly number[]): Curve[] | undefined {
  const n = vs.length;
  const rows = vs.map((v, i) => {
    const [t] = tAt(v);
    const terms = vs.map((_, k) => {
      const [power, byV] = term(k);
      let product = byV ? v : 1;
      for (let m = 0; m < power; m++) product *= t;
      return product;
    });
    return [...terms, ...vs.map((_, j) => (i === j ? 1 : 0))];
  });
  // Gauss-Jordan elimination with the largest pivot of each column.
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const inverse = 1 / rows[k][k];
    rows[k] = rows[k].map((c) => c * inverse);
    for (let i = 0; i < n; i++) {
      const factor = rows[i][k];
      if (i !== k && factor !== 0) rows[i] = rows[i].map((c, j) => c - factor * rows[k][j]);
    }
  }
  const columns = vs.map((_, j) => rows.map((row) => row[n + j]));
  const fit = columns.every((column) => column.every((c) => Math.abs(c) <= LARGEST));
  return fit ? columns.map(curveOf) : undefined;
}

/** The curve with these coefficients of its terms. */
function curveOf(coefficients: readonly number[]): Curve {
  const plain: number[] = [];
  const byV: number[] = [];
  for (const [k, c] of coefficients.entries()) {
    const [power, isByV] = term(k);
    (isByV ? byV : plain)[power] = c;
  }
  return { plain, byV };
}

/**
 * The curve with given values where the cardinal ones are 1. What is left of R by the roundings of
 * the values alone is taken for 0: the quantiles of a uniform distribution give one that ends.
 */
export function curveThrough(cardinals: readonly Curve[], values: readonly number[]): Curve {
  const sums = (of: (curve: Curve) => readonly number[], weights: readonly number[]) =>
    of(cardinals[0]).map((_, k) =>
      cardinals.reduce((sum, curve, i) => sum + weights[i] * of(curve)[k], 0),
    );
  const byV = sums((curve) => curve.byV, values);
  const size = Math.max(...values.map(Math.abs));
  const roundings = sums(
    (curve) => curve.byV.map(Math.abs),
    values.map(() => 4 * Number.EPSILON * size),
  );
  return {
    plain: sums((curve) => curve.plain, values),
    byV: byV.some((c, k) => Math.abs(c) > roundings[k]) ? byV : [],
  };
}

/** A grid over v: between its points a slope does nothing that a few further steps do not find. */
const GRID = Array.from({ length: 1281 }, (_, k) => (k - 640) / 16);

export interface Lowest {
  /**
   * As a share of the slope between the first and last values; of a bounded curve in terms of
   * dM/du.
   */
  readonly slope: number;
  /** Infinite for the tails. */
  readonly v: number;
}

/**
 * Below this share of the average slope a curve does not count as rising: the density would be so
 * much higher than elsewhere.
 */
export const LEAST_SLOPE = 1e-9;

/**
 * The slope in whose terms a curve is to rise: everywhere alike, or as it ends in a value at both
 * ends.
 */
function relativeSlope(curve: Curve, v: number): number {
  return curve.byV.length > 0 ? slopeAt(curve, v) : rateAt(curve, v) / 4;
}

/** Where a curve rises least. */
export function lowestSlope(curve: Curve, average: number): Lowest {
  const slopes = GRID.map((v) => relativeSlope(curve, v));
  const ends =
    curve.byV.length > 0
      ? [false, true].map((upper) => ({
          v: upper ? Infinity : -Infinity,
          slope: tailSlope(curve, upper),
        }))
      : [];
  const valleys = GRID.slice(1, -1).flatMap((v, k) =>
    slopes[k + 1] < slopes[k] && slopes[k + 1] <= slopes[k + 2] ? [valley(curve, v)] : [],
  );
  const outermost = [0, GRID.length - 1].map((k) => ({ v: GRID[k], slope: slopes[k] }));
  const lowest = [...ends, ...outermost, ...valleys].reduce((least, here) =>
    here.slope < least.slope ? here : least,
  );
  return { v: lowest.v, slope: lowest.slope / average };
}

/**
 * By thirds, within a step of the grid to either side: the slope there is as low as it gets to a
 * part in 1e9.
 */
function valley(curve: Curve, v: number): Lowest {
  let [from, to] = [v - 1 / 16, v + 1 / 16];
  for (let i = 0; i < 40; i++) {
    const third = (to - from) / 3;
    if (relativeSlope(curve, from + third) < relativeSlope(curve, to - third)) to -= third;
    else from += third;
  }
  return { v: from, slope: relativeSlope(curve, from) };
}

/**
 * By how much one value must change for the curve to rise everywhere, the others as they are: the
 * change of least size, 0 where none is needed; undefined where none does. Slopes change in
 * proportion, so that each point of the grid bounds the change from one side.
 */
export function changeThatRises(
  curve: Curve,
  cardinal: Curve,
  average: number,
): number | undefined {
  let [low, high] = [-Infinity, Infinity];
  const bound = (slope: number, perChange: number) => {
    const room = LEAST_SLOPE * average - slope;
    if (perChange > 0) low = Math.max(low, room / perChange);
    else if (perChange < 0) high = Math.min(high, room / perChange);
    else if (room > 0) high = -Infinity;
  };
  for (const v of GRID) bound(slopeAt(curve, v), slopeAt(cardinal, v));
  for (const upper of [false, true]) bound(tailSlope(curve, upper), tailSlope(cardinal, upper));
  if (!(low < high)) return undefined;
  return low > 0 ? low : high < 0 ? high : 0;
}
