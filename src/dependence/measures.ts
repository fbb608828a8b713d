/** Correlations of two inputs and of the scores from which they are drawn. */

import { atomsOf } from '../distributions/index.ts';
import { sin } from '../math/functions.ts';
import { asin, PI } from './arcsine.ts';
import { LEAST_DF, type Measure, MOST_DF, type Pair, type ScoreCopula } from './copula.ts';
import { DependenceError, type DependenceProblem } from './error.ts';
import { type Curve, pearsonOf, rankProblem, scoreAt, tiedRankOf } from './pearson.ts';
import { root } from './root.ts';
import { studentRank } from './student-rank.ts';
import { tiedKendallOf } from './tied-kendall.ts';

/**
 * A measure of the dependence of two inputs whose scores have the correlation `rho`.
 *
 * All three are those of the distributions given, as `rank`, `kendall` and `pearson` find them in
 * draws: ties share the mean of their ranks, and Kendall's tau is tau-b. Without ties, rank
 * correlation and Kendall's tau are those of the copula, whatever the distributions.
 *
 * Error: below 1e-14 for rank and Kendall without ties, below 1e-12 for Pearson and for rank with
 * ties; for Kendall with ties see `tiedKendallOf`.
 *
 * @param rho   in [-1, 1]
 * @param pair  what the inputs are drawn from
 * @throws      RangeError if rho is outside [-1, 1] or NaN; DependenceError if df is not from 1 on,
 *              if an input has one value only, or, of 'pearson', if an input has no finite standard
 *              deviation
 *
 * Sources: for the Gaussian copula Kruskal (1958), "Ordinal measures of association", Journal of
 * the American Statistical Association 53, 814-861, doi:10.1080/01621459.1958.10501481; for
 * Kendall's tau of t scores Lindskog, McNeil and Schmock (2003), "Kendall's tau for elliptical
 * distributions", in Credit Risk, 149-156, doi:10.1007/978-3-642-59365-9_8.
 */
export function measureOf(copula: ScoreCopula, measure: Measure, rho: number, pair: Pair): number {
  if (!(rho >= -1 && rho <= 1)) throw new RangeError(`measureOf: rho is ${rho}, outside [-1, 1]`);
  refuse(dfProblems(copula));
  const curve = curveOf(copula, measure, pair);
  if (curve !== undefined) return withoutExcess(curve.at(rho));
  if (Math.abs(rho) === 1) return rho;
  return withoutExcess(measure === 'kendall' ? (2 / PI) * asin(rho) : rankOf(copula, rho).rank);
}

/** In words, as in "a rank correlation". */
export const NAMES: Readonly<Record<Measure, string>> = {
  rank: 'rank correlation',
  kendall: "Kendall's tau",
  pearson: 'Pearson correlation',
};

/** A measure that depends on the distributions; undefined where it is that of the copula. */
function curveOf(copula: ScoreCopula, measure: Measure, pair: Pair): Curve | undefined {
  if (measure === 'pearson') return pearsonOf(copula, pair);
  if (pair.every((distribution) => atomsOf(distribution).length === 0)) return undefined;
  const messages = pair.map((distribution) => rankProblem(distribution, NAMES[measure]));
  refuse(messages.flatMap((message) => (message === undefined ? [] : [{ message }])));
  return measure === 'rank' ? tiedRankOf(copula, pair) : tiedKendallOf(copula, pair);
}

/** Next to 1 a sum may come out a rounding above it. */
function withoutExcess(correlation: number): number {
  return Math.min(1, Math.max(-1, correlation));
}

function rankOf(copula: ScoreCopula, rho: number): { rank: number; slope: number } {
  if (copula.family === 't' && copula.df <= MOST_DF) return studentRank(copula.df, rho);
  return { rank: (6 / PI) * asin(rho / 2), slope: 3 / PI / Math.sqrt(1 - (rho * rho) / 4) };
}

/**
 * The correlation of the scores under which a measure is `target`: what `measureOf` gives `target`
 * for. Error: a few parts in 1e14, where the measure itself changes with rho that exactly.
 *
 * @throws DependenceError if there is none, with the interval that can be reached; or as
 *   `measureOf`
 */
export function scoreCorrelation(
  copula: ScoreCopula,
  measure: Measure,
  target: number,
  pair: Pair,
): number {
  const names = pair.map(({ text }) => text) as [string, string];
  refuse([...dfProblems(copula), ...targetProblems(target, names)]);
  const found = scoreOrProblem(copula, measure, target, pair, names);
  if (typeof found === 'number') return found;
  throw new DependenceError([found]);
}

/** What is wrong with a target, whatever the inputs are. */
export function targetProblems(
  target: number,
  names: readonly [string, string],
): DependenceProblem[] {
  if (target >= -1 && target <= 1) return [];
  const message = `${names.join(' and ')}: the correlation is ${target}; it must be in [-1, 1]`;
  return [{ message, inputs: names }];
}

/** What is wrong with the degrees of freedom. */
export function dfProblems(copula: ScoreCopula): DependenceProblem[] {
  if (copula.family === 'gaussian' || copula.df >= LEAST_DF) return [];
  return [
    {
      message: `df is ${copula.df}; a t copula takes ${LEAST_DF} or more, without bound a Gaussian one`,
    },
  ];
}

function refuse(problems: readonly DependenceProblem[]): void {
  if (problems.length > 0) throw new DependenceError(problems);
}

/** The correlation of the scores, or why there is none; the target is in [-1, 1]. */
export function scoreOrProblem(
  copula: ScoreCopula,
  measure: Measure,
  target: number,
  pair: Pair,
  names: readonly [string, string],
): number | DependenceProblem {
  const curve = curveOf(copula, measure, pair);
  if (curve === undefined) return copulaScore(copula, measure as 'rank' | 'kendall', target);
  // Under a Gaussian copula, and no other, scores without correlation are independent.
  if (target === 0 && copula.family === 'gaussian') return 0;
  const score = scoreAt(curve, target);
  return score ?? unattainable(measure, target, [curve.at(-1), curve.at(1)], names);
}

function copulaScore(copula: ScoreCopula, measure: 'rank' | 'kendall', target: number): number {
  if (Math.abs(target) === 1) return target;
  if (measure === 'kendall') return sin((PI / 2) * target);
  const gaussian = 2 * sin((PI / 6) * target);
  if (copula.family === 'gaussian' || copula.df > MOST_DF) return gaussian;
  return newton(copula, target, gaussian);
}

/**
 * Newton's method for the rank correlation under a t copula, which falls short of the Gaussian one
 * with the same scores.
 */
function newton(copula: ScoreCopula, target: number, start: number): number {
  let rho = start;
  for (let round = 0; round < 12; round++) {
    const { rank, slope } = rankOf(copula, rho);
    const step = (target - rank) / slope;
    rho += step;
    // Near 1 the rank bends away from its tangent.
    if (!(Math.abs(rho) < 1)) break;
    // What is left after a step is of the order of its square.
    if (Math.abs(step) <= 1e-10 * Math.abs(rho)) return rho;
  }
  const excess = (rho: number) => rankOf(copula, rho).rank - target;
  return root(excess, [-1, 1], [-1 - target, 1 - target]);
}

function unattainable(
  measure: Measure,
  target: number,
  [least, greatest]: readonly [number, number],
  names: readonly [string, string],
): DependenceProblem {
  const from = roundedInwards(least, least, greatest);
  const to = roundedInwards(greatest, least, greatest);
  const nearest = target < least ? from : to;
  return {
    message:
      `${names.join(' and ')}: a ${NAMES[measure]} of ${target} is out of reach; with these distributions ` +
      `${measure === 'pearson' ? '' : 'and their ties '}it lies between ${from} and ${to}, and the nearest is ${nearest}`,
    inputs: names,
    nearest,
  };
}

/**
 * An end of an interval with as few digits as leave it inside and close, four decimals at least.
 */
function roundedInwards(end: number, least: number, greatest: number): number {
  for (let digits = 4; digits <= 15; digits++) {
    const scale = Number(`1e${digits}`);
    const rounded = (end === least ? Math.ceil(end * scale) : Math.floor(end * scale)) / scale;
    const near = Math.abs(rounded - end) <= 0.01 * (greatest - least);
    if (rounded >= least && rounded <= greatest && near) return rounded;
  }
  return end;
}
