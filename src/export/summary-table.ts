/** The summary of a run as a table: a row an outcome and period, or one a statistic of it. */

import type { Program } from '../compile/program.ts';
import type { Plan } from '../plan/plan.ts';
import { observedText } from '../report/past.ts';
import { NOTHING } from '../stats/interval.ts';
import { percent } from '../stats/round.ts';
import { QUANTILE_LEVELS, type QuantileName, type Summary } from '../stats/summary.ts';
import { entry } from '../text/entry.ts';
import { type DescribedOutcome, describedOutcomes } from './about-run.ts';
import { type Cell, columnsOf, type Table, type TableColumn, tableOfRows } from './table.ts';

const PARTS = ['value', 'se', 'low', 'high'] as const;
const QUANTILES = Object.keys(QUANTILE_LEVELS) as QuantileName[];
const STATISTICS = ['mean', 'sd', ...QUANTILES];
const ABOUT_OUTCOME = columnsOf(
  'text',
  'id',
  'outcome',
  'period',
  'step',
  'label',
  'unit',
  'basis',
);

/**
 * Columns of the table by outcome and period.
 *
 * @param levels  of quantiles, beside the usual ones
 */
export function summaryColumns(levels: readonly number[]): TableColumn[] {
  return [
    ...ABOUT_OUTCOME,
    ...columnsOf(
      'number',
      ...[...STATISTICS, ...levels.map(levelName)].flatMap((name) =>
        PARTS.map((part) => (part === 'value' ? name : `${name}_${part}`)),
      ),
      'least',
      'greatest',
    ),
    ...columnsOf('count', 'failures'),
  ];
}

/** `p80` of 0.8. */
function levelName(level: number): string {
  return `p${percent(level)}`;
}

/** Levels of quantiles that programs ask for beside the usual ones, ascending. */
export function furtherLevels(programs: readonly Program[]): readonly number[] {
  const all = new Set(programs.flatMap(({ quantiles = [] }) => quantiles));
  for (const usual of Object.values(QUANTILE_LEVELS)) all.delete(usual);
  return [...all].sort((a, b) => a - b);
}

/**
 * Every estimate with its standard error and the ends of its 95 % interval: `mean`, `mean_se`,
 * `mean_low`, `mean_high`.
 */
export function summaryRows(
  program: Program,
  summary: Summary,
  levels: readonly number[] = furtherLevels([program]),
  described = describedOutcomes(program, summary),
): Cell[][] {
  return estimatesByOutcome(summary, levels, described).map(({ about, estimates, of }) => [
    ...about,
    ...estimates.flatMap((estimate) => PARTS.map((part) => estimate[part])),
    of.least,
    of.greatest,
    of.failures,
  ]);
}

/** By outcome and period or, if it is long, by statistic; with what was observed of each. */
export function summaryTable(
  program: Program,
  summary: Summary,
  evidence: Plan['evidence'],
  about: Table['about'],
  long: boolean,
): Table {
  const levels = furtherLevels([program]);
  const names = [...STATISTICS, ...levels.map(levelName)];
  const described = describedOutcomes(program, summary, evidence);
  const seen = (id: string): string => {
    const { observed } = entry(described, id);
    return observed === undefined ? '' : observedText(observed);
  };
  if (!long) {
    const rows = summaryRows(program, summary, levels, described).map((row, k) => [
      ...row,
      seen(summary.outcomes[k].id),
    ]);
    const columns = [...summaryColumns(levels), ...columnsOf('text', 'observed')];
    return tableOfRows('summary', columns, rows, about);
  }
  const columns = [
    ...ABOUT_OUTCOME,
    ...columnsOf('text', 'statistic'),
    ...columnsOf('number', ...PARTS),
    ...columnsOf('text', 'observed'),
  ];
  const rows = estimatesByOutcome(summary, levels, described).flatMap(
    ({ about, estimates, of: { id } }) =>
      estimates.map((estimate, k): Cell[] => [
        ...about,
        names[k],
        ...PARTS.map((part) => estimate[part]),
        seen(id),
      ]),
  );
  return tableOfRows('summary_long', columns, rows, about);
}

function estimatesByOutcome(
  summary: Summary,
  levels: readonly number[],
  described: ReadonlyMap<string, DescribedOutcome>,
) {
  return summary.outcomes.map((of) => {
    const { outcome, period } = entry(described, of.id);
    const { id, step, label, unit, basis } = outcome;
    return {
      of,
      about: [of.id, id, period, step, label, unit, basis ?? ''],
      estimates: [
        of.mean,
        of.sd,
        ...QUANTILES.map((name) => of.quantiles[name]),
        ...levels.map((p) => of.further?.find((one) => one.p === p)?.quantile ?? NOTHING),
      ],
    };
  });
}
