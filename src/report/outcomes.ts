/**
 * The outcomes of a run as a report shows them: each with its periods, its kind, and names for its
 * values.
 */

import { kindByValues, type OutcomeKind, valueName } from '../compile/outcome-kind.ts';
import {
  outcomeColumns,
  type Program,
  type ProgramOutcome,
  shownOver,
} from '../compile/program.ts';
import type { OutcomeSet } from '../language/declaration.ts';
import type { PastValue } from '../language/model.ts';
import type { Plan } from '../plan/plan.ts';
import type { Estimate, OutcomeSummary, Summary } from '../stats/summary.ts';
import { lastOf } from '../text/entry.ts';
import { type PeriodKind, readPeriod } from '../text/period.ts';
import { type Observed, observedColumns, pastOf } from './past.ts';

export interface ReportedPeriod {
  /** `2026`, `2026Q1`, or the whole horizon as `2026-2028`. */
  readonly label: string;
  readonly summary: OutcomeSummary;
  /** How far it was known at the vintage; absent where it was not. */
  readonly observed?: Observed;
}

export interface ReportedOutcome {
  /** Without the period. */
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly basis: string | undefined;
  /** Of an outcome over a set. */
  readonly set?: OutcomeSet;
  /** Months and quarters of several steps are shown as years are. */
  readonly over: ProgramOutcome['over'];
  /** How long each of the periods is. */
  readonly step: PeriodKind | 'horizon';
  readonly kind: OutcomeKind;
  readonly periods: readonly ReportedPeriod[];
  /** Published values of before the horizon. */
  readonly past: readonly PastValue[];
  /** Of a category: its values in any period, ascending, and how they read. */
  readonly values: readonly { readonly value: number; readonly name: string }[];
}

/** What was made of a summary: a page asks for it a dozen times a drawing. */
const made = new WeakMap<
  Summary,
  { readonly of: readonly unknown[]; readonly outcomes: readonly ReportedOutcome[] }
>();

/**
 * All outcomes of the program that the summary holds, in the program's order.
 *
 * @param evidence  of the run, whose observations mark the periods that they speak of
 */
export function reportedOutcomes(
  program: Program,
  summary: Summary,
  evidence?: Plan['evidence'],
): readonly ReportedOutcome[] {
  const before = made.get(summary);
  if (before?.of[0] === program && before.of[1] === evidence) return before.outcomes;
  const outcomes = describedOutcomes(program, summary, evidence);
  made.set(summary, { of: [program, evidence], outcomes });
  return outcomes;
}

function describedOutcomes(
  program: Program,
  summary: Summary,
  evidence: Plan['evidence'],
): readonly ReportedOutcome[] {
  const observed = observedColumns(program, evidence);
  const byId = new Map(summary.outcomes.map((outcome) => [outcome.id, outcome]));
  const periods = new Map<number, ReportedPeriod[]>();
  const firstOf = new Map<string, number>();
  for (const { id, outcome, period } of outcomeColumns(program)) {
    const found = byId.get(id);
    if (!found) continue;
    const of = program.outcomes[outcome];
    const label = of.period ?? periodLabel(program, of.over, period);
    const seen = observed.get(id);
    const reported = { label, summary: found, ...(seen === undefined ? {} : { observed: seen }) };
    const place = of.period === undefined ? outcome : together(firstOf, of, outcome);
    periods.set(place, [...(periods.get(place) ?? []), reported]);
  }
  return program.outcomes.flatMap((outcome, k) => {
    const reported = periods.get(k);
    return reported ? [describeOutcome(program, outcome, reported)] : [];
  });
}

/** The months or quarters of an outcome are one outcome to a reader: at the place of the first. */
function together(firstOf: Map<string, number>, of: ProgramOutcome, outcome: number): number {
  const key = `${of.id} ${readPeriod(of.period ?? '')?.kind}`;
  const first = firstOf.get(key) ?? outcome;
  firstOf.set(key, first);
  return first;
}

/** Outcomes over a set of two members or more, with the same periods: a set is one table. */
export interface ReportedSet {
  readonly id: string;
  readonly label: string;
  readonly members: readonly (ReportedOutcome & { readonly set: OutcomeSet })[];
}

/** The sets of events and amounts among outcomes, in their order. */
export function setsOf(outcomes: readonly ReportedOutcome[]): readonly ReportedSet[] {
  const sets = new Map<string, ReportedSet['members'][number][]>();
  for (const outcome of outcomes) {
    const { set, kind, step } = outcome;
    if (set === undefined || kind === 'category') continue;
    const key = `${set.id} ${step} ${kind}`;
    sets.set(key, [...(sets.get(key) ?? []), { ...outcome, set }]);
  }
  return [...sets.values()]
    .filter((members) => members.length > 1)
    .map((members) => {
      const { id, label } = members[0].set;
      return { id, label: plainLabel(label ?? id), members };
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

/** `Whether x` reads `x`. */
export function plainLabel(label: string): string {
  const asserted = label.replace(/^whether /i, '');
  return asserted.charAt(0).toUpperCase() + asserted.slice(1);
}

function periodLabel(program: Program, over: ProgramOutcome['over'], period: number): string {
  const { quarters, years } = program.time;
  if (over === 'quarter') return quarters[period];
  if (over === 'year') return years[period].label;
  return years.length > 1 ? `${years[0].label}-${lastOf(years).label}` : (years[0]?.label ?? 'all');
}

function stepOf({ time }: Program, { over, period }: ProgramOutcome): ReportedOutcome['step'] {
  if (period !== undefined) return readPeriod(period)?.kind ?? 'horizon';
  if (over !== 'quarter') return over;
  return time.step === undefined || time.step === 'once' ? 'quarter' : time.step;
}

function describeOutcome(
  program: Program,
  outcome: ProgramOutcome,
  periods: ReportedPeriod[],
): ReportedOutcome {
  const { id, unit, about } = outcome;
  const over = shownOver(outcome);
  const values = new Set(
    periods.flatMap(({ summary }) => (summary.shares ?? []).map(({ value }) => value)),
  );
  const ascending = [...values].sort((a, b) => a - b);
  const few = periods.every(({ summary }) => summary.shares !== undefined);
  const kind = kindByValues(outcome, few ? ascending : undefined);
  const name = (value: number): string => valueName(outcome, program.time.quarters, value);
  return {
    id,
    label: plainLabel(about.label ?? id),
    unit,
    basis: about.basis,
    ...(about.set === undefined ? {} : { set: about.set }),
    over,
    step: stepOf(program, outcome),
    kind,
    periods,
    past: pastOf(program, outcome),
    values: kind === 'category' ? ascending.map((value) => ({ value, name: name(value) })) : [],
  };
}
