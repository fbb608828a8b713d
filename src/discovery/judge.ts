/**
 * Judging what was found by trials that were held out: shares, with what replicates say of their
 * error.
 */

import { NOTHING } from '../stats/interval.ts';
import { probability } from '../stats/probability.ts';
import type { Estimate } from '../stats/summary.ts';
import { entry } from '../text/entry.ts';
import type { OrderedSample, Sample } from './sample.ts';
import { passing, type TreeNode } from './tree.ts';

/** Some of the trials of a run. */
export interface Part {
  readonly sample: Sample;
  /** Of each trial. */
  readonly replicate: Uint32Array;
}

export interface OrderedPart extends Part {
  readonly sample: OrderedSample;
}

/** What a box is worth. */
export interface BoxShares {
  /**
   * Of the trials in which the condition holds, the share that lies in the box and in none before.
   */
  readonly coverage: Estimate;
  /** Of the trials in the box and in none before, the share in which it holds. */
  readonly density: Estimate;
  /** Share of all trials that lies in the box and in none before. */
  readonly mass: Estimate;
}

export interface FoundTree {
  /** Share of all trials that comes here. */
  readonly mass: Estimate;
  /** Share of these in which the condition holds. */
  readonly density: Estimate;
  readonly split?: {
    readonly input: string;
    readonly at: number;
    /** Where the input is at most `at`. */
    readonly below: FoundTree;
    readonly above: FoundTree;
  };
}

/** Shares in the trials that were held out, with what their replicates say of the error. */
export class Judge {
  private readonly replicates: readonly number[];
  private readonly all: Counts;
  readonly share: number;

  constructor(private readonly testing: Part) {
    this.replicates = [...new Set(testing.replicate)];
    this.all = countsOf(testing, () => true);
    this.share = sum(this.all.holding) / sum(this.all.trials);
  }

  shares(of: Part, isIn: (i: number) => boolean): BoxShares {
    const counts = countsOf(of, isIn);
    return {
      coverage: this.ratio(counts.holding, this.all.holding),
      density: this.ratio(counts.holding, counts.trials),
      mass: this.ratio(counts.trials, this.all.trials),
    };
  }

  tree(tree: TreeNode): FoundTree {
    const { sample } = this.testing;
    const passed = passing(tree, sample);
    const describeNode = (node: TreeNode): FoundTree => {
      const here = new Set(entry(passed, node));
      const { density, mass } = this.shares(this.testing, (i) => here.has(i));
      if (node.split === undefined) return { mass, density };
      const { input, at, below, above } = node.split;
      const split = {
        input: sample.inputs[input].id,
        at,
        below: describeNode(below),
        above: describeNode(above),
      };
      return { mass, density, split };
    };
    return describeNode(tree);
  }

  private ratio(part: ReadonlyMap<number, number>, whole: ReadonlyMap<number, number>): Estimate {
    if (sum(whole) === 0) return NOTHING;
    const of = (counts: ReadonlyMap<number, number>): number[] =>
      this.replicates.map((r) => counts.get(r) ?? 0);
    return probability(of(part), of(whole));
  }
}

interface Counts {
  readonly trials: ReadonlyMap<number, number>;
  readonly holding: ReadonlyMap<number, number>;
}

/** By replicate. */
function countsOf({ sample: { holds }, replicate }: Part, isIn: (i: number) => boolean): Counts {
  const trials = new Map<number, number>();
  const holding = new Map<number, number>();
  replicate.forEach((r, i) => {
    if (!isIn(i)) return;
    trials.set(r, (trials.get(r) ?? 0) + 1);
    holding.set(r, (holding.get(r) ?? 0) + holds[i]);
  });
  return { trials, holding };
}

function sum(counts: ReadonlyMap<number, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
