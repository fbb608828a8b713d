/** Exact counts of an outcome that takes few values: regimes, flags, two prices. */

import { type BucketLayout, cellOf, layoutOfValues, withinCell } from './bucket-layout.ts';
import { BucketSample } from './bucket-sample.ts';
import { MOST_CATEGORIES } from './summarise.ts';

type Counts = Float64Array | Uint32Array;

export class ValueTally {
  /** The first of them are values, in order of appearance; +0 for both zeros. */
  private readonly places = new Float64Array(MOST_CATEGORIES);
  /** Of each value, how many draws of each replicate have it. */
  readonly counts: Float64Array[] = [];

  constructor(private readonly replicates: number) {}

  get values(): readonly number[] {
    return [...this.places.subarray(0, this.counts.length)];
  }

  /**
   * Counts the finite ones of draws of a replicate, as long as no more than MOST_CATEGORIES values
   * are among them and those before.
   *
   * @returns  how many draws were counted or left out, from the first
   */
  add(draws: Float64Array, replicate: number): number {
    const { places } = this;
    const here = new Uint32Array(MOST_CATEGORIES);
    let size = this.counts.length;
    let known = 0;
    let i = 0;
    for (; i < draws.length; i++) {
      const x = draws[i] + 0;
      if (known === size || places[known] !== x) {
        if (x - x !== 0) continue;
        for (known = 0; known < size && places[known] !== x; ) known++;
        if (known === size) {
          if (size === MOST_CATEGORIES) break;
          places[size++] = x;
          this.counts.push(new Float64Array(this.replicates));
        }
      }
      here[known]++;
    }
    this.counts.forEach((counts, k) => {
      counts[replicate] += here[k];
    });
    return i;
  }

  /** Values with their counts, ascending. */
  sorted(): { readonly value: number; readonly counts: readonly number[] }[] {
    return this.values
      .map((value, k) => ({ value, counts: [...this.counts[k]] }))
      .sort((a, b) => a.value - b.value);
  }

  /** Adds the counts to those of a layout, which has a bucket for each number. */
  countInto(layout: BucketLayout, into: { buckets: Counts; groups: Counts }): void {
    const groupCount = layout.groups[layout.groups.length - 1] + 1;
    this.values.forEach((value, k) => {
      const cell = cellOf(layout, value);
      const bucket = layout.firsts[cell] + withinCell(layout, cell, value);
      this.counts[k].forEach((n, r) => {
        into.buckets[bucket] += n;
        into.groups[r * groupCount + layout.groups[cell]] += n;
      });
    });
  }

  /**
   * The draws as a sample that is exact.
   *
   * @param thresholds  at or above which draws will be counted
   */
  sample(thresholds: readonly number[]): BucketSample {
    const layout = layoutOfValues(this.values, thresholds);
    const groupCount = layout.groups[layout.groups.length - 1] + 1;
    const buckets = new Float64Array(layout.firsts[layout.groups.length]);
    const groups = new Float64Array(groupCount * this.replicates);
    this.countInto(layout, { buckets, groups });
    const least = Math.min(...this.values);
    const greatest = Math.max(...this.values);
    return new BucketSample(layout, { buckets, groups, least, greatest });
  }

  /**
   * Adds the counts of another, if both together have no more than MOST_CATEGORIES values; else
   * nothing is added.
   */
  merge(other: ValueTally): boolean {
    const known = new Map(this.values.map((value, k) => [value, k]));
    const more = other.values.filter((value) => !known.has(value));
    if (this.counts.length + more.length > MOST_CATEGORIES) return false;
    for (const value of more) {
      known.set(value, this.counts.length);
      this.places[this.counts.length] = value;
      this.counts.push(new Float64Array(this.replicates));
    }
    other.values.forEach((value, k) => {
      const counts = this.counts[known.get(value)!];
      other.counts[k].forEach((n, replicate) => {
        counts[replicate] += n;
      });
    });
    return true;
  }

  /** What `from` makes a tally of again. */
  saved(): object {
    return { replicates: this.replicates, values: this.values, counts: this.counts };
  }

  static from(saved: object): ValueTally {
    const { replicates, values, counts } = saved as ReturnType<ValueTally['saved']> & {
      replicates: number;
      values: number[];
      counts: Float64Array[];
    };
    const tally = new ValueTally(replicates);
    tally.places.set(values);
    tally.counts.push(...counts);
    return tally;
  }
}
