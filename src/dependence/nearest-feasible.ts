/**
 * What to ask for instead, where every pair of correlations is possible but not all of them at
 * once.
 */

import type { DependenceProblem } from './error.ts';
import { cholesky, type Matrix, nearestCorrelation } from './matrix.ts';
import { measureOf } from './measures.ts';
import { pairwiseScores, type Stated } from './pairwise.ts';
import { weightedNearest } from './weighted-nearest.ts';

/**
 * Decimals of the entries that are named, and how far towards independence they may be moved until
 * they are accepted so rounded.
 */
const ATTEMPTS = [
  { digits: 3, farthest: 0.02 },
  { digits: 4, farthest: 0.05 },
  { digits: 6, farthest: 1 },
];
/** As many moves are listed; of so many inputs the whole matrix. */
const MOST_MOVES = 10;
const MOST_ROWS = 8;

/**
 * @param scores  what the target asks of the scores: not positive semi-definite
 */
export function infeasible(stated: Stated, scores: Matrix): DependenceProblem {
  const nearest = nearestFeasible(stated, scores);
  const ids = stated.inputs.map(({ id }) => id);
  const named = {
    rank: 'rank correlations',
    kendall: "Kendall's taus",
    pearson: 'Pearson correlations',
  };
  const rows = nearest.map((row) => `[${row.join(', ')}]`).join(', ');
  const whole = ids.length <= MOST_ROWS ? ` The whole matrix: [${rows}]` : '';
  return {
    message:
      `these ${named[stated.measure]} cannot hold together: the correlations of the scores would not be a positive ` +
      `semi-definite matrix. The nearest that can${stated.weights ? ', by the weights' : ''}: ${movesInWords(stated, nearest)}.${whole}`,
    inputs: ids,
    nearest,
  };
}

/** In the measure of the author, rounded, and accepted by `solveCopula`. */
function nearestFeasible(stated: Stated, scores: Matrix): Matrix {
  const byWeights = stated.weights && nearestByWeights(stated, stated.weights, scores);
  if (byWeights !== undefined) return byWeights;
  const limit = nearestCorrelation(scores);
  for (const { digits, farthest } of ATTEMPTS) {
    for (let shrink = 0; shrink < 1.5 * farthest; shrink = shrink === 0 ? 1e-4 : 1.5 * shrink) {
      const towards = 1 - Math.min(shrink, farthest);
      const target = inMeasure(stated, limit, towards, Number(`1e${digits}`));
      const found = pairwiseScores({ ...stated, target });
      if (found.faults.length === 0 && cholesky(found.scores) !== undefined) return target;
    }
  }
  // The last attempt is independence.
  throw new RangeError(`${stated.id}: no correlations near ${JSON.stringify(limit)} are accepted`);
}

/**
 * Away from the edge of what is possible by a least eigenvalue that rises until the rounded entries
 * are accepted: a move towards independence would move what is held as much as the rest.
 */
function nearestByWeights(stated: Stated, weights: Matrix, scores: Matrix): Matrix | undefined {
  for (const { digits, farthest } of ATTEMPTS) {
    for (
      let least = 0;
      least < 1.5 * farthest && least < 0.5;
      least = least === 0 ? 1e-4 : 1.5 * least
    ) {
      const limit = weightedNearest(scores, weights, least);
      const target = inMeasure(stated, limit, 1, Number(`1e${digits}`));
      const found = pairwiseScores({ ...stated, target });
      if (found.faults.length === 0 && cholesky(found.scores) !== undefined) return target;
    }
  }
  return undefined;
}

/** What the author's measure is under scores with these correlations, times a factor, rounded. */
function inMeasure(
  { copula, measure, inputs }: Stated,
  scores: Matrix,
  factor: number,
  scale: number,
): number[][] {
  const target = scores.map((row) => row.map(() => 1));
  for (let i = 0; i < inputs.length; i++) {
    for (let j = 0; j < i; j++) {
      const pair = [inputs[j].distribution, inputs[i].distribution] as const;
      const rho = Math.min(1, Math.max(-1, factor * scores[i][j]));
      const entry = Math.round(measureOf(copula, measure, rho, pair) * scale) / scale;
      // Adding 0 makes -0 plain 0.
      target[i][j] = target[j][i] = entry + 0;
    }
  }
  return target;
}

/** `oil/gas 0.9 -> 0.83`, the largest move first. */
function movesInWords({ inputs, target }: Stated, nearest: Matrix): string {
  const moves: { words: string; size: number }[] = [];
  for (let i = 0; i < inputs.length; i++) {
    for (let j = 0; j < i; j++) {
      const size = Math.abs(nearest[j][i] - target[j][i]);
      if (size === 0) continue;
      const words = `${inputs[j].id}/${inputs[i].id} ${target[j][i]} -> ${nearest[j][i]}`;
      moves.push({ words, size });
    }
  }
  moves.sort((a, b) => b.size - a.size);
  const listed = moves.slice(0, MOST_MOVES).map(({ words }) => words);
  const rest = moves.slice(MOST_MOVES);
  if (rest.length > 0) {
    listed.push(`and ${rest.length} more by ${Number(rest[0].size.toPrecision(2))} or less`);
  }
  return listed.join(', ');
}
