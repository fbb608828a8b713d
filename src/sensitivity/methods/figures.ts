/** What the charts of several methods share. */

import type { Interval } from '../../charts/look.ts';
import type { ByGroup, Index } from '../by-group.ts';

export const SHARE_AXIS = 'share of the variance';
/** Rows of a chart; the document has all. */
const MOST_ROWS = 12;

/** Of the first ids, those whose value is known. */
export function intervalsOf(of: ByGroup<Index>, ids: readonly string[]): Interval[] {
  return ids.slice(0, MOST_ROWS).flatMap((name) => {
    const { value = null, low = null, high = null } = of[name] ?? {};
    return value === null ? [] : [{ name, value, low: low ?? value, high: high ?? value }];
  });
}
