/**
 * Statistics of weighted draws: of an outcome where some worlds count more than others, because they agree better with what was
 * observed. Draws lie replicate after replicate, as a run keeps them.
 */

import { exp } from '../math/functions.ts';
import { estimateFrom, NOTHING, shareFrom } from './interval.ts';
import { sortedOrder } from './order.ts';
import { MOST_CATEGORIES } from './summarise.ts';
import {
  type Estimate,
  type OutcomeSummary,
  QUANTILE_LEVELS,
  type QuantileName,
  type Wanted,
} from './summary.ts';

/** Weights of draws: not negative, at least one above 0; their scale does not matter. */
export interface Weights {
  readonly values: Float64Array;
  /** Where each replicate begins, and the number of draws. */
  readonly firsts: readonly number[];
}

/**
 * Weights that add up to 1 from their logarithms, which may be minus infinity. All are 0 where all logarithms are minus infinity.
 */
export function weightsFromLogs(logs: Float64Array): Float64Array {
  const most = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (most === Number.NEGATIVE_INFINITY) return new Float64Array(logs.length);
  const raw = logs.map((value) => exp(value - most));
  const sum = total(raw);
  return raw.map((value) => value / sum);
}

/**
 * How many draws of equal weight would tell a mean as well: (sum w)^2 / sum w^2, from 1 to n; 0 where no draw has any weight.
 *
 * Source: Kish (1965), "Survey Sampling", Wiley, section 11.7.
 */
export function effectiveSampleSize(weights: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/** The share of all weight that the heaviest draw has. */
export function largestShare(weights: Float64Array): number {
  const sum = total(weights);
  return sum === 0 ? 0 : weights.reduce((a, b) => Math.max(a, b), 0) / sum;
}

/**
 * A statistic that is a function of weighted sums, with its standard error from the replicates by the jackknife: the weights of a
 * replicate are taken out, one replicate after another. A replicate that happens to agree better with the evidence counts for more, as
 * it should.
 *
 * @param sums  of each replicate, the same number of sums each
 * @param of    the statistic from sums over some replicates; NaN where it has none
 */
export function jackknifed(
  sums: readonly (readonly number[])[],
  of: (sums: readonly number[]) => number,
): Estimate {
  return fromLeftOut(leavingOut(sums, of));
}

/** A statistic, and what it is with each replicate left out. */
export interface LeftOut {
  readonly value: number;
  readonly leftOut: readonly number[];
}

function leavingOut(
  sums: readonly (readonly number[])[],
  of: (sums: readonly number[]) => number,
): LeftOut {
  const all = sums.reduce((a, b) => a.map((value, k) => value + b[k]));
  return { value: of(all), leftOut: sums.map((own) => of(all.map((sum, k) => sum - own[k]))) };
}

/** The estimate from those with one replicate left out, by their pseudo-values. */
export function fromLeftOut({ value, leftOut }: LeftOut): Estimate {
  if (Number.isNaN(value)) return NOTHING;
  const n = leftOut.length;
  const pseudo = leftOut
    .filter((part) => !Number.isNaN(part))
    .map((part) => value + (n - 1) * (value - part));
  return estimateFrom(value, pseudo);
}

/** The weighted mean of draws; those that are no finite number are left out. */
export function weightedMean(draws: Float64Array, weights: Weights): Estimate {
  return fromLeftOut(meanLeavingOut(draws, weights));
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
 * A quantile at p is the least value whose cumulative weight reaches p. The standard deviation is corrected for what is known of the
 * mean by as many draws as the weights are worth.
 *
 * @param draws   NaN or infinite in failed trials, which count as failures and are left out
 * @param wanted  what is asked of this outcome beside the usual
 * @param sorted  the draws in ascending order, where that is known; passed over where draws have failed
 */
export function summariseWeighted(
  { id, unit }: { readonly id: string; readonly unit: string },
  draws: Float64Array,
  weights: Weights,
  wanted: Wanted = { worlds: false, thresholds: [] },
  sorted?: Uint32Array,
): OutcomeSummary {
  const finite = draws.every((x) => x - x === 0);
  const used = finite ? weights : withoutFailures(draws, weights);
  const clean = finite ? draws : draws.map((x) => (x - x === 0 ? x : Number.POSITIVE_INFINITY));
  const { values } = used;
  let [failures, least, greatest] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < draws.length; i++) {
    const x = draws[i];
    if (!(x - x === 0)) failures++;
    else if (values[i] > 0) {
      if (x < least) least = x;
      if (x > greatest) greatest = x;
    }
  }
  const worth = effectiveSampleSize(values);
  const none = worth === 0;
  // About a value in the middle, so that a small spread around a large mean keeps its digits.
  const centre = none ? 0 : (least + greatest) / 2;
  const sums = momentSums(draws, used, centre).map(({ w, x, xx }) => [w, x, xx]);
  const { quantiles, worlds } = quantilesOf(
    clean,
    used,
    wanted.worlds,
    finite ? sorted : undefined,
  );
  const byValue = none ? undefined : shareSums(draws, used);
  const share = (at: (x: number) => boolean): Estimate =>
    weightedShare(draws, used, at, Math.max(1, worth));
  return {
    id,
    unit,
    mean: none ? NOTHING : jackknifed(sums, ([w, x]) => (w > 0 ? centre + x / w : Number.NaN)),
    sd:
      worth < 2
        ? NOTHING
        : jackknifed(sums, ([w, x, xx]) =>
            w > 0
              ? Math.sqrt((Math.max(0, xx / w - (x / w) * (x / w)) * worth) / (worth - 1))
              : Number.NaN,
          ),
    quantiles,
    least: none ? null : least,
    greatest: none ? null : greatest,
    failures,
    ...(byValue === undefined
      ? {}
      : { shares: byValue.map((value) => ({ value, share: share((x) => x === value) })) }),
    ...(worlds === undefined ? {} : { worlds }),
    ...(wanted.thresholds.length > 0 && !none
      ? {
          chances: wanted.thresholds.map((atLeast) => ({
            atLeast,
            share: share((x) => x >= atLeast),
          })),
        }
      : {}),
  };
}

/**
 * The share of weight where something holds of a draw.
 *
 * @param worth  as how many independent draws the weights count, for the interval of what was never or always seen
 */
export function weightedShare(
  draws: Float64Array,
  { values, firsts }: Weights,
  holds: (x: number) => boolean,
  worth: number,
): Estimate {
  const sums = firsts.slice(1).map((end, r) => {
    let [all, held] = [0, 0];
    for (let i = firsts[r]; i < end; i++) {
      if (!(draws[i] - draws[i] === 0)) continue;
      all += values[i];
      if (holds(draws[i])) held += values[i];
    }
    return [all, held];
  });
  const estimate = jackknifed(sums, ([all, held]) => (all > 0 ? held / all : Number.NaN));
  if (estimate.value !== 0 && estimate.value !== 1) return estimate;
  return shareFrom(
    estimate.value,
    estimate.se === null ? [] : sums.map(() => estimate.value!),
    worth,
  );
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

function withoutFailures(draws: Float64Array, { values, firsts }: Weights): Weights {
  return { firsts, values: values.map((weight, i) => (draws[i] - draws[i] === 0 ? weight : 0)) };
}

/** The middles of a hundred equal parts of probability. */
const WORLDS = Array.from({ length: 100 }, (_, k) => (2 * k + 1) / 200);

function quantilesOf(
  draws: Float64Array,
  weights: Weights,
  worlds: boolean,
  sorted: Uint32Array | undefined,
): {
  readonly quantiles: Record<QuantileName, Estimate>;
  readonly worlds?: readonly number[];
} {
  const of = quantileReader(draws, weights, sorted);
  const quantiles = Object.fromEntries(
    Object.entries(QUANTILE_LEVELS).map(([name, p]) => [name, of?.(p) ?? NOTHING]),
  ) as Record<QuantileName, Estimate>;
  return worlds && of ? { quantiles, worlds: WORLDS.map((p) => of(p).value!) } : { quantiles };
}

/**
 * Weighted quantiles of draws with their standard errors; undefined where no draw has weight. Draws without weight may be anything but
 * NaN.
 *
 * @param sorted  the draws in ascending order, where that is known
 */
export function quantileReader(
  draws: Float64Array,
  weights: Weights,
  sorted?: Uint32Array,
): ((p: number) => Estimate) | undefined {
  const of = quantilesLeavingOut(draws, weights, sorted);
  return of && ((p) => fromLeftOut(of(p)));
}

/** The same, with what each is without each replicate. */
export function quantilesLeavingOut(
  draws: Float64Array,
  { values, firsts }: Weights,
  sorted: Uint32Array = sortedOrder(draws),
): ((p: number) => LeftOut) | undefined {
  const R = firsts.length - 1;
  const replicateOf = new Uint16Array(draws.length);
  const totals = new Float64Array(R);
  for (let r = 0; r < R; r++) {
    replicateOf.fill(r, firsts[r], firsts[r + 1]);
    for (let i = firsts[r]; i < firsts[r + 1]; i++) totals[r] += values[i];
  }
  const sum = total(totals);
  if (!(sum > 0)) return undefined;
  const order = heavy(sorted, values);
  const n = order.length;
  /** Cumulative weight up to and with each place. */
  const reached = new Float64Array(n);
  let so = 0;
  for (let k = 0; k < n; k++) {
    so += values[order[k]];
    reached[k] = so;
  }
  // Levels mostly come in ascending order: what was added up for one is gone on from for the next.
  let within = new Float64Array(R);
  let added = 0;
  return (p) => {
    const at = placeOf(reached, p * so);
    if (added > at + 1) [within, added] = [new Float64Array(R), 0];
    for (; added <= at; added++) within[replicateOf[order[added]]] += values[order[added]];
    const leftOut = Array.from(totals, (own, r) => {
      if (R === 1 || own === sum) return Number.NaN;
      return quantileWithout(r, at, reached[at] - within[r], p * (so - own));
    });
    return { value: draws[order[at]], leftOut };
  };

  /** Walks from the place of the whole to that of all replicates but one. */
  function quantileWithout(r: number, from: number, weight: number, wanted: number): number {
    let [place, held] = [from, weight];
    const own = (k: number): number => (replicateOf[order[k]] === r ? 0 : values[order[k]]);
    while (held < wanted && place < n - 1) held += own(++place);
    while (place > 0 && held - own(place) >= wanted) held -= own(place--);
    while (place > 0 && own(place) === 0) place--;
    return draws[order[place]];
  }
}

/** Those of some draws that have weight, in the same order. */
function heavy(order: Uint32Array, values: Float64Array): Uint32Array {
  const found = new Uint32Array(order.length);
  let n = 0;
  for (let k = 0; k < order.length; k++) if (values[order[k]] > 0) found[n++] = order[k];
  return found.subarray(0, n);
}

/** The first place whose cumulative weight reaches what is wanted; the last if rounding lets none. */
function placeOf(reached: Float64Array, wanted: number): number {
  let [low, high] = [0, reached.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached[middle] >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
