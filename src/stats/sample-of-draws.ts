/** A sample of draws in memory that all count alike. */

import { PartitionedSample } from './partitioned-sample.ts';
import { lowerBound, upperBound } from './quantile.ts';
import type { Sample } from './sample.ts';

/**
 * @param draws   replicate after replicate; what is not finite is left out
 * @param firsts  where each replicate begins, and the number of draws
 * @returns       what a run keeps of such draws; undefined where none is finite
 */
export function sampleOfDraws(draws: Float64Array, firsts: readonly number[]): Sample | undefined {
  const parts = firsts
    .slice(1)
    .map((end, r) => draws.slice(firsts[r], end).filter(Number.isFinite));
  const ordered = parts.map((part) => part.toSorted());
  const sizes = parts.map(({ length }) => length);
  const size = sizes.reduce((a, b) => a + b, 0);
  if (size === 0) return undefined;
  const kept = new Float64Array(size);
  let at = 0;
  for (const part of parts) {
    kept.set(part, at);
    at += part.length;
  }
  const sorted = kept.toSorted();
  return new PartitionedSample({
    size,
    sizes,
    buckets: 1,
    bucketOf: () => 0,
    rankOf: (bucket) => (bucket === 0 ? 0 : size),
    atRank: () => 0,
    sorted: () => sorted,
    parts: () => ({ draws: kept, counts: sizes }),
    split: (x) => ({
      below: ordered.map((part) => lowerBound(part, x)),
      atMost: ordered.map((part) => upperBound(part, x)),
    }),
  });
}
