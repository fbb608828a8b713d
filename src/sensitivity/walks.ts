/**
 * Walks from one sample to the other that exchange one group after another, in an order of their
 * own for each replicate.
 */

import type { Matrix } from '../plan/exchange.ts';
import { streamKey } from '../random/keys.ts';
import { uniformAt } from '../random/threefry.ts';

export interface Walks {
  /** `orders[walk][replicate]`: numbers of groups in the order in which they are exchanged. */
  readonly orders: readonly (readonly (readonly number[])[])[];
  /** First sample, second sample, then walk after walk the steps between the two. */
  readonly matrices: readonly Matrix[];
}

/** @param walks  the second, fourth, ... goes the way of the one before backwards */
export function walksOf(seed: string, groups: number, replicates: number, walks: number): Walks {
  const orders = Array.from({ length: walks }, (_, walk) =>
    Array.from({ length: replicates }, (_, replicate) => {
      const order = shuffled(groups, streamKey(seed, `order of walk ${walk >> 1}`, replicate));
      return walk % 2 === 0 ? order : order.toReversed();
    }),
  );
  const all = Array.from({ length: groups }, (_, i) => i);
  return {
    orders,
    matrices: [
      [[]],
      [all],
      ...orders.flatMap((_, walk) => all.slice(1).map((steps) => ({ walk, steps }))),
    ],
  };
}

/** Columns of a walk from the first sample to the second: one more than there are groups. */
export function walkColumns(
  matrices: readonly Float64Array[],
  groups: number,
  walk: number,
): readonly Float64Array[] {
  const from = 2 + walk * (groups - 1);
  return [matrices[0], ...matrices.slice(from, from + groups - 1), matrices[1]];
}

/** A random order of 0 ... n - 1. */
export function shuffled(n: number, key: ReturnType<typeof streamKey>): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let last = n - 1; last > 0; last--) {
    const other = Math.floor(uniformAt(key, last) * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
