/** Spearman's rank correlation of each input with the output. */

import { estimateFrom } from '../../stats/interval.ts';
import type { Estimate } from '../../stats/summary.ts';
import { oneOf } from './columns.ts';
import { type GivenData, type Groups, groupSizes, groupsOf, isConstant } from './data.ts';
import { type Ranks, ranksInGroups, ranksOf } from './ranks.ts';

/**
 * From -1 to 1, with 95 % intervals from the correlations of the replicates, each by its own ranks;
 * aligned with `data.inputs`. Equal values share their middle rank. An input of several columns
 * enters as the sum of its standardised columns.
 *
 * @returns undefined where the output is constant, and for an input that is
 *
 * Source: Spearman (1904), "The proof and measurement of association between two things",
 * doi:10.2307/1412159.
 */
export function rankCorrelation(data: GivenData): readonly (Estimate | undefined)[] | undefined {
  if (isConstant(data.output)) return undefined;
  const groups = groupsOf(data);
  const sizes = groupSizes(groups);
  const alone: Groups = { count: 1, of: new Uint8Array(data.output.length) };
  const outputRanks = ranksOf(data.output);
  const outputInGroups = ranksInGroups(data.output, groups);
  return data.inputs.map(({ columns }) => {
    const column = oneOf(columns);
    if (isConstant(column)) return undefined;
    const [value] = correlations(
      ranksOf(column),
      outputRanks,
      alone,
      Float64Array.of(column.length),
    );
    const parts = correlations(ranksInGroups(column, groups), outputInGroups, groups, sizes);
    return estimateFrom(value, parts);
  });
}

/**
 * Of each group; 0 where one of the two is constant in it, which then says nothing of how they move
 * together.
 */
function correlations(x: Ranks, y: Ranks, { count, of }: Groups, sizes: Float64Array): number[] {
  const [xx, yy, xy] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < x.length; i++) {
    const g = of[i];
    const middle = (sizes[g] + 1) / 2;
    const a = x[i] - middle;
    const b = y[i] - middle;
    xx[g] += a * a;
    yy[g] += b * b;
    xy[g] += a * b;
  }
  return Array.from(xy, (sum, g) => (xx[g] * yy[g] > 0 ? sum / Math.sqrt(xx[g] * yy[g]) : 0));
}
