/** The calendar of a model: consecutive steps, grouped into years and what else is longer. */

import { PERIOD_KINDS, type PeriodKind, readPeriod } from '../text/period.ts';

/** Steps `from` up to before `to`. */
export interface Span {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

export interface Calendar {
  readonly kind: 'calendar';
  /** How long a step is; a calendar of `once` has one step, and quantities no time. */
  readonly step: PeriodKind | 'once';
  readonly start: string;
  /** Labels of the steps: `2026Q1`, `2026-01`, `2026-W01`, `2026-01-01`, `2026`. */
  readonly steps: readonly string[];
  readonly years: readonly Span[];
}

/**
 * Of each kind of step, from the shortest on, how many a calendar may have, and how many a year has:
 * weeks and days are counted in years of 365.25 days.
 */
const STEPS: Readonly<Record<PeriodKind, { readonly most: number; readonly aYear: number }>> = {
  day: { most: 1100, aYear: 365.25 },
  week: { most: 1040, aYear: 365.25 / 7 },
  month: { most: 600, aYear: 12 },
  quarter: { most: 400, aYear: 4 },
  year: { most: 400, aYear: 1 },
};
/** From the shortest on. */
export const LENGTHS = Object.keys(STEPS) as readonly PeriodKind[];
/** No calendar has more steps. */
export const MOST_STEPS = Math.max(...Object.values(STEPS).map(({ most }) => most));
/** Equations look back so many steps at most. */
export const MOST_LAG = 400;

/**
 * @param start  first quarter, `2026Q1`
 * @param count  how many quarters, 1 to 400
 * @throws RangeError naming what is wrong
 */
export function quarterly(start: string, count: number): Calendar {
  return stepwise('quarterly', 'quarter', start, count);
}

/**
 * @param start  first month, `2026-01`
 * @param count  how many months, 1 to 600
 * @throws RangeError naming what is wrong
 */
export function monthly(start: string, count: number): Calendar {
  return stepwise('monthly', 'month', start, count);
}

/**
 * Weeks of ISO 8601: they begin on Monday, and belong to the year, quarter and month of their
 * Thursday.
 *
 * @param start  first week, `2026-W01`
 * @param count  how many weeks, 1 to 1040
 * @throws RangeError naming what is wrong
 */
export function weekly(start: string, count: number): Calendar {
  return stepwise('weekly', 'week', start, count);
}

/**
 * @param start  first day, `2026-01-01`
 * @param count  how many days, 1 to 1100
 * @throws RangeError naming what is wrong
 */
export function daily(start: string, count: number): Calendar {
  return stepwise('daily', 'day', start, count);
}

/**
 * @param start  first year, 2026
 * @param count  how many years, 1 to 400
 * @throws RangeError naming what is wrong
 */
export function yearly(start: string | number, count: number): Calendar {
  return stepwise('yearly', 'year', String(start), count);
}

/** The label of a calendar of `once` that says of no period. */
export const NO_PERIOD = 'once';

/**
 * No time at all: every quantity has one value a trial.
 *
 * @param about  the period of which the model speaks, `2027` or `2027Q1`, for reports and hubs
 * @throws RangeError where it is no period
 */
export function once(about?: string | number): Calendar {
  const label = about === undefined ? NO_PERIOD : String(about);
  if (about !== undefined && readPeriod(label) === undefined)
    throw new RangeError(`once: "${label}" is not a period; wanted one such as 2026 or 2026Q1`);
  const years = [{ label, from: 0, to: 1 }];
  return Object.freeze({ kind: 'calendar', step: 'once', start: label, steps: [label], years });
}

function stepwise(name: string, step: PeriodKind, start: string, count: number): Calendar {
  const { read, write, example } = PERIOD_KINDS[step];
  const first = read(start);
  if (first === undefined)
    throw new RangeError(`${name}: start is "${start}"; wanted a ${step} such as ${example}`);
  if (!Number.isInteger(count) || count < 1 || count > STEPS[step].most)
    throw new RangeError(
      `${name}: count is ${count}; wanted a whole number of ${step}s from 1 to ${STEPS[step].most}`,
    );
  const steps = Array.from({ length: count }, (_, t) => write(first + t));
  const years = grouped(step, steps, 'year');
  return Object.freeze({ kind: 'calendar', step, start, steps, years });
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
/** What steps can be grouped into. */
export type Grouping = keyof typeof MONTHS;

/**
 * The months, quarters or years of a calendar; the first and last may be incomplete. None where its
 * steps are longer.
 */
export function spansOf({ step, steps }: Calendar, by: Grouping): readonly Span[] {
  if (step === 'once' || LENGTHS.indexOf(step) > LENGTHS.indexOf(by)) return [];
  return grouped(step, steps, by);
}

function grouped(step: PeriodKind, steps: readonly string[], by: Grouping): readonly Span[] {
  const { read, month } = PERIOD_KINDS[step];
  const spans: { label: string; from: number; to: number }[] = [];
  steps.forEach((label, t) => {
    const of = PERIOD_KINDS[by].write(Math.floor(month(read(label) ?? 0) / MONTHS[by]));
    const last = spans.at(-1);
    if (last?.label === of) last.to = t + 1;
    else spans.push({ label: of, from: t, to: t + 1 });
  });
  return spans;
}

/** What a quantity or an outcome is declared over: `steps`, or steps by their length. */
export type Over = 'step' | PeriodKind;

/** What a declaration is over in a calendar: once, every step, by year, or by other spans of steps. */
export type OverCalendar = 'horizon' | 'step' | 'year' | 'span';

/** Nothing where the calendar has no such periods. */
export function overIn({ step }: Calendar, over: Over | undefined): OverCalendar | undefined {
  if (over === undefined) return 'horizon';
  if (step === 'once') return undefined;
  if (over === 'step' || over === step) return 'step';
  if (over === 'year') return 'year';
  const longer = LENGTHS.indexOf(over) > LENGTHS.indexOf(step);
  return longer && over !== 'week' ? 'span' : undefined;
}

/** Why a declaration cannot be over what it says; undefined where it can. */
export function overFault(
  calendar: Calendar,
  { kind, over }: { readonly kind: string; readonly over?: Over | undefined },
): string | undefined {
  const found = overIn(calendar, over);
  if (found === 'horizon' || found === 'step' || (kind === 'outcome' && found !== undefined))
    return undefined;
  const { step } = calendar;
  if (step === 'once')
    return `is over ${over}s, but a calendar of once() has no time; leave \`over\` out`;
  return `is over ${over}s, but the calendar goes by ${step}s; say \`over: steps\``;
}

/** What an equation can say of a step, beside its number `t`. */
export interface StepNames {
  /** Of the calendar, 2026; of a week that of its Thursday. */
  readonly year: readonly number[];
  /** The place of the step in its year, 1 for the first: the quarter, month, week or day. */
  readonly season: readonly number[];
  /** Years from the beginning of the first step to that of this one. */
  readonly elapsed: readonly number[];
}

/** Nothing for a calendar without time. */
export function stepNames({ step, steps }: Calendar): StepNames | undefined {
  if (step === 'once') return undefined;
  const { read, month } = PERIOD_KINDS[step];
  const numbers = steps.map((label) => read(label) ?? 0);
  const year = numbers.map((number) => Math.floor(month(number) / 12));
  return {
    year,
    season: numbers.map((number, t) => number - firstOf(step, year[t]) + 1),
    elapsed: steps.map((_, t) => t / STEPS[step].aYear),
  };
}

/** The number of the first step of a year. */
function firstOf(step: PeriodKind, year: number): number {
  const label = String(year).padStart(4, '0');
  const first = {
    year: label,
    quarter: `${label}Q1`,
    month: `${label}-01`,
    week: `${label}-W01`,
    day: `${label}-01-01`,
  };
  return PERIOD_KINDS[step].read(first[step]) ?? 0;
}
