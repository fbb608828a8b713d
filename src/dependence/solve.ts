/**
 * From the correlations that an author states between inputs to the scores from which these are
 * drawn.
 */

import { DependenceError, type DependenceProblem } from './error.ts';
import { cholesky } from './matrix.ts';
import { dfProblems } from './measures.ts';
import { infeasible } from './nearest-feasible.ts';
import { pairwiseScores, type Stated } from './pairwise.ts';
import { GREATEST_WEIGHT, LEAST_WEIGHT } from './weighted-nearest.ts';

export interface Solved {
  /** Correlations of the scores. */
  readonly scores: number[][];
  /**
   * Lower triangular, L L' = scores: row i gives the score of input i from independent standard
   * normal ones.
   */
  readonly factor: number[][];
}

/**
 * The correlations of scores under which inputs have the correlations that are stated, pair by
 * pair, and their Cholesky factor.
 *
 * @throws DependenceError with everything that is wrong: with the matrix, with pairs that cannot
 *         reach what is asked of them, or, where every pair could but not all at once, with the
 *         nearest matrix that would be accepted
 */
export function solveCopula(stated: Stated): Solved {
  const problems = [
    ...dfProblems(stated.copula),
    ...shapeProblems(stated),
    ...weightProblems(stated),
  ];
  if (problems.length > 0) throw new DependenceError(problems, stated.id);
  const { scores, faults } = pairwiseScores(stated);
  if (faults.length > 0) throw new DependenceError(faults, stated.id);
  const factor = cholesky(scores);
  if (factor === undefined) throw new DependenceError([infeasible(stated, scores)], stated.id);
  return { scores, factor };
}

/** What is wrong with the matrix before any entry is looked at for its size. */
function shapeProblems({ inputs, target }: Stated): DependenceProblem[] {
  const n = inputs.length;
  const ids = inputs.map(({ id }) => id);
  if (target.length !== n) {
    return [
      { message: `the matrix has ${target.length} rows for ${n} inputs (${ids.join(', ')})` },
    ];
  }
  const ragged = target.flatMap((row, i) =>
    row.length === n
      ? []
      : [
          {
            message: `the row of ${ids[i]} has ${row.length} entries for ${n} inputs`,
            inputs: [ids[i]],
          },
        ],
  );
  if (ragged.length > 0) return ragged;
  const diagonal = target.flatMap((row, i) =>
    row[i] === 1
      ? []
      : [{ message: `${ids[i]} has ${row[i]} with itself; that is 1`, inputs: [ids[i]] }],
  );
  const lopsided = target.flatMap((row, i) =>
    row.slice(0, i).flatMap((entry, j) =>
      entry === target[j][i] || (Number.isNaN(entry) && Number.isNaN(target[j][i]))
        ? []
        : [
            {
              message: `${ids[j]} and ${ids[i]}: the correlation is ${target[j][i]} in the row of ${ids[j]} and ${entry} in that of ${ids[i]}; they must be equal`,
              inputs: [ids[j], ids[i]],
            },
          ],
    ),
  );
  return [...diagonal, ...lopsided];
}

/** What is wrong with the weights, if there are any. */
function weightProblems({ inputs, target, weights }: Stated): DependenceProblem[] {
  if (weights === undefined) return [];
  const n = inputs.length;
  if (weights.length !== n || weights.some((row) => row.length !== n)) {
    return [
      {
        message: `weights has ${weights.length} rows of ${weights.map((row) => row.length).join(', ')} for ${n} inputs; wanted one for each entry of the correlations`,
      },
    ];
  }
  return target.flatMap((_, i) =>
    weights[i].slice(0, i).flatMap((weight, j) => {
      const names = [inputs[j].id, inputs[i].id];
      const tell = (message: string) => [
        { message: `${names.join(' and ')}: ${message}`, inputs: names },
      ];
      const other = weights[j][i];
      const outside = [other, weight].find((w) => !(w >= LEAST_WEIGHT && w <= GREATEST_WEIGHT));
      if (outside !== undefined) {
        return tell(
          `the weight is ${outside}; wanted from ${LEAST_WEIGHT}, which moves freely, to ${GREATEST_WEIGHT}, which is held`,
        );
      }
      if (other === weight) return [];
      return tell(
        `the weight is ${other} in the row of ${names[0]} and ${weight} in that of ${names[1]}; they must be equal`,
      );
    }),
  );
}
