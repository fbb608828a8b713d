/** Classes of a column: about equally many trials in each, equal values always together. */

import { orderOf } from '../../stats/order.ts';

export interface Classes {
  /** Class of each trial, ascending with the value, from 0. */
  readonly codes: Uint8Array | Uint16Array;
  readonly count: number;
  /** Whether there is a class for each value. */
  readonly exact: boolean;
  /** Share of the trials in each. */
  readonly shares: Float64Array;
}

const remembered = new WeakMap<Float64Array, Map<number, Classes>>();

/**
 * At most `most` classes. A column with no more values than that has one for each value. In others
 * a value that many trials share is in one class, and has it to itself if its share is above 2 /
 * most.
 *
 * @param most  from 2 to 65,536
 */
export function classesOf(column: Float64Array, most: number): Classes {
  const known = remembered.get(column) ?? new Map<number, Classes>();
  remembered.set(column, known);
  const classes = known.get(most) ?? classify(column, most);
  known.set(most, classes);
  return classes;
}

function classify(column: Float64Array, most: number): Classes {
  const n = column.length;
  const order = orderOf(column);
  const few = distinctValues(column, order, most) <= most;
  const codes = most <= 256 ? new Uint8Array(n) : new Uint16Array(n);
  const counts: number[] = [];
  let last = -1;
  for (let from = 0; from < n; ) {
    const end = endOfRun(column, order, from);
    // The middle of the ranks of all trials with this value.
    const place = few ? from : Math.floor((most * (from + end)) / (2 * n));
    if (place !== last) counts.push(0);
    last = place;
    const code = counts.length - 1;
    counts[code] += end - from;
    for (let k = from; k < end; k++) codes[order[k]] = code;
    from = end;
  }
  return {
    codes,
    count: counts.length,
    exact: few,
    shares: Float64Array.from(counts, (c) => c / n),
  };
}

/** Where the run of equal values that begins at rank `from` ends. */
export function endOfRun(column: Float64Array, order: Uint32Array, from: number): number {
  const value = column[order[from]];
  let end = from + 1;
  while (end < order.length && column[order[end]] === value) end++;
  return end;
}

/** How many values there are, counted no further than just above `most`. */
function distinctValues(column: Float64Array, order: Uint32Array, most: number): number {
  let values = 0;
  for (let from = 0; from < order.length && values <= most; values++) {
    from = endOfRun(column, order, from);
  }
  return values;
}
