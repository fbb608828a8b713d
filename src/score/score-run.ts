/**
 * The scores of a run: of every target whose truth is known, with their simulation errors, and
 * beside those of naive forecasts.
 */

import { kindOfUnit } from '../compile/outcome-kind.ts';
import type { Estimate } from '../stats/summary.ts';
import type { Weights } from '../stats/weights.ts';
import { entry, lastOf, present } from '../text/entry.ts';
import { didYouMean, nearest } from '../text/nearest.ts';
import {
  type BaselineName,
  type BaselineScores,
  baselinesOf,
  type Kind,
  type NoBaseline,
} from './baselines.ts';
import { Faults } from './error.ts';
import { impossible } from './possible-truth.ts';
import {
  COVERED,
  isCovered,
  probabilityTransform,
  transformHistogram,
} from './rules/calibration.ts';
import { brierScore, logScore, rankedProbabilityScore } from './rules/categories.ts';
import { crpsOfSample } from './rules/crps.ts';
import { energyScore } from './rules/energy.ts';
import { logScoreOf } from './rules/log-score.ts';
import {
  type IntervalScore,
  USUAL_LEVELS,
  weightedIntervalScore,
} from './rules/weighted-interval.ts';
import {
  estimatedOf,
  type LeftOutSamples,
  meanOf,
  probability,
  probabilityOf,
  quantileEnds,
  quantilesOf,
  replicatesLeftOut,
  type Sample,
  sampleOf,
} from './sample.ts';
import { boundsOf, type Truth } from './truth.ts';

/** Lower is better in all of them. */
interface Scores {
  /** In the unit of the outcome. */
  readonly crps?: Estimate;
  readonly wis?: Estimate & {
    readonly dispersion: number;
    readonly overprediction: number;
    readonly underprediction: number;
  };
  readonly rps?: Estimate;
  readonly brier?: Estimate;
  /**
   * Infinite where what happened has no probability; of a density it changes with the unit and is
   * an approximation.
   */
  readonly log?: Estimate & { readonly of: 'probability' | 'density' };
  /** Of the median. */
  readonly absoluteError?: Estimate;
  /** Of the mean. */
  readonly squaredError?: Estimate;
}

export interface ScoredTarget {
  readonly target: string;
  readonly unit: string;
  readonly kind: Kind;
  readonly truth: Truth;
  /**
   * It was known when the run took in its last evidence: this is no forecast and counts in no mean.
   */
  readonly hindsight: boolean;
  readonly forecast: {
    readonly mean: number;
    readonly median: number;
    readonly p5: number;
    readonly p95: number;
    /** Of what happened: the event, the category, the bounds. */
    readonly probability?: Estimate;
  };
  readonly scores: Scores;
  /**
   * Whether central intervals hold the truth, by their level; null where its bounds do not tell.
   */
  readonly covered: Readonly<Record<string, boolean | null>>;
  /** Shares of trials below the truth, and at or below it. */
  readonly transform: readonly [number, number];
  readonly baselines: Readonly<Record<BaselineName, BaselineScores | NoBaseline>>;
}

interface JointScore {
  readonly unit: string;
  readonly targets: readonly string[];
  readonly energy: Estimate;
  /** From how many trials. */
  readonly trials: number;
}

interface Calibration {
  /** Forecasts that count: those in hindsight do not. */
  readonly targets: number;
  /** By level of the central interval. */
  readonly coverage: Readonly<
    Record<string, { readonly inside: number; readonly outside: number; readonly unknown: number }>
  >;
  /** Shares of transforms in ten equal bins; absent for fewer than ten targets. */
  readonly transforms?: readonly number[];
}

export interface ScoredRun {
  readonly run: string;
  readonly targets: readonly ScoredTarget[];
  readonly joint: readonly JointScore[];
  readonly calibration: Calibration;
  /** Truths that the run has no forecast of, with the reason. */
  readonly missing: readonly {
    readonly target: string;
    readonly why: string;
    /** Columns of nearly that name, where there is none of it. */
    readonly near?: readonly string[];
  }[];
}

/** What is scored of a run. */
export interface Scorable {
  readonly run: string;
  /** The file of truths, for messages. */
  readonly truths?: string;
  /** Draws of the targets that it has, replicate after replicate. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly weights: Weights;
  /** Unit of each column that can be had of the run: outcomes, inputs, variables. */
  readonly units: ReadonlyMap<string, string>;
  /** Kinds of those that are declared to be of one; the unit tells the others. */
  readonly kinds?: ReadonlyMap<string, Kind>;
  /** The last day whose evidence is in the run, `2026-11-30`; absent without evidence. */
  readonly knows?: string;
  /**
   * Whole numbers that the model writes, by which codes of categories are known; absent: any code
   * may be one.
   */
  readonly codes?: ReadonlySet<number>;
}

/**
 * @throws ScoreError naming all truths that their targets cannot have
 */
export function scoreRun(run: Scorable, truths: readonly Truth[]): ScoredRun {
  const faults = new Faults();
  const missing: { target: string; why: string; near?: readonly string[] }[] = [];
  const targets = truths.flatMap((truth): ScoredTarget[] => {
    const { target } = truth;
    const unit = run.units.get(target);
    const draws = run.columns.get(target);
    if (unit === undefined || draws === undefined) {
      missing.push({
        target,
        why: `the run has no such column${didYouMean(target, [...run.units.keys()])}`,
        near: nearest(target, run.units.keys()),
      });
      return [];
    }
    const sample = sampleOf(draws, run.weights);
    if (sample === undefined) {
      missing.push({ target, why: 'it failed in every trial' });
      return [];
    }
    const kind = kindOf(sample, unit, truth, run.kinds?.get(target) ?? kindOfUnit(unit));
    const why = impossible(truth, kind, sample, run.codes);
    if (why !== undefined) {
      faults.add(() => `${target}: ${why}`);
      return [];
    }
    const hindsight = run.knows !== undefined && truth.known <= run.knows;
    return [scoreTarget(sample, unit, kind, truth, hindsight)];
  });
  faults.refuse(run.truths ?? 'the truth');
  return {
    run: run.run,
    targets,
    joint: jointScores(run, targets),
    calibration: calibrationOf(targets),
    missing,
  };
}

/**
 * What is declared or clear by the unit; else few whole numbers without a unit are categories, if the truth is whole as
 * well or they are many.
 */
function kindOf({ values }: Sample, unit: string, truth: Truth, declared: Kind | undefined): Kind {
  if (declared !== undefined) return declared;
  const whole =
    values.every((x) => Number.isInteger(x)) &&
    (truth.value === undefined || Number.isInteger(truth.value) || values[0] < lastOf(values));
  const few = whole && lastOf(values) - values[0] < MOST_CATEGORIES;
  return few && UNCOUNTED.has(unit) ? 'category' : 'amount';
}

const MOST_CATEGORIES = 16;
/** Units of what is no amount: regimes, quarters by number. */
const UNCOUNTED = new Set(['-', 'code', 'state', 'index', 'quarter index']);

function scoreTarget(
  sample: Sample,
  unit: string,
  kind: Kind,
  truth: Truth,
  hindsight: boolean,
): ScoredTarget {
  const bounds = boundsOf(truth);
  const [p5, median, p95] = quantilesOf(sample, [0.05, 0.5, 0.95]);
  const samples = replicatesLeftOut(sample);
  const exact = truth.value !== undefined;
  const holds = (x: number): boolean => x >= bounds[0] && x <= bounds[1];
  const discrete = !exact || kind !== 'amount';
  return {
    target: truth.target,
    unit,
    kind,
    truth,
    hindsight,
    forecast: {
      mean: meanOf(sample),
      median,
      p5,
      p95,
      ...(discrete ? { probability: probabilityOf(samples, holds) } : {}),
    },
    scores:
      !exact || kind === 'event'
        ? eventScores(samples, holds)
        : kind === 'category'
          ? categoryScores(samples, truth.value)
          : amountScores(samples, truth.value),
    covered: Object.fromEntries(
      COVERED.map((level) => [String(level), isCovered(sample, level, bounds) ?? null]),
    ),
    transform: probabilityTransform(sample, bounds),
    baselines: baselinesOf(truth, kind),
  };
}

/** @param holds  whether a trial has what happened */
function eventScores(samples: LeftOutSamples, holds: (x: number) => boolean): Scores {
  return {
    brier: brierOf(probabilityOf(samples, holds)),
    log: { ...estimatedOf(samples, (one) => logScore(probability(one, holds))), of: 'probability' },
  };
}

/**
 * The Brier score of the probability of what happened, which falls as that probability rises: its
 * interval is that of the probability.
 */
function brierOf({ value, se, low, high }: Estimate): Estimate {
  const score = (p: number | null): number | null => (p === null ? null : brierScore(p, true));
  const slope = value === null ? 0 : 2 * (1 - value);
  return {
    value: score(value),
    se: se === null ? null : se * slope,
    low: score(high),
    high: score(low),
  };
}

function categoryScores(samples: LeftOutSamples, truth: number): Scores {
  const { values } = samples.all;
  const [first, last] = [Math.min(truth, values[0]), Math.max(truth, lastOf(values))];
  const shares = (one: Sample): number[] =>
    Array.from({ length: last - first + 1 }, (_, k) => probability(one, (x) => x === first + k));
  return {
    rps: estimatedOf(samples, (one) => rankedProbabilityScore(shares(one), truth - first)),
    log: {
      ...estimatedOf(samples, (one) => logScore(probability(one, (x) => x === truth))),
      of: 'probability',
    },
  };
}

function amountScores(samples: LeftOutSamples, truth: number): Scores {
  // A level that falls exactly between two values has both as quantiles: their scores are averaged,
  // so that a symmetric forecast scores truths on either side alike.
  const intervals = (one: Sample): IntervalScore => {
    const { lower, upper } = quantileEnds(one, USUAL_LEVELS);
    const scores = [lower, upper].map((values) =>
      weightedIntervalScore(
        USUAL_LEVELS.map((level, k) => ({ level, value: values[k] })),
        truth,
      ),
    );
    const mean = (part: keyof IntervalScore): number => (scores[0][part] + scores[1][part]) / 2;
    return {
      total: mean('total'),
      dispersion: mean('dispersion'),
      overprediction: mean('overprediction'),
      underprediction: mean('underprediction'),
    };
  };
  const medianError = (one: Sample): number => {
    const { lower, upper } = quantileEnds(one, [0.5]);
    return (Math.abs(lower[0] - truth) + Math.abs(upper[0] - truth)) / 2;
  };
  const { dispersion, overprediction, underprediction } = intervals(samples.all);
  const { score, of } = logScoreOf(samples.all, truth);
  return {
    crps: estimatedOf(samples, (one) => crpsOfSample(one, truth)),
    wis: {
      ...estimatedOf(samples, (one) => intervals(one).total),
      dispersion,
      overprediction,
      underprediction,
    },
    log: { ...estimatedOf(samples, score), of },
    absoluteError: estimatedOf(samples, medianError),
    squaredError: estimatedOf(samples, (one) => {
      const miss = meanOf(one) - truth;
      return miss * miss;
    }),
  };
}

/** Energy scores of amounts that have a unit in common. */
function jointScores(run: Scorable, targets: readonly ScoredTarget[]): JointScore[] {
  const amounts = targets.filter(
    ({ kind, truth, hindsight }) => kind === 'amount' && truth.value !== undefined && !hindsight,
  );
  const units = [...new Set(amounts.map(({ unit }) => unit))];
  return units.flatMap((unit): JointScore[] => {
    const own = amounts.filter((one) => one.unit === unit);
    if (own.length < 2) return [];
    const { score, trials } = energyScore(
      own.map(({ target }) => entry(run.columns, target)),
      run.weights,
      own.map(({ target, truth }) => present(truth.value, `the truth of ${target}`)),
    );
    return [{ unit, targets: own.map(({ target }) => target), energy: score, trials }];
  });
}

const BINS = 10;

function calibrationOf(
  all: readonly Pick<ScoredTarget, 'covered' | 'transform' | 'hindsight'>[],
): Calibration {
  const targets = all.filter(({ hindsight }) => !hindsight);
  const count = (level: string, wanted: boolean | null): number =>
    targets.filter(({ covered }) => covered[level] === wanted).length;
  return {
    targets: targets.length,
    coverage: Object.fromEntries(
      COVERED.map(String).map((level) => [
        level,
        { inside: count(level, true), outside: count(level, false), unknown: count(level, null) },
      ]),
    ),
    ...(targets.length < BINS
      ? {}
      : {
          transforms: transformHistogram(
            targets.map(({ transform }) => transform),
            BINS,
          ),
        }),
  };
}
