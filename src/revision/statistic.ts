/** Statistics in which runs are compared, and what a reader calls them. */

export const STATISTICS = ['mean', 'p5', 'p50', 'p95'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** What of an outcome is told, in a reader's words. */
export function statisticName(unit: string, statistic: Statistic): string {
  if (unit === '0/1') return 'probability';
  return statistic === 'p50' ? 'median' : statistic;
}
