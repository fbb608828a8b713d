/** Scores of a hub for the terminal. */

import { idsText } from '../score/hub/ids.ts';
import type { JointScore } from '../score/hub/joint.ts';
import type { ScoredHub } from '../score/hub/score.ts';
import type { HubTable, ModelScores, Rule } from '../score/hub/tables.ts';
import { counted, significant } from '../stats/round.ts';
import { alignNumbers, stackedColumns, type TextColumn, wrap } from '../text/table.ts';
import { comparisonText } from './pages/score.ts';

/** What `score --forecast` leaves. */
export interface HubDocument {
  readonly format: 2;
  readonly truth: string;
  /** The last day of the versions of the truth that count, where one was asked for. */
  readonly asOf?: string;
  /** The configuration of the hub, where it was given. */
  readonly hub?: string;
  readonly by: readonly string[];
  readonly baseline?: string;
  readonly tables: readonly HubTable[];
  readonly models: readonly ScoredHub[];
}

const RULE_NAMES: Readonly<Record<Rule, string>> = {
  wis: 'WIS',
  dispersion: 'width',
  overprediction: 'over',
  underprediction: 'under',
  logWis: 'log WIS',
  medianError: 'AE',
  absoluteError: 'absolute error',
  squaredError: 'squared error',
  crps: 'CRPS',
  log: 'log score',
  rps: 'RPS',
  thresholdRps: 'RPS',
};

/** Intervals that the table shows; the document has all. */
const SHOWN_INTERVALS = ['0.5', '0.8', '0.9', '0.95'];
/** Of many quantiles, those whose coverage is shown. */
const MOST_LEVELS = 9;
const SHOWN_LEVELS = new Set(['0.025', '0.1', '0.25', '0.5', '0.75', '0.9', '0.975']);
const NAMED_TASKS = 5;
const NAMED_COMPARISONS = 10;

export function hubLines(document: HubDocument, width: number): string[] {
  const { tables, models, truth, asOf, by } = document;
  const scored = models.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const groups = new Map<string, HubTable[]>();
  for (const table of tables) {
    const key = JSON.stringify([table.target, table.outputType]);
    groups.set(key, [...(groups.get(key) ?? []), table]);
  }
  return [
    ...wrap(
      `${countOf(models.length, 'model')}, ${countOf(scored, 'scored task')}, against ${truth}${asOf === undefined ? '' : ` as of ${asOf}`}. Means over tasks; lower is better.`,
      width,
    ),
    ...(tables.some(({ outputType }) => outputType === 'quantile')
      ? wrap(
          'WIS = width + over + under: interval widths, overprediction, underprediction. AE: absolute error of the median. in 50 %: truths inside the 50 % interval.',
          width,
        )
      : []),
    ...[...groups.values()].flatMap((own) => ['', ...groupLines(own, by, width)]),
    ...models.flatMap((model) => modelLines(model, width)),
  ];
}

function countOf(n: number, what: string): string {
  return `${counted(n)} ${what}${n === 1 ? '' : 's'}`;
}

/**
 * Tables of one target and output type: a row for each model, and for each value of the ids asked
 * for.
 */
function groupLines(tables: readonly HubTable[], by: readonly string[], width: number): string[] {
  const [{ target, unit, outputType, rule }] = tables;
  const rows = tables.flatMap((table) => table.models.map((scores) => ({ table, scores })));
  const about = `${target ?? ''}${unit === undefined ? '' : ` (${unit})`}`.trim();
  const keys: TextColumn[] = [
    ...by.map((name) => ({
      heading: `  ${name}`,
      cells: rows.map(({ table }) => `  ${table.by[name]}`),
      left: true,
    })),
    { heading: '  model', cells: rows.map(({ scores }) => `  ${scores.model}`), left: true },
  ];
  const models = rows.map(({ scores }) => scores);
  const infinite = models.filter((scores) => scores.infinite > 0);
  const comparisons = tables.flatMap((table) => table.comparisons);
  return [
    ...wrap(`${about === '' ? '' : `${about}, `}${outputType} forecasts`, width),
    ...stackedColumns([...keys, ...scoreColumns(models, rule)], keys.length, width),
    ...incompleteLines(rows, width),
    ...infinite.flatMap(({ model, infinite: n }) =>
      wrap(
        `  ${model}: in ${countOf(n, 'task')} what happened had no probability; the log score is infinite there and not in the mean.`,
        width,
        4,
      ),
    ),
    ...(by.length > 0 ? [] : models.flatMap((scores) => quantileLines(scores, width))),
    ...(by.length > 0
      ? []
      : comparisons
          .slice(0, NAMED_COMPARISONS)
          .flatMap((one) => wrap(comparisonText(one), width, 2))),
    ...(by.length === 0 && comparisons.length > NAMED_COMPARISONS
      ? wrap(
          `  and ${comparisons.length - NAMED_COMPARISONS} more pairs of models (--json has all; --baseline MODEL compares with one).`,
          width,
          4,
        )
      : []),
  ];
}

function scoreColumns(models: readonly ModelScores[], rule: Rule): TextColumn[] {
  const numbers = (
    heading: string,
    of: (scores: ModelScores) => string | undefined,
  ): TextColumn[] => {
    const cells = models.map(of);
    return cells.every((cell) => cell === undefined)
      ? []
      : [{ heading, cells: alignNumbers(cells.map((cell) => cell ?? '-')) }];
  };
  const rules = [...new Set(models.flatMap(({ means }) => Object.keys(means) as Rule[]))];
  return [
    ...numbers('tasks', ({ tasks }) => counted(tasks)),
    ...rules.flatMap((one) =>
      numbers(RULE_NAMES[one], ({ means }) => {
        const mean = means[one];
        return mean && significant(mean.value, 5);
      }),
    ),
    ...SHOWN_INTERVALS.flatMap((level) =>
      numbers(`in ${Math.round(100 * Number(level))} %`, ({ coverage }) => {
        const share = coverage[level];
        return share && `${Math.round((100 * share.inside) / share.tasks)} %`;
      }),
    ),
    ...numbers(`relative ${RULE_NAMES[rule]}`, ({ relative }) =>
      relative === undefined ? undefined : significant(relative, 3),
    ),
    ...numbers('to baseline', ({ scaled }) =>
      scaled === undefined ? undefined : significant(scaled, 3),
    ),
  ];
}

interface Row {
  readonly table: HubTable;
  readonly scores: ModelScores;
}

/**
 * Rules that not all tasks have: log WIS of values of -1 or less, RPS of categories without an
 * order.
 */
function incompleteLines(rows: readonly Row[], width: number): string[] {
  return rows.flatMap(({ table: { by }, scores: { model, tasks, means, infinite } }) =>
    (Object.entries(means) as [Rule, { tasks: number }][]).flatMap(([rule, { tasks: n }]) =>
      n === tasks || (rule === 'log' && n + infinite === tasks)
        ? []
        : wrap(
            `  ${[model, ...Object.values(by)].join(' ')}: ${RULE_NAMES[rule]} is of ${counted(n)} of ${countOf(tasks, 'task')}.`,
            width,
            4,
          ),
    ),
  );
}

/** How often truths were at or below the quantiles: the level itself, for a calibrated forecast. */
function quantileLines({ model, quantileCoverage }: ModelScores, width: number): string[] {
  const all = Object.entries(quantileCoverage).toSorted(([a], [b]) => Number(a) - Number(b));
  if (all.length === 0) return [];
  const levels = all.length > MOST_LEVELS ? all.filter(([level]) => SHOWN_LEVELS.has(level)) : all;
  const shares = levels.map(
    ([level, { inside, tasks }]) => `${level}: ${Math.round((100 * inside) / tasks)} %`,
  );
  return wrap(`  ${model}: truths at or below each quantile: ${shares.join(', ')}.`, width, 4);
}

function modelLines(scored: ScoredHub, width: number): string[] {
  const { model, tasks, joint, withoutTruth, withoutForecast } = scored;
  const faulty = tasks.filter(({ faults }) => faults.length > 0);
  const lines = [
    ...named(
      joint.map((one) => `energy score ${significant(one.energy, 5)} of ${jointText(one)}`),
      'groups of tasks',
      width,
    ),
    ...listed('forecast', 'without a truth', withoutTruth, width),
    ...listed('truth', 'without a forecast', withoutForecast, width),
    ...named(
      faulty.map(({ ids, faults }) => `not scored: ${idsText(ids)}: ${faults.join('; ')}`),
      'tasks with faults',
      width,
    ),
  ];
  return lines.length === 0 ? [] : ['', model, ...lines];
}

/** `3 tasks together, from 100 samples (location 01; horizon 0, 1, 2)`. */
function jointText({ tasks, samples, same, differ }: JointScore): string {
  const values = (own: readonly string[]): string =>
    own.length > 6 ? `${own.slice(0, 3).join(', ')}, ... ${own.at(-1)}` : own.join(', ');
  const parts = [
    ...Object.entries(same).map(([name, value]) => `${name} ${value}`),
    ...Object.entries(differ).map(([name, own]) => `${name} ${values(own)}`),
  ];
  return `${counted(tasks)} tasks together, from ${counted(samples)} samples (${parts.join('; ')})`;
}

function named(texts: readonly string[], what: string, width: number): string[] {
  return [
    ...texts.slice(0, NAMED_TASKS).flatMap((text) => wrap(`  ${text}`, width, 4)),
    ...(texts.length > NAMED_TASKS
      ? [`  and ${counted(texts.length - NAMED_TASKS)} more ${what}`]
      : []),
  ];
}

function listed(
  what: string,
  how: string,
  of: readonly Readonly<Record<string, string>>[],
  width: number,
): string[] {
  if (of.length === 0) return [];
  return [
    ...wrap(`  ${countOf(of.length, what)} ${how}:`, width, 4),
    ...of.slice(0, NAMED_TASKS).flatMap((ids) => wrap(`    ${idsText(ids)}`, width, 6)),
    ...(of.length > NAMED_TASKS ? [`    and ${counted(of.length - NAMED_TASKS)} more`] : []),
  ];
}
