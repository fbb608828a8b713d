import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayFault,
  dayNumber,
  isDay,
  isoOf,
  lastDayOf,
  toDay,
  toVintage,
  vintageFault,
  vintageOf,
} from '../../src/text/day.ts';
import { eveOfPeriod, lastDayOfPeriod } from '../../src/text/period.ts';

describe('days', () => {
  test.each(['2026-05-20', '2024-02-29', '2000-02-29', '1970-01-01', '2026-12-31'])(
    '%s is one',
    (text) => {
      expect(dayFault(text)).toBe(undefined);
      expect(isoOf(dayNumber(toDay(text)))).toBe(text);
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
    expect(isDay(text)).toBe(false);
    expect(() => toDay(text)).toThrow(why);
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

const nameOf = (text: string): string => vintageOf(toDay(text));

describe('periods of a model', () => {
  test.each([
    ['2026Q1', '2026-03-31', '2025-12-31'],
    ['2026Q2', '2026-06-30', '2026-03-31'],
    ['2026Q3', '2026-09-30', '2026-06-30'],
    ['2027Q4', '2027-12-31', '2027-09-30'],
  ])('%s ends on %s and begins after %s', (quarter, last, eve) => {
    expect(lastDayOfPeriod(quarter)).toBe(last);
    expect(eveOfPeriod(quarter)).toBe(eve);
  });

  test('a year ends with its last day', () => {
    expect(lastDayOfPeriod('2026')).toBe('2026-12-31');
  });

  test.each(['2026Q5', '2026-2028', 'spring'])('%s is refused', (label) => {
    expect(() => lastDayOfPeriod(label)).toThrow(`"${label}" is not a period`);
  });

  test('57 days after the first quarter of 2026 is 2026-05-27', () => {
    // 30 days of April and 27 of May.
    expect(isoOf(dayNumber(lastDayOfPeriod('2026Q1')) + 57)).toBe('2026-05-27');
  });
});

describe('vintages', () => {
  test('are months or days, and end on their last day', () => {
    expect(['2026-11', '2024-02', '2026-11-24'].map((text) => vintageFault(text))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(['2026-11', '2024-02', '2026-11-24'].map((text) => lastDayOf(toVintage(text)))).toEqual([
      '2026-11-30',
      '2024-02-29',
      '2026-11-24',
    ]);
  });

  test.each([
    ['2026-13', 'found 2026-13; wanted a month'],
    ['2026-02-30', '2026-02 has 28 days; wanted a month'],
    ['2026', 'wanted a month'],
  ])('%s is none', (text, why) => {
    expect(vintageFault(text)).toContain(why);
    expect(() => toVintage(text)).toThrow(why);
  });

  test('are named by the month where the day is its last, and by the day else', () => {
    expect(['2026-11-30', '2026-11-28', '2024-02-28', '2024-02-29'].map(nameOf)).toEqual([
      '2026-11',
      '2026-11-28',
      '2024-02-28',
      '2024-02',
    ]);
  });
});
