/**
 * A histogram that forgets the order of what it is given: counts by the leading bits of each number, so that histograms
 * of parts add up to that of the whole, exactly. Buckets are 2^-9 of their value wide, and each keeps its least and greatest
 * member, so a quantile is wrong by at most that, and whole numbers such as codes are exact.
 */

import { quantileOfRanks } from './quantile.ts';

/** Width of a bucket relative to its lower edge: the greatest relative error of a quantile. */
export const RELATIVE_ERROR = 1 / 512;

/** Sign, exponent and nine bits of the fraction lie in the upper 32 bits of a double; the rest is dropped. */
const DROPPED_BITS = 11;

const EMPTY = -1;

export class Histogram {
  private keys: Int32Array;
  /** `counts[slot * groups + group]` */
  private counts: Float64Array;
  private least: Float64Array;
  private greatest: Float64Array;
  private used = 0;

  /** @param groups  how many replicates are counted apart */
  constructor(private readonly groups: number) {
    this.keys = new Int32Array(64).fill(EMPTY);
    this.counts = new Float64Array(64 * groups);
    this.least = new Float64Array(64);
    this.greatest = new Float64Array(64);
  }

  /** Counts the finite values; others are counted by whoever counts failures. */
  add(values: Float64Array, group: number): void {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    for (let i = 0; i < values.length; i++) {
      // Both zeros are one number; adding 0 makes them one.
      const value = values[i] + 0;
      if (!(Math.abs(value) < Number.POSITIVE_INFINITY)) continue;
      const key = value === 0 ? 0 : words[2 * i + 1] >>> DROPPED_BITS;
      const slot = this.slotOf(key);
      this.counts[slot * this.groups + group]++;
      if (value < this.least[slot]) this.least[slot] = value;
      if (value > this.greatest[slot]) this.greatest[slot] = value;
    }
  }

  /**
   * Non-empty buckets in ascending order of their values.
   */
  buckets(): {
    readonly least: number;
    readonly greatest: number;
    readonly counts: Float64Array;
  }[] {
    const found: { least: number; greatest: number; counts: Float64Array }[] = [];
    this.keys.forEach((key, slot) => {
      if (key === EMPTY) return;
      const counts = this.counts.subarray(slot * this.groups, (slot + 1) * this.groups);
      found.push({ least: this.least[slot], greatest: this.greatest[slot], counts });
    });
    return found.sort((a, b) => a.least - b.least);
  }

  toJSON(): object {
    const { groups, keys, counts, least, greatest, used } = this;
    return { groups, keys, counts, least, greatest, used };
  }

  /** @param saved  what `toJSON` gave, its arrays intact */
  static from(saved: object): Histogram {
    const histogram = new Histogram((saved as { groups: number }).groups);
    return Object.assign(histogram, saved);
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    let slot = Math.imul(key, 0x9e3779b1) >>> 7;
    for (; ; slot++) {
      const at = slot & mask;
      if (this.keys[at] === key) return at;
      if (this.keys[at] === EMPTY) {
        if (2 * (this.used + 1) > this.keys.length) {
          this.grow();
          return this.slotOf(key);
        }
        this.used++;
        this.keys[at] = key;
        this.least[at] = Number.POSITIVE_INFINITY;
        this.greatest[at] = Number.NEGATIVE_INFINITY;
        return at;
      }
    }
  }

  private grow(): void {
    const { keys, counts, least, greatest } = this;
    this.keys = new Int32Array(2 * keys.length).fill(EMPTY);
    this.counts = new Float64Array(2 * counts.length);
    this.least = new Float64Array(2 * keys.length);
    this.greatest = new Float64Array(2 * keys.length);
    this.used = 0;
    keys.forEach((key, slot) => {
      if (key === EMPTY) return;
      const at = this.slotOf(key);
      this.counts.set(
        counts.subarray(slot * this.groups, (slot + 1) * this.groups),
        at * this.groups,
      );
      this.least[at] = least[slot];
      this.greatest[at] = greatest[slot];
    });
  }
}

/** A sample known by its buckets only, its values taken to lie evenly from the least to the greatest of each. */
export class BucketSample {
  readonly count: number;
  private readonly sizes: readonly number[];

  /**
   * @param buckets  ascending
   * @param size     how many values of a bucket belong to the sample
   */
  constructor(
    private readonly buckets: readonly {
      readonly least: number;
      readonly greatest: number;
      readonly counts: Float64Array;
    }[],
    size: (counts: Float64Array) => number,
  ) {
    this.sizes = buckets.map(({ counts }) => size(counts));
    this.count = this.sizes.reduce((sum, n) => sum + n, 0);
  }

  /** Sample quantile of type 7. */
  quantile(p: number): number {
    return quantileOfRanks(this.count, p, (rank) => [
      this.orderStatistic(rank),
      this.orderStatistic(Math.min(rank + 1, this.count - 1)),
    ]);
  }

  private orderStatistic(rank: number): number {
    let before = 0;
    for (let k = 0; k < this.buckets.length; k++) {
      const size = this.sizes[k];
      if (rank < before + size) {
        const { least, greatest } = this.buckets[k];
        return size === 1
          ? (least + greatest) / 2
          : least + ((rank - before) / (size - 1)) * (greatest - least);
      }
      before += size;
    }
    throw new RangeError(`BucketSample: no value of rank ${rank}`);
  }
}
