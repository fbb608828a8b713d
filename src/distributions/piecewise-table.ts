/**
 * Tables of quantile functions from a cdf that may jump or have kinks, at known places. Intervals
 * begin and end exactly there, so that a value that has a probability is drawn as it is, and with
 * that probability.
 */

import { log, normalCdf, normalDensity, normalQuantile } from '../math/functions.ts';
import type { TableMapping } from './mapping-kinds.ts';
import type { UnevenTable } from './quintic.ts';
import { crossing, justBelow } from './root.ts';
import { REACH } from './table.ts';

const WIDEST = 1 / 2;
/** An interval is not halved below this width: less than 4e-10 of all draws fall into it. */
const NARROWEST = 2 ** -30;
/** Greatest error of a draw, as an error of its score: below 1e-10 in probability. */
const TOLERANCE = 2e-10;
/** The same for draws beyond a score of 6, which are one in 5e8. */
const TAIL_TOLERANCE = 2e-8;

/** What such a table is made of. */
export interface Pieces {
  readonly support: readonly [number, number];
  /** Where the cdf jumps or has a kink: ascending. */
  readonly breaks: readonly number[];
  quantile(p: number): number;
  upperQuantile(q: number): number;
  cdf(x: number): number;
  survival(x: number): number;
}

/**
 * A draw is what the table gives: no link, and nothing added that would cost a value its last
 * digit.
 */
export function piecewiseMapping(pieces: Pieces): TableMapping {
  return {
    kind: 'table',
    link: 'identity',
    location: 0,
    scale: 1,
    table: () => tabulate(pieces),
  };
}

/**
 * Scores at which a distribution reaches a break, and leaves it. They differ where the break has a
 * probability.
 */
export function scoresAt(
  { cdf, survival }: Pick<Pieces, 'cdf' | 'survival'>,
  x: number,
): readonly [number, number] {
  const below = justBelow(x);
  return [scoreOf(cdf(below), survival(below)), scoreOf(cdf(x), survival(x))];
}

/** The score of a probability p, 1 - p = q: by whichever is smaller. */
function scoreOf(p: number, q: number): number {
  return p <= 0.5 ? normalQuantile(p) : -normalQuantile(q);
}

interface Point {
  readonly z: number;
  readonly x: number;
}

function tabulate(pieces: Pieces): UnevenTable {
  const starts: number[] = [];
  const inverses: number[] = [];
  const coefficients: number[] = [];
  const add = (from: number, to: number, quintic: readonly number[]) => {
    starts.push(from);
    inverses.push(1 / (to - from));
    coefficients.push(...quintic);
  };
  /** From one point of the quantile function to the next, without a break between. */
  const cover = (from: Point, to: Point): void => {
    const quintic = fitted(pieces, from, to);
    if (quintic !== undefined) add(from.z, to.z, quintic);
    else if (to.z - from.z <= NARROWEST) add(from.z, to.z, [from.x, to.x - from.x, 0, 0, 0, 0]);
    else {
      const middle = pointBetween(pieces, from, to, 0.5);
      cover(from, middle);
      cover(middle, to);
    }
  };

  let z = -REACH;
  let [least] = pieces.support;
  /** Up to the score `end`, at which the quantile function has come to `greatest`. */
  const rise = (end: number, greatest: number): void => {
    const to = Math.min(end, REACH);
    if (!(to > z)) return;
    const count = Math.ceil((to - z) / WIDEST);
    const pointAt = (z: number): Point => {
      const tail = normalCdf(-Math.abs(z));
      const x = z > 0 ? pieces.upperQuantile(tail) : pieces.quantile(tail);
      return { z, x: Math.min(greatest, Math.max(least, x)) };
    };
    const points = Array.from({ length: count + 1 }, (_, k) =>
      pointAt(k < count ? z + ((to - z) * k) / count : to),
    );
    for (let k = 0; k < count; k++) cover(points[k], points[k + 1]);
    z = to;
  };
  for (const value of pieces.breaks) {
    const [reached, left] = scoresAt(pieces, value);
    rise(reached, value);
    if (left > z && z < REACH) {
      const to = Math.min(left, REACH);
      add(z, to, [value, 0, 0, 0, 0, 0]);
      z = to;
    }
    least = value;
  }
  rise(REACH, pieces.support[1]);
  return {
    grid: 'uneven',
    starts: Float64Array.from(starts),
    inverses: Float64Array.from(inverses),
    end: REACH,
    intervals: starts.length,
    coefficients: Float64Array.from(coefficients),
  };
}

/** A probability is met to this share of it: far more closely than the quintics meet theirs. */
const CLOSE = 1e-13;

/**
 * The point a share of the way from one to another: its x lies between theirs, which is sooner
 * found than a quantile.
 */
function pointBetween({ cdf, survival }: Pieces, from: Point, to: Point, share: number): Point {
  const z = from.z + share * (to.z - from.z);
  const tail = normalCdf(-Math.abs(z));
  const excess = z > 0 ? (x: number) => log(tail / survival(x)) : (x: number) => log(cdf(x) / tail);
  return { z, x: from.x < to.x ? crossing(excess, from.x, to.x, CLOSE) : from.x };
}

/** Chebyshev-Lobatto points of degree 5 on [0, 1]; both ends are among them. */
const POINTS = [
  0, 0.09549150281252629, 0.3454915028125263, 0.6545084971874737, 0.9045084971874737, 1,
];
/** Where the quintic is held against the cdf: about where it misses most. */
const BETWEEN = [0.03, 0.21, 0.5, 0.79, 0.97];

/** Coefficients of the quintic over an interval; none if it misses. */
function fitted(pieces: Pieces, from: Point, to: Point): number[] | undefined {
  const inner = POINTS.slice(1, 5).map((share) => pointBetween(pieces, from, to, share).x);
  const quintic = interpolated([from.x, ...inner, to.x]);
  const good = BETWEEN.every((s) => {
    const drawn = quintic.reduceRight((sum, c) => sum * s + c, 0);
    return isQuantile(pieces, drawn, from.z + s * (to.z - from.z));
  });
  return good ? quintic : undefined;
}

/** Whether a draw is the quantile of a score, to the tolerance or to a rounding of the draw. */
function isQuantile({ cdf, survival }: Pieces, x: number, z: number): boolean {
  const tolerance = (Math.abs(z) <= 6 ? TOLERANCE : TAIL_TOLERANCE) * normalDensity(z);
  const tail = normalCdf(-Math.abs(z));
  // Above 0 where x is too high.
  const excess = (x: number) => (z > 0 ? tail - survival(x) : cdf(x) - tail);
  const miss = excess(x);
  if (Math.abs(miss) <= tolerance) return true;
  const rounding = 4 * Number.EPSILON * Math.abs(x);
  return miss > 0 ? excess(x - rounding) <= tolerance : excess(x + rounding) >= -tolerance;
}

/**
 * Coefficients in s in [0, 1] of the quintic through six values at POINTS: divided differences,
 * multiplied out.
 */
function interpolated(values: readonly number[]): number[] {
  const differences = [...values];
  for (let order = 1; order < 6; order++) {
    for (let k = 5; k >= order; k--) {
      differences[k] = (differences[k] - differences[k - 1]) / (POINTS[k] - POINTS[k - order]);
    }
  }
  const coefficients = [differences[5], 0, 0, 0, 0, 0];
  for (let k = 4; k >= 0; k--) {
    for (let power = 5; power > 0; power--) {
      coefficients[power] = coefficients[power - 1] - POINTS[k] * coefficients[power];
    }
    coefficients[0] = differences[k] - POINTS[k] * coefficients[0];
  }
  return coefficients;
}
