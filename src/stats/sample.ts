/**
 * What is known of the draws of one outcome: enough for quantiles and for their errors, in whatever
 * form the draws were kept.
 */

import type { LogSums } from './pareto-fit.ts';

/** Draws of each replicate below a place and at or below it. */
export interface Split {
  readonly below: readonly number[];
  readonly atMost: readonly number[];
}

/** Two neighbouring draws. */
export interface Pair {
  readonly low: number;
  readonly high: number;
  readonly piled: boolean;
}

/** The finite draws of all replicates. Ranks count from 0, in ascending order. */
export interface Sample {
  readonly count: number;
  /** Draws of each replicate; 0 where all of them failed. */
  readonly sizes: readonly number[];
  /**
   * The draw of a rank, or what it probably is where it is not known exactly.
   *
   * @param rank  whole, from 0 to count - 1
   */
  orderStatistic(rank: number): number;
  /**
   * The draws of a rank and of the next, and whether either has an equal beside it.
   *
   * @param rank  whole, from 0 to count - 2
   */
  pair(rank: number): Pair;
  /** The least and the greatest value that the draw of a rank can have: equal where it is known. */
  bounds(rank: number): readonly [least: number, greatest: number];
  /**
   * How draws lie about x, or about a place so near x that it makes no difference to the error of a
   * share.
   */
  split(x: number): Split;
  /** How many draws are at or above a threshold that was announced to whoever kept them. */
  countAtLeast(threshold: number): readonly number[];
  /**
   * The draws of the highest ranks (upper) or the lowest ones, in any order, and the draw next to
   * them towards the middle.
   *
   * @param size  1 to count - 1; a sample may know fewer and then gives those
   */
  tail(upper: boolean, size: number): { readonly next: number; readonly draws: Float64Array };
  /** For the fit of a tail, where whoever has the draws is faster at it. */
  readonly logSums?: LogSums | undefined;
}

/**
 * The sample quantile at p: of type 7, between the two nearest order statistics, but never between
 * two values at which draws pile up.
 *
 * A draw that has an equal beside it belongs to an outcome with values of its own, such as a count.
 * A value between two of those does not occur; the quantile is then the lesser one, the least value
 * at or below which a share p of the draws lies.
 *
 * @param p  from 0 to 1
 */
export function sampleQuantile(sample: Sample, p: number): number {
  const place = (sample.count - 1) * p;
  const rank = Math.floor(place);
  if (place === rank) return sample.orderStatistic(rank);
  const { low, high, piled } = sample.pair(rank);
  return piled ? low : low + (place - rank) * (high - low);
}
