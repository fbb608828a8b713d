/** A forecast as trials: values in ascending order, each with its weight. */

import { fromLeftOut, pseudoValues } from '../stats/jackknife.ts';
import { sortedOrder } from '../stats/order.ts';
import { probabilityFrom } from '../stats/probability.ts';
import type { Estimate } from '../stats/summary.ts';
import { effectiveSampleSize, type Weights } from '../stats/weights.ts';

export interface Sample {
  /** Ascending; finite. */
  readonly values: Float64Array;
  /** Above 0; they add up to 1. */
  readonly weights: Float64Array;
  /** The replicate of each, from 0 on. */
  readonly replicates: Uint16Array;
  readonly replicateCount: number;
}

/**
 * The trials of a column that have a value and a weight; undefined where none has.
 *
 * @param draws  replicate after replicate, NaN or infinite in failed trials
 */
export function sampleOf(draws: Float64Array, { values, firsts }: Weights): Sample | undefined {
  const replicateOf = new Uint16Array(draws.length);
  for (let r = 0; r + 1 < firsts.length; r++) replicateOf.fill(r, firsts[r], firsts[r + 1]);
  const usable = draws.map((x) => (x - x === 0 ? x : Number.POSITIVE_INFINITY));
  const order = sortedOrder(usable).filter((i) => usable[i] - usable[i] === 0 && values[i] > 0);
  if (order.length === 0) return undefined;
  return normalised(
    Float64Array.from(order, (i) => draws[i]),
    Float64Array.from(order, (i) => values[i]),
    Uint16Array.from(order, (i) => replicateOf[i]),
    firsts.length - 1,
  );
}

/** Trials that count alike, as somebody else's file has them. */
export function equalSample(values: readonly number[]): Sample {
  const n = values.length;
  return {
    values: Float64Array.from(values).sort(),
    weights: new Float64Array(n).fill(1 / n),
    replicates: new Uint16Array(n),
    replicateCount: 1,
  };
}

function normalised(
  values: Float64Array,
  raw: Float64Array,
  replicates: Uint16Array,
  replicateCount: number,
): Sample {
  const sum = raw.reduce((a, b) => a + b, 0);
  return { values, weights: raw.map((w) => w / sum), replicates, replicateCount };
}

function withoutReplicate({ values, weights, replicates, replicateCount }: Sample, r: number) {
  const kept = (_: number, i: number): boolean => replicates[i] !== r;
  const rest = values.filter(kept);
  return rest.length === 0
    ? undefined
    : normalised(rest, weights.filter(kept), replicates.filter(kept), replicateCount);
}

/** A sample, and what it is without each of its replicates: where several rules are asked. */
export interface LeftOutSamples {
  readonly all: Sample;
  readonly leftOut: readonly Sample[];
}

export function replicatesLeftOut(all: Sample): LeftOutSamples {
  const leftOut =
    all.replicateCount < 2
      ? []
      : Array.from({ length: all.replicateCount }, (_, r) => withoutReplicate(all, r) ?? all);
  return { all, leftOut };
}

/**
 * A score with its simulation error: what it is with one replicate left out after another. Infinite
 * where the rule says so, with no error then.
 */
export function estimatedOf(
  { all, leftOut }: LeftOutSamples,
  rule: (sample: Sample) => number,
): Estimate {
  const value = rule(all);
  const parts = leftOut.map(rule);
  return Number.isFinite(value) && parts.every(Number.isFinite)
    ? fromLeftOut({ value, leftOut: parts })
    : { value: Number.isNaN(value) ? null : value, se: null, low: null, high: null };
}

/** The probability that something holds, with the interval of a probability. */
export function probabilityOf(
  { all, leftOut }: LeftOutSamples,
  holds: (value: number) => boolean,
): Estimate {
  const value = probability(all, holds);
  const holding = all.values.map((x) => (holds(x) ? 1 : 0));
  const sideOf = (flag: number): number =>
    effectiveSampleSize(all.weights.filter((_, k) => holding[k] === flag));
  return probabilityFrom(
    value,
    pseudoValues({ value, leftOut: leftOut.map((one) => probability(one, holds)) }),
    { trials: effectiveSampleSize(all.weights), events: Math.min(sideOf(0), sideOf(1)) },
  );
}

/** The least value whose cumulative weight reaches `p`. */
export function quantileOf({ values, weights }: Sample, p: number): number {
  // A sum of weights that should be p and is less by rounding reaches it.
  const wanted = p - 1e-12;
  let reached = 0;
  for (let k = 0; k < values.length; k++) {
    reached += weights[k];
    if (reached >= wanted) return values[k];
  }
  return values[values.length - 1];
}

/** Many quantiles in one walk; `levels` ascend. */
export function quantilesOf({ values, weights }: Sample, levels: readonly number[]): number[] {
  let [k, reached] = [0, weights[0]];
  return levels.map((p) => {
    while (reached < p - 1e-12 && k < values.length - 1) reached += weights[++k];
    return values[k];
  });
}

/**
 * The same, and the greatest values with as much weight at or above them as `1 - p`: they differ
 * where the cumulative weight is the level itself between two values, and every value between them
 * is a quantile.
 *
 * @param levels  ascending
 */
export function quantileEnds(
  sample: Sample,
  levels: readonly number[],
): { readonly lower: readonly number[]; readonly upper: readonly number[] } {
  const { values, weights } = sample;
  let [k, reached] = [0, weights[0]];
  const upper = levels.map((p) => {
    while (reached <= p + 1e-12 && k < values.length - 1) reached += weights[++k];
    return values[k];
  });
  return { lower: quantilesOf(sample, levels), upper };
}

/** The weight of the trials in which something holds. */
export function probability(
  { values, weights }: Sample,
  holds: (value: number) => boolean,
): number {
  let [sum, all] = [0, true];
  for (let k = 0; k < values.length; k++) {
    if (holds(values[k])) sum += weights[k];
    else all = false;
  }
  return all ? 1 : Math.min(1, sum);
}

export function meanOf({ values, weights }: Sample): number {
  return values.reduce((sum, x, k) => sum + weights[k] * x, 0);
}
