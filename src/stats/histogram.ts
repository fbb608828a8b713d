/**
 * A histogram that forgets the order of what it is given: counts by the leading bits of each number, so that histograms
 * of parts add up to that of the whole, exactly. Buckets are 2^-9 of their value wide, and each keeps its least and greatest
 * member, so a quantile is wrong by at most that, and whole numbers such as codes are exact.
 */

import type { Sample, Split } from './sample.ts';

/** Width of a bucket relative to its lower edge: the greatest relative error of a quantile. */
export const RELATIVE_ERROR = 1 / 512;

/** Sign, exponent and nine bits of the fraction lie in the upper 32 bits of a double; the rest is dropped. */
const DROPPED_BITS = 11;

/** The sign bit of a key. */
const SIGN = 1 << (31 - DROPPED_BITS);

const EMPTY = -1;

export class Histogram {
  /** Places in the tables, a power of two, at most half of them used. */
  private places = 64;
  private used = 0;
  private keys = new Int32Array(64).fill(EMPTY);
  private least = new Float64Array(64);
  private greatest = new Float64Array(64);
  /** `counts[group * places + slot]`: what a group is given touches a small part only. */
  private counts: Uint32Array;

  /** @param groups  how many replicates are counted apart */
  constructor(private readonly groups: number) {
    this.counts = new Uint32Array(64 * groups);
  }

  /** Counts the finite values; others are counted by whoever counts failures. */
  add(values: Float64Array, group: number): void {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    let from = 0;
    while (from < values.length) from = this.addKnown(values, words, group, from);
  }

  /**
   * Counts values from `from` on as long as the tables stay the same; gives where it stopped. The tables are local here, which is
   * several times as fast as reading them from the object for every value.
   */
  private addKnown(values: Float64Array, words: Uint32Array, group: number, from: number): number {
    const { keys, least, greatest, counts, places } = this;
    const mask = places - 1;
    const first = group * places;
    for (let i = from; i < values.length; i++) {
      // Both zeros are one number; adding 0 makes them one.
      const value = values[i] + 0;
      if (!(value - value === 0)) continue;
      const key = value === 0 ? 0 : words[2 * i + 1] >>> DROPPED_BITS;
      let slot = startOf(key, mask);
      while (keys[slot] !== key && keys[slot] !== EMPTY) slot = (slot + 1) & mask;
      if (keys[slot] === EMPTY) {
        slot = this.claim(key, slot);
        if (this.places !== places) return i;
      }
      counts[first + slot]++;
      if (value < least[slot]) least[slot] = value;
      if (value > greatest[slot]) greatest[slot] = value;
    }
    return values.length;
  }

  /** Non-empty buckets in ascending order of their values. */
  buckets(): Bucket[] {
    const found: Bucket[] = [];
    this.keys.forEach((key, slot) => {
      if (key === EMPTY) return;
      const counts = Float64Array.from(
        { length: this.groups },
        (_, g) => this.counts[g * this.places + slot],
      );
      found.push({ least: this.least[slot], greatest: this.greatest[slot], counts });
    });
    return found.sort((a, b) => a.least - b.least);
  }

  /** What `from` makes a histogram of again. */
  saved(): object {
    const { groups, places, used, keys, least, greatest, counts } = this;
    return { groups, places, used, keys, least, greatest, counts };
  }

  static from(saved: object): Histogram {
    return Object.assign(new Histogram((saved as { groups: number }).groups), saved);
  }

  private slotOf(key: number): number {
    const mask = this.places - 1;
    let slot = startOf(key, mask);
    while (this.keys[slot] !== key && this.keys[slot] !== EMPTY) slot = (slot + 1) & mask;
    return this.keys[slot] === key ? slot : this.claim(key, slot);
  }

  private claim(key: number, slot: number): number {
    if (2 * (this.used + 1) > this.places) {
      this.grow();
      return this.slotOf(key);
    }
    this.used++;
    this.keys[slot] = key;
    this.least[slot] = Number.POSITIVE_INFINITY;
    this.greatest[slot] = Number.NEGATIVE_INFINITY;
    return slot;
  }

  private grow(): void {
    const { places, keys, least, greatest, counts } = this;
    this.places = 2 * places;
    this.used = 0;
    this.keys = new Int32Array(this.places).fill(EMPTY);
    this.least = new Float64Array(this.places);
    this.greatest = new Float64Array(this.places);
    this.counts = new Uint32Array(this.places * this.groups);
    keys.forEach((key, slot) => {
      if (key === EMPTY) return;
      const moved = this.slotOf(key);
      this.least[moved] = least[slot];
      this.greatest[moved] = greatest[slot];
      for (let g = 0; g < this.groups; g++) {
        this.counts[g * this.places + moved] = counts[g * places + slot];
      }
    });
  }
}

/** Where to look for a key first: neighbours lie beside one another, negative ones mirrored, so that few lines of the cache are touched. */
function startOf(key: number, mask: number): number {
  return (key < SIGN ? key : ~key) & mask;
}

/** Values that share their leading bits: the least and the greatest of them, and how many there are of each group. */
export interface Bucket {
  readonly least: number;
  readonly greatest: number;
  readonly counts: Float64Array;
}

/** A sample known by its buckets only, its values taken to lie evenly from the least to the greatest of each. */
export class BucketSample implements Sample {
  readonly count: number;
  readonly sizes: readonly number[];

  /** @param buckets  ascending */
  constructor(private readonly buckets: readonly Bucket[]) {
    const groups = buckets[0]?.counts.length ?? 0;
    this.sizes = Array.from({ length: groups }, (_, r) =>
      buckets.reduce((sum, { counts }) => sum + counts[r], 0),
    );
    this.count = this.sizes.reduce((sum, n) => sum + n, 0);
  }

  orderStatistic(rank: number): number {
    const { bucket, before } = this.bucketOf(rank);
    const { least, greatest } = bucket;
    const size = sizeOf(bucket);
    return size === 1
      ? (least + greatest) / 2
      : least + ((rank - before) / (size - 1)) * (greatest - least);
  }

  bounds(rank: number): readonly [number, number] {
    const { least, greatest } = this.bucketOf(rank).bucket;
    return [least, greatest];
  }

  split(x: number): Split {
    return {
      below: this.counted(({ greatest }) => greatest < x),
      atMost: this.counted(({ least }) => least <= x),
    };
  }

  countAtLeast(threshold: number): readonly number[] {
    return this.counted(({ least }) => least >= threshold);
  }

  tail(upper: boolean, size: number): { readonly next: number; readonly draws: Float64Array } {
    const at = (k: number): number => this.orderStatistic(upper ? this.count - 1 - k : k);
    return { next: at(size), draws: Float64Array.from({ length: size }, (_, k) => at(k)) };
  }

  private counted(holds: (bucket: Bucket) => boolean): number[] {
    return this.sizes.map((_, r) =>
      this.buckets.reduce((sum, bucket) => sum + (holds(bucket) ? bucket.counts[r] : 0), 0),
    );
  }

  private bucketOf(rank: number): { readonly bucket: Bucket; readonly before: number } {
    let before = 0;
    for (const bucket of this.buckets) {
      const size = sizeOf(bucket);
      if (rank < before + size) return { bucket, before };
      before += size;
    }
    throw new RangeError(`BucketSample: no value of rank ${rank}`);
  }
}

function sizeOf({ counts }: Bucket): number {
  return counts.reduce((sum, n) => sum + n, 0);
}
