/** Statistics in which runs are compared, and what a reader calls them. */

import type { OutcomeKind } from '../compile/outcome-kind.ts';

export const STATISTICS = ['mean', 'p5', 'p50', 'p95'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** What of an outcome is told, in a reader's words. */
export function statisticName(
  kind: OutcomeKind | undefined,
  statistic: Statistic,
): 'probability' | 'median' | Exclude<Statistic, 'p50'> {
  if (kind === 'event') return 'probability';
  return statistic === 'p50' ? 'median' : statistic;
}
