/** What an analysis says, as it is written down. */

import type { Estimate } from '../stats/summary.ts';
import type { Accounting } from './accounting.ts';
import type { Splits } from './by-kind.ts';
import type { FailedPoint } from './responses.ts';
import type { WatchRow } from './watch.ts';

export type ByGroup<T> = Readonly<Record<string, T>>;

/**
 * An estimate of a group; null where the outcome is constant, or the measure is not defined for the
 * input.
 */
export type Index = Estimate | null;

/** What tells the trials beyond a threshold from all. */
export interface TailDrivers {
  readonly threshold: number;
  readonly drivers: ByGroup<{
    /** Kolmogorov-Smirnov distance between the input there and in all trials. */
    readonly distance: Index;
    /** Of the variance of "beyond or not" what the input explains alone. */
    readonly share: Index;
    readonly direction: 'higher' | 'lower' | null;
  }>;
}

export interface OutcomeAnalysis {
  readonly unit: string;
  /** Whether all points gave the same number, so that there is nothing to explain. */
  readonly constant: boolean;
  /** Points at which it was no finite number in some matrix; they are left out. */
  readonly failures: {
    readonly points: number;
    readonly of: number;
    /** Of all points; `high` bounds what is left out of every index. */
    readonly share: Index;
    readonly located: readonly FailedPoint[];
  };
  readonly sobol?: {
    readonly first: ByGroup<Index>;
    readonly total: ByGroup<Index>;
    /** By `a*b`. */
    readonly second: ByGroup<Index>;
  };
  readonly shapley?: ByGroup<Index>;
  readonly morris?: ByGroup<{ readonly mu: Index; readonly muStar: Index; readonly sigma: Index }>;
  /** How the variance splits by kind of assumption and by component. */
  readonly shares?: Splits;
  /**
   * Inputs with their influence (total index) beside what they rest on; where inputs are analysed
   * one by one.
   */
  readonly accounting?: Accounting;
  /**
   * First-order indices from given data. Here and below a copula has a row beside the rows of its
   * members.
   */
  readonly firstOrder?: ByGroup<Index>;
  readonly delta?: ByGroup<Index>;
  /** The median over the slices of each input. */
  readonly pawn?: ByGroup<Index>;
  /** How many slices there are of each: ten, or one for each value of an input with fewer. */
  readonly pawnSlices?: ByGroup<number>;
  /**
   * From here to `linear` of inputs one by one, whatever the groups: a group has no coefficient.
   */
  readonly spearman?: ByGroup<Index>;
  readonly src?: ByGroup<Index>;
  readonly pcc?: ByGroup<Index>;
  readonly prcc?: ByGroup<Index>;
  /**
   * How much of the variance the linear fits of values and of ranks explain; below 0.7 their
   * coefficients are no measure.
   */
  readonly linear?: {
    readonly rSquared: Index;
    readonly rankRSquared: Index;
    readonly poor: boolean;
    readonly rankPoor: boolean;
  };
  /** Expected variance removed by learning the input, and the standard deviation left. */
  readonly information?: ByGroup<{ readonly removed: Index; readonly sdLeft: Index }>;
  /** Drivers of the lowest and the highest twentieth of the trials. */
  readonly tail?: { readonly lowest: TailDrivers; readonly highest: TailDrivers };
  readonly dgsm?: ByGroup<{
    readonly nu: Index;
    readonly nuScores: Index;
    readonly share: Index;
    readonly jumps: boolean;
  }>;
  readonly tornado?: {
    readonly base: number;
    readonly rows: readonly {
      readonly input: string;
      readonly inputAt: readonly [number, number];
      readonly outcomeAt: readonly [number, number];
      readonly swing: number | null;
      readonly monotone: boolean;
      /**
       * Of a member of a copula: the same where the other members go with it, each to its median
       * given this one.
       */
      readonly together?: {
        readonly copula: string;
        readonly outcomeAt: readonly [number, number];
        readonly swing: number | null;
        readonly monotone: boolean;
      };
    }[];
  };
}

export interface Analysis {
  readonly format: 1;
  readonly model: string;
  readonly seed: string;
  readonly design: string;
  readonly base: number;
  readonly replicates: number;
  readonly methods: readonly string[];
  /** Trials that were computed for all of it. */
  readonly evaluations: number;
  /**
   * The inputs of each group; where inputs are analysed one by one, those that share a copula are a
   * group of its name.
   */
  readonly groups: ByGroup<readonly string[]>;
  /** What the groups are; absent for draws from elsewhere. */
  readonly grouping?: 'input' | 'component' | 'kind' | 'table';
  readonly outcomes: ByGroup<OutcomeAnalysis>;
  /**
   * Expected value of learning an input before choosing between options, whose net benefits are
   * outcomes; in their unit.
   */
  readonly evppi?: {
    readonly options: readonly string[];
    /** Of learning everything, which is the most that learning some of it can be worth (EVPI). */
    readonly everything?: Index;
    readonly value: ByGroup<Index>;
  };
  /** What will become known after `asOf`, and what it would tell. */
  readonly watch?: readonly WatchRow[];
  /** The day at which the age of sources is taken, and after which news comes. */
  readonly asOf: string;
  /** Digests of what was computed, by method. */
  readonly digests: Readonly<Record<string, string>>;
}
