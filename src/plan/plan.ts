/**
 * What a run will compute, complete and frozen: the answer is a function of this and of nothing
 * else.
 */

import type { Measure, Program } from '../compile/program.ts';
import type { Design } from '../random/designs.ts';
import type { Day } from '../text/day.ts';
import type { Language } from '../wording/languages.ts';
import type { Exchange } from './exchange.ts';
import type { UpdateMethod } from './updates.ts';

export interface PlannedInput {
  readonly id: string;
  /** Canonical text of the distribution that will be drawn; `point(3)` for a fixed value. */
  readonly distribution: string;
  /**
   * Who changed it from the model's own: `preset open-door`, `spec`, `--set`; absent if it is the
   * model's own.
   */
  readonly overriddenBy?: string;
}

/** A copula with what was solved for it. */
export interface PlannedCopula {
  readonly id: string;
  readonly df?: number;
  readonly measure: Measure;
  /** Ids of inputs, in the order in which the scores build on each other. */
  readonly inputs: readonly string[];
  /** Correlations asked for, in that measure. */
  readonly target: readonly (readonly number[])[];
  /** Correlations of the scores. */
  readonly scores: readonly (readonly number[])[];
  /** Their lower Cholesky factor. */
  readonly factor: readonly (readonly number[])[];
  readonly over: 'trial' | 'quarter';
  /** Of the stream of a t copula. */
  readonly dimensions: readonly number[];
}

/** What was observed of a quantity, and how likely that would be for each of its values. */
export interface PlannedObservation {
  readonly id: string;
  /** The day on which it was known. */
  readonly known: Day;
  /** An expression of inputs, variables and outcomes with their periods: `h200.units[2026Q1]`. */
  readonly quantity: string;
  /** Canonical text, `normal(value=0, sd=8)`. */
  readonly likelihood: string;
  /** Not part of the id. */
  readonly about: {
    readonly reading?: string;
    readonly sources?: readonly string[];
    /** Where it was read, if it is none of the model's own. */
    readonly file?: string;
  };
}

export interface PlannedEvidence {
  readonly method: UpdateMethod;
  /** By date, then by id. */
  readonly observations: readonly PlannedObservation[];
  /** Conditions that hold in every trial that counts. */
  readonly given: readonly string[];
  /** The day up to which evidence was taken in, where one was asked for; not part of the id. */
  readonly asOf?: Day;
  /** Trials that the weights must be worth at least, where it was asked for; not part of the id. */
  readonly least?: number;
}

export interface Plan {
  readonly format: 1;
  /**
   * SHA-256 of the canonical JSON of what defines the answer: fingerprint, used inputs, seed,
   * design, trials, replicates, blockSize, numerics.
   */
  readonly id: string;
  /** Human name, first part of the run folder; not part of the id. */
  readonly name: string;
  readonly model: string;
  /**
   * The file of the model, as it was named, where it is none of the shipped ones; not part of the
   * id.
   */
  readonly modelFile?: string;
  /** Whether draws are written; absent: unless they are large. Not part of the id. */
  readonly draws?: boolean | 'auto';
  /**
   * What is to be known how precisely, `P(x > 1) ± 0.001`, for which trials are added; not part of
   * the id.
   */
  readonly until?: string;
  /** The language of its pages; English if absent. Not part of the id. */
  readonly lang?: Language;
  readonly presets: readonly string[];
  readonly seed: string;
  readonly design: Design;
  /** Of each matrix, where there are several. */
  readonly trials: number;
  readonly replicates: number;
  /** Trials a block: 4096. */
  readonly blockSize: number;
  /**
   * Version of the numerics (functions, sampling, accumulation): bits may only change when this
   * does.
   */
  readonly numerics: number;
  /** Aligned with `program.inputs`. */
  readonly inputs: readonly PlannedInput[];
  /** Absent where there is none. */
  readonly copulas?: readonly PlannedCopula[];
  /** Absent where trials count alike. */
  readonly evidence?: PlannedEvidence;
  /**
   * Of a sensitivity analysis: the same trials again and again, with some streams drawn from a
   * second sample.
   */
  readonly exchange?: Exchange;
  readonly program: Program;
}

export const BLOCK_SIZE = 4096;

/**
 * Version of the numerics. Raise it when a change anywhere (functions, sampling, how draws are
 * mapped, accumulation) gives some plan other bits than before; the same question then has a new
 * id, and an old result is never taken for a new one.
 */
export const NUMERICS = 1;

/**
 * Blocks are numbered from 0; block k holds trials k * blockSize up to the next block or the last
 * trial. Where there are several matrices, those of the first come first.
 */
export function blockCount(plan: Pick<Plan, 'trials' | 'blockSize' | 'exchange'>): number {
  return blocksOfMatrix(plan) * (plan.exchange?.matrices.length ?? 1);
}

export function blocksOfMatrix({ trials, blockSize }: Pick<Plan, 'trials' | 'blockSize'>): number {
  return Math.ceil(trials / blockSize);
}

/** Number of the matrix to which a block belongs. */
export function matrixOf(plan: Pick<Plan, 'trials' | 'blockSize'>, block: number): number {
  return Math.floor(block / blocksOfMatrix(plan));
}
