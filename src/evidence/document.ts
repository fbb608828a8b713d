/** What `evidence.json` holds: how good the update is, and what each piece of evidence did. */

import type { UpdateMethod } from '../plan/updates.ts';
import type { Estimate, QuantileName } from '../stats/summary.ts';
import type { Quality, SampleSize } from './quality.ts';

export interface BeforeAfter {
  readonly unit: string;
  readonly prior: Spread;
  readonly posterior: Spread;
}

/** A distribution in a few numbers. */
export interface Spread {
  readonly mean: Estimate;
  readonly sd: Estimate;
  readonly quantiles: Readonly<Record<QuantileName, Estimate>>;
}

/** How far a headline is moved by a piece of evidence. */
export interface PieceMove {
  readonly id: string;
  /** The day on which it was known; empty for what is given. */
  readonly known: string;
  /** All pieces against all but this one; null where without it nothing can be told. */
  readonly leftOut: Estimate;
  /** This piece after those that were known before it. */
  readonly inOrder: Estimate;
}

export interface HeadlineMoves {
  readonly unit: string;
  /** What is moved: the probability of an event, else the mean. */
  readonly statistic: 'probability' | 'mean';
  readonly prior: Estimate;
  readonly posterior: Estimate;
  /** In order of date. The moves in order add up from prior to posterior. */
  readonly pieces: readonly PieceMove[];
}

export interface EvidenceDocument extends Quality {
  readonly format: 1;
  readonly method: UpdateMethod;
  readonly asOf?: string;
  readonly trials: number;
  readonly pieces: readonly {
    readonly id: string;
    readonly known: string;
    readonly quantity?: string;
    readonly likelihood?: string;
    readonly reading?: string;
    readonly sources?: readonly string[];
    /** Where it was read, if it is none of the model's own. */
    readonly file?: string;
    readonly alone: SampleSize;
  }[];
  /** Pairs of observations that the model hardly brings together. */
  readonly clashes: readonly string[];
  /** By outcome with its period. */
  readonly outcomes: Readonly<Record<string, BeforeAfter>>;
  /** By input (with its quarter), those first whose distribution moved most. */
  readonly inputs: Readonly<Record<string, BeforeAfter & { readonly moved: number }>>;
  readonly headlines: Readonly<Record<string, HeadlineMoves>>;
  /** Of an update by tempering. */
  readonly tempering?: {
    /** Degrees by which the likelihood was let in: the fewest and the most of a replicate. */
    readonly degrees: readonly [least: number, most: number];
    /** Sweeps of moves of all replicates and degrees. */
    readonly sweeps: number;
    /** Share of moves that were taken. */
    readonly accepted: number;
    /**
     * Logarithm of the mean likelihood of all reports under the prior, up to the constants of their
     * likelihoods.
     */
    readonly logEvidence: Estimate;
  };
}
