/**
 * How heavy the tails of an outcome are, whether its mean and its standard deviation can be
 * estimated at all, and by how much draws that did not come up may move them.
 *
 * Sources: Vehtari, Simpson, Gelman, Yao and Gabry (2024), "Pareto Smoothed Importance Sampling",
 * Journal of Machine Learning Research 25(72), who judge any sample mean by the shape of its tail;
 * de Haan and Ferreira (2006), "Extreme Value Theory", Springer, section 3.4, for the error of a
 * fitted shape.
 */

import { exp, log } from '../math/functions.ts';
import { type LogSums, paretoFit, tailSize } from './pareto-fit.ts';
import { counted, significant } from './round.ts';
import type { Sample } from './sample.ts';

/** No more draws than these are a tail: more would not be far out, and take longer. */
export const MOST_TAIL_DRAWS = 300;
/** Fewer draws beyond the threshold say nothing. */
const FEWEST_DRAWS = 10;
/**
 * Below this shape by its moments a tail is as light as an exponential one, and the exact fit is
 * not needed.
 */
const LIGHT = 0.05;
/** Draws that did not come up matter from this shape on. */
const REACHING = 0.1;
/**
 * The shape is known no better than from a few hundred draws, so that no reach is computed beyond
 * this one.
 */
const MOST_SHAPE = 0.95;

export interface Tail {
  /**
   * k of the generalised Pareto distribution beyond a threshold: moments of order 1 / k and above
   * do not exist. Below 0: it ends.
   */
  readonly shape: number;
  /** Standard error of the shape. */
  readonly error: number;
  /**
   * About the value that one draw in n exceeds, on a reading of the shape that is heavier by so
   * many of its standard errors.
   *
   * @returns the value and the shape that is meant
   */
  extreme(errors: number): { readonly value: number; readonly shape: number };
}

/** One end of a sample; undefined where its draws are too few or are all the same. */
function tailOf(sample: Sample, upper: boolean): Tail | undefined {
  const { count: n } = sample;
  const size = Math.min(MOST_TAIL_DRAWS, tailSize(n));
  if (size < FEWEST_DRAWS || n <= size) return undefined;
  const { next, draws } = sample.tail(upper, size);
  return paretoTail(next, draws, upper, sample.logSums);
}

/**
 * @param next     the threshold
 * @param draws    beyond it or at it, in any order
 * @param logSums  as `paretoFit` takes it
 */
export function paretoTail(
  next: number,
  draws: Float64Array,
  upper: boolean,
  logSums?: LogSums,
): Tail | undefined {
  // Halved, so that no distance is infinite.
  const excess = draws.map((x) => Math.abs(x / 2 - next / 2)).filter((x) => x > 0);
  const m = excess.length;
  if (m < FEWEST_DRAWS) return undefined;
  const light = shapeByMoments(excess);
  if (light === undefined) return undefined;
  const fit = light < LIGHT ? undefined : paretoFit(excess.sort(), logSums);
  const shape = fit?.shape ?? light;
  const error = (1 + Math.max(0, shape)) / Math.sqrt(m);
  return {
    shape,
    error,
    extreme: (errors) => {
      const k = Math.min(MOST_SHAPE, shape + errors * error);
      if (fit === undefined || k < REACHING) return { value: next, shape: Math.min(0, k) };
      const beyond = (2 * fit.scale * (exp(k * log(m)) - 1)) / k;
      return { value: upper ? next + beyond : next - beyond, shape: k };
    },
  };
}

/**
 * The shape that mean and variance of excesses give; undefined where all are equal, as at a bound
 * where draws pile up.
 */
function shapeByMoments(excess: Float64Array): number | undefined {
  const most = excess.reduce((a, b) => Math.max(a, b), 0);
  let [sum, squares] = [0, 0];
  for (const x of excess) {
    sum += x / most;
    squares += (x / most) * (x / most);
  }
  const mean = sum / excess.length;
  const variance = squares / excess.length - mean * mean;
  return variance > 1e-12 * mean * mean ? (1 - (mean * mean) / variance) / 2 : undefined;
}

/** Both ends. */
export interface Tails {
  readonly lower: Tail | undefined;
  readonly upper: Tail | undefined;
}

export function tailsOf(sample: Sample): Tails {
  return { lower: tailOf(sample, false), upper: tailOf(sample, true) };
}

/**
 * In a heavy tail one draw has this much of the sum of squares about the mean, or more. A bounded
 * outcome may look heavy where a rare regime begins, but no draw of it stands out: the moments of
 * such an outcome are there to be seen.
 */
const STANDS_OUT = 0.02;

/** The draws of an outcome as far as they decide whether its moments are supported. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  /** Sum of squares about the mean. */
  readonly squares: number;
  readonly least: number;
  readonly greatest: number;
}

/** Whether the draw at either end is so far out that a tail may decide the moments. */
export function standsOut(spread: Spread): boolean {
  return [spread.least, spread.greatest].some((x) => isFarOut(x, spread));
}

// Asked this way round so that squares beyond the largest number count as heavy.
function isFarOut(x: number, { mean, squares }: Spread): boolean {
  return !((x - mean) * ((x - mean) / squares) < STANDS_OUT);
}

/**
 * A moment is not given where it would not exist if the shape were so many standard errors heavier
 * than the fit. Of 60 samples each: the mean of a Cauchy distribution, which has none, is then
 * given of none or one (with one standard error of 1 to 10); that of a Pareto distribution of index
 * 1.5, which has one, is refused of 17 with 1,600 draws and of 2 with 16,384.
 */
const HEAVIER = { mean: 1.645, sd: 1 } as const;

/** Why the mean or the standard deviation is not given; undefined where it is. */
export function unsupported(
  moment: 'mean' | 'sd',
  { lower, upper }: Tails,
  spread: Spread,
): string | undefined {
  const order = moment === 'mean' ? 1 : 2;
  const heavy = [
    { tail: upper, end: 'upper', last: spread.greatest },
    { tail: lower, end: 'lower', last: spread.least },
  ].filter(
    ({ tail, last }) =>
      tail !== undefined &&
      order * (tail.shape + HEAVIER[moment] * tail.error) >= 1 &&
      isFarOut(last, spread),
  );
  if (heavy.length === 0) return undefined;
  const what = moment === 'mean' ? 'mean' : 'variance';
  const exists = heavy.every(({ tail }) => order * tail!.shape < 1);
  return heavyText({
    tails: heavy.map(({ tail, end }) => ({ end, k: significant(tail!.shape, 2) })),
    what,
    draws: exists ? counted(spread.count) : undefined,
  });
}

/** Why a tail is too heavy for a moment. */
interface Heavy {
  readonly tails: readonly { readonly end: string; readonly k: string }[];
  readonly what: string;
  /** How many do not tell the moment; undefined where it need not exist. */
  readonly draws: string | undefined;
}

function heavyText({ tails, what, draws }: Heavy): string {
  const described = tails.map(({ end, k }) => `${end} tail has Pareto k ${k}`).join(' and the ');
  return `the ${described}: the ${what} ${draws === undefined ? 'does not exist or is decided by trials that are too rare to be seen' : `cannot be told from ${draws} draws`}`;
}

/**
 * What a text of `unsupported` says, for who says it in another language: a summary keeps the text
 * alone.
 *
 * @returns  undefined of any other text
 */
export function heavyOf(text: string): Heavy | undefined {
  const [, described, what, rest] = /^the (.*): the (mean|variance) (.*)$/.exec(text) ?? [];
  if (described === undefined) return undefined;
  const tails = described.split(' and the ').map((part) => {
    const [end, k] = part.split(' tail has Pareto k ');
    return { end, k };
  });
  const heavy = { tails, what, draws: /^cannot be told from (\S+) draws$/.exec(rest)?.[1] };
  return heavyText(heavy) === text ? heavy : undefined;
}

/**
 * Draws that did not come up are added to an end of an interval as if one in n were missing, this
 * many times: with one standard error of the shape for means, 1.5 for variances. Chosen over 400
 * samples each of lognormal distributions (sigma 1 to 3), Pareto distributions (1.2 to 3) and
 * Student's t (1.5 to 3 degrees of freedom), 1,600 and 16,384 draws in 16 replicates: intervals
 * then hold the truth in 92 to 99 of 100.
 */
const TIMES = 1.5;
const ERRORS = { mean: 1, variance: 1.5 } as const;

/** By how much the mean of n draws may be too small (upper tail) or too large (lower tail). */
export function reachOfMean(tail: Tail | undefined, centre: number, n: number): number {
  const extreme = tail?.extreme(ERRORS.mean);
  if (extreme === undefined || extreme.shape < REACHING) return 0;
  return (TIMES * Math.abs(extreme.value - centre)) / (1 - extreme.shape) / n;
}

/** By how much the variance of n draws may be too small. */
export function reachOfVariance(tail: Tail | undefined, centre: number, n: number): number {
  const extreme = tail?.extreme(ERRORS.variance);
  if (extreme === undefined || extreme.shape < REACHING) return 0;
  const distance = extreme.value - centre;
  return (TIMES * distance * (distance / n)) / (1 - Math.min(MOST_SHAPE, 2 * extreme.shape));
}
