/** What an analysis says, as it is written down. */

import type { OutcomeKind } from '../compile/outcome-kind.ts';
import type { Accounting } from './accounting.ts';
import type { ByGroup, Index } from './by-group.ts';
import type { DocumentParts, OutcomeParts } from './methods/index.ts';
import type { FailedPoint } from './responses.ts';

/** What is known of an outcome whatever the methods. */
export interface OutcomeFacts {
  readonly unit: string;
  /** Absent of draws from elsewhere, and of documents of before. */
  readonly kind?: OutcomeKind;
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
  /**
   * Inputs with their influence (total index) beside what they rest on; where inputs are analysed
   * one by one.
   */
  readonly accounting?: Accounting;
}

/** Beside these facts, what each method finds: its definition names the keys. */
export type OutcomeAnalysis = OutcomeFacts & OutcomeParts;

export interface AnalysisFacts {
  readonly format: 1;
  readonly model: string;
  readonly seed: string;
  readonly design: string;
  readonly base: number;
  readonly replicates: number;
  readonly methods: readonly string[];
  /** What evidence did to the trials; absent where there is none. */
  readonly evidence?: {
    /** Ids of what was observed, by date. */
    readonly observations: readonly string[];
    readonly given: readonly string[];
    readonly trials: number;
    /** How many independent trials those are worth. */
    readonly effective: number;
  };
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
  /** The day at which the age of sources is taken, and after which news comes. */
  readonly asOf: string;
  /** Digests of what was computed, by method. */
  readonly digests: Readonly<Record<string, string>>;
}

export type Analysis = AnalysisFacts & DocumentParts;
