/** Scores of the files of a hub. */

import { idsText } from '../../score/hub/ids.ts';
import type { JointScore } from '../../score/hub/joint.ts';
import type { ScoredHub } from '../../score/hub/score.ts';
import type { HubTable, ModelScores, Rule } from '../../score/hub/tables.ts';
import { counted, significant } from '../../stats/round.ts';
import { plural } from '../../text/listed.ts';
import {
  type Block,
  type Cell,
  type Document,
  type Finding,
  listOf,
  type Section,
  sectionOf,
  tableOf,
} from '../document.ts';
import type { HubDocument } from '../hub-document.ts';
import { bareNames } from '../names.ts';
import { comparisonText } from './score.ts';

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

export function hubPage({ tables, models, truth, asOf, by }: HubDocument): Document {
  const scored = models.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const groups = new Map<string, HubTable[]>();
  for (const table of tables) {
    const key = JSON.stringify([table.target, table.outputType]);
    groups.set(key, [...(groups.get(key) ?? []), table]);
  }
  const hasQuantiles = tables.some(({ outputType }) => outputType === 'quantile');
  return {
    subject: 'Scores of a hub',
    title: bestOf(tables) ?? `${plural(models.length, 'model')}, ${plural(scored, 'scored task')}`,
    summary: [
      `${plural(models.length, 'model')}, ${plural(scored, 'scored task')}, against ${truth}${asOf === undefined ? '' : ` as of ${asOf}`}. Means over tasks; lower is better.`,
      ...(hasQuantiles
        ? [
            'WIS = width + over + under: interval widths, overprediction, underprediction. AE: absolute error of the median. in 50%: truths inside the 50% interval.',
          ]
        : []),
    ],
    facts: [],
    sections: [
      ...[...groups.values()].flatMap((own) => groupSection(own, by)),
      ...models.flatMap(modelSection),
    ],
  };
}

/** Which model scores best where several can be told apart. */
function bestOf([first]: readonly HubTable[]): Finding | undefined {
  if (first === undefined || first.models.length < 2) return undefined;
  const { models, rule, target } = first;
  const meanOf = ({ means }: ModelScores): number => means[rule]?.value ?? Number.POSITIVE_INFINITY;
  const best = models.reduce((a, b) => (meanOf(b) < meanOf(a) ? b : a));
  if (!Number.isFinite(meanOf(best))) return undefined;
  return `${best.model} scores best${target === undefined ? '' : ` on ${target}`}: mean ${RULE_NAMES[rule]} ${significant(meanOf(best), 4)}`;
}

interface Row {
  readonly table: HubTable;
  readonly scores: ModelScores;
}

/**
 * Tables of one target and output type: a row for each model, and for each value of the ids asked
 * for.
 */
function groupSection(tables: readonly HubTable[], by: readonly string[]): readonly Section[] {
  const [{ target, unit, outputType, rule }] = tables;
  const rows = tables.flatMap((table): Row[] => table.models.map((scores) => ({ table, scores })));
  const about = `${target ?? ''}${unit === undefined ? '' : ` (${unit})`}`.trim();
  const title = `${about === '' ? '' : `${about}, `}${outputType} forecasts`;
  const comparisons = tables.flatMap((table) => table.comparisons);
  const infinite = rows.filter(({ scores }) => scores.infinite > 0);
  const more = comparisons.length - NAMED_COMPARISONS;
  return sectionOf(title, [
    tableOf(
      title,
      rows,
      [
        ...by.map((name) => ({ heading: name, of: ({ table }: Row) => table.by[name] })),
        { heading: 'model', of: ({ scores }) => scores.model },
        ...scoreColumns(rows, rule),
      ],
      [
        ...incomplete(rows),
        ...infinite.map(
          ({ scores: { model, infinite: n } }) =>
            `${model}: in ${plural(n, 'task')} what happened had no probability; the log score is infinite there and not in the mean.`,
        ),
        ...(by.length > 0 ? [] : rows.flatMap(({ scores }) => quantileText(scores))),
      ],
    ),
    ...(by.length > 0
      ? []
      : listOf([
          ...comparisons.slice(0, NAMED_COMPARISONS).map((one) => comparisonText(one, bareNames())),
          ...(more > 0
            ? [`${more} more pairs of models (--json has all; --baseline MODEL compares with one).`]
            : []),
        ])),
  ]);
}

function scoreColumns(rows: readonly Row[], rule: Rule) {
  const numbers = (heading: string, of: (scores: ModelScores) => string | undefined) =>
    rows.every(({ scores }) => of(scores) === undefined)
      ? []
      : [
          {
            heading,
            kind: 'number' as const,
            of: ({ scores }: Row): Cell => of(scores) ?? '-',
          },
        ];
  const rules = [...new Set(rows.flatMap(({ scores }) => Object.keys(scores.means) as Rule[]))];
  return [
    ...numbers('tasks', ({ tasks }) => counted(tasks)),
    ...rules.flatMap((one) =>
      numbers(RULE_NAMES[one], ({ means }) => {
        const mean = means[one];
        return mean && significant(mean.value, 5);
      }),
    ),
    ...SHOWN_INTERVALS.flatMap((level) =>
      numbers(`in ${Math.round(100 * Number(level))}%`, ({ coverage }) => {
        const share = coverage[level];
        return share && `${Math.round((100 * share.inside) / share.tasks)}%`;
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

/**
 * Rules that not all tasks have: log WIS of values of -1 or less, RPS of categories without an
 * order.
 */
function incomplete(rows: readonly Row[]): string[] {
  return rows.flatMap(({ table: { by }, scores: { model, tasks, means, infinite } }) =>
    (Object.entries(means) as [Rule, { tasks: number }][]).flatMap(([rule, { tasks: n }]) =>
      n === tasks || (rule === 'log' && n + infinite === tasks)
        ? []
        : [
            `${[model, ...Object.values(by)].join(' ')}: ${RULE_NAMES[rule]} is of ${counted(n)} of ${plural(tasks, 'task')}.`,
          ],
    ),
  );
}

/** How often truths were at or below the quantiles: the level itself, for a calibrated forecast. */
function quantileText({ model, quantileCoverage }: ModelScores): string[] {
  const all = Object.entries(quantileCoverage).toSorted(([a], [b]) => Number(a) - Number(b));
  if (all.length === 0) return [];
  const levels = all.length > MOST_LEVELS ? all.filter(([level]) => SHOWN_LEVELS.has(level)) : all;
  const shares = levels.map(
    ([level, { inside, tasks }]) => `${level}: ${Math.round((100 * inside) / tasks)}%`,
  );
  return [`${model}: truths at or below each quantile: ${shares.join(', ')}.`];
}

function modelSection(scored: ScoredHub): readonly Section[] {
  const { model, tasks, joint, withoutTruth, withoutForecast } = scored;
  const faulty = tasks.filter(({ faults }) => faults.length > 0);
  return sectionOf(model, [
    ...named(
      joint.map((one) => `energy score ${significant(one.energy, 5)} of ${jointText(one)}`),
      'groups of tasks',
    ),
    ...missing('forecast', 'without a truth', withoutTruth),
    ...missing('truth', 'without a forecast', withoutForecast),
    ...named(
      faulty.map(({ ids, faults }) => `not scored: ${idsText(ids)}: ${faults.join('; ')}`),
      'tasks with faults',
    ),
  ]);
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

function named(texts: readonly string[], what: string): readonly Block[] {
  const more = texts.length - NAMED_TASKS;
  return listOf([
    ...texts.slice(0, NAMED_TASKS),
    ...(more > 0 ? [`${counted(more)} more ${what}`] : []),
  ]);
}

function missing(
  what: string,
  how: string,
  of: readonly Readonly<Record<string, string>>[],
): readonly Block[] {
  if (of.length === 0) return [];
  return [
    { kind: 'text', text: `${plural(of.length, what)} ${how}:` },
    ...named(of.map(idsText), what),
  ];
}
