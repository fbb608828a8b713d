/**
 * Values of task ids, brought to one form, so that files of different origin name the same task
 * alike.
 */

import { dayFault, withoutMidnight } from '../../text/day.ts';

/** What stands for an id that a row does not have. */
export const NO_ID = 'NA';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const BOOLEAN = /^(?:true|false)$/i;
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d*)?$/;

/**
 * The form in which an id is compared: a date at midnight, in whatever zone, is that date; a
 * decimal number is the number, so that `1.0` is `1`; `True` and `TRUE`, as Python and R write
 * them, are `true`. All else is text: `01` is not `1`, for codes of places have leading zeros.
 */
export function idOf(text: string): string {
  if (BOOLEAN.test(text)) return text.toLowerCase();
  return PLAIN_NUMBER.test(text) ? String(Number(text) + 0) : withoutMidnight(text);
}

/** Why an id that is written as a day is none, such as 2026-02-30; undefined for all others. */
export function noSuchDay(id: string): string | undefined {
  return DAY.test(id) ? dayFault(id) : undefined;
}

/** The same for tasks with the same values of some ids. */
export function keyOf(ids: Readonly<Record<string, string>>, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => ids[name] ?? NO_ID));
}

/** `location 01, horizon 0`. */
export function idsText(ids: Readonly<Record<string, string>>): string {
  const parts = Object.entries(ids).map(([name, value]) => `${name} ${value}`);
  return parts.length === 0 ? 'the only task' : parts.join(', ');
}

/** Columns that say of which round a forecast is. */
export const ROUND_COLUMNS: readonly string[] = [
  'reference_date',
  'origin_date',
  'forecast_date',
  'nowcast_date',
  'round_id',
];

/** Columns that say what is forecast, where no hub's configuration says it. */
const TARGET_COLUMNS: readonly string[] = [
  'target',
  'target_variable',
  'outcome_variable',
  'outcome_measure',
];

export function targetColumns(taskIds: readonly string[]): readonly string[] {
  return TARGET_COLUMNS.filter((name) => taskIds.includes(name));
}

/** What kind of date a text is that is not written as 2026-01-03; undefined for all other texts. */
export function otherDate(text: string): string | undefined {
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (parts !== null) {
    const [, first, mark, second] = parts;
    const american = mark === '/' && Number(first) <= 12;
    return american && Number(second) <= 31
      ? 'a US date, month/day/year'
      : `a date as day${mark}month${mark}year`;
  }
  if (/^(19|20)\d{2}[/.]\d{1,2}[/.]\d{1,2}$/.test(text)) return 'a date without hyphens';
  if (/^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text))
    return 'a date without hyphens';
  if (/^\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}$|^[A-Za-z]{3,9} \d{1,2},? \d{4}$/.test(text))
    return 'a date in words';
  return undefined;
}

/** A text without the zeros before its digits. */
export function withoutLeadingZeros(text: string): string {
  return text.replace(/^(-?)0+(?=\d)/, '$1');
}
