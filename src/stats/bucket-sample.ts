/**
 * A sample that is known by how many of its draws lie in each bucket: all of them over all
 * replicates, groups of neighbours by replicate.
 */

import { type BucketLayout, boundsOf, cellOf } from './bucket-layout.ts';
import { upperBound } from './quantile.ts';
import type { Pair, Sample, Split } from './sample.ts';

export interface BucketCounts {
  /** Draws in each bucket. */
  readonly buckets: ArrayLike<number>;
  /** Draws of the first replicate in each group of cells, then those of the next. */
  readonly groups: ArrayLike<number>;
  /** The least draw and the greatest. */
  readonly least: number;
  readonly greatest: number;
}

/** Draws of a bucket are taken to lie evenly between its ends. */
export class BucketSample implements Sample {
  readonly count: number;
  readonly sizes: readonly number[];
  /** Draws before each bucket, and all. */
  private readonly before: Float64Array;
  /** Of each replicate, draws before each group, and all. */
  private readonly beforeGroup: readonly Float64Array[];
  private readonly ends: readonly [least: number, greatest: number];

  constructor(
    private readonly layout: BucketLayout,
    { buckets, groups, least, greatest }: BucketCounts,
  ) {
    const groupCount = layout.groups[layout.groups.length - 1] + 1;
    this.before = sums(buckets, 0, layout.firsts[layout.groups.length]);
    this.beforeGroup = Array.from({ length: groups.length / groupCount }, (_, r) =>
      sums(groups, r * groupCount, groupCount),
    );
    this.sizes = this.beforeGroup.map((before) => before[groupCount]);
    this.count = this.before[this.before.length - 1];
    this.ends = [least, greatest];
  }

  orderStatistic(rank: number): number {
    const { bucket, size, least, greatest } = this.bucketOf(rank);
    if (rank === 0) return this.ends[0];
    if (rank === this.count - 1) return this.ends[1];
    const share = (rank - this.before[bucket] + 0.5) / size;
    // Halved, so that the width of a bucket is never infinite.
    return Math.min(greatest, least + 2 * (share * (greatest / 2 - least / 2)));
  }

  pair(rank: number): Pair {
    const at = (k: number): number => this.orderStatistic(k);
    const [low, high] = [at(rank), at(rank + 1)];
    const below = rank > 0 && at(rank - 1) === low;
    const above = rank + 2 < this.count && at(rank + 2) === high;
    return { low, high, piled: low === high || below || above };
  }

  bounds(rank: number): readonly [number, number] {
    if (rank === 0) return [this.ends[0], this.ends[0]];
    if (rank === this.count - 1) return [this.ends[1], this.ends[1]];
    const { least, greatest } = this.bucketOf(rank);
    return [least, greatest];
  }

  /**
   * Exact at values that have a group to themselves; otherwise at the border of groups that is
   * nearest in rank.
   */
  split(x: number): Split {
    const cell = cellOf(this.layout, x);
    const group = this.layout.groups[cell];
    if (this.isValue(group, cell)) return this.splitAt(group, group + 1);
    const { firsts, groups } = this.layout;
    const first = groups.indexOf(group);
    const after = groups.lastIndexOf(group) + 1;
    const [from, to] = [this.before[firsts[first]], this.before[firsts[after]]];
    const here = (this.before[firsts[cell]] + this.before[firsts[cell + 1]]) / 2;
    // At a border without draws on one side replicates cannot differ.
    const [low, high] = [from > 0, to < this.count];
    if (!low && !high) return this.splitAt(group, group + 1);
    const border = low && (!high || here - from <= to - here) ? group : group + 1;
    return this.splitAt(border, border);
  }

  countAtLeast(threshold: number): readonly number[] {
    const cell = cellOf(this.layout, threshold);
    const group = this.layout.groups[cell];
    const { edges, groups } = this.layout;
    if (cell === 0 || edges[cell - 1] !== threshold + 0 || groups[cell - 1] === group)
      throw new RangeError(`BucketSample: draws at or above ${threshold} were not counted`);
    return this.beforeGroup.map((before, r) => this.sizes[r] - before[group]);
  }

  tail(upper: boolean, size: number): { readonly next: number; readonly draws: Float64Array } {
    const at = (k: number): number => this.orderStatistic(upper ? this.count - 1 - k : k);
    return { next: at(size), draws: Float64Array.from({ length: size }, (_, k) => at(k)) };
  }

  private splitAt(below: number, atMost: number): Split {
    return {
      below: this.beforeGroup.map((before) => before[below]),
      atMost: this.beforeGroup.map((before) => before[atMost]),
    };
  }

  /** Whether a group is one cell that holds one double. */
  private isValue(group: number, cell: number): boolean {
    const { groups, firsts } = this.layout;
    if (groups[cell - 1] === group || groups[cell + 1] === group) return false;
    const [least, greatest] = boundsOf(this.layout, firsts[cell]);
    return least === greatest;
  }

  private bucketOf(rank: number) {
    const bucket = upperBound(this.before, rank) - 1;
    const [least, greatest] = boundsOf(this.layout, bucket);
    return {
      bucket,
      size: this.before[bucket + 1] - this.before[bucket],
      least: Math.max(least, this.ends[0]),
      greatest: Math.min(greatest, this.ends[1]),
    };
  }
}

/** Sums of counts before each place, and of all of them. */
function sums(counts: ArrayLike<number>, from: number, length: number): Float64Array {
  const before = new Float64Array(length + 1);
  for (let k = 0; k < length; k++) before[k + 1] = before[k] + counts[from + k];
  return before;
}
