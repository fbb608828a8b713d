import { describe, expect, test } from 'vitest';
import { datesIn, dayOf } from '../../src/sensitivity/dates.ts';
import { isoOf } from '../../src/text/day.ts';

test('days are counted from 1970-01-01', () => {
  expect(dayOf('1970-01-01')).toBe(0);
  // 56 years and 14 leap days: 56 * 365 + 14.
  expect(dayOf('2026-01-01')).toBe(20454);
  expect(isoOf(20454)).toBe('2026-01-01');
});

test.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', 'today'])(
  '%s is refused as a day',
  (text) => {
    expect(() => dayOf(text)).toThrow(`"${text}" is not a day; wanted one such as 2026-05-27`);
  },
);

describe('dates as registers of sources write them', () => {
  // As they stand in models/china-ai-chips/sources.csv.
  test.each<[string, ...string[]]>([
    ['after 2025-12-08', '2025-12-08'],
    ['about 2025-12-08/10', '2025-12-08 2025-12-10'],
    ['2026-05-30 / 06-03', '2026-05-30 2026-06-03'],
    ['after 2025-12-08; late 2025-11', '2025-11-01 2025-11-30', '2025-12-08'],
    ['8 Sep 2025', '2025-09-08'],
    ['29-30 Sep 2025', '2025-09-29 2025-09-30'],
    ['Dec 2025', '2025-12-01 2025-12-31'],
    ['Dec 2025, Mar 2026', '2025-12-01 2025-12-31', '2026-03-01 2026-03-31'],
    ['Dec 2025 - Jan 2026', '2025-12-01 2025-12-31', '2026-01-01 2026-01-31'],
    ['2026-01-22, 04-2026', '2026-01-22', '2026-04-01 2026-04-30'],
    ['through 2026-11', '2026-11-01 2026-11-30'],
    ['quarter to 2026-07-26', '2026-07-26'],
    ['early Feb 2024', '2024-02-01 2024-02-29'],
    ['2025-2026', '2025-01-01 2026-12-31'],
    ['end 2025', '2025-01-01 2025-12-31'],
    ['2003 study', '2003-01-01 2003-12-31'],
    ['September 2025 on', '2025-09-01 2025-09-30'],
    ['date not shown'],
    ['-'],
    [''],
    ['31 Feb 2025', '2025-02-01 2025-02-28'],
    ['12345'],
  ])('"%s"', (text, ...spans) => {
    const found = datesIn(text).map(({ first, last }) =>
      first === last ? isoOf(first) : `${isoOf(first)} ${isoOf(last)}`,
    );
    expect(found).toEqual(spans);
  });
});
