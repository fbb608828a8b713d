/** Takes block results in any order and ends in one summary. */

import { chartThresholds } from '../charts/index.ts';
import { type OutcomeColumn, outcomeColumns } from '../compile/program.ts';
import { loadKernel } from '../kernel/load.ts';
import { Partitioner } from '../kernel/partitioner.ts';
import type { Plan } from '../plan/plan.ts';
import { MOMENTS, MomentTree } from '../stats/moments.ts';
import { likelyRanks, PartitionedSample } from '../stats/partitioned-sample.ts';
import type { Sample } from '../stats/sample.ts';
import { summariseOutcome, type ValueCounts } from '../stats/summarise.ts';
import type { OutcomeSummary, Summary, Wanted } from '../stats/summary.ts';
import { summariseWeighted } from '../stats/weighted.ts';
import { entry } from '../text/entry.ts';
import { blockStretches } from './layout.ts';
import { fromDraws, placeForecasts } from './published.ts';
import { type BlockResult, NAMED_FAILURES } from './simulate.ts';

/**
 * Draws of all outcomes are kept up to this many bytes; beyond, counts in buckets take their place.
 */
export const KEPT_DRAWS_BYTES = 1024 * 1024 * 1024;

export interface Collector {
  readonly method: 'draws' | 'buckets';
  /** Blocks taken in. */
  readonly blocks: ReadonlySet<number>;
  add(result: BlockResult): void;
  /** Once every block is in. */
  summary(): Summary;
}

export interface CountedSample {
  readonly sample: Sample;
  /** Counts of values, where they are few and whole. */
  readonly values: readonly ValueCounts[] | undefined;
}

/**
 * What a run saves on its way, so that a later process can go on: anything that can be cloned, and
 * tables of counts, which are large.
 */
export interface Snapshot {
  readonly state: object;
  readonly tables: readonly Uint32Array[];
}

export abstract class Collecting {
  readonly blocks = new Set<number>();
  protected readonly columns: ReturnType<typeof outcomeColumns>;
  protected moments = new MomentTree();
  /** First failing trials of each column, ascending. */
  protected readonly failing: number[][];

  constructor(protected readonly plan: Plan) {
    this.columns = outcomeColumns(plan.program);
    this.failing = this.columns.map(() => []);
  }

  add(result: BlockResult): void {
    this.blocks.add(result.block);
    this.moments.add(result.block, result.moments);
    for (const { column, trial } of result.failures) this.note(column, trial);
    this.keep(result);
  }

  summary(): Summary {
    const { plan, columns } = this;
    const moments = this.moments.total();
    const width = plan.replicates * MOMENTS;
    const outcomes = columns.map((_, k) =>
      this.summarise(k, moments.subarray(k * width, (k + 1) * width)),
    );
    return {
      trials: plan.trials,
      replicates: plan.replicates,
      quantiles: this.quantileMethod,
      outcomes,
      ...this.published(moments),
      failures: outcomes.flatMap(({ id, failures }, k) =>
        failures > 0 ? [{ outcome: id, count: failures, trials: this.failing[k] }] : [],
      ),
    };
  }

  /** @param moments  of the column, replicate after replicate */
  protected summarise(column: number, moments: Float64Array): OutcomeSummary {
    const { plan, columns } = this;
    const { sample, values } = this.sample(column, moments);
    return summariseOutcome(
      columns[column],
      moments,
      sample,
      values,
      plan.trials,
      wantedOf(plan.program, columns[column]),
    );
  }

  /**
   * Where published figures fall; nothing where the model has none.
   *
   * @param moments  of all columns
   */
  protected abstract published(moments: Float64Array): Pick<Summary, 'published'>;

  protected abstract readonly quantileMethod: Summary['quantiles'];
  protected abstract keep(result: BlockResult): void;
  /** @param moments  of the column, replicate after replicate */
  protected abstract sample(column: number, moments: Float64Array): CountedSample;

  /** A run of any length remembers a few failures of a column only. */
  protected note(column: number, trial: number): void {
    const failing = this.failing[column];
    if (failing.length === NAMED_FAILURES && trial > failing[NAMED_FAILURES - 1]) return;
    failing.push(trial);
    failing.sort((a, b) => a - b);
    failing.length = Math.min(failing.length, NAMED_FAILURES);
  }
}

/** Keeps every draw, replicate after replicate: exact quantiles. */
export class DrawCollector extends Collecting implements Collector {
  readonly method = 'draws';
  protected readonly quantileMethod = { method: 'draws' } as const;
  /** `outcomes[column][first of the replicate + point]` */
  readonly outcomes: readonly Float64Array[];
  /** The same of the inputs, if they are recorded. */
  readonly inputs: readonly Float64Array[];
  /** Where each replicate begins, and the end. */
  readonly firsts: number[];
  private partitioner: Partitioner | undefined;

  /** Whether all draws of a plan can be kept. */
  static fits(plan: Plan): boolean {
    return plan.trials * outcomeColumns(plan.program).length * 8 <= KEPT_DRAWS_BYTES;
  }

  /**
   * @param recordedInputs  how many input columns come behind the outcomes
   * @param weights         how much each draw counts, where they lie in `outcomes`; absent: all
   *           alike
   */
  constructor(
    plan: Plan,
    recordedInputs = 0,
    readonly weights?: Float64Array,
  ) {
    super(plan);
    this.outcomes = this.columns.map(() => new Float64Array(plan.trials));
    this.inputs = Array.from({ length: recordedInputs }, () => new Float64Array(plan.trials));
    this.firsts = [0];
    for (let r = 0; r < plan.replicates; r++) {
      this.firsts.push(
        this.firsts[r] + Math.max(0, Math.ceil((plan.trials - r) / plan.replicates)),
      );
    }
  }

  protected override published(): Pick<Summary, 'published'> {
    const { forecasts = [] } = this.plan.program;
    if (forecasts.length === 0) return {};
    const values = this.weights ?? new Float64Array(this.plan.trials).fill(1);
    const numbers = new Map(this.columns.map(({ id }, k) => [id, k]));
    const draws = (id: string) => this.outcomes[entry(numbers, id)];
    const weights = { values, firsts: this.firsts };
    return { published: placeForecasts(forecasts, fromDraws(draws, weights)) };
  }

  protected override summarise(column: number, moments: Float64Array): OutcomeSummary {
    const { weights, firsts, columns, outcomes, plan } = this;
    if (weights === undefined) return super.summarise(column, moments);
    const wanted = wantedOf(plan.program, columns[column]);
    return summariseWeighted(
      columns[column],
      outcomes[column],
      { values: weights, firsts },
      wanted,
    );
  }

  protected keep({ block, trials, columns }: BlockResult): void {
    for (const { replicate, first, length, position } of blockStretches(this.plan, block)) {
      const target = this.firsts[replicate] + first;
      [...this.outcomes, ...this.inputs].forEach((draws, k) =>
        draws.set(columns.subarray(k * trials + position, k * trials + position + length), target),
      );
    }
  }

  protected sample(column: number): CountedSample {
    this.partitioner ??= new Partitioner(loadKernel());
    const wanted = wantedOf(this.plan.program, this.columns[column]);
    const draws = this.partitioner.partition(
      this.outcomes[column],
      this.firsts,
      likelyRanks(this.plan.trials, wanted),
    );
    const sample = new PartitionedSample(draws);
    return { sample, values: sample.values() };
  }
}

/**
 * What a program asks of one of its columns: trials of headline amounts, chances where a chart has
 * a threshold.
 */
export function wantedOf(program: Plan['program'], { id, outcome }: OutcomeColumn): Wanted {
  const { headlines = [], charts = [] } = program;
  const { id: bare, over } = program.outcomes[outcome];
  return {
    worlds: over !== 'quarter' && (headlines.includes(bare) || headlines.includes(id)),
    thresholds: chartThresholds(charts, bare, over),
  };
}

/** What lies between the infinities and before NaN, which sorts last. */
export function finitePart(sorted: Float64Array): Float64Array {
  let [from, to] = [0, sorted.length];
  while (to > 0 && !(sorted[to - 1] < Number.POSITIVE_INFINITY)) to--;
  while (from < to && sorted[from] === Number.NEGATIVE_INFINITY) from++;
  return sorted.subarray(from, to);
}
