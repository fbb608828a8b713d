/**
 * What an author states about inputs that depend on each other, and the scores of every two of
 * them.
 */

import type { Distribution } from '../distributions/index.ts';
import type { Measure, ScoreCopula } from './copula.ts';
import type { DependenceProblem } from './error.ts';
import type { Matrix } from './matrix.ts';
import { NAMES, scoreOrProblem, targetProblems } from './measures.ts';
import { marginProblem, rankProblem } from './pearson.ts';

interface DependentInput {
  readonly id: string;
  readonly distribution: Distribution;
}

export interface Stated {
  /** Of the dependence, for messages. */
  readonly id: string;
  readonly copula: ScoreCopula;
  readonly measure: Measure;
  readonly inputs: readonly DependentInput[];
  /** Symmetric, with a unit diagonal, a row and a column for each input. */
  readonly target: Matrix;
  /**
   * How firmly each entry is held where not all can be, from 1 to 1000: symmetric; the diagonal is
   * not read. All alike if absent.
   */
  readonly weights?: Matrix;
}

/** The correlation of scores for every pair, and what is wrong with those that have none. */
export function pairwiseScores({ copula, measure, inputs, target }: Stated): {
  scores: number[][];
  faults: DependenceProblem[];
} {
  const unfit = inputs.map(({ distribution }) =>
    measure === 'pearson' ? marginProblem(distribution) : rankProblem(distribution, NAMES[measure]),
  );
  const faults: DependenceProblem[] = unfit.flatMap((message, i) =>
    message === undefined
      ? []
      : [{ message: `${inputs[i].id}: ${message}`, inputs: [inputs[i].id] }],
  );
  const scores = inputs.map((_, i) => inputs.map((_, j) => (i === j ? 1 : NaN)));
  for (let i = 0; i < inputs.length; i++) {
    for (let j = 0; j < i; j++) {
      // As the matrix is read: the row of the input that is listed first.
      const names = [inputs[j].id, inputs[i].id] as const;
      const outside = targetProblems(target[j][i], names);
      faults.push(...outside);
      if (outside.length > 0 || unfit[i] !== undefined || unfit[j] !== undefined) continue;
      const pair = [inputs[j].distribution, inputs[i].distribution] as const;
      const score = scoreOrProblem(copula, measure, target[j][i], pair, names);
      if (typeof score === 'number') scores[i][j] = scores[j][i] = score;
      else faults.push(score);
    }
  }
  return { scores, faults };
}
