/** The summary of a run as one table: a row an outcome and period. */

import { outcomeColumns, type Program } from '../compile/program.ts';
import { QUANTILE_LEVELS, type QuantileName, type Summary } from '../stats/summary.ts';
import type { Cell } from '../text/csv-write.ts';

export interface SummaryTable {
  readonly columns: readonly string[];
  /** Which columns are texts; the others are numbers. */
  readonly texts: ReadonlySet<string>;
  readonly rows: readonly (readonly Cell[])[];
}

const TEXTS = ['column', 'outcome', 'over', 'label', 'unit', 'basis'];
const PARTS = ['value', 'se', 'low', 'high'] as const;

/** Every estimate with its standard error and the ends of its 95 % interval: `mean`, `mean_se`, `mean_low`, `mean_high`. */
export function summaryTable(program: Program, { outcomes }: Summary): SummaryTable {
  const columnOf = new Map(outcomeColumns(program).map((column) => [column.id, column]));
  const quantiles = Object.keys(QUANTILE_LEVELS) as QuantileName[];
  const estimates = ['mean', 'sd', ...quantiles];
  const named = (name: string): string[] =>
    PARTS.map((part) => (part === 'value' ? name : `${name}_${part}`));
  return {
    columns: [...TEXTS, ...estimates.flatMap(named), 'least', 'greatest', 'failures'],
    texts: new Set(TEXTS),
    rows: outcomes.map((summary) => {
      const { outcome } = columnOf.get(summary.id)!;
      const { id, over, about } = program.outcomes[outcome];
      const all = [summary.mean, summary.sd, ...quantiles.map((name) => summary.quantiles[name])];
      return [
        summary.id,
        id,
        over,
        about.label ?? '',
        summary.unit,
        about.basis ?? '',
        ...all.flatMap((estimate) => PARTS.map((part) => estimate[part])),
        summary.least,
        summary.greatest,
        summary.failures,
      ];
    }),
  };
}
