/** The summary of one outcome from its replicates: pooled estimates, and standard errors from how the replicates differ. */

import { sampleVariance } from 'simple-statistics';
import { MOMENTS, joinMoments } from './moments.ts';
import {
  type Estimate,
  type OutcomeSummary,
  QUANTILE_LEVELS,
  type QuantileName,
} from './summary.ts';

/** A sample of one outcome, of one replicate or of all, in whatever form it was kept. */
export interface Sample {
  readonly count: number;
  quantile(p: number): number;
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
 * @param trials      trials asked for; those without a finite value are failures
 */
export function summariseOutcome(
  { id, unit }: { readonly id: string; readonly unit: string },
  moments: Float64Array,
  pooled: Sample,
  replicates: readonly Sample[],
  values: readonly ValueCounts[] | undefined,
  trials: number,
): OutcomeSummary {
  const groups = Array.from({ length: moments.length / MOMENTS }, (_, r) =>
    moments.subarray(r * MOMENTS, (r + 1) * MOMENTS),
  );
  const all = groups.reduce(joinMoments);
  const count = all[0];
  const filled = replicates.filter((sample) => sample.count > 0);
  const estimate = (value: number, parts: readonly number[]): Estimate => ({
    value,
    se: standardError(parts),
  });
  const quantile = (p: number): Estimate =>
    count === 0
      ? NOTHING
      : estimate(
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
        : estimate(
            all[1],
            groups.filter(hasValues).map((group) => group[1]),
          ),
    sd: count < 2 ? NOTHING : estimate(sd(all), groups.filter((group) => group[0] > 1).map(sd)),
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
  };
}

const NOTHING: Estimate = { value: null, se: null };

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
    return { value, share: { value: total / count, se: standardError(parts) } };
  });
}

/**
 * Standard error of a mean over independent replicates: their standard deviation over the square root of their number.
 * Null for fewer than two.
 */
export function standardError(parts: readonly number[]): number | null {
  if (parts.length < 2) return null;
  return Math.sqrt(sampleVariance(parts as number[]) / parts.length);
}
