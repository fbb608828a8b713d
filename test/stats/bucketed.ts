/**
 * Draws as a sample of buckets, counted by the plain arithmetic that the kernel is held against.
 */

import {
  type BucketLayout,
  cellOf,
  type LayoutRequest,
  layBuckets,
  withinCell,
} from '../../src/stats/bucket-layout.ts';
import { BucketSample } from '../../src/stats/bucket-sample.ts';

export const REQUEST: LayoutRequest = { draws: 1, thresholds: [], cells: 2048, buckets: 20_000 };

/** Ascending, both zeros one. */
export function ascending(values: Iterable<number>): Float64Array {
  return Float64Array.from(values, (x) => x + 0).sort();
}

export function counted(layout: BucketLayout, replicates: readonly (readonly number[])[]) {
  const groupCount = layout.groups.at(-1)! + 1;
  const buckets = Array.from({ length: layout.firsts.at(-1)! }, () => 0);
  const groups = Array.from({ length: groupCount * replicates.length }, () => 0);
  replicates.forEach((values, r) => {
    for (const x of values) {
      if (!Number.isFinite(x)) continue;
      const cell = cellOf(layout, x);
      buckets[layout.firsts[cell]! + withinCell(layout, cell, x)]!++;
      groups[r * groupCount + layout.groups[cell]!]!++;
    }
  });
  return { buckets, groups };
}

/** @param pilot  how many of the first draws of each replicate are the pilot */
export function bucketSample(
  replicates: readonly (readonly number[])[],
  pilot: number,
  request: Partial<LayoutRequest> = {},
): BucketSample {
  const all = ascending(replicates.flat());
  const layout = layBuckets(ascending(replicates.flatMap((values) => values.slice(0, pilot))), {
    ...REQUEST,
    draws: all.length,
    ...request,
  });
  const ends = { least: all[0]!, greatest: all.at(-1)! };
  return new BucketSample(layout, { ...counted(layout, replicates), ...ends });
}
