/** Elementary effects: how far an outcome moves when one input moves by half of its probability. */

import type { Estimate } from '../stats/summary.ts';
import { jackknifed, replicateSums } from './jackknife.ts';
import { isConstant } from './shapley.ts';
import { type Walks, walkColumns } from './walks.ts';

export interface ElementaryEffects {
  /**
   * Mean effect; undefined for a group of several streams, whose moves have no common direction.
   */
  readonly mu: Estimate | undefined;
  /** Mean absolute effect. */
  readonly muStar: Estimate;
  /** Standard deviation of the effects: interactions and bends. */
  readonly sigma: Estimate | undefined;
}

/**
 * Morris' measures, in the unit of the outcome for a move across the whole of an input's
 * probability. A walk starts anywhere in the unit cube and moves input after input, in a random
 * order, by 1/2 up or down: the grid of the method with infinitely many levels, and its step of
 * about 1/2, without levels at 0 and 1 where unbounded inputs are infinite.
 *
 * @param matrices  of one walk whose second sample is half away from the first
 * @param upwards   of each group at each point whether its uniform moves up; undefined for a group
 *           of several streams
 * @returns undefined if all values are the same
 *
 * Sources: Morris (1991), "Factorial sampling plans for preliminary computational experiments",
 * Technometrics 33, 161-174, doi:10.1080/00401706.1991.10484804; Campolongo, Cariboni and Saltelli
 * (2007), doi:10.1016/j.envsoft.2006.10.004.
 */
export function elementaryEffects(
  matrices: readonly Float64Array[],
  { orders }: Walks,
  upwards:
    | readonly ((point: number) => boolean)[]
    | readonly (((point: number) => boolean) | undefined)[],
  firsts: readonly number[],
): readonly ElementaryEffects[] | undefined {
  if (isConstant(matrices)) return undefined;
  const groups = upwards.length;
  const columns = walkColumns(matrices, groups, 0);
  return upwards.map((up, group) => {
    const sums = replicateSums(3, firsts);
    const { replicates } = sums;
    for (let r = 0; r < replicates; r++) {
      const step = orders[0][r].indexOf(group);
      const [before, after] = [columns[step], columns[step + 1]];
      for (let p = firsts[r]; p < firsts[r + 1]; p++) {
        const moved = 2 * (after[p] - before[p]);
        const effect = up?.(p) === false ? -moved : moved;
        sums.sums[r] += effect;
        sums.sums[replicates + r] += Math.abs(effect);
        sums.sums[2 * replicates + r] += effect * effect;
      }
    }
    return {
      muStar: jackknifed(sums, ([, size]) => size),
      mu: up && jackknifed(sums, ([mean]) => mean),
      sigma:
        up && jackknifed(sums, ([mean, , square]) => Math.sqrt(Math.max(0, square - mean * mean))),
    };
  });
}
