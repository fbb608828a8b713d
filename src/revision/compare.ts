/** Differences of runs: of each statistic, with the error of the difference, which is small where the runs share draws. */

import type { Plan } from '../plan/plan.ts';
import type { Estimate } from '../stats/summary.ts';
import {
  fromLeftOut,
  type LeftOut,
  meanLeavingOut,
  quantilesLeavingOut,
  type Weights,
} from '../stats/weighted.ts';

export const STATISTICS = ['mean', 'p5', 'p50', 'p95'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** What of an outcome is told, in a reader's words. */
export function statisticName(unit: string, statistic: Statistic): string {
  if (unit === '0/1') return 'probability';
  return statistic === 'p50' ? 'median' : statistic;
}

export interface Sample {
  readonly draws: Float64Array;
  readonly weights: Weights;
}

export interface Difference {
  readonly statistic: Statistic;
  /** Of the first run. */
  readonly from: Estimate;
  readonly to: Estimate;
  /** The second less the first. */
  readonly difference: Estimate;
}

/**
 * Whether the worlds of two plans are the same ones, replicate by replicate: what differs between the runs is then not by chance.
 */
export function shareDraws(a: Plan, b: Plan): boolean {
  const tempered = [a, b].some(({ evidence }) => evidence?.method === 'tempering');
  return (
    !tempered &&
    a.seed === b.seed &&
    a.design === b.design &&
    a.replicates === b.replicates &&
    a.trials === b.trials
  );
}

/**
 * The mean and three quantiles of an outcome in two runs; of an event the mean alone, which is its probability.
 *
 * @param paired  whether they share draws: the error is then that of the differences without one replicate after another, else the two
 *                errors are independent
 */
export function differences(
  a: Sample,
  b: Sample,
  isEvent: boolean,
  paired: boolean,
): readonly Difference[] {
  const [ofA, ofB] = [statisticsOf(a), statisticsOf(b)];
  return STATISTICS.filter((name) => name === 'mean' || !isEvent).map((statistic) => {
    const [from, to] = [ofA(statistic), ofB(statistic)];
    return {
      statistic,
      from: fromLeftOut(from),
      to: fromLeftOut(to),
      difference: paired ? pairedDifference(from, to) : independent(from, to),
    };
  });
}

const LEVELS: Readonly<Record<Exclude<Statistic, 'mean'>, number>> = {
  p5: 0.05,
  p50: 0.5,
  p95: 0.95,
};

/** Statistics of draws, with what each is without each replicate; failed trials are left out. */
export function statisticsOf({ draws, weights }: Sample): (statistic: Statistic) => LeftOut {
  const clean = draws.every((x) => x - x === 0);
  const used = clean
    ? { draws, weights }
    : {
        draws: draws.map((x) => (x - x === 0 ? x : 0)),
        weights: {
          ...weights,
          values: weights.values.map((w, i) => (draws[i] - draws[i] === 0 ? w : 0)),
        },
      };
  // Quantiles have the draws sorted, which a mean, and so every event, can do without.
  let quantile: ReturnType<typeof quantilesLeavingOut>;
  return (statistic) => {
    if (statistic === 'mean') return meanLeavingOut(used.draws, used.weights);
    quantile ??= quantilesLeavingOut(used.draws, used.weights);
    return quantile?.(LEVELS[statistic]) ?? { value: Number.NaN, leftOut: [] };
  };
}

function pairedDifference(from: LeftOut, to: LeftOut): Estimate {
  return fromLeftOut({
    value: to.value - from.value,
    leftOut: to.leftOut.map((value, r) => value - from.leftOut[r]),
  });
}

/** Two estimates whose errors have nothing to do with each other; the interval is symmetric. */
function independent(a: LeftOut, b: LeftOut): Estimate {
  const [from, to] = [fromLeftOut(a), fromLeftOut(b)];
  if (from.value === null || to.value === null)
    return { value: null, se: null, low: null, high: null };
  const value = to.value - from.value;
  if (from.se === null || to.se === null) return { value, se: null, low: null, high: null };
  const se = Math.sqrt(from.se * from.se + to.se * to.se);
  return { value, se, low: value - TWO_SIDED * se, high: value + TWO_SIDED * se };
}

/** The normal quantile of 0.975. */
const TWO_SIDED = 1.959963984540054;
