/** Scores of the tasks of a hub, each by the rules of what was forecast. */

import { log } from '../../math/functions.ts';
import { entry } from '../../text/entry.ts';
import { logScore, rankedProbabilityScore, thresholdScore } from '../rules/categories.ts';
import { crpsOfSample } from '../rules/crps.ts';
import {
  type IntervalScore,
  type Quantile,
  quantileFaults,
  sameLevel,
  weightedIntervalScore,
} from '../rules/weighted-interval.ts';
import { equalSample } from '../sample.ts';
import { type HubConfig, targetOf } from './config.ts';
import type { HubForecast, HubTask } from './forecasts.ts';
import { type Joined, joinTruths, type Pair } from './join.ts';
import { type JointScore, jointScores } from './joint.ts';
import { refuseImpossible } from './possible.ts';
import type { HubTruths } from './truths.ts';

export interface HubScores {
  readonly ids: Readonly<Record<string, string>>;
  /** Of the quantiles. */
  readonly wis?: IntervalScore;
  /** The same of log(1 + x), forecast and truth; absent where one of them is -1 or less. */
  readonly logWis?: number;
  /** Whether central intervals hold the truth, by level, of all that the quantiles give. */
  readonly covered?: Readonly<Record<string, boolean>>;
  /** Whether the truth is at or below each quantile, by level. */
  readonly atOrBelow?: Readonly<Record<string, boolean>>;
  /** Absolute error of the quantile at 0.5. */
  readonly medianError?: number;
  /** Of the samples. */
  readonly crps?: number;
  /** Of the pmf, if its categories have an order. */
  readonly rps?: number;
  /** Of the pmf; null where what happened had no probability, and the score is infinite. */
  readonly log?: number | null;
  /** Of the cdf at its thresholds. */
  readonly thresholdRps?: number;
  /** Of the output type median. */
  readonly absoluteError?: number;
  /** Of the output type mean. */
  readonly squaredError?: number;
  /** What could not be scored, and why. */
  readonly faults: readonly string[];
}

export interface ScoredHub {
  readonly model: string;
  readonly taskIds: readonly string[];
  readonly tasks: readonly HubScores[];
  /** Energy scores of tasks whose samples belong together. */
  readonly joint: readonly JointScore[];
  /** Tasks that are forecast and whose truth is not there, and truths that nobody forecast here. */
  readonly withoutTruth: readonly Readonly<Record<string, string>>[];
  readonly withoutForecast: readonly Readonly<Record<string, string>>[];
}

export interface ScoredHubs {
  readonly models: readonly ScoredHub[];
  readonly notes: readonly string[];
}

/**
 * Scores of several models against the same truths.
 *
 * @param config  of the hub; without it, categories are ordered only if they are numbers or dates
 * @throws ScoreError if the truth is finer than a forecast, or is no value that the target can have
 * @throws NothingInCommon if no forecast has a truth
 */
export function scoreHubs(
  forecasts: readonly HubForecast[],
  truths: HubTruths,
  config?: HubConfig,
): ScoredHubs {
  const { forecasts: joined, notes } = joinTruths(forecasts, truths);
  const orders = new CategoryOrders(config, joined);
  refuseImpossible(truths.file, joined, config);
  return {
    notes,
    models: joined.map(({ model, taskIds, pairs, withoutTruth, withoutForecast }) => ({
      model,
      taskIds,
      tasks: pairs.map((pair) => scoreTask(pair, orders)),
      joint: jointScores(pairs, taskIds, config),
      withoutTruth: withoutTruth.map(({ ids }) => ids),
      withoutForecast: withoutForecast.map(({ ids }) => ids),
    })),
  };
}

/** Orders of categories: that of the hub, else numbers and dates by size. */
class CategoryOrders {
  readonly #known = new Map<string, Set<string>>();

  constructor(
    private readonly config: HubConfig | undefined,
    joined: readonly Joined[],
  ) {
    for (const { task, truth } of joined.flatMap(({ pairs }) => pairs)) {
      if (task.pmf.length === 0) continue;
      const known = this.#known.get(truth.place) ?? new Set(truth.categories);
      this.#known.set(truth.place, known);
      for (const { category } of task.pmf) known.add(category);
    }
  }

  /**
   * The probabilities of all categories that there are: those of the configuration, of the truth
   * and of any forecast for it. What a forecast leaves out has the probability 0, and counts
   * between others that it has.
   */
  completed({ task: { ids, pmf }, truth }: Pair): HubTask['pmf'] {
    const own = new Set(pmf.map(({ category }) => category));
    const configured = (this.config && targetOf(this.config, ids)?.categories) ?? [];
    const all = new Set([
      ...(this.#known.get(truth.place) ?? []),
      ...(pmf.every(({ category }) => configured.includes(category)) ? configured : []),
    ]);
    const more = [...all].filter((category) => !own.has(category));
    return [...pmf, ...more.map((category) => ({ category, probability: 0 }))];
  }

  /** Probabilities in order; undefined where the categories have none. */
  ordered(ids: HubTask['ids'], pmf: HubTask['pmf']): HubTask['pmf'] | undefined {
    const target = this.config && targetOf(this.config, ids);
    if (target?.type === 'nominal') return undefined;
    const places = new Map(target?.categories?.map((category, k) => [category, k]));
    if (pmf.every(({ category }) => places.has(category)))
      return pmf.toSorted((a, b) => entry(places, a.category) - entry(places, b.category));
    if (pmf.every(({ category }) => /^-?\d+(?:\.\d+)?$/.test(category)))
      return pmf.toSorted((a, b) => Number(a.category) - Number(b.category));
    if (pmf.every(({ category }) => /^\d{4}-\d{2}-\d{2}$/.test(category)))
      return pmf.toSorted((a, b) => (a.category < b.category ? -1 : 1));
    return undefined;
  }
}

type Open = { -readonly [K in keyof HubScores]?: HubScores[K] };

function scoreTask(pair: Pair, orders: CategoryOrders): HubScores {
  const { task, truth } = pair;
  const { value, between } = truth;
  const faults: string[] = [];
  const scores: Open = {};
  const lacks = (type: string): void => {
    faults.push(`${type}: its truth is not there`);
  };
  if (task.quantiles.length > 0) {
    const wrong = quantileFaults(task.quantiles);
    faults.push(...wrong.map((why) => `quantile: ${why}`));
    if (value === undefined) lacks('quantile');
    else if (wrong.length === 0) Object.assign(scores, quantileScores(task.quantiles, value));
  }
  if (task.samples.size > 0) {
    if (value === undefined) lacks('sample');
    else scores.crps = crpsOfSample(equalSample([...task.samples.values()]), value);
  }
  if (task.median !== undefined) {
    if (value === undefined) lacks('median');
    else scores.absoluteError = Math.abs(task.median - value);
  }
  if (task.mean !== undefined) {
    if (value === undefined) lacks('mean');
    else scores.squaredError = (task.mean - value) * (task.mean - value);
  }
  if (task.cdf.length > 0) {
    const falls = task.cdf.some(
      ({ probability }, k) => k > 0 && probability < task.cdf[k - 1].probability,
    );
    const at = value ?? (between && placeBetween(between, task));
    if (falls) faults.push('cdf: a probability is less than the one before');
    else if (at === undefined) lacks('cdf');
    else scores.thresholdRps = thresholdScore(task.cdf, at);
  }
  if (task.pmf.length > 0) categoryScores(pair, orders, scores, faults);
  return { ids: task.ids, ...scores, faults };
}

/**
 * A value that scores as the truth does, whose thresholds are those of the forecast; undefined
 * where a threshold lies between its bounds.
 */
function placeBetween(
  [above, atMost]: readonly [number, number],
  { cdf }: HubTask,
): number | undefined {
  return cdf.some(({ threshold }) => threshold > above && threshold < atMost) ? undefined : atMost;
}

function quantileScores(quantiles: readonly Quantile[], truth: number): Open {
  const logarithm = (x: number): number => log(1 + x);
  const positive = truth > -1 && quantiles[0].value > -1;
  const median = quantiles.find(({ level }) => sameLevel(level, 0.5));
  return {
    wis: weightedIntervalScore(quantiles, truth),
    ...(positive
      ? {
          logWis: weightedIntervalScore(
            quantiles.map(({ level, value }) => ({ level, value: logarithm(value) })),
            logarithm(truth),
          ).total,
        }
      : {}),
    ...(median === undefined ? {} : { medianError: Math.abs(median.value - truth) }),
    covered: coveredBy(quantiles, truth),
    atOrBelow: Object.fromEntries(
      quantiles.map(({ level, value }) => [levelText(level), truth <= value]),
    ),
  };
}

function coveredBy(quantiles: readonly Quantile[], truth: number): Record<string, boolean> {
  let [low, high] = [0, quantiles.length - 1];
  const covered: Record<string, boolean> = {};
  while (low < high) {
    const [lower, upper] = [quantiles[low], quantiles[high]];
    if (sameLevel(lower.level, 1 - upper.level))
      covered[levelText(upper.level - lower.level)] = truth >= lower.value && truth <= upper.value;
    if (lower.level <= 1 - upper.level) low++;
    if (lower.level >= 1 - upper.level) high--;
  }
  return covered;
}

/** A level as a key: `0.9` for 0.95 - 0.05, whose difference as doubles is a little less. */
function levelText(level: number): string {
  return String(Math.round(level * 1e5) / 1e5);
}

function categoryScores(pair: Pair, orders: CategoryOrders, scores: Open, faults: string[]): void {
  const pmf = orders.completed(pair);
  const sum = pmf.reduce((all, { probability }) => all + probability, 0);
  const is = pair.truth.category;
  const own = pmf.find(({ category }) => category === is);
  if (Math.abs(sum - 1) > 1e-6) faults.push(`pmf: the probabilities add up to ${sum}, not 1`);
  else if (is === undefined) faults.push('pmf: its truth is not there');
  else if (own === undefined)
    faults.push(`pmf: the category that was, ${is}, is not in the forecast`);
  else {
    const score = logScore(own.probability);
    scores.log = Number.isFinite(score) ? score : null;
    const ordered = orders.ordered(pair.task.ids, pmf);
    if (ordered !== undefined)
      scores.rps = rankedProbabilityScore(
        ordered.map(({ probability }) => probability),
        ordered.indexOf(own),
      );
  }
}
