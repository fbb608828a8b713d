/**
 * Pearson correlation of two inputs, or of their ranks, as a function of the correlation of their
 * scores.
 */

import { atomsOf, type Distribution } from '../distributions/index.ts';
import { sin } from '../math/functions.ts';
import { asin, PI } from './arcsine.ts';
import { MOST_DF, type Pair, type ScoreCopula } from './copula.ts';
import { directCorrelation } from './direct.ts';
import { DependenceError } from './error.ts';
import {
  type Coefficients,
  marginCoefficients,
  mehlerSeries,
  type PowerSeries,
  reachOf,
  sumSeries,
} from './hermite.ts';
import { HeavyTailError, type Margin, marginOf, overScores } from './margin.ts';
import { midRanksOf } from './mid-ranks.ts';
import { type MixedCoefficients, mixedCoefficients, mixedSeries } from './mixed-hermite.ts';
import { root } from './root.ts';
import { studentScores } from './student-scores.ts';

/** A measure of dependence, as a function of the correlation of the scores. */
export interface Curve {
  /**
   * The measure at rho in [-1, 1], which rises with rho. At the ends the inputs are functions of
   * each other: nothing goes beyond these values.
   */
  at(rho: number): number;
  /** Up to this |rho| that takes no time. */
  readonly easy: number;
  /** About the error of the measure where that is more than a rounding. */
  readonly error?: number;
}

/**
 * A margin that reaches beyond this score is so heavy that under a t copula its power series would
 * be made of thousands of stretches, each of which matters: integrals take less time then.
 */
const HEAVY = 17;
/**
 * How far beyond the end of its interval a target counts as the end: more than rounding, less than
 * anyone writes.
 */
const SLACK = 1e-12;

/**
 * @throws DependenceError where an input has no finite standard deviation above 0, or a tail too
 *   heavy to integrate
 */
export function pearsonOf(copula: ScoreCopula, pair: Pair): Curve {
  const problems = pair.flatMap((distribution) => {
    const message = marginProblem(distribution);
    return message === undefined ? [] : [{ message }];
  });
  if (problems.length > 0) throw new DependenceError(problems);
  return curveOf(copula, pair.map(marginOf));
}

/**
 * Spearman's rank correlation of two inputs at least one of which has ties, but not only one value.
 */
export function tiedRankOf(copula: ScoreCopula, pair: Pair): Curve {
  return curveOf(copula, pair.map(midRanksOf));
}

function curveOf(copula: ScoreCopula, margins: readonly Margin[]): Curve {
  const exact = exactCopula(copula);
  const [x, y] = margins;
  const direct = directCorrelation(exact, x, y);
  const heavy = exact.family === 't' && (isHeavy(x) || isHeavy(y));
  const series = heavy ? undefined : seriesOf(exact, margins);
  const easy = series === undefined ? 0 : reachOf(series);
  return {
    easy,
    at: (rho) => {
      if (Math.abs(rho) === 1) return comonotone(x, y, rho);
      // Under a Gaussian copula, and no other, scores without correlation are independent.
      if (rho === 0 && exact.family === 'gaussian') return 0;
      return series && Math.abs(rho) <= easy ? sumSeries(series, rho) : direct(rho);
    },
  };
}

function isHeavy({ edges }: Margin): boolean {
  return Math.max(-edges[0], edges[edges.length - 1]) > HEAVY;
}

/** Beyond MOST_DF the t copula counts as Gaussian. */
export function exactCopula(copula: ScoreCopula): ScoreCopula {
  return copula.family === 't' && copula.df > MOST_DF ? { family: 'gaussian' } : copula;
}

/** Why an input has no Pearson correlations; undefined if it has. */
export function marginProblem(distribution: Distribution): string | undefined {
  const { text, sd } = distribution;
  if (sd === 0) return certain(distribution, 'Pearson correlation');
  if (!(sd > 0 && sd < Infinity)) {
    return `${text} has no finite standard deviation, so no Pearson correlation; use rank`;
  }
  try {
    marginOf(distribution);
    return undefined;
  } catch (error) {
    if (!(error instanceof HeavyTailError)) throw error;
    return error.message;
  }
}

/** Why an input has no rank correlations; undefined if it has. */
export function rankProblem(distribution: Distribution, what: string): string | undefined {
  return atomsOf(distribution).some(({ from, to }) => from === -Infinity && to === Infinity)
    ? certain(distribution, what)
    : undefined;
}

function certain({ text }: Distribution, what: string): string {
  return `${text} is certain, so nothing has a ${what} with it`;
}

function comonotone(x: Margin, y: Margin, sign: number): number {
  const mirror = (scores: ArrayLike<number>) => Array.from(scores, (z) => sign * z);
  const ascending = (scores: number[]) => scores.sort((a, b) => a - b);
  const edges = ascending([...Array.from(x.edges), ...mirror(y.edges)]);
  const cuts = ascending([...x.cuts, ...mirror(y.cuts)]);
  return overScores({ edges, cuts }, (z) => x.at(z) * y.at(sign * z));
}

const gaussianOf = new WeakMap<Margin, Coefficients>();
const studentOf = new WeakMap<Margin, Map<number, MixedCoefficients>>();

/** The power series in rho. */
function seriesOf(copula: ScoreCopula, margins: readonly Margin[]): PowerSeries {
  if (copula.family === 'gaussian') {
    const [first, second] = margins.map((margin) => {
      const known = gaussianOf.get(margin) ?? marginCoefficients(margin);
      gaussianOf.set(margin, known);
      return known;
    });
    return mehlerSeries(first, second);
  }
  const { df } = copula;
  const [first, second] = margins.map((margin) => {
    const byDf = studentOf.get(margin) ?? new Map<number, MixedCoefficients>();
    studentOf.set(margin, byDf);
    const known = byDf.get(df) ?? mixedCoefficients(margin, studentScores(df));
    byDf.set(df, known);
    return known;
  });
  return mixedSeries(first, second);
}

/** The correlation of scores at which a curve has a value; undefined if it has that nowhere. */
export function scoreAt({ at, easy, error = 0 }: Curve, target: number): number | undefined {
  // Over the angle, as functions of which correlations meet their ends more or less straight.
  const excess = (angle: number) => at(sin(angle)) - target;
  const enough = Math.max(error, Number.EPSILON * Math.abs(target));
  const between = (from: number, to: number, ends: readonly [number, number]) =>
    // Adding 0 makes -0 plain 0.
    sin(root(excess, [from, to], ends, enough)) + 0;
  const inner = 0.999 * asin(easy);
  const [low, high] = [excess(-inner), excess(inner)];
  if (low <= 0 && high >= 0) return between(-inner, inner, [low, high]);
  const sign = high < 0 ? 1 : -1;
  const end = at(sign) - target;
  if (sign * end <= 0) return sign * end < -SLACK ? undefined : sign;
  return sign > 0 ? between(inner, PI / 2, [high, end]) : between(-PI / 2, -inner, [end, low]);
}
