/** Which inputs are behind the trials in which the output lies beyond a threshold. */

import type { Estimate } from '../../stats/summary.ts';
import { classesOf } from './classes.ts';
import { type GivenData, groupSizes, groupsOf } from './data.ts';
import { firstOrder } from './first-order.ts';
import { estimateOfParts, total } from './jackknife.ts';
import { scoreOf } from './score.ts';

export type Side = 'above' | 'below';

export interface TailDriver {
  /** Kolmogorov-Smirnov distance between the input in those trials and in all, from 0 to 1. */
  readonly distance: Estimate;
  /** Whether the input is higher or lower in those trials where the two differ most. */
  readonly direction: 'higher' | 'lower';
  /** Share of the variance of "beyond or not" that the input explains alone. */
  readonly share: Estimate;
}

const STEPS = 256;

/**
 * How each input differs in the trials beyond a threshold from what it is in all, with 95 %
 * intervals; aligned with `data.inputs`.
 *
 * Where the two distributions differ most is looked up on all replicates but one and measured on
 * that one, in turn, so that an input without effect has an interval around 0. An input of several
 * columns is represented by `scoreOf` for the indicator, and "higher" then means that its columns
 * lie where the tail is likelier.
 *
 * @param side  'above': trials with output > threshold; 'below': output < threshold
 * @returns     undefined where none of the trials, or all, lie beyond
 *
 * Source: Spear and Hornberger (1980), "Eutrophication in Peel Inlet II", Water Research 14(1),
 * 43-49, doi:10.1016/0043-1354(80)90040-8; they compare with the other trials instead of all, which
 * is 1 / (1 - share beyond) times as far.
 */
export function tail(
  data: GivenData,
  threshold: number,
  side: Side,
): readonly TailDriver[] | undefined {
  const output = data.output.map((y) => (side === 'above' ? +(y > threshold) : +(y < threshold)));
  const indicator = { ...data, output };
  const shares = firstOrder(indicator);
  if (shares === undefined) return undefined;
  const groups = groupsOf(data);
  const sizes = groupSizes(groups);
  const share = output.reduce((sum, y) => sum + y, 0) / output.length;
  return data.inputs.map((input, j) => {
    const { codes, count, shares: all } = classesOf(scoreOf(input, indicator, groups), STEPS);
    const tables = Array.from({ length: groups.count }, () => new Float64Array(count));
    for (let i = 0; i < codes.length; i++) {
      tables[groups.of[i]][codes[i]] += (output[i] / share - 1) / sizes[groups.of[i]];
    }
    for (const table of tables) cumulate(table, all);
    const sum = total(tables);
    const parts = tables.map((table) => {
      const at = farthest(sum, table);
      return Math.sign(sum[at] - table[at]) * table[at];
    });
    const at = farthest(sum, new Float64Array(count));
    return {
      distance: estimateOfParts(parts),
      direction: sum[at] < 0 ? 'higher' : 'lower',
      share: shares[j],
    };
  });
}

/**
 * By class what a group has more in its tail than in all, to its part in F(x | beyond) - F(x): less
 * what comes of how many of its trials lie beyond. Products of its own shares with those of all, so
 * that the mean over groups is that of all.
 */
function cumulate(table: Float64Array, all: Float64Array): void {
  const beyond = table.reduce((sum, value) => sum + value, 0);
  let [inTail, inAll] = [0, 0];
  for (let k = 0; k < table.length; k++) {
    inTail += table[k];
    inAll += all[k];
    table[k] = inTail - beyond * inAll;
  }
}

function farthest(sum: Float64Array, without: Float64Array): number {
  let [place, most] = [0, -1];
  for (let k = 0; k < sum.length; k++) {
    const distance = Math.abs(sum[k] - without[k]);
    if (distance > most) {
      most = distance;
      place = k;
    }
  }
  return place;
}
