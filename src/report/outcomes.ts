/**
 * The outcomes of a run as a report shows them: each with its periods, its kind, and names for its
 * values.
 */

import { outcomeColumns, type Program, type ProgramOutcome } from '../compile/program.ts';
import type { Estimate, OutcomeSummary, Summary } from '../stats/summary.ts';

export interface ReportedPeriod {
  /** `2026`, `2026Q1`, or the whole horizon as `2026-2028`. */
  readonly label: string;
  readonly summary: OutcomeSummary;
}

export interface ReportedOutcome {
  /** Without the period. */
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly basis: string | undefined;
  readonly over: ProgramOutcome['over'];
  /** An event happens or not; a category is one of a few codes; an amount has quantiles. */
  readonly kind: 'event' | 'category' | 'amount';
  readonly periods: readonly ReportedPeriod[];
  /** Of a category: its values in any period, ascending, and how they read. */
  readonly values: readonly { readonly value: number; readonly name: string }[];
}

/** All outcomes of the program that the summary holds, in the program's order. */
export function reportedOutcomes(program: Program, summary: Summary): ReportedOutcome[] {
  const byId = new Map(summary.outcomes.map((outcome) => [outcome.id, outcome]));
  const periods = new Map<number, ReportedPeriod[]>();
  for (const { id, outcome, period } of outcomeColumns(program)) {
    const found = byId.get(id);
    if (!found) continue;
    const label = periodLabel(program, program.outcomes[outcome].over, period);
    periods.set(outcome, [...(periods.get(outcome) ?? []), { label, summary: found }]);
  }
  return program.outcomes.flatMap((outcome, k) => {
    const reported = periods.get(k);
    return reported ? [describeOutcome(program, outcome, reported)] : [];
  });
}

/** The probability of an event, which is its mean; failing trials are left out. */
export function eventShare({ mean }: OutcomeSummary): Estimate {
  return mean;
}

export function shareOf(shares: OutcomeSummary['shares'], value: number): Estimate {
  const found = shares?.find((entry) => entry.value === value)?.share;
  return found ?? { value: 0, se: 0, low: 0, high: null };
}

/**
 * `Whether x` reads `x`; and where the values of a category are named, the label need not name them
 * again.
 */
function plainLabel(label: string, kind: ReportedOutcome['kind']): string {
  const asserted = label.replace(/^whether /i, '');
  const bare = kind === 'category' ? asserted.replace(/[:;] ?-?\d+ .*$/, '') : asserted;
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

function periodLabel(program: Program, over: ProgramOutcome['over'], period: number): string {
  const { quarters, years } = program.time;
  if (over === 'quarter') return quarters[period];
  if (over === 'year') return years[period].label;
  return years.length > 1 ? `${years[0].label}-${years.at(-1)!.label}` : (years[0]?.label ?? 'all');
}

function describeOutcome(
  program: Program,
  outcome: ProgramOutcome,
  periods: ReportedPeriod[],
): ReportedOutcome {
  const { id, unit, over, about } = outcome;
  const values = new Set(
    periods.flatMap(({ summary }) => (summary.shares ?? []).map(({ value }) => value)),
  );
  const ascending = [...values].sort((a, b) => a - b);
  const label = about.label ?? id;
  const kind = kindOf(unit, periods, ascending);
  const names = kind === 'category' ? valueNames(label, unit, program.time.quarters) : undefined;
  return {
    id,
    label: plainLabel(label, kind),
    unit,
    basis: about.basis,
    over,
    kind,
    periods,
    values: names ? ascending.map((value) => ({ value, name: names(value) })) : [],
  };
}

/**
 * Units of numbers that may count or code something. An amount that is 0 in every world stays an
 * amount.
 */
const CODES = new Set([
  '',
  '-',
  '1',
  '0/1',
  'code',
  'count',
  'number',
  'index',
  'points',
  'score',
  'probability',
  'quarter index',
]);

function kindOf(
  unit: string,
  periods: readonly ReportedPeriod[],
  values: readonly number[],
): ReportedOutcome['kind'] {
  if (!CODES.has(unit) || !periods.every(({ summary }) => summary.shares !== undefined))
    return 'amount';
  const flag =
    unit !== 'code' &&
    unit !== 'quarter index' &&
    values.every((value) => value === 0 || value === 1);
  return flag ? 'event' : 'category';
}

/**
 * Names of the values of a category: those that its label gives (`Regime: 0 blocked, 1 restricted`,
 * `...; 12 is not by 2028`), and for an index of quarters the quarters themselves.
 */
function valueNames(
  label: string,
  unit: string,
  quarters: readonly string[],
): (value: number) => string {
  const names = new Map<number, string>();
  if (unit === 'quarter index') quarters.forEach((quarter, t) => names.set(t, quarter));
  for (const [, value, name] of label.matchAll(/[:;,] ?(-?\d+)(?: is| =)? ([^,;:]+)/g)) {
    names.set(Number(value), name!.trim());
  }
  return (value) => names.get(value) ?? String(value);
}
