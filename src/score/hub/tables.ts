/**
 * Mean scores of a hub: by model, target and output type, and by further ids on request. Different
 * units are never averaged.
 */

import { didYouMean } from '../../text/nearest.ts';
import { compareScores, type ScoreComparison } from '../comparisons.ts';
import { ScoreError } from '../error.ts';
import { type HubConfig, targetOf } from './config.ts';
import { OUTPUT_TYPES, type OutputType } from './forecasts.ts';
import { targetColumns } from './ids.ts';
import type { HubScores, ScoredHub } from './score.ts';
import { relativeSkill } from './skill.ts';

interface Mean {
  readonly value: number;
  /** Over how many tasks. */
  readonly tasks: number;
}

interface Share {
  readonly inside: number;
  readonly tasks: number;
}

export interface ModelScores {
  readonly model: string;
  /** Tasks that have a score. */
  readonly tasks: number;
  /** Means over tasks, by rule. */
  readonly means: Readonly<Record<string, Mean>>;
  /** Truths inside central intervals, by level of the interval. */
  readonly coverage: Readonly<Record<string, Share>>;
  /** Truths at or below quantiles, by level of the quantile. */
  readonly quantileCoverage: Readonly<Record<string, Share>>;
  /**
   * Tasks in which what happened had no probability: their log score is infinite and in no mean.
   */
  readonly infinite: number;
  /**
   * Relative skill by the first rule of the table; absent where the model can be compared with no
   * other.
   */
  readonly relative?: number;
  /** The same, over that of the baseline. */
  readonly scaled?: number;
}

export interface HubTable {
  /** Values of the columns that name the target, joined; absent where no column does. */
  readonly target?: string;
  readonly unit?: string;
  readonly outputType: OutputType;
  /** Values of the ids asked for. */
  readonly by: Readonly<Record<string, string>>;
  /** The rule that models are compared by. */
  readonly rule: Rule;
  readonly models: readonly ModelScores[];
  /** Pairs of models on their common tasks. */
  readonly comparisons: readonly ScoreComparison[];
}

export type Rule = (typeof RULES)[OutputType][number];

/** Rules of each output type, the one that models are compared by first. */
const RULES = {
  quantile: ['wis', 'dispersion', 'overprediction', 'underprediction', 'logWis', 'medianError'],
  median: ['absoluteError'],
  mean: ['squaredError'],
  sample: ['crps'],
  pmf: ['log', 'rps'],
  cdf: ['thresholdRps'],
} as const satisfies Record<OutputType, readonly string[]>;

function scoreBy(task: HubScores, rule: Rule): number | null | undefined {
  switch (rule) {
    case 'wis':
      return task.wis?.total;
    case 'dispersion':
    case 'overprediction':
    case 'underprediction':
      return task.wis?.[rule];
    default:
      return task[rule];
  }
}

export interface TableRequest {
  /** Ids by whose values tables are split. */
  readonly by?: readonly string[];
  /** A model that others are compared with. */
  readonly baseline?: string | undefined;
  readonly config?: HubConfig | undefined;
}

/**
 * @throws ScoreError if an id of `by` or the baseline does not exist
 */
export function hubTables(
  models: readonly ScoredHub[],
  { by = [], baseline, config }: TableRequest = {},
): readonly HubTable[] {
  refuseUnknown(models, by, baseline);
  const groups = new Map<string, Group>();
  for (const { model, taskIds, tasks } of models) {
    const names = config?.targetColumns ?? targetColumns(taskIds);
    for (const task of tasks) {
      const target = names.map((name) => task.ids[name]).join(', ');
      const values = by.map((name) => task.ids[name] ?? 'NA');
      for (const outputType of OUTPUT_TYPES) {
        if (RULES[outputType].every((rule) => scoreBy(task, rule) === undefined)) continue;
        const key = JSON.stringify([outputType, target, values]);
        const group = groups.get(key) ?? {
          outputType,
          target,
          values,
          unit: config && targetOf(config, task.ids)?.unit,
          models: new Map<string, HubScores[]>(),
        };
        groups.set(key, group);
        const own = group.models.get(model);
        if (own === undefined) group.models.set(model, [task]);
        else own.push(task);
      }
    }
  }
  return [...groups.values()]
    .toSorted(inOrder)
    .map((group) => tableOf(group, by, baseline, keysOf(models)));
}

interface Group {
  readonly outputType: OutputType;
  readonly target: string;
  readonly values: readonly string[];
  readonly unit: string | undefined;
  readonly models: Map<string, HubScores[]>;
}

function inOrder(a: Group, b: Group): number {
  return (
    compareText(a.target, b.target) ||
    OUTPUT_TYPES.indexOf(a.outputType) - OUTPUT_TYPES.indexOf(b.outputType) ||
    a.values.map((value, k) => compareText(value, b.values[k])).find((order) => order !== 0) ||
    0
  );
}

/** Numbers by size, other texts as they are. */
function compareText(a: string, b: string): number {
  const numbers = Number(a) - Number(b);
  return Number.isNaN(numbers) ? (a < b ? -1 : a > b ? 1 : 0) : numbers;
}

function refuseUnknown(
  models: readonly ScoredHub[],
  by: readonly string[],
  baseline: string | undefined,
): void {
  const ids = [...new Set(models.flatMap(({ taskIds }) => taskIds))];
  const unknown = by.filter((name) => !ids.includes(name));
  if (unknown.length > 0)
    throw new ScoreError(
      `--by: there is no id ${unknown.join(', ')}; the forecasts have ${ids.join(', ')}${didYouMean(unknown[0], ids)}`,
    );
  const names = models.map(({ model }) => model);
  if (baseline !== undefined && !names.includes(baseline))
    throw new ScoreError(
      `--baseline: there is no model ${baseline}; there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}${didYouMean(baseline, names)}`,
    );
}

/**
 * The key of a task by which models are compared: its ids in one order, those that all models have.
 */
function keysOf(models: readonly ScoredHub[]): (task: HubScores) => string {
  const [first, ...others] = models.map(({ taskIds }) => taskIds);
  const common = first.filter((name) => others.every((own) => own.includes(name))).toSorted();
  const unique = models.every(({ tasks }) => {
    const keys = new Set(tasks.map(({ ids }) => JSON.stringify(common.map((name) => ids[name]))));
    return keys.size === tasks.length;
  });
  // Where the common ids do not tell tasks apart, only tasks that have all ids in common are the
  // same.
  return ({ ids }) =>
    JSON.stringify(unique ? common.map((name) => ids[name]) : Object.entries(ids).toSorted());
}

function tableOf(
  { outputType, target, unit, values, models }: Group,
  by: readonly string[],
  baseline: string | undefined,
  keyOf: (task: HubScores) => string,
): HubTable {
  const rule = ruleOf(outputType, [...models.values()]);
  const scores = new Map(
    [...models].map(([model, tasks]) => [
      model,
      new Map(
        tasks.flatMap((task): [string, number][] => {
          const score = scoreBy(task, rule);
          if (score === undefined) return [];
          // An infinite log score counts against the model that has it; left out, it would make the
          // model look better.
          return [[keyOf(task), score ?? Number.POSITIVE_INFINITY]];
        }),
      ),
    ]),
  );
  const skill = relativeSkill(scores, baseline);
  const rows = [...scores].map(
    ([model, own]) =>
      [
        model,
        [...own].map(([task, value]) => ({ target: task, rule, unit: unit ?? '', value })),
      ] as const,
  );
  return {
    ...(target === '' ? {} : { target }),
    ...(unit === undefined ? {} : { unit }),
    outputType,
    by: Object.fromEntries(by.map((name, k) => [name, values[k]])),
    rule,
    models: [...models].map(([model, tasks]) => ({
      model,
      ...summary(tasks, outputType),
      ...skill.get(model),
    })),
    comparisons: pairsOf(rows, baseline).flatMap(([a, b]) => compareScores(a, b) ?? []),
  };
}

/**
 * The first rule of the type that a task has; categories with an order are compared by RPS, which
 * is never infinite.
 */
function ruleOf(type: OutputType, models: readonly (readonly HubScores[])[]): Rule {
  if (type !== 'pmf') return RULES[type][0];
  return models.every((tasks) => tasks.every(({ rps }) => rps !== undefined)) ? 'rps' : 'log';
}

/** All pairs, or every model with the baseline. */
function pairsOf<T extends readonly [string, unknown]>(
  rows: readonly T[],
  baseline: string | undefined,
): readonly (readonly [T, T])[] {
  const base = rows.find(([model]) => model === baseline);
  if (base !== undefined)
    return rows.flatMap((row) => (row === base ? [] : [[row, base] as const]));
  return rows.flatMap((a, k) => rows.slice(k + 1).map((b) => [a, b] as const));
}

function summary(tasks: readonly HubScores[], type: OutputType): Omit<ModelScores, 'model'> {
  return {
    tasks: tasks.length,
    means: Object.fromEntries(
      RULES[type].flatMap((rule) => {
        const values = tasks
          .map((task) => scoreBy(task, rule))
          .filter((score) => typeof score === 'number');
        return values.length === 0
          ? []
          : [
              [
                rule,
                { value: values.reduce((a, b) => a + b, 0) / values.length, tasks: values.length },
              ],
            ];
      }),
    ),
    coverage: type === 'quantile' ? shares(tasks.map(({ covered }) => covered)) : {},
    quantileCoverage: type === 'quantile' ? shares(tasks.map(({ atOrBelow }) => atOrBelow)) : {},
    infinite: type === 'pmf' ? tasks.filter(({ log }) => log === null).length : 0,
  };
}

function shares(
  all: readonly (Readonly<Record<string, boolean>> | undefined)[],
): Record<string, Share> {
  const found = new Map<string, { inside: number; tasks: number }>();
  for (const levels of all)
    for (const [level, holds] of Object.entries(levels ?? {})) {
      const share = found.get(level) ?? { inside: 0, tasks: 0 };
      found.set(level, share);
      share.tasks++;
      if (holds) share.inside++;
    }
  return Object.fromEntries([...found].toSorted(([a], [b]) => Number(a) - Number(b)));
}
