/** Days, as whole numbers from 1970-01-01, and the dates that registers of sources write. */

import { dayNumber, daysInMonth, isDay } from '../text/day.ts';
import { present } from '../text/entry.ts';

/** From the first to the last of some days. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** @throws RangeError unless the text is a day such as 2026-05-27 */
export function dayOf(iso: string): number {
  if (!isDay(iso)) throw new RangeError(`"${iso}" is not a day; wanted one such as 2026-05-27`);
  return dayNumber(iso);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAME = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?';
const YEAR = '((?:19|20)\\d{2})';

/** Ways in which a date is written, the longest first: what one has read, the next do not see. */
const WAYS: readonly (readonly [RegExp, (...parts: string[]) => Span | undefined])[] = [
  // 2025-12-08, 2026-01-07/08, 2026-05-30 / 06-03
  [
    new RegExp(`\\b${YEAR}-(\\d{2})-(\\d{2})(?:\\s*/\\s*(?:(\\d{2})-)?(\\d{2}))?\\b`, 'g'),
    (y, m, d, m2 = m, d2 = d) =>
      join(day(Number(y), Number(m), Number(d)), day(Number(y), Number(m2), Number(d2))),
  ],
  // 8 Sep 2025, 29-30 Sep 2025
  [
    new RegExp(`\\b(\\d{1,2})(?:\\s*[-–]\\s*(\\d{1,2}))?\\s+${NAME}\\s+${YEAR}\\b`, 'gi'),
    (d, d2 = d, name, y) =>
      join(day(Number(y), numberOf(name), Number(d)), day(Number(y), numberOf(name), Number(d2))),
  ],
  // Dec 2025
  [new RegExp(`\\b${NAME}\\s+${YEAR}\\b`, 'gi'), (name, y) => month(Number(y), numberOf(name))],
  // 2025-12
  [new RegExp(`\\b${YEAR}-(0\\d|1[0-2])\\b`, 'g'), (y, m) => month(Number(y), Number(m))],
  // 04-2026
  [new RegExp(`\\b(\\d{2})-${YEAR}\\b`, 'g'), (m, y) => month(Number(y), Number(m))],
  // 2025-2026
  [
    new RegExp(`\\b${YEAR}\\s*[-–]\\s*${YEAR}\\b`, 'g'),
    (y, y2) => join(day(Number(y), 1, 1), day(Number(y2), 12, 31)),
  ],
  // 2025
  [new RegExp(`\\b${YEAR}\\b`, 'g'), (y) => join(day(Number(y), 1, 1), day(Number(y), 12, 31))],
];

/**
 * The dates that a text names: days, months, years and ranges of days or years. A month or a year
 * is the span of its days; words around them (`about`, `late`, `after`) are passed over, and so is
 * what is no date.
 */
export function datesIn(text: string): readonly Span[] {
  const spans: Span[] = [];
  let rest = text;
  for (const [pattern, read] of WAYS) {
    rest = rest.replace(pattern, (whole, ...groups: (string | number | undefined)[]) => {
      // Behind the groups come the place of the match and the text.
      const span = read(...(groups.slice(0, -2) as string[]));
      if (span === undefined) return whole;
      spans.push(span);
      return ' '.repeat(whole.length);
    });
  }
  return spans.toSorted((a, b) => a.first - b.first || a.last - b.last);
}

function numberOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** Nothing where there is no such day, as 2025-02-30. */
function day(year: number, monthNumber: number, dayOfMonth: number): Span | undefined {
  const two = (x: number): string => String(x).padStart(2, '0');
  const text = `${year}-${two(monthNumber)}-${two(dayOfMonth)}`;
  if (!isDay(text)) return undefined;
  const number = dayNumber(text);
  return { first: number, last: number };
}

function month(year: number, monthNumber: number): Span | undefined {
  const first = day(year, monthNumber, 1);
  return (
    first && {
      first: first.first,
      last: first.first + present(daysInMonth(year, monthNumber), `month ${monthNumber}`) - 1,
    }
  );
}

function join(from: Span | undefined, to: Span | undefined): Span | undefined {
  return from && to && from.first <= to.last ? { first: from.first, last: to.last } : undefined;
}
