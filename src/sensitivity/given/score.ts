/** One number in the place of an input's several columns. */

import { type GivenData, type GivenInput, type Groups, groupsOf } from './data.ts';
import { centred } from './first-order.ts';
import { total } from './jackknife.ts';
import { FOLDS, jointScore } from './joint-score.ts';
import { addPrediction, fitOf, sumsOf } from './smooth.ts';

/**
 * The column of an input with one. Of an input with several, what an additive fit of the output to
 * the columns says of each trial, the fit being made without the quarter of the groups to which the
 * trial belongs, or the noise it has learned would look like an effect. Of a group of inputs that
 * is `jointScore`.
 *
 * What a score tells of the output is at most what the columns tell, so that a measure of
 * dependence between score and output is a lower bound, close to the truth if the columns act by a
 * weighted sum of functions of each.
 *
 * @returns a column; for inputs of several columns it is made for this output alone
 */
export function scoreOf(
  { columns, joint }: GivenInput,
  data: GivenData,
  groups: Groups = groupsOf(data),
): Float64Array {
  if (columns.length === 1) return columns[0];
  if (joint) return jointScore(columns, data.output, groups);
  const output = centred(data.output);
  const folds = Array.from({ length: FOLDS }, () => new Float64Array(output.length));
  for (const column of columns) {
    const sums = sumsOf(column, output, groups);
    folds.forEach((prediction, f) => {
      addPrediction(column, fitOf(total(sums.filter((_, g) => g % FOLDS !== f))), prediction);
    });
  }
  return output.map((_, i) => folds[groups.of[i] % FOLDS][i]);
}
