/**
 * Tables of quantile functions over the normal score, for families that have no short formula: the
 * draw of a score z is read from a piecewise quintic through points of the quantile function
 * itself.
 */

import { exp, log, normalCdf } from '../math/functions.ts';
import type { Link, TableMapping } from './mapping-kinds.ts';
import { type QuinticTable, quinticAt } from './quintic.ts';

/** As far as a score that depends on others may go: beyond it lies a probability of 4e-36. */
export const REACH = 12.5;
/** Steps of an even table: powers of two. */
const COARSEST = 1 / 2;
const FINEST = 1 / 64;
/**
 * An uneven table gives up on an interval of this width, in which less than 4e-10 of all draws
 * fall.
 */
const NARROWEST = 2 ** -30;
/**
 * Greatest error of y midway between points, over |y| or the change of y over a unit of z,
 * whichever is greater.
 */
const TOLERANCE = 2e-10;
/**
 * An uneven table with more intervals than this has found a function that is not smooth anywhere.
 */
const MOST_INTERVALS = 20_000;

/** The standard form y of a family; a draw is x = location + scale * y. */
export interface Standard {
  readonly link: Link;
  readonly location: number;
  /** Negative where the standard form is mirrored. */
  readonly scale: number;
  /**
   * y below which lies p, for p in (0, 1/2]; positive for the link `exp`, in (0, 1) for `logistic`.
   */
  quantile(p: number): number;
  /** y above which lies q, for q in (0, 1/2). */
  upperQuantile(q: number): number;
}

export function tableMapping(standard: Standard): TableMapping {
  const { link, location, scale } = standard;
  return { kind: 'table', link, location, scale, table: () => tabulate(standard) };
}

function tabulate(standard: Standard): QuinticTable {
  const known = new Map<number, number>();
  const scoreToY = (z: number): number => {
    let y = known.get(z);
    if (y === undefined) {
      // A mirrored standard form falls while the draw rises.
      const upper = z > 0 !== standard.scale < 0;
      const tail = normalCdf(-Math.abs(z));
      y = upper ? standard.upperQuantile(tail) : standard.quantile(tail);
      known.set(z, y);
    }
    return y;
  };
  return quinticTable(scoreToY, -REACH, REACH, standard.link);
}

/**
 * A table of a function between two ends, `from` and `to` apart by a multiple of 1/2: even if steps
 * of 1/64 or more do.
 *
 * @param link  the table holds g, and the function is what the link makes of it
 */
export function quinticTable(
  scoreToY: (z: number) => number,
  from: number,
  to: number,
  link: Link = 'identity',
): QuinticTable {
  for (let step = COARSEST; step >= FINEST; step /= 2) {
    const table = evenTable(scoreToY, link, { from, to, step });
    if (table) return table;
  }
  return unevenTable(scoreToY, link, from, to);
}

/**
 * Chebyshev-Lobatto points of degree 5 on [0, 1]: (1 - cos(k pi / 5)) / 2; both ends are among
 * them.
 */
const POINTS = [
  0, 0.09549150281252629, 0.3454915028125263, 0.6545084971874737, 0.9045084971874737, 1,
];
/** Where the interpolant is held against the function: about where it misses most. */
const BETWEEN = [0.03, 0.21, 0.5, 0.79, 0.97];

function evenTable(
  scoreToY: (z: number) => number,
  link: Link,
  { from, to, step }: { from: number; to: number; step: number },
): QuinticTable | undefined {
  const intervals = (to - from) / step;
  const coefficients = new Float64Array(6 * intervals);
  const middle = Math.floor(intervals / 2);
  // From the middle out: what does not do shows there soonest.
  const order = Array.from({ length: intervals }, (_, k) => k).sort(
    (a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b,
  );
  for (const k of order) {
    const start = k * step + from;
    const quintic = interpolated(scoreToY, link, start, step);
    if (!fits(scoreToY, link, start, step, quintic)) return undefined;
    coefficients.set(quintic, 6 * k);
  }
  return { grid: 'even', from, step, intervals, coefficients };
}

/**
 * Intervals halved until the quintic does, or until hardly any draw falls into them: around a jump
 * or a gap.
 */
function unevenTable(
  scoreToY: (z: number) => number,
  link: Link,
  least: number,
  end: number,
): QuinticTable {
  const starts: number[] = [];
  const inverses: number[] = [];
  const coefficients: number[] = [];
  const cover = (from: number, width: number): void => {
    const narrow = width <= NARROWEST || starts.length > MOST_INTERVALS;
    const quintic = narrow
      ? linear(scoreToY, link, from, width)
      : interpolated(scoreToY, link, from, width);
    if (narrow || fits(scoreToY, link, from, width, quintic)) {
      starts.push(from);
      inverses.push(1 / width);
      coefficients.push(...quintic);
    } else {
      cover(from, width / 2);
      cover(from + width / 2, width / 2);
    }
  };
  // Begun with powers of two, so that halves and sums are exact.
  for (let from = least; from < end; from += COARSEST) cover(from, COARSEST);
  return {
    grid: 'uneven',
    starts: Float64Array.from(starts),
    inverses: Float64Array.from(inverses),
    end,
    intervals: starts.length,
    coefficients: Float64Array.from(coefficients),
  };
}

function linear(scoreToY: (z: number) => number, link: Link, from: number, width: number) {
  const left = unlinked(link, scoreToY(from));
  return [left, unlinked(link, scoreToY(from + width)) - left, 0, 0, 0, 0];
}

/**
 * Coefficients in s in [0, 1] of the quintic through six points: divided differences, multiplied
 * out.
 */
function interpolated(
  scoreToY: (z: number) => number,
  link: Link,
  from: number,
  width: number,
): number[] {
  const differences = POINTS.map((s) => unlinked(link, scoreToY(from + s * width)));
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

function fits(
  scoreToY: (z: number) => number,
  link: Link,
  from: number,
  width: number,
  quintic: readonly number[],
): boolean {
  const rise = Math.abs(scoreToY(from + width) - scoreToY(from)) / width;
  return BETWEEN.every((s) => {
    const wanted = scoreToY(from + s * width);
    const g = quintic.reduceRight((sum, c) => sum * s + c, 0);
    const error = Math.abs(linked(link, g) - wanted);
    return error <= TOLERANCE * Math.max(Math.abs(wanted), rise);
  });
}

/** y of g. */
function linked(link: Link, g: number): number {
  if (link === 'identity') return g;
  const e = exp(g);
  if (link === 'exp') return e;
  if (link === 'sinh') return 0.5 * (e - 1 / e);
  return 1 / (1 + exp(-g));
}

/** g of y. */
function unlinked(link: Link, y: number): number {
  if (link === 'identity') return y;
  if (link === 'exp') return log(y);
  if (link === 'logistic') return log(y) - log(1 - y);
  const size = log(Math.abs(y) + Math.sqrt(y * y + 1));
  return y < 0 ? -size : size;
}

/** The draw of a table at the score z. */
export function tableDraw(mapping: TableMapping, table: QuinticTable, z: number): number {
  const g = quinticAt(table, z);
  const { link, location, scale } = mapping;
  return location + scale * linked(link, g);
}
