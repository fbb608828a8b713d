/**
 * Periods by their labels: `2026`, `2026Q1`, `2026-03`, `2026-W05`, `2026-03-15`. The one reader of
 * them for calendars, reports, history and hubs.
 */

import { type Day, dayNumber, isDay, isoOf, lastDayOf, toVintage } from './day.ts';

export type PeriodKind = 'year' | 'quarter' | 'month' | 'week' | 'day';

/** A period by its number among those of its kind: consecutive periods have consecutive numbers. */
export interface Period {
  readonly kind: PeriodKind;
  readonly number: number;
}

interface Kind {
  /** For messages. */
  readonly example: string;
  /** The number of a label; undefined where it is none of this kind. */
  read(label: string): number | undefined;
  write(number: number): string;
  /** Months from the year 0 to the one in which the period begins; of a week, has its Thursday. */
  month(number: number): number;
  lastDay(number: number): Day;
}

const two = (n: number): string => String(n).padStart(2, '0');
const four = (n: number): string => String(n).padStart(4, '0');
const monthLabel = (month: number): string =>
  `${four(Math.floor(month / 12))}-${two((month % 12) + 1)}`;
const lastDayOfMonth = (month: number): Day => lastDayOf(toVintage(monthLabel(month)));
const monthOfDay = (number: number): number => {
  const [year, month] = isoOf(number).split('-').map(Number);
  return 12 * year + month - 1;
};

/** Weeks are those of ISO 8601: they begin on Monday and belong to the year of their Thursday. */
export const PERIOD_KINDS: Readonly<Record<PeriodKind, Kind>> = {
  year: {
    example: '2026',
    read: (label) => (/^\d{4}$/.test(label) ? Number(label) : undefined),
    write: four,
    month: (number) => 12 * number,
    lastDay: (number) => lastDayOfMonth(12 * number + 11),
  },
  quarter: {
    example: '2026Q1',
    read(label) {
      const [, year, quarter] = /^(\d{4})Q([1-4])$/.exec(label) ?? [];
      return year === undefined ? undefined : 4 * Number(year) + Number(quarter) - 1;
    },
    write: (number) => `${four(Math.floor(number / 4))}Q${(number % 4) + 1}`,
    month: (number) => 3 * number,
    lastDay: (number) => lastDayOfMonth(3 * number + 2),
  },
  month: {
    example: '2026-01',
    read(label) {
      const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(label) ?? [];
      return year === undefined ? undefined : 12 * Number(year) + Number(month) - 1;
    },
    write: monthLabel,
    month: (number) => number,
    lastDay: lastDayOfMonth,
  },
  week: {
    example: '2026-W01',
    read(label) {
      const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(label) ?? [];
      if (year === undefined || !isDay(`${year}-01-01`)) return undefined;
      const number = firstWeek(Number(year)) + Number(week) - 1;
      // A year has 52 weeks or 53.
      return PERIOD_KINDS.week.write(number) === label ? number : undefined;
    },
    write(number) {
      const year = Number(isoOf(7 * number).slice(0, 4));
      return `${four(year)}-W${two(number - firstWeek(year) + 1)}`;
    },
    month: (number) => monthOfDay(7 * number),
    lastDay: (number) => isoOf(7 * number + 3),
  },
  day: {
    example: '2026-01-01',
    read: (label) => (isDay(label) ? dayNumber(label) : undefined),
    write: isoOf,
    month: monthOfDay,
    lastDay: isoOf,
  },
};

/** 1970-01-01 was a Thursday: week n has the Thursday of day 7 n. */
function firstWeek(year: number): number {
  return Math.ceil(dayNumber(`${four(year)}-01-01` as Day) / 7);
}

export function readPeriod(label: string): Period | undefined {
  for (const kind of Object.keys(PERIOD_KINDS) as PeriodKind[]) {
    const number = PERIOD_KINDS[kind].read(label);
    if (number !== undefined) return { kind, number };
  }
  return undefined;
}

export function periodLabel({ kind, number }: Period): string {
  return PERIOD_KINDS[kind].write(number);
}

/** Whether a label is one of the named kind; of a text that is no period, never. */
export function isPeriod(label: string, kind: PeriodKind): boolean {
  return PERIOD_KINDS[kind].read(label) !== undefined;
}

/** @throws RangeError for what is no period */
export function lastDayOfPeriod(label: string): Day {
  const { kind, number } = theOne(label);
  return PERIOD_KINDS[kind].lastDay(number);
}

/** The day before a period begins, `2025-12-31` of `2026Q1`. @throws RangeError as above */
export function eveOfPeriod(label: string): Day {
  const { kind, number } = theOne(label);
  return PERIOD_KINDS[kind].lastDay(number - 1);
}

function theOne(label: string): Period {
  const period = readPeriod(label);
  if (period !== undefined) return period;
  const examples = Object.values(PERIOD_KINDS).map(({ example }) => example);
  throw new RangeError(
    `"${label}" is not a period; wanted one such as ${examples.slice(0, -1).join(', ')} or ${examples.at(-1)}`,
  );
}
