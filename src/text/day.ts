/**
 * Days of the calendar, `2026-05-20`: the one reader of days for truths, evidence, vintages and
 * tables.
 */

declare const calendar: unique symbol;
/** A day that the calendar has, `2026-05-20`. Days sort as their texts do. */
export type Day = string & { readonly [calendar]: 'day' };
/** A month, `2026-05`. */
type Month = string & { readonly [calendar]: 'month' };
/** Up to when something is known: a day, or a month to its last day. */
export type Vintage = Day | Month;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;
const DAY_MS = 86_400_000;

const MIDNIGHT =
  /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:[.,]0+)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;

/** What a reader of days asks for, in the words of messages. */
const A_DAY = 'a day such as 2026-05-20';
const A_VINTAGE = 'a month such as 2026-11 or a day such as 2026-11-24';

/**
 * The date of a date at midnight, in whatever zone: what tables make of days; any other text as it
 * is.
 */
export function withoutMidnight(text: string): string {
  return MIDNIGHT.exec(text)?.[1] ?? text;
}

/** Days of a month, counted from 1; undefined unless the month is from 1 to 12. */
export function daysInMonth(year: number, month: number): number | undefined {
  if (!(month >= 1 && month <= 12)) return undefined;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/**
 * Why a text is not a day: `found 2026-02-30, but 2026-02 has 28 days; wanted ...`; undefined where
 * it is one.
 *
 * @param what  the wanted thing, for texts of another form
 */
export function dayFault(text: string, what = A_DAY): string | undefined {
  const [, year, month, day] = DAY.exec(text) ?? [];
  const days = daysInMonth(Number(year), Number(month));
  if (days === undefined) return `found ${text}; wanted ${what}`;
  return Number(day) >= 1 && Number(day) <= days
    ? undefined
    : `found ${text}, but ${year}-${month} has ${days} days; wanted ${what}`;
}

/** Why a text is neither a month nor a day; undefined where it is one of them. */
export function vintageFault(text: string, what = A_VINTAGE): string | undefined {
  const [, year, month] = MONTH.exec(text) ?? [];
  return daysInMonth(Number(year), Number(month)) === undefined ? dayFault(text, what) : undefined;
}

export function isDay(text: string): text is Day {
  return dayFault(text) === undefined;
}

/** @throws RangeError unless the text is a day */
export function toDay(text: string): Day {
  if (isDay(text)) return text;
  throw new RangeError(dayFault(text));
}

/** @throws RangeError unless the text is a day or a month */
export function toVintage(text: string): Vintage {
  const fault = vintageFault(text);
  if (fault !== undefined) throw new RangeError(fault);
  return text as Vintage;
}

/** The last day of a vintage: `2026-11-30` of `2026-11`, a day itself. */
export function lastDayOf(vintage: Vintage): Day {
  const match = MONTH.exec(vintage);
  return match === null
    ? (vintage as Day)
    : toDay(`${vintage}-${daysInMonth(Number(match[1]), Number(match[2]))}`);
}

/** The month of a day that is its last, else the day. */
export function vintageOf(day: Day): Vintage {
  const month = day.slice(0, 7) as Month;
  return lastDayOf(month) === day ? month : day;
}

/** Whole days from 1970-01-01, negative before. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** `2026-05-27`. */
export function isoOf(dayNumber: number): Day {
  return toDay(new Date(dayNumber * DAY_MS).toISOString().slice(0, 10));
}
