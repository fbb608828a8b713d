/**
 * Two samples of the inputs, and matrices of trials that take some inputs from the one and the rest
 * from the other.
 */

import type { Design } from '../random/designs.ts';

/**
 * The groups that a matrix takes from the second sample: one list for all replicates, or one a
 * replicate; or the first so many groups of a walk's order.
 */
export type Matrix =
  | readonly (readonly number[])[]
  | { readonly walk: number; readonly steps: number };

export interface Exchange {
  /** Ids of streams (inputs, factors, t copulas) that move together. */
  readonly groups: readonly (readonly string[])[];
  readonly matrices: readonly Matrix[];
  /**
   * Of each walk the order in which groups are exchanged, replicate by replicate; absent where no
   * matrix is a step of one.
   */
  readonly orders?: readonly (readonly (readonly number[])[])[];
  /**
   * What the second sample is: independent of the first, or the same with every uniform moved by
   * 1/2 around the unit interval.
   */
  readonly second: 'independent' | 'half-away';
  /** Low-discrepancy dimensions of the first sample; those of an independent second one follow. */
  readonly dimensions: number;
}

/** Designs in which a second sample is as good as the first and stays so when trials are added. */
export const EXCHANGE_DESIGNS = ['sobol', 'monte-carlo'] as const satisfies readonly Design[];

/** A named stream and its low-discrepancy dimension, if it has one. */
export interface Place {
  readonly name: string;
  readonly dimension: number | undefined;
}

/** Where an independent second sample finds what the first one draws from a stream. */
export function secondPlace({ dimensions }: Exchange, { name, dimension }: Place): Place {
  return {
    name: `${name} (second)`,
    dimension: dimension === undefined ? undefined : dimension + dimensions,
  };
}

/** Ids of streams that a matrix takes from the second sample in a replicate. */
export function exchanged(
  { groups, matrices, orders = [] }: Exchange,
  matrix: number,
  replicate: number,
): ReadonlySet<string> {
  const which = matrices[matrix];
  const taken =
    'walk' in which
      ? orders[which.walk][replicate].slice(0, which.steps)
      : which[which.length === 1 ? 0 : replicate];
  return new Set(taken.flatMap((group) => groups[group]));
}
