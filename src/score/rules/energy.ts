/** The energy score of outcomes together: the CRPS of several dimensions. */

import { fromLeftOut } from '../../stats/jackknife.ts';
import type { Estimate } from '../../stats/summary.ts';
import type { Weights } from '../../stats/weights.ts';

/**
 * Trials whose distances from each other are all computed; of more, the first of each replicate.
 */
const MOST_TRIALS = 4096;

export interface EnergyScore {
  readonly score: Estimate;
  /** From how many trials. */
  readonly trials: number;
}

/**
 * The mean distance of the trials from the truth, less half of their mean distance from each other,
 * in the common unit of the outcomes; 0 at best. Plain form, as that of the CRPS.
 *
 * @param columns  one an outcome, in the same unit, replicate after replicate; trials in which one
 *           failed are left out
 * @param truth    a value for each column
 * Source: Gneiting and Raftery (2007), doi:10.1198/016214506000001437, equation 22 with beta = 1.
 */
export function energyScore(
  columns: readonly Float64Array[],
  { values, firsts }: Weights,
  truth: readonly number[],
): EnergyScore {
  const replicates = firsts.length - 1;
  const most = Math.floor(MOST_TRIALS / replicates);
  const trials: number[][] = [];
  const weights: number[] = [];
  const ends = firsts.slice(1).map((end, r) => {
    let taken = 0;
    for (let i = firsts[r]; i < end && taken < most; i++) {
      if (!(values[i] > 0) || columns.some((column) => !(column[i] - column[i] === 0))) continue;
      trials.push(columns.map((column) => column[i]));
      weights.push(values[i]);
      taken++;
    }
    return trials.length;
  });
  const begins = [0, ...ends];
  const total = begins.slice(1).map((end, r) => sum(begins[r], end, (i) => weights[i]));
  const fromTruth = ends.map((end, r) =>
    sum(begins[r], end, (i) => weights[i] * distance(trials[i], truth)),
  );
  // Distances between replicates r and s, so that leaving one out needs no distance again.
  const between = ends.map((end, r) =>
    ends.map((otherEnd, s) =>
      s > r
        ? 0
        : sum(begins[r], end, (i) => {
            const to = r === s ? i : otherEnd;
            return (
              weights[i] * sum(begins[s], to, (j) => weights[j] * distance(trials[i], trials[j]))
            );
          }),
    ),
  );
  const without = (left: number): number => {
    let [w, a, b] = [0, 0, 0];
    for (let r = 0; r < replicates; r++) {
      if (r === left) continue;
      w += total[r];
      a += fromTruth[r];
      for (let s = 0; s <= r; s++) if (s !== left) b += between[r][s];
    }
    return w > 0 ? a / w - b / (w * w) : Number.NaN;
  };
  const leftOut = replicates < 2 ? [] : ends.map((_, r) => without(r));
  return { score: fromLeftOut({ value: without(-1), leftOut }), trials: trials.length };
}

function sum(from: number, to: number, of: (i: number) => number): number {
  let all = 0;
  for (let i = from; i < to; i++) all += of(i);
  return all;
}

function distance(a: readonly number[], b: readonly number[]): number {
  let squares = 0;
  for (let k = 0; k < a.length; k++) squares += (a[k] - b[k]) * (a[k] - b[k]);
  return Math.sqrt(squares);
}
