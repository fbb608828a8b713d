/** Draws as a sample that is sorted in full: what every other form of sample is held against. */

import type { Pair, Sample, Split } from '../../src/stats/sample.ts';

/** Finite draws of each replicate, each ascending. */
export class SortedSample implements Sample {
  readonly count: number;
  readonly sizes: readonly number[];
  private readonly all: Float64Array;

  constructor(private readonly parts: readonly Float64Array[]) {
    this.sizes = parts.map(({ length }) => length);
    this.all = Float64Array.from(parts.flatMap((part) => Array.from(part))).sort();
    this.count = this.all.length;
  }

  orderStatistic(rank: number): number {
    return this.all[rank]!;
  }

  pair(rank: number): Pair {
    const [low, high] = [this.all[rank]!, this.all[rank + 1]!];
    const before = rank > 0 && this.all[rank - 1] === low;
    const after = rank + 2 < this.count && this.all[rank + 2] === high;
    return { low, high, piled: low === high || before || after };
  }

  bounds(rank: number): readonly [number, number] {
    return [this.all[rank]!, this.all[rank]!];
  }

  split(x: number): Split {
    return {
      below: this.parts.map((part) => part.filter((y) => y < x).length),
      atMost: this.parts.map((part) => part.filter((y) => y <= x).length),
    };
  }

  countAtLeast(threshold: number): readonly number[] {
    return this.parts.map((part) => part.filter((x) => x >= threshold).length);
  }

  tail(upper: boolean, size: number): { readonly next: number; readonly draws: Float64Array } {
    const next = this.all[upper ? this.count - 1 - size : size]!;
    const beyond = this.parts.flatMap((part) =>
      Array.from(part.filter((x) => (upper ? x > next : x < next))),
    );
    const ties = Array.from({ length: size - beyond.length }, () => next);
    return { next, draws: Float64Array.from([...beyond, ...ties]) };
  }
}
