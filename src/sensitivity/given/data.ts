/**
 * Draws and what came of them, and the orders, ranks and groups that every method here starts from.
 */

import { streamKey } from '../../random/keys.ts';
import { uniformAt } from '../../random/threefry.ts';
import { sortedOrder } from '../../stats/order.ts';

/** An input, or a group of inputs that is analysed as one. */
export interface GivenInput {
  readonly id: string;
  /** n values each: one column, one a quarter, or those of all members of a group. */
  readonly columns: readonly Float64Array[];
  /**
   * Whether the columns belong to several inputs, which may depend on each other and act together.
   * What they tell is then fitted to all of them at once; without it, several columns are those of
   * one input drawn independently every quarter.
   */
  readonly joint?: true;
}

/** Draws and what came of them. */
export interface GivenData {
  readonly inputs: readonly GivenInput[];
  readonly output: Float64Array;
  /**
   * Where independent replicates of the design begin, and n; [0, n] where nothing is known of how
   * the draws were made: then the trials are dealt out at random, and the groups stand for
   * replicates.
   */
  readonly firsts: readonly number[];
  /**
   * How many independent trials these tell as much as; absent where they are independent. Trials
   * redrawn by weight are there several times, and a class or a test that counts them would think
   * it knows more than it does.
   */
  readonly worth?: number;
}

/** How many independent trials the data tell as much as. */
export function worthOf({ output, worth = output.length }: GivenData): number {
  return worth;
}

/** Trials in parts that are as good as independent. */
export interface Groups {
  readonly count: number;
  /** Of each trial, from 0. */
  readonly of: Uint8Array;
}

/** With fewer replicates than this an interval would be mostly Student's t. */
const FEWEST_REPLICATES = 8;
/**
 * More are joined by twos, threes and so on: with 64 there is nothing left to gain, and tables are
 * kept for each.
 */
const MOST_GROUPS = 64;
const DEALT_GROUPS = 16;

/**
 * The replicates of the design, or, where there are fewer than eight, sixteen groups of equal size
 * into which the trials are dealt at random. Groups of independent draws are independent, as
 * replicates are; if the draws came from a low-discrepancy sequence after all, their spread is that
 * of independent draws, and intervals are too wide rather than too narrow.
 */
export function groupsOf({ output, firsts }: GivenData): Groups {
  const known = groupings.get(firsts);
  if (known !== undefined && known.of.length === output.length) return known;
  const groups = grouped(output.length, firsts);
  groupings.set(firsts, groups);
  return groups;
}

const groupings = new WeakMap<readonly number[], Groups>();

function grouped(n: number, firsts: readonly number[]): Groups {
  const of = new Uint8Array(n);
  // Where every trial of a replicate has failed, none of it is here.
  const parts = firsts.slice(1).flatMap((end, r) => (end > firsts[r] ? [[firsts[r], end]] : []));
  if (parts.length >= FEWEST_REPLICATES) {
    const joined = Math.ceil(parts.length / MOST_GROUPS);
    parts.forEach(([first, end], r) => of.fill(Math.floor(r / joined), first, end));
    return { count: Math.ceil(parts.length / joined), of };
  }
  const order = dealt(n);
  for (let k = 0; k < n; k++) of[order[k]] = k % DEALT_GROUPS;
  return { count: DEALT_GROUPS, of };
}

/**
 * An order of the trials and where parts of it begin that are as good as independent: replicates
 * where there are enough, else trials that are dealt out. Who takes a trial several times has to
 * keep its copies in one part.
 *
 * @param firsts  where replicates begin, and n
 * @returns       `order` is absent where trials stay where they are
 */
export function independentParts(firsts: readonly number[]): {
  readonly order?: Uint32Array;
  readonly firsts: readonly number[];
} {
  if (firsts.length - 1 >= FEWEST_REPLICATES) return { firsts };
  const n = firsts[firsts.length - 1];
  return {
    order: dealt(n),
    firsts: Array.from({ length: DEALT_GROUPS + 1 }, (_, k) => Math.round((k * n) / DEALT_GROUPS)),
  };
}

/** How many trials each group has. */
export function groupSizes({ count, of }: Groups): Float64Array {
  const sizes = new Float64Array(count);
  for (let i = 0; i < of.length; i++) sizes[of[i]]++;
  return sizes;
}

/** Whether all values are equal, and nothing can be said of what they depend on. */
export function isConstant(column: Float64Array): boolean {
  return column.every((value) => value === column[0]);
}

let lastDeal: Uint32Array = new Uint32Array(0);

/** A permutation of n trials that depends on n alone: the same data give the same bits. */
function dealt(n: number): Uint32Array {
  if (lastDeal.length === n) return lastDeal;
  const key = streamKey('1', 'groups of given data');
  lastDeal = sortedOrder(Float64Array.from({ length: n }, (_, i) => uniformAt(key, i)));
  return lastDeal;
}
