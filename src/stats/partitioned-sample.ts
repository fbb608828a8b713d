/** Draws that were all kept, in ordered buckets of which only those are sorted that are asked. */

import type { LogSums } from './pareto-fit.ts';
import { lowerBound, upperBound } from './quantile.ts';
import type { Pair, Sample, Split } from './sample.ts';
import { HUNDRED, MOST_CATEGORIES, type ValueCounts } from './summarise.ts';
import { QUANTILE_LEVELS, type Wanted } from './summary.ts';
import { MOST_TAIL_DRAWS } from './tail.ts';

/** Finite draws in buckets: each draw of a bucket is below each of the next. */
export interface Buckets {
  /** Draws in all. */
  readonly size: number;
  /** Draws of each replicate. */
  readonly sizes: readonly number[];
  readonly buckets: number;
  bucketOf(x: number): number;
  /** The rank of the first draw of a bucket, or `size` for the one behind the last. */
  rankOf(bucket: number): number;
  /** The bucket of the draw of a rank. */
  atRank(rank: number): number;
  /** Draws of a bucket, ascending. */
  sorted(bucket: number): Float64Array;
  /** The same replicate after replicate, and how many each has. */
  parts(bucket: number): { readonly draws: Float64Array; readonly counts: readonly number[] };
  split(x: number): Split;
  readonly logSums?: LogSums | undefined;
}

/** Standard errors of a share of independent draws by which the ends of intervals may be off. */
const REACH = 5;

/** Ranks, first and last, that the summary of n draws will ask for, probably. */
export function likelyRanks(
  n: number,
  { hundred, levels = [] }: Wanted,
): (readonly [number, number])[] {
  const about = (p: number, errors: number): readonly [number, number] => {
    const reach = errors * Math.sqrt(p * (1 - p) * n) + 1;
    return [Math.floor(p * (n - 1) - reach), Math.ceil(p * (n - 1) + reach)];
  };
  const tail = Math.min(n, MOST_TAIL_DRAWS + 1);
  return [
    ...[...Object.values(QUANTILE_LEVELS), ...levels].map((p) => about(p, REACH)),
    ...(hundred ? HUNDRED.map((p) => about(p, 0)) : []),
    [0, tail],
    [n - 1 - tail, n - 1],
  ];
}

export class PartitionedSample implements Sample {
  readonly count: number;
  readonly sizes: readonly number[];
  private usualZero: number | undefined;

  constructor(private readonly draws: Buckets) {
    this.count = draws.size;
    this.sizes = draws.sizes;
  }

  get logSums(): LogSums | undefined {
    return this.draws.logSums;
  }

  orderStatistic(rank: number): number {
    if (!(rank >= 0 && rank < this.count))
      throw new RangeError(`orderStatistic: rank ${rank} of ${this.count} draws`);
    const bucket = this.draws.atRank(rank);
    const x = this.draws.sorted(bucket)[rank - this.draws.rankOf(bucket)];
    return x === 0 ? this.zero() : x;
  }

  /** Zeros are equal, so the one that most draws have stands for all of them. */
  private zero(): number {
    if (this.usualZero === undefined) {
      const sorted = this.draws.sorted(this.draws.bucketOf(0));
      const [from, to] = [lowerBound(sorted, 0), upperBound(sorted, 0)];
      let negative = 0;
      for (let i = from; i < to; i++) if (Object.is(sorted[i], -0)) negative++;
      this.usualZero = 2 * negative > to - from ? -0 : 0;
    }
    return this.usualZero;
  }

  pair(rank: number): Pair {
    const [low, high] = [this.orderStatistic(rank), this.orderStatistic(rank + 1)];
    return { low, high, piled: low === high || this.isTwice(low) || this.isTwice(high) };
  }

  private isTwice(x: number): boolean {
    const sorted = this.draws.sorted(this.draws.bucketOf(x));
    return upperBound(sorted, x) - lowerBound(sorted, x) > 1;
  }

  bounds(rank: number): readonly [number, number] {
    const x = this.orderStatistic(rank);
    return [x, x];
  }

  split(x: number): Split {
    return this.draws.split(x);
  }

  countAtLeast(threshold: number): readonly number[] {
    const { below } = this.split(threshold);
    return this.sizes.map((size, r) => size - below[r]);
  }

  tail(upper: boolean, size: number): { readonly next: number; readonly draws: Float64Array } {
    const next = this.orderStatistic(upper ? this.count - 1 - size : size);
    const bucket = this.draws.bucketOf(next);
    const [from, to] = upper ? [bucket, this.draws.buckets] : [0, bucket + 1];
    const draws = new Float64Array(size).fill(next);
    const buckets = range(from, to)
      // The bucket of the threshold may be a heap of draws that have its value.
      .filter((b) => b !== bucket || !this.endsAt(bucket, next, upper));
    // To be given one may move the others, so that all are asked for before any is read.
    for (const b of buckets) this.draws.parts(b);
    const parts = buckets.map((b) => this.draws.parts(b));
    const places = parts.map(() => 0);
    let filled = 0;
    // Replicate after replicate, each ascending: sums over a tail depend on its order.
    this.sizes.forEach((_, r) => {
      const begin = filled;
      parts.forEach(({ draws: values, counts }, k) => {
        let at = places[k];
        for (const end = at + counts[r]; at < end; at++)
          if (upper ? values[at] > next : values[at] < next) draws[filled++] = values[at];
        places[k] = at;
      });
      draws.subarray(begin, filled).sort();
    });
    return { next, draws };
  }

  /** Whether no draw of a bucket is beyond x. */
  private endsAt(bucket: number, x: number, upper: boolean): boolean {
    const sorted = this.draws.sorted(bucket);
    return upper ? sorted[sorted.length - 1] === x : sorted[0] === x;
  }

  /** Distinct values with their counts by replicate, if they are few and whole. */
  values(): readonly ValueCounts[] | undefined {
    const found: ValueCounts[] = [];
    for (let bucket = 0; bucket < this.draws.buckets; bucket++) {
      if (this.draws.rankOf(bucket) === this.draws.rankOf(bucket + 1)) continue;
      const sorted = this.draws.sorted(bucket);
      for (let i = 0; i < sorted.length; i = upperBound(sorted, sorted[i], i)) {
        if (!Number.isInteger(sorted[i]) || found.length === MOST_CATEGORIES) return undefined;
        const { below, atMost } = this.split(sorted[i]);
        found.push({
          value: sorted[i] + 0,
          counts: atMost.map((count, r) => count - below[r]),
        });
      }
    }
    return found;
  }
}

/** Whole numbers from ... to - 1. */
function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
