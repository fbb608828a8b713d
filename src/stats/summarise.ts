/**
 * The summary of one outcome from its replicates: pooled estimates, and standard errors from how
 * the replicates differ.
 */

import { estimateFrom, NORMAL_REACH, NOTHING, tQuantile } from './interval.ts';
import { joinMoments, MOMENTS } from './moments.ts';
import { probability } from './probability.ts';
import { quantileEstimate } from './quantile-estimate.ts';
import { type RareValues, rareValues } from './rare-values.ts';
import { type Sample, sampleQuantile } from './sample.ts';
import {
  type Estimate,
  type OutcomeSummary,
  QUANTILE_LEVELS,
  type QuantileEstimate,
  type QuantileName,
  type Wanted,
} from './summary.ts';
import {
  reachOfMean,
  reachOfVariance,
  type Spread,
  standsOut,
  type Tails,
  tailsOf,
  unsupported,
} from './tail.ts';

/** Few whole values, with how many trials of each replicate have them. */
export interface ValueCounts {
  readonly value: number;
  readonly counts: readonly number[];
}

/** More distinct values than this are a quantity and not a category. */
export const MOST_CATEGORIES = 16;

/**
 * @param moments  of each replicate, five numbers each
 * @param sample   the finite draws
 * @param values   counts of values, where the outcome has few and whole ones
 * @param wanted   what is asked of this outcome beside the usual
 * @param trials   trials asked for; those without a finite value are failures
 */
export function summariseOutcome(
  { id, unit }: { readonly id: string; readonly unit: string },
  moments: Float64Array,
  sample: Sample,
  values: readonly ValueCounts[] | undefined,
  trials: number,
  wanted: Wanted = { hundred: false, thresholds: [] },
): OutcomeSummary {
  const groups = Array.from({ length: moments.length / MOMENTS }, (_, r) =>
    moments.subarray(r * MOMENTS, (r + 1) * MOMENTS),
  ).filter(([count]) => count > 0);
  const { count, sizes } = sample;
  if (count === 0) return withoutValues(id, unit, trials);
  const all = groups.reduce(joinMoments);
  const { depth } = wanted;
  const fitted = values === undefined && (depth === undefined || standsOut(spreadOf(all)));
  const tails = fitted ? tailsOf(sample) : { lower: undefined, upper: undefined };
  const shares = values?.map(({ value, counts }) => ({ value, share: probability(counts, sizes) }));
  const quantile = (p: number): QuantileEstimate =>
    depth === 'values'
      ? { ...NOTHING, value: sampleQuantile(sample, p) }
      : quantileEstimate(sample, p);
  const event = values && eventOf(values, sizes);
  return {
    id,
    unit,
    ...(event ??
      (depth === undefined
        ? withRareValues(meanAndSd(all, groups, tails), rareValues(sample), groups.length)
        : { mean: withoutError(meanAndSd(all, groups, tails).mean), sd: NOTHING })),
    quantiles: Object.fromEntries(
      Object.entries(QUANTILE_LEVELS).map(([name, p]) => [name, quantile(p)]),
    ) as Record<QuantileName, QuantileEstimate>,
    ...furtherQuantiles(wanted, quantile),
    tails: { lower: tails.lower?.shape ?? null, upper: tails.upper?.shape ?? null },
    least: all[3],
    greatest: all[4],
    failures: trials - count,
    ...(shares ? { shares } : {}),
    ...(wanted.hundred ? { worlds: HUNDRED.map((p) => sampleQuantile(sample, p)) } : {}),
    ...(wanted.thresholds.length > 0
      ? {
          chances: wanted.thresholds.map((atLeast) => ({
            atLeast,
            share: probability(sample.countAtLeast(atLeast), sizes),
          })),
        }
      : {}),
  };
}

/** Quantiles at the further levels that are wanted, if any. */
export function furtherQuantiles(
  { levels = [] }: Wanted,
  quantile: (p: number) => QuantileEstimate,
): Pick<OutcomeSummary, 'further'> {
  return levels.length === 0 ? {} : { further: levels.map((p) => ({ p, quantile: quantile(p) })) };
}

function withoutError(estimate: Estimate): Estimate {
  return { ...estimate, se: null, low: null, high: null };
}

function spreadOf([count, mean, squares, least, greatest]: Float64Array): Spread {
  return { count, mean, squares, least, greatest };
}

/** The middles of a hundred equal parts of probability. */
export const HUNDRED = Array.from({ length: 100 }, (_, k) => (2 * k + 1) / 200);

/** Of an outcome that has no finite value in any trial that counts. */
export function withoutValues(id: string, unit: string, trials: number): OutcomeSummary {
  return {
    id,
    unit,
    mean: NOTHING,
    sd: NOTHING,
    quantiles: Object.fromEntries(
      Object.keys(QUANTILE_LEVELS).map((name) => [name, NOTHING]),
    ) as Record<QuantileName, QuantileEstimate>,
    tails: { lower: null, upper: null },
    least: null,
    greatest: null,
    failures: trials,
  };
}

/** Mean and standard deviation of what is 0 or 1: a probability, and a function of it. */
function eventOf(
  values: readonly ValueCounts[],
  sizes: readonly number[],
): Pick<OutcomeSummary, 'mean' | 'sd'> | undefined {
  if (!values.every(({ value }) => value === 0 || value === 1)) return undefined;
  const hits = values.find(({ value }) => value === 1)?.counts ?? sizes.map(() => 0);
  const mean = probability(hits, sizes);
  return { mean, sd: eventSd(mean) };
}

/** The standard deviation of an event from its probability. */
export function eventSd({ value, low, high }: Estimate): Estimate {
  if (value === null) return NOTHING;
  const of = (p: number): number => Math.sqrt(p * (1 - p));
  if (low === null || high === null) return { value: of(value), se: null, low, high };
  const ends = [of(low), of(high), of(value)];
  const interval = {
    low: Math.min(...ends),
    high: low < 0.5 && high > 0.5 ? 0.5 : Math.max(...ends),
  };
  return { value: of(value), se: (interval.high - interval.low) / (2 * NORMAL_REACH), ...interval };
}

/**
 * The variance of an outcome is the mean square about the mean of the draws, plus the variance of
 * that mean, which the replicates tell. For independent draws that is the division by n - 1; where
 * points are spread so evenly that the mean is nearly exact it is the division by n. One replicate
 * cannot tell, and n - 1 stands.
 */
function meanAndSd(
  all: Float64Array,
  groups: readonly Float64Array[],
  tails: Tails,
): Pick<OutcomeSummary, 'mean' | 'sd'> {
  const [n, average] = all;
  if (!Number.isFinite(average)) {
    const lost = { ...NOTHING, unsupported: TOO_LARGE };
    return { mean: lost, sd: lost };
  }
  const mean = estimateFrom(
    average,
    groups.map((group) => group[1]),
  );
  const spread = spreadOf(all);
  const noMean = unsupported('mean', tails, spread);
  const noSd = noMean ?? unsupported('sd', tails, spread);
  return {
    mean: noMean
      ? { ...NOTHING, unsupported: noMean }
      : reached(mean, average, n, tails, groups.length),
    sd: noSd ? { ...NOTHING, unsupported: noSd } : sdEstimate(all, groups, mean.se, tails),
  };
}

/** A mean whose interval reaches as far as draws that did not come up may have moved it. */
export function reached(
  mean: Estimate,
  centre: number,
  n: number,
  { lower, upper }: Tails,
  parts: number,
): Estimate {
  const [down, up] = [reachOfMean(lower, centre, n), reachOfMean(upper, centre, n)];
  if (mean.low === null || mean.high === null || down + up === 0) return mean;
  return spanning(mean.value!, mean.low - down, mean.high + up, mean.se!, parts);
}

/** An estimate whose error is no less than what its interval says. */
function spanning(value: number, low: number, high: number, se: number, parts: number): Estimate {
  return { value, se: Math.max(se, (high - low) / 2 / tQuantile(parts - 1)), low, high };
}

/**
 * Mean and standard deviation with intervals that reach as far as values which seldom come up may
 * move them.
 */
export function withRareValues(
  { mean, sd }: Pick<OutcomeSummary, 'mean' | 'sd'>,
  rare: RareValues | undefined,
  parts: number,
): Pick<OutcomeSummary, 'mean' | 'sd'> {
  const reaching = (estimate: Estimate, [low, high]: RareValues['mean']): Estimate =>
    estimate.low === null || estimate.high === null
      ? estimate
      : spanning(
          estimate.value!,
          Math.min(estimate.low, low),
          Math.max(estimate.high, high),
          estimate.se!,
          parts,
        );
  return rare === undefined
    ? { mean, sd }
    : { mean: reaching(mean, rare.mean), sd: reaching(sd, rare.sd) };
}

const TOO_LARGE =
  'sums of its values or of their squares are beyond the largest number of the machine';
const TOO_SMALL = 'squares of its spread are below the smallest number of the machine';
/** Far enough above the least double that squares have all their digits. */
const LEAST_SQUARES = 1e-290;

function sdEstimate(
  [n, centre, squares, least, greatest]: Float64Array,
  groups: readonly Float64Array[],
  meanError: number | null,
  tails: Tails,
): Estimate {
  if (n < 2) return NOTHING;
  if (meanError === null) return estimateFrom(Math.sqrt(squares / (n - 1)), []);
  const variance = squares / n + meanError * meanError;
  if (!Number.isFinite(variance)) return { ...NOTHING, unsupported: TOO_LARGE };
  if (squares < LEAST_SQUARES && least < greatest) return { ...NOTHING, unsupported: TOO_SMALL };
  const ofMeans = groups.length * meanError * meanError;
  const sd = estimateFrom(
    Math.sqrt(variance),
    groups.map((group) => Math.sqrt(group[2] / group[0] + ofMeans)),
  );
  return sdReached(sd, centre, n, tails, groups.length);
}

/** The same of a standard deviation, which is not below 0. */
export function sdReached(
  sd: Estimate,
  centre: number,
  n: number,
  { lower, upper }: Tails,
  parts: number,
): Estimate {
  if (sd.low === null || sd.high === null) return sd;
  const low = Math.max(0, sd.low);
  const reach = reachOfVariance(lower, centre, n) + reachOfVariance(upper, centre, n);
  if (reach === 0) return { ...sd, low };
  const high = Math.sqrt(sd.high * sd.high + reach);
  return spanning(sd.value!, low, high, sd.se!, parts);
}
