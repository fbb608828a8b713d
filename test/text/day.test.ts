import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFault, dayNumber, isoOf, lastDayOf, vintageFault } from '../../src/text/day.ts';

describe('days', () => {
  test.each(['2026-05-20', '2024-02-29', '2000-02-29', '1970-01-01', '2026-12-31'])(
    '%s is one',
    (text) => {
      expect(dayFault(text)).toBe(undefined);
      expect(isoOf(dayNumber(text)!)).toBe(text);
    },
  );

  test.each([
    ['2026-02-30', '2026-02 has 28 days'],
    ['2026-04-31', '2026-04 has 30 days'],
    ['1900-02-29', '1900-02 has 28 days'],
    ['2026-01-00', '2026-01 has 31 days'],
    ['2026-13-01', 'wanted a day such as'],
    ['2026-00-10', 'wanted a day such as'],
    ['2026-5-20', 'wanted a day such as'],
    ['20/05/2026', 'wanted a day such as'],
    ['2026-05-20 ', 'wanted a day such as'],
    ['', 'wanted a day such as'],
  ])('%j is none: %s', (text, why) => {
    expect(dayFault(text)).toContain(why);
    expect(dayNumber(text)).toBe(undefined);
  });

  // The calendar of ECMAScript, which rolls days that do not exist over into the next month.
  test('are those that the calendar of the language gives back unchanged', () => {
    const two = (x: number): string => String(x).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.integer({ min: 1800, max: 2400 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const text = `${year}-${two(month)}-${two(day)}`;
          const rolled = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
          expect(dayFault(text) === undefined).toBe(rolled === text);
        },
      ),
    );
  });
});

describe('vintages', () => {
  test('are months or days, and end on their last day', () => {
    expect(['2026-11', '2024-02', '2026-11-24'].map((text) => vintageFault(text))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(['2026-11', '2024-02', '2026-11-24'].map(lastDayOf)).toEqual([
      '2026-11-30',
      '2024-02-29',
      '2026-11-24',
    ]);
  });

  test.each([
    ['2026-13', 'found 2026-13; wanted a month'],
    ['2026-02-30', '2026-02 has 28 days; wanted a month'],
    ['2026', 'wanted a month'],
  ])('%s is none', (text, why) => expect(vintageFault(text)).toContain(why));
});
