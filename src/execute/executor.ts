/**
 * Who computes blocks. Executors differ in speed and place only: a block's result is a function of
 * the plan and its number.
 */

import type { Plan } from '../plan/plan.ts';
import type { OutcomeSummary } from '../stats/summary.ts';
import type { BucketCollector } from './bucket-collector.ts';
import type { Snapshot } from './collect.ts';
import type { Kept, Sifting, ToSummarise } from './kept.ts';
import type { ColumnSieve, ToLay } from './sieve.ts';
import type { BlockResult } from './simulate.ts';

export interface SimulateOptions {
  /** Whether the columns of results include the inputs. */
  readonly recordInputs?: boolean;
  /** Set to stop after the blocks under way. */
  readonly stop?: { readonly requested: boolean };
  /**
   * Where draws may be put at once, in place of the columns of results. A `Sifting` is given only
   * to executors with `sifts`.
   */
  readonly into?: Kept | Sifting;
  /** Blocks of the whole run, where these are the first of them and others follow. */
  readonly of?: number;
}

/**
 * Blocks that were counted where they were computed. It is the receiver's until it asks for the next
 * one.
 */
export interface CountedPart {
  readonly blocks: readonly { readonly block: number; readonly digest: string }[];
  /** As `BucketCollector.snapshot` gives it, of these blocks and no others. */
  readonly counts: Snapshot;
}

export interface Executor {
  /** For the record: `inline`, `threads 2`. */
  readonly name: string;
  /**
   * Results in whatever order they are done; ends early when asked to stop. The columns of a result
   * are the receiver's until it asks for the next one: their memory is used again. They are empty
   * where draws were put where `into` says.
   */
  simulate(
    plan: Plan,
    blocks: readonly number[],
    options: SimulateOptions,
  ): AsyncIterable<BlockResult>;
  /**
   * Of a plan whose draws are too many to be kept: counts in place of draws, part by part in
   * whatever order, each of blocks that no other part has. Absent where `simulate` is as good.
   *
   * @param layout  where buckets are, and what counts have to fit; laid out in this thread when it
   *   is first asked for
   */
  count?(
    plan: Plan,
    blocks: readonly number[],
    options: SimulateOptions,
    layout: () => BucketCollector,
  ): AsyncIterable<CountedPart>;
  /** Whether memory that threads share is of use. */
  readonly shares?: boolean;
  /** Whether it sifts draws where `into` says so. */
  readonly sifts?: boolean;
  /** The sieves of columns, laid in several threads; undefined where this one is as good. */
  lay?(pilot: ToLay): Promise<readonly (ColumnSieve | undefined)[] | undefined>;
  /**
   * The summaries of columns, made in several threads; undefined where this one is as good, and of
   * columns where too few draws were kept.
   *
   * @param columns   their numbers, those of inputs after those of outcomes; all outcomes if absent
   * @param progress  called with how many are done
   */
  summarise?(
    plan: Plan,
    kept: ToSummarise,
    columns?: readonly number[],
    progress?: (done: number, total: number) => void,
  ): Promise<readonly (OutcomeSummary | undefined)[] | undefined>;
  close(): Promise<void>;
}
