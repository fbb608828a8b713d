/**
 * Differences of runs: of each statistic, with the error of the difference, which is small where
 * the runs share draws.
 */

import type { Plan } from '../plan/plan.ts';
import { combinedError, NORMAL_REACH, NOTHING } from '../stats/interval.ts';
import { fromLeftOut, type LeftOut } from '../stats/jackknife.ts';
import { differenceOfProbabilities } from '../stats/probability.ts';
import type { Estimate } from '../stats/summary.ts';
import {
  meanLeavingOut,
  meanOf,
  weightedShare,
  withoutFailures,
  worthOf,
} from '../stats/weighted.ts';
import { WeightedDistribution } from '../stats/weighted-distribution.ts';
import type { Weights } from '../stats/weights.ts';
import { STATISTICS, type Statistic } from './statistic.ts';

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
 * Whether the trials of two plans are the same ones, replicate by replicate: what differs between
 * the runs is then not by chance.
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
 * The mean and three quantiles of an outcome in two runs; of an event the mean alone, which is its
 * probability.
 *
 * @param paired  whether they share draws: the error is then that of the differences without one
 *                replicate after another, else the two errors are independent
 */
export function differences(
  a: Sample,
  b: Sample,
  isEvent: boolean,
  paired: boolean,
): readonly Difference[] {
  const [ofA, ofB] = [new Statistics(a), new Statistics(b)];
  const differenceOf = (statistic: Statistic): Estimate =>
    pairedDifference(ofA.leavingOut(statistic), ofB.leavingOut(statistic));
  if (isEvent) {
    const [from, to] = [ofA.probability(), ofB.probability()];
    const together = paired ? differenceOf('mean') : undefined;
    return [
      { statistic: 'mean', from, to, difference: differenceOfProbabilities(from, to, together) },
    ];
  }
  return STATISTICS.map((statistic) => {
    const [from, to] = [ofA.estimate(statistic), ofB.estimate(statistic)];
    const difference =
      withoutMean(from, to) ?? (paired ? differenceOf(statistic) : independent(from, to));
    return { statistic, from, to, difference: withoutRounding(difference, from, to) };
  });
}

const LEVELS: Readonly<Record<Exclude<Statistic, 'mean'>, number>> = {
  p5: 0.05,
  p50: 0.5,
  p95: 0.95,
};

/** Statistics of the draws of an outcome; failed trials are left out. */
export class Statistics {
  private sorted: { readonly of: WeightedDistribution | undefined } | undefined;

  constructor(private readonly sample: Sample) {}

  /** Of an event: the share of draws that are 1. */
  probability(): Estimate {
    const { draws, weights } = this.sample;
    return weightedShare(draws, weights, (x) => x === 1, worthOf(weights));
  }

  estimate(statistic: Statistic): Estimate {
    return statistic === 'mean'
      ? this.mean()
      : (this.distribution()?.quantile(LEVELS[statistic]) ?? NOTHING);
  }

  /**
   * As the summary of a run has it: not where the tail does not allow it, and no more certain than
   * few events are.
   */
  private mean(): Estimate {
    const { draws, weights } = this.sample;
    return meanOf(draws, weights, this.distribution());
  }

  /** A statistic, with what it is without each replicate. */
  leavingOut(statistic: Statistic): LeftOut {
    return statistic === 'mean'
      ? meanLeavingOut(this.sample.draws, this.sample.weights)
      : (this.distribution()?.quantileLeavingOut(LEVELS[statistic]) ?? {
          value: Number.NaN,
          leftOut: [],
        });
  }

  /** Quantiles have the draws sorted, which a mean, and so every event, can do without. */
  private distribution(): WeightedDistribution | undefined {
    if (this.sorted === undefined) {
      const { clean, used } = withoutFailures(this.sample.draws, this.sample.weights);
      this.sorted = { of: WeightedDistribution.of(clean, used) };
    }
    return this.sorted.of;
  }
}

function pairedDifference(from: LeftOut, to: LeftOut): Estimate {
  return fromLeftOut({
    value: to.value - from.value,
    leftOut: to.leftOut.map((value, r) => value - from.leftOut[r]),
  });
}

/** A mean that one of the runs does not have makes no difference; undefined where both have it. */
function withoutMean(from: Estimate, to: Estimate): Estimate | undefined {
  const unsupported = from.unsupported ?? to.unsupported;
  return unsupported === undefined ? undefined : { ...NOTHING, unsupported };
}

/** Beside either value, a difference as small as this is the rounding of sums in another order. */
const ROUNDING = 1e-13;

function withoutRounding(difference: Estimate, from: Estimate, to: Estimate): Estimate {
  const { value, se } = difference;
  const rounding = ROUNDING * Math.max(Math.abs(from.value ?? 0), Math.abs(to.value ?? 0));
  if (value === null || value === 0 || Math.abs(value) > rounding || (se ?? 0) > rounding)
    return difference;
  return {
    value: 0,
    se: se === null ? null : 0,
    low: se === null ? null : 0,
    high: se === null ? null : 0,
  };
}

/** Two estimates whose errors have nothing to do with each other; the interval is symmetric. */
function independent(from: Estimate, to: Estimate): Estimate {
  if (from.value === null || to.value === null) return NOTHING;
  const value = to.value - from.value;
  if (from.se === null || to.se === null) return { value, se: null, low: null, high: null };
  const se = combinedError(from.se, to.se);
  return { value, se, low: value - NORMAL_REACH * se, high: value + NORMAL_REACH * se };
}
