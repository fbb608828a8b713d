/** Counts trials in which conditions hold, while blocks go by: exact, and in any order. */

import { probability } from '../stats/probability.ts';
import type { Estimate } from '../stats/summary.ts';
import type { Stretch } from './layout.ts';
import { type Condition, sumOf } from './published.ts';

/**
 * Of one condition, trials of each replicate in which it holds, and those in which the sum is
 * finite.
 */
interface Counted {
  readonly hits: number[];
  readonly sizes: number[];
}

export class ConditionTally {
  readonly counts: readonly Counted[];

  /** @param saved  counts of an earlier process */
  constructor(
    private readonly conditions: readonly Condition[],
    replicates: number,
    saved?: readonly Counted[],
  ) {
    const none = (): number[] => Array.from({ length: replicates }, () => 0);
    this.counts = saved ?? conditions.map(() => ({ hits: none(), sizes: none() }));
  }

  /** @param column  the draws of an outcome in the block */
  add(column: (id: string) => Float64Array, stretches: readonly Stretch[]): void {
    this.conditions.forEach(({ outcomes, atLeast, atMost }, k) => {
      const sum = sumOf(outcomes.map(column));
      const { hits, sizes } = this.counts[k];
      for (const { replicate, position, length } of stretches) {
        let [held, finite] = [0, 0];
        for (let i = position; i < position + length; i++) {
          const x = sum[i];
          if (x - x !== 0) continue;
          finite++;
          if (x >= atLeast && x <= atMost) held++;
        }
        hits[replicate] += held;
        sizes[replicate] += finite;
      }
    });
  }

  /** Adds the counts of other blocks. */
  merge(counts: readonly Counted[]): void {
    counts.forEach(({ hits, sizes }, k) => {
      const own = this.counts[k];
      hits.forEach((n, r) => {
        own.hits[r] += n;
        own.sizes[r] += sizes[r];
      });
    });
  }

  share(asked: Condition): Estimate {
    const k = this.conditions.findIndex(
      ({ outcomes, atLeast, atMost }) =>
        atLeast === asked.atLeast &&
        atMost === asked.atMost &&
        outcomes.join() === asked.outcomes.join(),
    );
    return probability(this.counts[k].hits, this.counts[k].sizes);
  }
}
