/** Two samples of the inputs, and matrices of trials that take some inputs from the one and the rest from the other. */

import type { Design } from '../random/designs.ts';

export interface Exchange {
  /** Ids of streams (inputs, factors, t copulas) that move together. */
  readonly groups: readonly (readonly string[])[];
  /** Of each matrix the groups that it takes from the second sample: one list for all replicates, or one a replicate. */
  readonly matrices: readonly (readonly (readonly number[])[])[];
  /** What the second sample is: independent of the first, or the same with every uniform moved by 1/2 around the unit interval. */
  readonly second: 'independent' | 'half-away';
  /** Low-discrepancy dimensions of the first sample; those of an independent second one follow. */
  readonly dimensions: number;
}

/** Designs in which a second sample is as good as the first and stays so when trials are added. */
export const EXCHANGE_DESIGNS = ['sobol', 'monte-carlo'] as const satisfies readonly Design[];

/** Name of the stream of an independent second sample. */
export function secondName(name: string): string {
  return `${name} (second)`;
}

/** Ids of streams that a matrix takes from the second sample in a replicate. */
export function exchanged(
  { groups, matrices }: Exchange,
  matrix: number,
  replicate: number,
): ReadonlySet<string> {
  const lists = matrices[matrix];
  const taken = lists.length === 1 ? lists[0] : lists[replicate];
  return new Set(taken.flatMap((group) => groups[group]));
}
