/**
 * The watch list: which coming figure would move the forecast most, when it is due, and by how much
 * high and low news would move it.
 */

import { estimateFrom } from '../stats/interval.ts';
import { orderOf } from '../stats/order.ts';
import { quantileSorted } from '../stats/quantile.ts';
import type { Estimate } from '../stats/summary.ts';
import { dayNumber, isoOf } from '../text/day.ts';
import { lastDayOfPeriod } from '../text/period.ts';
import { dayOf } from './dates.ts';

/** An observable in one quarter: what it is, and its value in every trial. */
export interface ObservedColumn {
  readonly quantity: string;
  readonly label?: string;
  readonly unit: string;
  readonly by: string;
  /** The quarter that it is of, `2026Q1`; of what has one value a trial the first quarter. */
  readonly quarter: string;
  /** Days from the last day of the quarter to the day on which the value is known. */
  readonly lagDays: number;
  readonly values: Float64Array;
}

export interface HeadlineColumn {
  readonly id: string;
  readonly values: Float64Array;
}

/** Where the forecast goes if the observable comes in at some value. */
export interface Move {
  /** The value: its p10 or p90, or one of the few that it has. */
  readonly at: number;
  /** Trials in which the observable is there, or near. */
  readonly trials: number;
  /** How far the median of the headline moves from the median of all trials, in its unit. */
  readonly move: Estimate;
}

export interface WatchRow {
  readonly quantity: string;
  readonly label?: string;
  readonly unit: string;
  readonly by: string;
  readonly quarter: string;
  /** The day on which it is known, `2026-05-27`. */
  readonly knownOn: string;
  readonly headline: string;
  /**
   * Share of the headline's variance that goes away, on average, once the observable is known: its
   * first-order index.
   */
  readonly varianceRemoved: Estimate;
  /** By `at`, ascending: two, or one for each value of an observable that has few. */
  readonly moves: readonly Move[];
}

/**
 * First-order index of x for y; undefined where there is none. Replicates are `firsts[r]` up to
 * `firsts[r + 1]`.
 */
export type FirstOrder = (
  x: Float64Array,
  y: Float64Array,
  firsts: readonly number[],
) => Estimate | undefined;

/** The share of the trials, in rank, that counts as near a quantile: half of it on either side. */
const NEAR = 0.05;
/** An observable with so few values has a move for each of them. */
const FEW_VALUES = 16;
/** A median of fewer trials would be told with an error that says nothing. */
const LEAST_TRIALS = 30;

/**
 * Rows for every pair of an observable that is yet to come and a headline, most variance removed
 * first, then the earlier date. Each row is about that figure alone, as if no other came in before
 * it. What is constant tells nothing and is left out.
 *
 * @param firsts  where the replicates of the trials begin, and the number of trials; all columns
 *           are that long and finite
 * @param asOf    a day, `2026-11-23`; only what is known after it is listed
 * @throws        RangeError if the as-of date is no day
 */
export function watchList(
  observed: readonly ObservedColumn[],
  headlines: readonly HeadlineColumn[],
  firsts: readonly number[],
  asOf: string,
  index: FirstOrder,
): readonly WatchRow[] {
  const today = dayOf(asOf);
  const medians = headlines.map(({ values }) => medianOf(values, firsts));
  const rows = observed.flatMap((observable): WatchRow[] => {
    const { values, quarter, lagDays, ...about } = observable;
    const known = dayNumber(lastDayOfPeriod(quarter)) + lagDays;
    if (known <= today) return [];
    const groups = groupsOf(values);
    if (groups === undefined) return [];
    return headlines.flatMap((headline, k): WatchRow[] => {
      const varianceRemoved = index(values, headline.values, firsts);
      if (varianceRemoved === undefined) return [];
      const moves = groups.map(({ at, trials }): Move => {
        const move = moveOf(headline.values, trials, firsts, medians[k]);
        return { at, trials: trials.length, move };
      });
      return [
        {
          ...labels(about),
          quarter,
          knownOn: isoOf(known),
          headline: headline.id,
          varianceRemoved,
          moves,
        },
      ];
    });
  });
  return rows.toSorted(
    (a, b) =>
      (b.varianceRemoved.value ?? 0) - (a.varianceRemoved.value ?? 0) ||
      (a.knownOn < b.knownOn ? -1 : a.knownOn > b.knownOn ? 1 : 0),
  );
}

function labels({
  quantity,
  label,
  unit,
  by,
}: Omit<ObservedColumn, 'values' | 'quarter' | 'lagDays'>) {
  return { quantity, ...(label === undefined ? {} : { label }), unit, by };
}

/** Trials near p10 and near p90, or those of each value; nothing of what is constant. */
function groupsOf(
  values: Float64Array,
): readonly { readonly at: number; readonly trials: Uint32Array }[] | undefined {
  const order = orderOf(values);
  const n = order.length;
  if (n === 0 || values[order[0]] === values[order[n - 1]]) return undefined;
  const few = equalRuns(values, order);
  if (few) {
    return few
      .filter(({ trials }) => trials.length >= LEAST_TRIALS)
      .toSorted((a, b) => a.at - b.at);
  }
  const sorted = Float64Array.from(order, (trial) => values[trial]);
  const size = Math.min(n, Math.max(LEAST_TRIALS, Math.round(NEAR * n)));
  return [0.1, 0.9].map((p) => {
    const at = quantileSorted(sorted, p);
    // Where a value that many trials share lies there, they are all equally near.
    const equal = order.filter((trial) => values[trial] === at);
    const from = Math.min(n - size, Math.max(0, Math.round(p * n - size / 2)));
    return { at, trials: equal.length >= size ? equal : order.slice(from, from + size) };
  });
}

/** The trials of each value, if the values are few. */
function equalRuns(values: Float64Array, order: Uint32Array) {
  const runs: { at: number; trials: Uint32Array }[] = [];
  for (let from = 0; from < order.length; ) {
    if (runs.length === FEW_VALUES) return undefined;
    const at = values[order[from]];
    let to = from + 1;
    while (to < order.length && values[order[to]] === at) to++;
    runs.push({ at, trials: order.subarray(from, to) });
    from = to;
  }
  return runs;
}

interface Medians {
  readonly all: number;
  /** Of each replicate. */
  readonly parts: readonly number[];
}

function medianOf(values: Float64Array, firsts: readonly number[]): Medians {
  const parts = firsts.slice(0, -1).map((first, r) => median(values.slice(first, firsts[r + 1])));
  return { all: median(values.slice()), parts };
}

function moveOf(
  headline: Float64Array,
  trials: Uint32Array,
  firsts: readonly number[],
  { all, parts }: Medians,
): Estimate {
  const sorted = trials.toSorted();
  const near = Float64Array.from(sorted, (trial) => headline[trial]);
  const moves: number[] = [];
  let from = 0;
  for (let r = 0; r + 1 < firsts.length; r++) {
    let to = from;
    while (to < sorted.length && sorted[to] < firsts[r + 1]) to++;
    // A replicate without a trial there says nothing.
    if (to > from) moves.push(median(near.slice(from, to)) - parts[r]);
    from = to;
  }
  return estimateFrom(median(near) - all, moves);
}

/** Sorts what it is given. */
function median(values: Float64Array): number {
  return values.length === 0 ? Number.NaN : quantileSorted(values.sort(), 0.5);
}
