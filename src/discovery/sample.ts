/** Trials to search or to judge by: inputs by column, and whether something holds in each trial. */

import { ascendingOrder } from './order.ts';

/** Inputs over n trials. */
export interface Sample {
  readonly inputs: readonly { readonly id: string; readonly values: Float64Array }[];
  /** 1 or 0 in each trial. */
  readonly holds: Uint8Array;
}

export interface OrderedInput {
  readonly id: string;
  readonly values: Float64Array;
  /** Numbers of trials by ascending value. */
  readonly order: Uint32Array;
  /**
   * Its distinct values, ascending, where they are few: such an input is taken as a code, whose
   * values may be left out one by one.
   */
  readonly levels?: readonly number[];
}

/** A sample that can be searched: each input with its order. */
export interface OrderedSample extends Sample {
  readonly inputs: readonly OrderedInput[];
}

export function ordered({ inputs, holds }: Sample): OrderedSample {
  return {
    inputs: inputs.map(({ id, values }) => withLevels(id, values, ascendingOrder(values))),
    holds,
  };
}

/** Some trials of a sample, by their ascending numbers. */
export function someOf({ inputs, holds }: Sample, numbers: Uint32Array): Sample {
  return {
    inputs: inputs.map(({ id, values }) => ({ id, values: taken(values, numbers) })),
    holds: takenFlags(holds, numbers),
  };
}

/** The same of one that is ordered, whose orders need not be sorted again. */
export function someOfOrdered(
  { inputs, holds }: OrderedSample,
  numbers: Uint32Array,
): OrderedSample {
  // One more than the new number of a trial; 0 for those left out.
  const renumbered = new Uint32Array(holds.length);
  for (let k = 0; k < numbers.length; k++) renumbered[numbers[k]] = k + 1;
  return {
    inputs: inputs.map(({ id, values, order }) => {
      const kept = new Uint32Array(numbers.length);
      let k = 0;
      for (const i of order) if (renumbered[i] > 0) kept[k++] = renumbered[i] - 1;
      return withLevels(id, taken(values, numbers), kept);
    }),
    holds: takenFlags(holds, numbers),
  };
}

/** Numbers of the trials for which something is so. */
export function numbersOf(trials: number, isSo: (i: number) => boolean): Uint32Array {
  const numbers = new Uint32Array(trials);
  let k = 0;
  for (let i = 0; i < trials; i++) if (isSo(i)) numbers[k++] = i;
  return numbers.slice(0, k);
}

export function countOf(flags: Uint8Array): number {
  let count = 0;
  for (const flag of flags) count += flag;
  return count;
}

/** Up to so many distinct values may be codes. Beyond, an input is an amount. */
const MOST_LEVELS = 10;

function withLevels(id: string, values: Float64Array, order: Uint32Array): OrderedInput {
  const levels: number[] = [];
  for (const i of order) {
    if (levels.length > 0 && values[i] === levels.at(-1)) continue;
    levels.push(values[i]);
    if (levels.length > MOST_LEVELS) return { id, values, order };
  }
  return { id, values, order, levels };
}

// Loops, because `from` with a function takes five times as long.

function taken(values: Float64Array, numbers: Uint32Array): Float64Array {
  const some = new Float64Array(numbers.length);
  for (let k = 0; k < numbers.length; k++) some[k] = values[numbers[k]];
  return some;
}

function takenFlags(flags: Uint8Array, numbers: Uint32Array): Uint8Array {
  const some = new Uint8Array(numbers.length);
  for (let k = 0; k < numbers.length; k++) some[k] = flags[numbers[k]];
  return some;
}
