import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daily, monthly, once, quarterly, weekly, yearly } from '../../src/index.ts';

test('closed form: six quarters from 2026Q3 are half a year and a whole one', () => {
  const { steps: quarters, years } = quarterly('2026Q3', 6);
  expect(quarters).toEqual(['2026Q3', '2026Q4', '2027Q1', '2027Q2', '2027Q3', '2027Q4']);
  expect(years).toEqual([
    { label: '2026', from: 0, to: 2 },
    { label: '2027', from: 2, to: 6 },
  ]);
});

test('closed form: a calendar may be one quarter long', () => {
  expect(quarterly('1999Q4', 1)).toMatchObject({
    steps: ['1999Q4'],
    years: [{ label: '1999', from: 0, to: 1 }],
  });
});

test('law: years follow one another without gap, hold at most four quarters, and hold their own', () => {
  const start = fc.tuple(fc.integer({ min: 1000, max: 9000 }), fc.integer({ min: 1, max: 4 }));
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 400 }), ([year, quarter], count) => {
      const { steps: quarters, years } = quarterly(`${year}Q${quarter}`, count);
      expect(new Set(quarters).size).toBe(count);
      let next = 0;
      for (const { label, from, to } of years) {
        expect(from).toBe(next);
        expect(to - from).toBeLessThanOrEqual(4);
        expect(quarters.slice(from, to).every((q) => q.startsWith(`${label}Q`))).toBe(true);
        next = to;
      }
      expect(next).toBe(count);
    }),
  );
});

test.each(['2026', '2026Q5', '2026Q0', '26Q1', '2026q1', ''])(
  'a calendar that starts at "%s" is refused',
  (start) => {
    expect(() => quarterly(start, 4)).toThrow(
      `quarterly: start is "${start}"; wanted a quarter such as 2026Q1`,
    );
  },
);

test.each([0, -1, 1.5, 401, Number.NaN])('a calendar of %d quarters is refused', (count) => {
  expect(() => quarterly('2026Q1', count)).toThrow(
    `quarterly: count is ${count}; wanted a whole number of quarters from 1 to 400`,
  );
});

test.each([
  [weekly('2026-W52', 3), ['2026-W52', '2026-W53', '2027-W01']],
  [weekly('2024-W52', 2), ['2024-W52', '2025-W01']],
  [monthly('2026-12', 2), ['2026-12', '2027-01']],
  [daily('2024-02-28', 3), ['2024-02-28', '2024-02-29', '2024-03-01']],
  [yearly(2026, 2), ['2026', '2027']],
  [once('2027Q1'), ['2027Q1']],
] as const)('a calendar has the periods of its kind', ({ steps }, wanted) => {
  expect(steps).toEqual(wanted);
});

test.each([
  [() => weekly('2025-W53', 1), 'weekly: start is "2025-W53"; wanted a week such as 2026-W01'],
  [() => monthly('2026-13', 1), 'monthly: start is "2026-13"; wanted a month such as 2026-01'],
  [() => daily('2026-02-29', 1), 'daily: start is "2026-02-29"; wanted a day such as 2026-01-01'],
  [() => yearly(26, 1), 'yearly: start is "26"; wanted a year such as 2026'],
  [() => monthly('2026-01', 601), 'monthly: count is 601; wanted a whole number of months from 1'],
  [() => once('spring'), 'once: "spring" is not a period; wanted one such as 2026 or 2026Q1'],
])('and is refused otherwise', (make, message) => {
  expect(make).toThrow(message);
});
