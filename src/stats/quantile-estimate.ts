/**
 * Quantiles with their errors: the interval of the probability at or below the quantile, turned
 * into an interval of values.
 *
 * If a share p of all draws lies at or below q, and the truth of that share may be anything from p
 * - a to p + b, then the quantile may be anything from the sample quantile at p - b to the one at p
 *   + a. That needs no density, holds at jumps, and ends at values that occur.
 * Quantiles of single replicates are not used: they are biased otherwise than that of all draws,
 * and at a jump they say nothing.
 *
 * Source: Woodruff (1952), "Confidence Intervals for Medians and Other Position Measures", Journal
 * of the American Statistical Association 47(260), 635-646, doi:10.1080/01621459.1952.10483443.
 */

import { NORMAL_REACH, tQuantile } from './interval.ts';
import { probability } from './probability.ts';
import { type Sample, sampleQuantile } from './sample.ts';
import type { Estimate, Jump, QuantileEstimate } from './summary.ts';

/** A quantile, and what is known of the distribution about it. */
export interface QuantileSource {
  readonly value: number;
  /** Probability below the value, and at or below it. */
  readonly below: Estimate;
  readonly atMost: Estimate;
  /**
   * The least value that the quantile at a share can have, and the greatest; shares outside [0, 1]
   * stand for the ends.
   */
  least(share: number): number;
  greatest(share: number): number;
  /** Independent estimates behind the probabilities. */
  readonly parts: number;
}

/**
 * A value at which less than this share of all draws piles up is no jump that a reader would see.
 */
const LEAST_JUMP = 0.005;

/**
 * The quantile at p of what a source knows. Its standard error comes from the width of the
 * interval. Where draws pile up, the quantile may be one of two values in turn: the other one is
 * then at one end of the interval, and how far it is off has nothing to do with replicates.
 */
export function quantileFrom(p: number, source: QuantileSource): QuantileEstimate {
  const { value, below, atMost, parts } = source;
  const jump = jumpAt(below, atMost);
  if (below.high === null || atMost.low === null)
    return { value, se: null, low: null, high: null, ...jump };
  const low = Math.min(value, source.least(p - (below.high - below.value!)));
  const high = Math.max(value, source.greatest(p + (atMost.value! - atMost.low)));
  const se = jump.jump
    ? Math.max(value - low, high - value) / NORMAL_REACH
    : (high - low) / 2 / tQuantile(parts - 1);
  return { value, se, low, high, ...jump };
}

function jumpAt(below: Estimate, atMost: Estimate): { readonly jump?: Jump } {
  if (!(atMost.value! - below.value! >= LEAST_JUMP)) return {};
  return { jump: { below, atMost } };
}

/** The quantile at p of a sample. */
export function quantileEstimate(sample: Sample, p: number): QuantileEstimate {
  const { count: n, sizes } = sample;
  const value = sampleQuantile(sample, p);
  const split = sample.split(value);
  const at = (rank: number): readonly [number, number] =>
    sample.bounds(Math.min(n - 1, Math.max(0, rank)));
  return quantileFrom(p, {
    value,
    below: probability(split.below, sizes),
    atMost: probability(split.atMost, sizes),
    least: (share) => at(Math.ceil(n * share) - 1)[0],
    greatest: (share) => at(Math.floor(n * share))[1],
    parts: sizes.filter((size) => size > 0).length,
  });
}
