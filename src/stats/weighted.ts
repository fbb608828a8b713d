/**
 * Statistics of weighted draws: of an outcome where some trials count more than others, because
 * they agree better with what was observed. Draws lie replicate after replicate, as a run keeps
 * them.
 */

import { NOTHING } from './interval.ts';
import { fromLeftOut, jackknifed, type LeftOut, leavingOut, pseudoValues } from './jackknife.ts';
import { areFew, probabilityFrom } from './probability.ts';
import { type RareValues, rangesOf } from './rare-values.ts';
import {
  eventSd,
  furtherQuantiles,
  HUNDRED,
  MOST_CATEGORIES,
  reached,
  sdReached,
  withoutValues,
  withRareValues,
} from './summarise.ts';
import {
  type Estimate,
  type OutcomeSummary,
  QUANTILE_LEVELS,
  type QuantileEstimate,
  type QuantileName,
  type Wanted,
} from './summary.ts';
import { unsupported } from './tail.ts';
import { WeightedDistribution } from './weighted-distribution.ts';
import { effectiveSampleSize, type Weights } from './weights.ts';

/** The weighted mean of draws; those that are no finite number are left out. */
export function weightedMean(draws: Float64Array, weights: Weights): Estimate {
  return fromLeftOut(meanLeavingOut(draws, weights));
}

/**
 * The mean as the summary of weighted draws has it, without the rest of the summary.
 *
 * @param distribution  of the draws that have not failed; undefined where none has weight
 */
export function meanOf(
  draws: Float64Array,
  weights: Weights,
  distribution: WeightedDistribution | undefined,
): Estimate {
  if (distribution === undefined) return NOTHING;
  const { used } = withoutFailures(draws, weights);
  const tails = shareSums(draws, used)
    ? { lower: undefined, upper: undefined }
    : { lower: distribution.tail(false), upper: distribution.tail(true) };
  return withRareValues(
    meanAndSd(
      draws,
      used,
      [distribution.valueAt(0), distribution.valueAt(1)],
      distribution.worth,
      tails,
    ),
    rareValuesOf(draws, used, distribution.valueAt(0.5)),
    used.firsts.length - 1,
  ).mean;
}

/** The same, with what it is without each replicate: for differences of runs that share draws. */
export function meanLeavingOut(draws: Float64Array, weights: Weights): LeftOut {
  return leavingOut(
    momentSums(draws, weights, 0).map(({ w, x }) => [w, x]),
    ([w, x]) => (w > 0 ? x / w : Number.NaN),
  );
}

interface MomentSums {
  readonly w: number;
  readonly x: number;
  readonly xx: number;
}

/** Weighted sums of 1, x - c and (x - c)^2 of each replicate. */
function momentSums(draws: Float64Array, { values, firsts }: Weights, c: number): MomentSums[] {
  return firsts.slice(1).map((end, r) => {
    let [w, x, xx] = [0, 0, 0];
    for (let i = firsts[r]; i < end; i++) {
      const d = draws[i] - c;
      if (!(d - d === 0)) continue;
      w += values[i];
      x += values[i] * d;
      xx += values[i] * d * d;
    }
    return { w, x, xx };
  });
}

/**
 * The summary of weighted draws, as `summariseOutcome` gives it of plain ones.
 *
 * A quantile at p is the least value whose cumulative weight reaches p. The standard deviation is
 * corrected for what is known of the mean by as many draws as the weights are worth.
 *
 * @param draws   NaN or infinite in failed trials, which count as failures and are left out
 * @param wanted  what is asked of this outcome beside the usual
 * @param sorted  the draws in ascending order, where that is known; passed over where draws have
 *           failed
 */
export function summariseWeighted(
  { id, unit }: { readonly id: string; readonly unit: string },
  draws: Float64Array,
  weights: Weights,
  wanted: Wanted = { hundred: false, thresholds: [] },
  sorted?: Uint32Array,
): OutcomeSummary {
  const { clean, used, failures } = withoutFailures(draws, weights);
  const distribution = WeightedDistribution.of(clean, used, failures === 0 ? sorted : undefined);
  if (distribution === undefined) return withoutValues(id, unit, failures);
  const values = shareSums(draws, used);
  const share = (holds: (x: number) => boolean): Estimate =>
    weightedShare(draws, used, holds, Math.max(1, distribution.worth));
  const event = values?.every((value) => value === 0 || value === 1)
    ? share((x) => x === 1)
    : undefined;
  const tails = values
    ? { lower: undefined, upper: undefined }
    : { lower: distribution.tail(false), upper: distribution.tail(true) };
  const [least, greatest] = [distribution.valueAt(0), distribution.valueAt(1)];
  return {
    id,
    unit,
    ...(event
      ? { mean: event, sd: eventSd(event) }
      : withRareValues(
          meanAndSd(draws, used, [least, greatest], distribution.worth, tails),
          rareValuesOf(draws, used, distribution.valueAt(0.5)),
          used.firsts.length - 1,
        )),
    quantiles: Object.fromEntries(
      Object.entries(QUANTILE_LEVELS).map(([name, p]) => [name, distribution.quantile(p)]),
    ) as Record<QuantileName, QuantileEstimate>,
    ...furtherQuantiles(wanted, (p) => distribution.quantile(p)),
    tails: { lower: tails.lower?.shape ?? null, upper: tails.upper?.shape ?? null },
    least,
    greatest,
    failures,
    ...(values
      ? { shares: values.map((value) => ({ value, share: share((x) => x === value) })) }
      : {}),
    ...(wanted.hundred ? { worlds: HUNDRED.map((p) => distribution.valueAt(p)) } : {}),
    ...(wanted.thresholds.length > 0
      ? {
          chances: wanted.thresholds.map((atLeast) => ({
            atLeast,
            share: share((x) => x >= atLeast),
          })),
        }
      : {}),
  };
}

function meanAndSd(
  draws: Float64Array,
  weights: Weights,
  [least, greatest]: readonly [number, number],
  worth: number,
  tails: Parameters<typeof unsupported>[1],
): Pick<OutcomeSummary, 'mean' | 'sd'> {
  // A value in the middle, so that a small spread around a large mean keeps its digits.
  const centre = least / 2 + greatest / 2;
  const sums = momentSums(draws, weights, centre).map(({ w, x, xx }) => [w, x, xx]);
  const parts = weights.firsts.length - 1;
  const mean = jackknifed(sums, ([w, x]) => (w > 0 ? centre + x / w : Number.NaN));
  const sd =
    worth < 2
      ? NOTHING
      : jackknifed(sums, ([w, x, xx]) =>
          w > 0
            ? Math.sqrt((Math.max(0, xx / w - (x / w) * (x / w)) * worth) / (worth - 1))
            : Number.NaN,
        );
  const at = mean.value ?? centre;
  const variance = (sd.value ?? 0) * (sd.value ?? 0);
  const spread = { count: Math.round(worth), mean: at, squares: worth * variance, least, greatest };
  const noMean = unsupported('mean', tails, spread);
  const noSd = noMean ?? unsupported('sd', tails, spread);
  return {
    mean: noMean ? { ...NOTHING, unsupported: noMean } : reached(mean, at, worth, tails, parts),
    sd: noSd ? { ...NOTHING, unsupported: noSd } : sdReached(sd, at, worth, tails, parts),
  };
}

/**
 * What rare amounts say, as `rareValues` has it; undefined where draws that do not have the usual
 * value count as many, or there are none.
 */
function rareValuesOf(
  draws: Float64Array,
  { values, firsts }: Weights,
  usual: number,
): RareValues | undefined {
  const [rare, same] = [
    { sum: 0, squares: 0 },
    { sum: 0, squares: 0 },
  ];
  for (let i = 0; i < draws.length; i++) {
    const side = draws[i] === usual ? same : rare;
    side.sum += values[i];
    side.squares += values[i] * values[i];
  }
  const events = countOf(rare);
  if (events === 0 || 3 * rare.sum > same.sum || !areFew(events, firsts.length - 1))
    return undefined;
  const places = [...draws.keys()].filter((i) => values[i] > 0 && draws[i] !== usual);
  return rangesOf({
    usual,
    differences: places.map((i) => draws[i] - usual),
    shares: places.map((i) => values[i] / (rare.sum + same.sum)),
  });
}

/**
 * The share of weight where something holds of a draw.
 *
 * @param worth  as how many independent draws the weights count
 */
export function weightedShare(
  draws: Float64Array,
  { values, firsts }: Weights,
  holds: (x: number) => boolean,
  worth: number,
): Estimate {
  const [inside, outside] = [
    { sum: 0, squares: 0 },
    { sum: 0, squares: 0 },
  ];
  const sums = firsts.slice(1).map((end, r) => {
    let [all, held] = [0, 0];
    for (let i = firsts[r]; i < end; i++) {
      if (!(draws[i] - draws[i] === 0)) continue;
      const side = holds(draws[i]) ? inside : outside;
      side.sum += values[i];
      side.squares += values[i] * values[i];
      all += values[i];
      if (side === inside) held += values[i];
    }
    return [all, held];
  });
  return shareFrom(sums, Math.min(countOf(inside), countOf(outside)), worth);
}

/** The same where all trials count alike, of draws from one value to another with both. */
export function shareBetween(
  draws: Float64Array,
  firsts: readonly number[],
  [from, to]: readonly [from: number, to: number],
): Estimate {
  let [inside, outside] = [0, 0];
  const sums = firsts.slice(1).map((end, r) => {
    let [all, held] = [0, 0];
    for (let i = firsts[r]; i < end; i++) {
      const x = draws[i];
      // Added up without a branch: which side a draw is on cannot be foreseen.
      const isFinite = +(x - x === 0);
      all += isFinite;
      held += isFinite & +(x >= from) & +(x <= to);
    }
    inside += held;
    outside += all - held;
    return [all, held];
  });
  return shareFrom(sums, Math.min(inside, outside), draws.length);
}

/**
 * @param sums    of each replicate, the weight of all draws and of those that count
 * @param events  as how many draws of equal weight the fewer ones count
 */
function shareFrom(sums: readonly number[][], events: number, worth: number): Estimate {
  const share = leavingOut(sums, ([all, held]) =>
    all > 0 ? Math.min(1, Math.max(0, held / all)) : Number.NaN,
  );
  return Number.isNaN(share.value)
    ? NOTHING
    : probabilityFrom(share.value, pseudoValues(share), { trials: worth, events });
}

/** As how many draws of equal weight some count together. */
function countOf({ sum, squares }: { readonly sum: number; readonly squares: number }): number {
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/** Few whole values that have weight, ascending; undefined where there are more, or others. */
function shareSums(draws: Float64Array, { values }: Weights): number[] | undefined {
  const seen = new Set<number>();
  for (let i = 0; i < draws.length; i++) {
    if (!(values[i] > 0)) continue;
    if (!Number.isInteger(draws[i])) return undefined;
    seen.add(draws[i] + 0);
    if (seen.size > MOST_CATEGORIES) return undefined;
  }
  return [...seen].sort((a, b) => a - b);
}

/**
 * Draws without those that are no finite number: they lose their weight, and become infinite, so
 * that they sort.
 */
export function withoutFailures(
  draws: Float64Array,
  weights: Weights,
): { readonly clean: Float64Array; readonly used: Weights; readonly failures: number } {
  let failures = 0;
  for (let i = 0; i < draws.length; i++) if (!(draws[i] - draws[i] === 0)) failures++;
  if (failures === 0) return { clean: draws, used: weights, failures };
  const isFinite = (x: number): boolean => x - x === 0;
  return {
    clean: draws.map((x) => (isFinite(x) ? x : Number.POSITIVE_INFINITY)),
    used: {
      firsts: weights.firsts,
      values: weights.values.map((weight, i) => (isFinite(draws[i]) ? weight : 0)),
    },
    failures,
  };
}

/**
 * The effective sample size of weights as trials that a probability is counted from: at least one.
 */
export function worthOf({ values }: Weights): number {
  return Math.max(1, effectiveSampleSize(values));
}
