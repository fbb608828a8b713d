/** The scores of a hub's forecast against its oracle output. */

import { compareScores, type Scored, type ScoreComparison } from './comparisons.ts';
import {
  type HubForecast,
  type HubTask,
  type HubTruth,
  type HubTruths,
  keyOf,
} from './read-hub.ts';
import { COVERED } from './rules/calibration.ts';
import { logScore, rankedProbabilityScore, thresholdScore } from './rules/categories.ts';
import { crpsOfSample } from './rules/crps.ts';
import { energyScore } from './rules/energy.ts';
import {
  type IntervalScore,
  quantileFaults,
  sameLevel,
  weightedIntervalScore,
} from './rules/weighted-interval.ts';
import { equalSample } from './sample.ts';

export interface HubScores {
  readonly ids: Readonly<Record<string, string>>;
  /** Of the quantiles. */
  readonly wis?: IntervalScore;
  /** Whether central intervals hold the truth, by level, of those that the quantiles give. */
  readonly covered?: Readonly<Record<string, boolean>>;
  /** Of the samples. */
  readonly crps?: number;
  /** Of the pmf, categories in the order of the file or by number; of the cdf at its thresholds where there is no pmf. */
  readonly rps?: number;
  /** Of the pmf; null where what happened had no probability, and the score is infinite. */
  readonly log?: number | null;
  readonly absoluteError?: number;
  readonly squaredError?: number;
  /** What could not be scored, and why. */
  readonly faults: readonly string[];
}

export interface ScoredHub {
  readonly model: string;
  readonly tasks: readonly HubScores[];
  /** Means over tasks, of each score over those that have it. */
  readonly means: Readonly<Record<string, { readonly value: number; readonly tasks: number }>>;
  readonly coverage: Readonly<Record<string, { readonly inside: number; readonly tasks: number }>>;
  /** Energy scores of tasks whose samples belong together. */
  readonly joint: readonly { readonly tasks: number; readonly energy: number }[];
  /** Tasks that are forecast and whose truth is not there, and truths that nobody forecast here. */
  readonly withoutTruth: readonly Readonly<Record<string, string>>[];
  readonly withoutForecast: readonly Readonly<Record<string, string>>[];
}

/** Task ids that both have decide which truth belongs to a forecast; without a common one every forecast would have every truth. */
export function commonIds({ taskIds }: HubForecast, truths: HubTruths): readonly string[] {
  return truths.taskIds.filter((name) => taskIds.includes(name));
}

export function scoreHub(forecast: HubForecast, truths: HubTruths): ScoredHub {
  const common = commonIds(forecast, truths);
  const known = new Map(truths.truths.map((truth) => [keyOf(truth.ids, common), truth]));
  const forecastKeys = new Set(forecast.tasks.map(({ ids }) => keyOf(ids, common)));
  const pairs = forecast.tasks.flatMap((task) => {
    const truth = known.get(keyOf(task.ids, common));
    return truth === undefined ? [] : [{ task, truth }];
  });
  const tasks = pairs.map(({ task, truth }) => scoreTask(task, truth));
  return {
    model: forecast.model,
    tasks,
    means: meansOf(tasks),
    coverage: coverageOf(tasks),
    joint: jointOf(pairs),
    withoutTruth: forecast.tasks
      .filter(({ ids }) => !known.has(keyOf(ids, common)))
      .map(({ ids }) => ids),
    withoutForecast: truths.truths
      .filter(({ ids }) => !forecastKeys.has(keyOf(ids, common)))
      .map(({ ids }) => ids),
  };
}

function scoreTask(task: HubTask, truth: HubTruth): HubScores {
  const { value, category, between } = truth;
  const faults: string[] = [];
  const lacks = (type: string): void => {
    faults.push(`${type}: its truth is not there`);
  };
  const scores: { -readonly [K in keyof HubScores]?: HubScores[K] } = {};
  if (task.quantiles.length > 0) {
    const wrong = quantileFaults(task.quantiles);
    faults.push(...wrong.map((why) => `quantile: ${why}`));
    if (value === undefined) lacks('quantile');
    else if (wrong.length === 0) {
      scores.wis = weightedIntervalScore(task.quantiles, value);
      scores.covered = coveredBy(task, value);
    }
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
    // Bounds from thresholds serve: whatever lies between two thresholds has the same score.
    const at = value ?? between?.[1];
    if (falls) faults.push('cdf: a probability is less than the one before');
    else if (at === undefined) lacks('cdf');
    else scores.rps = thresholdScore(task.cdf, at);
  }
  if (task.pmf.length > 0) {
    const sum = task.pmf.reduce((all, { probability }) => all + probability, 0);
    const is = category ?? (value === undefined ? undefined : String(value));
    const place = task.pmf.findIndex((one) => one.category === is);
    if (Math.abs(sum - 1) > 1e-6) faults.push(`pmf: the probabilities add up to ${sum}, not 1`);
    else if (is === undefined) lacks('pmf');
    else if (place < 0) faults.push(`pmf: the category that was, ${is}, is not in the forecast`);
    else {
      const probabilities = task.pmf.map(({ probability }) => probability);
      scores.rps = rankedProbabilityScore(probabilities, place);
      const log = logScore(probabilities[place]);
      scores.log = Number.isFinite(log) ? log : null;
    }
  }
  return { ids: task.ids, ...scores, faults };
}

function coveredBy({ quantiles }: HubTask, truth: number): Record<string, boolean> {
  const at = (level: number): number | undefined =>
    quantiles.find((one) => sameLevel(one.level, level))?.value;
  return Object.fromEntries(
    COVERED.flatMap((level) => {
      const [low, high] = [at((1 - level) / 2), at((1 + level) / 2)];
      return low === undefined || high === undefined
        ? []
        : [[String(level), truth >= low && truth <= high]];
    }),
  );
}

/** Scores that have a mean. */
const RULES = ['crps', 'rps', 'log', 'absoluteError', 'squaredError'] as const;

function meansOf(tasks: readonly HubScores[]): ScoredHub['means'] {
  const mean = (of: (task: HubScores) => number | null | undefined) => {
    const values = tasks.map(of).filter((value) => typeof value === 'number');
    return values.length === 0
      ? []
      : [{ value: values.reduce((a, b) => a + b, 0) / values.length, tasks: values.length }];
  };
  const parts = ['total', 'dispersion', 'overprediction', 'underprediction'] as const;
  return Object.fromEntries([
    ...parts.flatMap((part) =>
      mean(({ wis }) => wis?.[part]).map((found) => [part === 'total' ? 'wis' : part, found]),
    ),
    ...RULES.flatMap((rule) => mean((task) => task[rule]).map((found) => [rule, found])),
  ]);
}

function coverageOf(tasks: readonly HubScores[]): ScoredHub['coverage'] {
  return Object.fromEntries(
    COVERED.flatMap((level) => {
      const known = tasks.flatMap(({ covered }) => covered?.[String(level)] ?? []);
      return known.length === 0
        ? []
        : [[String(level), { inside: known.filter(Boolean).length, tasks: known.length }]];
    }),
  );
}

/** Tasks of one target with the same sample ids are draws of one world each. */
function jointOf(
  pairs: readonly { readonly task: HubTask; readonly truth: HubTruth }[],
): ScoredHub['joint'] {
  const groups = new Map<string, typeof pairs>();
  for (const pair of pairs) {
    const { samples, ids } = pair.task;
    if (samples.size === 0 || pair.truth.value === undefined) continue;
    const key = JSON.stringify([ids['target'], [...samples.keys()].toSorted()]);
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length < 2) return [];
    const worlds = [...group[0].task.samples.keys()];
    const columns = group.map(({ task }) =>
      Float64Array.from(worlds, (id) => task.samples.get(id)!),
    );
    const weights = {
      values: new Float64Array(worlds.length).fill(1),
      firsts: [0, worlds.length],
    };
    const { score } = energyScore(
      columns,
      weights,
      group.map(({ truth }) => truth.value!),
    );
    return [{ tasks: group.length, energy: score.value! }];
  });
}

/** Forecasts of several models against each other, by the best score that both have for a task. */
export function compareHubs(hubs: readonly ScoredHub[]): readonly ScoreComparison[] {
  const scored = hubs.map(({ model, tasks }): [string, Scored[]] => [
    model,
    tasks.flatMap((task) => {
      const main = task.wis
        ? (['wis', task.wis.total] as const)
        : task.crps !== undefined
          ? (['crps', task.crps] as const)
          : (['rps', task.rps] as const);
      return main[1] === undefined
        ? []
        : [
            {
              target: JSON.stringify(task.ids),
              rule: main[0],
              unit: task.ids['target'] ?? '',
              value: main[1],
            },
          ];
    }),
  ]);
  return scored.flatMap((a, k) => scored.slice(k + 1).flatMap((b) => compareScores(a, b) ?? []));
}
