/**
 * Days of the calendar, `2026-05-20`: the one reader of days for truths, evidence, vintages and
 * tables.
 */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;
const DAY_MS = 86_400_000;

const MIDNIGHT =
  /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:[.,]0+)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;

/** What a reader of days asks for, in the words of messages. */
export const A_DAY = 'a day such as 2026-05-20';
export const A_VINTAGE = 'a month such as 2026-11 or a day such as 2026-11-24';

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

/**
 * The last day of a vintage: `2026-11-30` of `2026-11`, a day itself.
 *
 * @param text  without a `vintageFault`
 */
export function lastDayOf(text: string): string {
  const match = MONTH.exec(text);
  return match === null ? text : `${text}-${daysInMonth(Number(match[1]), Number(match[2]))}`;
}

/** Whole days from 1970-01-01, negative before; undefined where there is no such day. */
export function dayNumber(text: string): number | undefined {
  return dayFault(text) === undefined ? Date.parse(`${text}T00:00:00Z`) / DAY_MS : undefined;
}

/** `2026-05-27`. */
export function isoOf(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}
