/** Ranks of a column, equal values sharing the middle of theirs. */

import { orderOf } from '../../stats/order.ts';
import { endOfRun } from './classes.ts';
import type { Groups } from './data.ts';

/**
 * From 1, in halves: single precision holds them exactly up to eight million trials. Not to be
 * written to: they are remembered.
 */
export type Ranks = Float32Array;

const known = new WeakMap<Float64Array, Ranks>();
const knownInGroups = new WeakMap<
  Float64Array,
  { readonly groups: Groups; readonly ranks: Ranks }
>();

export function ranksOf(column: Float64Array): Ranks {
  const ranks = known.get(column) ?? ranked(column);
  known.set(column, ranks);
  return ranks;
}

/** Ranks among the trials of the same group. */
export function ranksInGroups(column: Float64Array, groups: Groups): Ranks {
  const before = knownInGroups.get(column);
  if (before?.groups === groups) return before.ranks;
  const ranks = rankedInGroups(column, groups);
  knownInGroups.set(column, { groups, ranks });
  return ranks;
}

function ranked(column: Float64Array): Ranks {
  const order = orderOf(column);
  const ranks = new Float32Array(column.length);
  for (let from = 0; from < order.length; ) {
    const end = endOfRun(column, order, from);
    for (let k = from; k < end; k++) ranks[order[k]] = (from + 1 + end) / 2;
    from = end;
  }
  return ranks;
}

function rankedInGroups(column: Float64Array, { count, of }: Groups): Ranks {
  const order = orderOf(column);
  const ranks = new Float32Array(column.length);
  const passed = new Float64Array(count);
  const equal = new Float64Array(count);
  for (let from = 0; from < order.length; ) {
    const end = endOfRun(column, order, from);
    if (end === from + 1) {
      ranks[order[from]] = ++passed[of[order[from]]];
      from = end;
      continue;
    }
    equal.fill(0);
    for (let k = from; k < end; k++) equal[of[order[k]]]++;
    for (let k = from; k < end; k++) {
      const g = of[order[k]];
      ranks[order[k]] = passed[g] + (equal[g] + 1) / 2;
    }
    for (let g = 0; g < count; g++) passed[g] += equal[g];
    from = end;
  }
  return ranks;
}
