/** Periods and days in Traditional Chinese. */

/** `2028` reads `2028 年`, `2026Q1` reads `2026 年第 1 季`, `2025-12-31` reads `2025 年 12 月 31 日`. */
export function periodText(period: string): string {
  const [, year, quarter, week, month, day] =
    /^(\d{4})(?:Q([1-4])|-W(\d\d)|-(\d\d)(?:-(\d\d))?)?$/.exec(period) ?? [];
  if (year === undefined) return period;
  if (quarter !== undefined) return `${year} 年第 ${quarter} 季`;
  if (week !== undefined) return `${year} 年第 ${Number(week)} 週`;
  if (month === undefined) return `${year} 年`;
  return `${year} 年 ${Number(month)} 月${day === undefined ? '' : ` ${Number(day)} 日`}`;
}

export const PERIODS = { year: '年', quarter: '季', month: '月', week: '週', day: '日' } as const;
