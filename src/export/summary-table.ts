/** The summary of a run as a table: a row an outcome and period, or one a statistic of it. */

import type { Program } from '../compile/program.ts';
import { QUANTILE_LEVELS, type QuantileName, type Summary } from '../stats/summary.ts';
import { entry } from '../text/entry.ts';
import { describedOutcomes } from './about-run.ts';
import { type Cell, columnsOf, type Table, tableOfRows } from './table.ts';

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

/** Columns of the table by outcome and period. */
export const SUMMARY_COLUMNS = [
  ...ABOUT_OUTCOME,
  ...columnsOf(
    'number',
    ...STATISTICS.flatMap((name) =>
      PARTS.map((part) => (part === 'value' ? name : `${name}_${part}`)),
    ),
    'least',
    'greatest',
  ),
  ...columnsOf('count', 'failures'),
];

/**
 * Every estimate with its standard error and the ends of its 95 % interval: `mean`, `mean_se`,
 * `mean_low`, `mean_high`.
 */
export function summaryRows(program: Program, summary: Summary): Cell[][] {
  return estimatesByOutcome(program, summary).map(({ about, estimates, of }) => [
    ...about,
    ...estimates.flatMap((estimate) => PARTS.map((part) => estimate[part])),
    of.least,
    of.greatest,
    of.failures,
  ]);
}

export function summaryTable(
  program: Program,
  summary: Summary,
  about: Table['about'],
  long: boolean,
): Table {
  if (!long) return tableOfRows('summary', SUMMARY_COLUMNS, summaryRows(program, summary), about);
  const columns = [
    ...ABOUT_OUTCOME,
    ...columnsOf('text', 'statistic'),
    ...columnsOf('number', ...PARTS),
  ];
  const rows = estimatesByOutcome(program, summary).flatMap(({ about: of, estimates }) =>
    estimates.map((estimate, k): Cell[] => [
      ...of,
      STATISTICS[k],
      ...PARTS.map((part) => estimate[part]),
    ]),
  );
  return tableOfRows('summary_long', columns, rows, about);
}

function estimatesByOutcome(program: Program, summary: Summary) {
  const described = describedOutcomes(program, summary);
  return summary.outcomes.map((of) => {
    const { outcome, period } = entry(described, of.id);
    const { id, over, label, unit, basis } = outcome;
    return {
      of,
      about: [of.id, id, period, over, label, unit, basis ?? ''],
      estimates: [of.mean, of.sd, ...QUANTILES.map((name) => of.quantiles[name])],
    };
  });
}
