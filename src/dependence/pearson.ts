/** Pearson correlation of two inputs as a function of the correlation of their scores. */

import { asin, PI } from './arcsine.ts';
import { sin } from '../math/functions.ts';
import type { Distribution } from '../dist/index.ts';
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
import { type MixedCoefficients, mixedCoefficients, mixedSeries } from './mixed-hermite.ts';
import { memory } from './remembered.ts';
import { root } from './root.ts';
import { studentScores } from './student-scores.ts';

export interface Pearson {
  /**
   * The Pearson correlation at rho in [-1, 1], which rises with rho. At the ends the inputs are functions of each other: nothing
   * goes beyond these values.
   */
  at(rho: number): number;
  /** Up to this |rho| that takes no time. */
  readonly easy: number;
}

/**
 * A margin that reaches beyond this score is so heavy that under a t copula its power series would be made of thousands of stretches,
 * each of which matters: integrals take less time then.
 */
const HEAVY = 17;
/** How far beyond the end of its interval a target counts as the end: more than rounding, less than anyone writes. */
const SLACK = 1e-12;

/**
 * @throws DependenceError where an input has no finite standard deviation above 0, or a tail too heavy to integrate
 */
export function pearsonOf(copula: ScoreCopula, pair: Pair): Pearson {
  const problems = pair.flatMap((distribution) => {
    const message = marginProblem(distribution);
    return message === undefined ? [] : [{ message }];
  });
  if (problems.length > 0) throw new DependenceError(problems);
  const exact = exactCopula(copula);
  const [x, y] = pair.map(marginOf);
  const direct = directCorrelation(exact, x, y);
  const heavy = exact.family === 't' && (isHeavy(x) || isHeavy(y));
  const series = heavy ? undefined : seriesOf(exact, pair);
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
function exactCopula(copula: ScoreCopula): ScoreCopula {
  return copula.family === 't' && copula.df > MOST_DF ? { family: 'gaussian' } : copula;
}

/** Why an input has no Pearson correlations; undefined if it has. */
export function marginProblem(distribution: Distribution): string | undefined {
  const { text, sd } = distribution;
  if (sd === 0) return `${text} is certain, so nothing has a Pearson correlation with it`;
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

function comonotone(x: Margin, y: Margin, sign: number): number {
  const mirror = (scores: ArrayLike<number>) => Array.from(scores, (z) => sign * z);
  const ascending = (scores: number[]) => scores.sort((a, b) => a - b);
  const edges = ascending([...Array.from(x.edges), ...mirror(y.edges)]);
  const cuts = ascending([...x.cuts, ...mirror(y.cuts)]);
  return overScores({ edges, cuts }, (z) => x.at(z) * y.at(sign * z));
}

// By text, which says all about a distribution: the same one is often read anew.
const gaussianByText = memory<string, Coefficients>();
const studentByText = memory<string, MixedCoefficients>();

/** The power series in rho. */
function seriesOf(copula: ScoreCopula, pair: Pair): PowerSeries {
  if (copula.family === 'gaussian') {
    const [first, second] = pair.map((distribution) =>
      gaussianByText(distribution.text, () => marginCoefficients(marginOf(distribution))),
    );
    return mehlerSeries(first, second);
  }
  const { df } = copula;
  const [first, second] = pair.map((distribution) =>
    studentByText(`${df} ${distribution.text}`, () =>
      mixedCoefficients(marginOf(distribution), studentScores(df)),
    ),
  );
  return mixedSeries(first, second);
}

/** The correlation of scores that gives a Pearson correlation; undefined if none does. */
export function pearsonScore({ at, easy }: Pearson, target: number): number | undefined {
  // Over the angle, as functions of which correlations meet their ends more or less straight.
  const excess = (angle: number) => at(sin(angle)) - target;
  const enough = Number.EPSILON * Math.abs(target);
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
