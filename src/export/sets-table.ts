/** Outcomes over sets as a table: a row a member and statistic, a column a period. */

import type { Program } from '../compile/program.ts';
import { reportedOutcomes, setsOf } from '../report/outcomes.ts';
import { QUANTILE_LEVELS, type QuantileName, type Summary } from '../stats/summary.ts';
import { readPeriod } from '../text/period.ts';
import { type Cell, columnsOf, type Table, tableOfRows } from './table.ts';

const STATISTICS = ['mean', 'sd', ...(Object.keys(QUANTILE_LEVELS) as QuantileName[])] as const;

/** Nothing where the model has no outcome over a set. */
export function setsTable(
  program: Program,
  summary: Summary,
  about: Table['about'],
): Table | undefined {
  const members = setsOf(reportedOutcomes(program, summary)).flatMap((set) => set.members);
  if (members.length === 0) return undefined;
  const labels = new Set(members.flatMap(({ periods }) => periods.map(({ label }) => label)));
  // Years before their quarters, each in the order of time; a horizon is none of these and is last.
  const periods = [...labels].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
  const columns = [
    ...columnsOf('text', 'outcome', 'member', 'label', 'unit', 'step', 'statistic'),
    ...periods.map((period) => ({
      name: `in_${period.replaceAll('-', '_')}`,
      kind: 'number' as const,
      label: period,
    })),
  ];
  const rows = members.flatMap(({ set, label, unit, step, periods: own }) =>
    STATISTICS.map((statistic): Cell[] => [
      set.id,
      set.member,
      label,
      unit,
      step,
      statistic,
      ...periods.map((period) => {
        const found = own.find((one) => one.label === period)?.summary;
        if (found === undefined) return null;
        const { value } =
          statistic === 'mean' || statistic === 'sd'
            ? found[statistic]
            : found.quantiles[statistic];
        return value;
      }),
    ]),
  );
  return tableOfRows('sets', columns, rows, about);
}

function order(period: string): number {
  const kind = readPeriod(period)?.kind;
  return kind === undefined ? 9 : ['year', 'quarter', 'month', 'week', 'day'].indexOf(kind);
}
