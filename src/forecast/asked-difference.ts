/** The headline of a page in two questions, and how far they are apart. */

import type { Asked } from '../page/beside.ts';
import { type Difference, differences, type Sample } from '../revision/compare.ts';
import { present } from '../text/entry.ts';

/** @param paired  whether the samples share draws */
export function askedDifference(
  from: Sample,
  to: Sample,
  statistic: Asked['statistic'],
  paired: boolean,
): Difference {
  const isEvent = statistic === 'probability';
  const found = differences(from, to, isEvent, paired).find(
    (one) => one.statistic === (isEvent ? 'mean' : 'p50'),
  );
  return present(found, `the difference of the ${statistic}`);
}
