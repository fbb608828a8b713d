/** What of a run goes into a forecast hub: targets, their dates, and how each is told. */

import { outcomeColumns, type Program } from '../compile/program.ts';
import type { ReportedOutcome } from '../report/outcomes.ts';
import type { Sample } from '../score/sample.ts';
import { quantilesOf } from '../score/sample.ts';
import { significant } from '../stats/round.ts';

export interface HubPeriod {
  /** Column of the run. */
  readonly column: string;
  /** Last day of the period, `2026-03-31`. */
  readonly endDate: string;
}

export interface HubTarget {
  /** The id of the outcome; with `by quarter` where an outcome by year has the same. */
  readonly name: string;
  readonly outcome: ReportedOutcome;
  readonly periods: readonly HubPeriod[];
}

/** @param wanted  columns of the run; other periods of the same outcome come too */
export function hubTargets(
  program: Program,
  outcomes: readonly ReportedOutcome[],
  wanted: ReadonlySet<string>,
): HubTarget[] {
  const columns = outcomeColumns(program);
  return outcomes.flatMap((outcome) => {
    const own = columns.filter(
      ({ outcome: k }) =>
        program.outcomes[k].id === outcome.id && program.outcomes[k].over === outcome.over,
    );
    if (!own.some(({ id }) => wanted.has(id))) return [];
    const shared = outcomes.some(({ id, over }) => id === outcome.id && over !== outcome.over);
    return [
      {
        name: shared ? `${outcome.id} by ${outcome.over}` : outcome.id,
        outcome,
        periods: outcome.periods.map(({ label, summary }) => ({
          column: summary.id,
          endDate: endOf(label),
        })),
      },
    ];
  });
}

const QUARTER_ENDS = ['03-31', '06-30', '09-30', '12-31'];

/** The last day of `2026`, `2026Q1` or `2026-2028`. */
export function endOf(label: string): string {
  const quarter = /^(\d{4})Q([1-4])$/.exec(label);
  return quarter
    ? `${quarter[1]}-${QUARTER_ENDS[Number(quarter[2]) - 1]}`
    : `${label.slice(-4)}-12-31`;
}

/** The day before a day. */
export function eveOf(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

/** Names of the categories of a target, in their order; those of an event are `no` and `yes`. */
export function categoriesOf({ outcome }: HubTarget): readonly {
  readonly value: number;
  readonly name: string;
}[] {
  if (outcome.kind === 'event')
    return [
      { value: 0, name: 'no' },
      { value: 1, name: 'yes' },
    ];
  const names = outcome.values.map(({ name }) => name);
  // Names that stand twice would be one category.
  return new Set(names).size === names.length
    ? outcome.values
    : outcome.values.map(({ value }) => ({ value, name: String(value) }));
}

/**
 * Thresholds of an amount: round numbers over what is likely in any of its periods, and those that charts of the model ask for.
 */
export function thresholdsOf(
  { outcome }: HubTarget,
  samples: readonly Sample[],
  program: Program,
): number[] {
  const likely = samples.flatMap((sample) => quantilesOf(sample, [0.05, 0.25, 0.5, 0.75, 0.95]));
  const asked = (program.charts ?? []).flatMap((chart) =>
    chart.kind === 'chance' && chart.outcomes.includes(outcome.id) ? [chart.atLeast] : [],
  );
  const rounded = likely.map((x) => Number(significant(x, 2).replaceAll(',', '')));
  return [...new Set([...rounded, ...asked])].filter(Number.isFinite).toSorted((a, b) => a - b);
}
