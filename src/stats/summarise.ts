/** The summary of one outcome from its replicates: pooled estimates, and standard errors from how the replicates differ. */

import { estimateFrom, NOTHING, shareFrom } from './interval.ts';
import { MOMENTS, joinMoments } from './moments.ts';
import {
  type Estimate,
  type OutcomeSummary,
  QUANTILE_LEVELS,
  type QuantileName,
  type Wanted,
} from './summary.ts';

/** A sample of one outcome, of one replicate or of all, in whatever form it was kept. */
export interface Sample {
  readonly count: number;
  quantile(p: number): number;
  /** How many values are at or above a threshold. */
  countAtLeast(threshold: number): number;
}

/** Few whole values, with how many trials of each replicate have them. */
export interface ValueCounts {
  readonly value: number;
  readonly counts: readonly number[];
}

/** More distinct values than this are a quantity and not a category. */
export const MOST_CATEGORIES = 16;

/**
 * @param moments     of each replicate, five numbers each
 * @param pooled      the sample of all replicates
 * @param replicates  a sample each
 * @param values      counts of values, where the outcome has few and whole ones
 * @param wanted      what is asked of this outcome beside the usual
 * @param trials      trials asked for; those without a finite value are failures
 */
export function summariseOutcome(
  { id, unit }: { readonly id: string; readonly unit: string },
  moments: Float64Array,
  pooled: Sample,
  replicates: readonly Sample[],
  values: readonly ValueCounts[] | undefined,
  trials: number,
  wanted: Wanted = { worlds: false, thresholds: [] },
): OutcomeSummary {
  const groups = Array.from({ length: moments.length / MOMENTS }, (_, r) =>
    moments.subarray(r * MOMENTS, (r + 1) * MOMENTS),
  );
  const all = groups.reduce(joinMoments);
  const count = all[0];
  const filled = replicates.filter((sample) => sample.count > 0);
  const quantile = (p: number): Estimate =>
    count === 0
      ? NOTHING
      : estimateFrom(
          pooled.quantile(p),
          filled.map((sample) => sample.quantile(p)),
        );
  const quantiles = Object.fromEntries(
    Object.entries(QUANTILE_LEVELS).map(([name, p]) => [name, quantile(p)]),
  ) as Record<QuantileName, Estimate>;
  return {
    id,
    unit,
    mean:
      count === 0
        ? NOTHING
        : estimateFrom(
            all[1],
            groups.filter(hasValues).map((group) => group[1]),
          ),
    sd: count < 2 ? NOTHING : estimateFrom(sd(all), groups.filter((group) => group[0] > 1).map(sd)),
    quantiles,
    least: count === 0 ? null : all[3],
    greatest: count === 0 ? null : all[4],
    failures: trials - count,
    ...(values && count > 0
      ? {
          shares: shares(
            values,
            groups.map((group) => group[0]),
            count,
          ),
        }
      : {}),
    ...(wanted.worlds && count > 0 ? { worlds: WORLDS.map((p) => pooled.quantile(p)) } : {}),
    ...(wanted.thresholds.length > 0 && count > 0
      ? { chances: wanted.thresholds.map((atLeast) => chance(atLeast, pooled, filled)) }
      : {}),
  };
}

/** The middles of a hundred equal parts of probability. */
const WORLDS = Array.from({ length: 100 }, (_, k) => (2 * k + 1) / 200);

function chance(atLeast: number, pooled: Sample, parts: readonly Sample[]) {
  const shareOf = (sample: Sample): number => sample.countAtLeast(atLeast) / sample.count;
  return { atLeast, share: shareFrom(shareOf(pooled), parts.map(shareOf), pooled.count) };
}

function hasValues(group: Float64Array): boolean {
  return group[0] > 0;
}

/** Sample standard deviation, n - 1 below. */
function sd(group: Float64Array): number {
  return Math.sqrt(group[2] / (group[0] - 1));
}

function shares(
  values: readonly ValueCounts[],
  sizes: readonly number[],
  count: number,
): NonNullable<OutcomeSummary['shares']> {
  return values.map(({ value, counts }) => {
    const total = counts.reduce((sum, n) => sum + n, 0);
    const parts = counts.flatMap((n, r) => (sizes[r] > 0 ? [n / sizes[r]] : []));
    return { value, share: shareFrom(total / count, parts, count) };
  });
}
