/** Takes block results in any order and ends in one summary. */

import { outcomeColumns } from '../compile/program.ts';
import type { Plan } from '../plan/plan.ts';
import { MOMENTS, MomentTree } from '../stats/moments.ts';
import type { OutcomeSummary, Summary } from '../stats/summary.ts';
import { entry } from '../text/entry.ts';
import { ColumnSummaries } from './column-summaries.ts';
import type { Kept, ToSummarise } from './kept.ts';
import { blockStretches, firstsOf } from './layout.ts';
import { placedByDraws } from './published.ts';
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
  /** Once every block is in: places published figures, while others summarise the outcomes. */
  place(): void;
  /** Once every block is in. */
  summary(done?: readonly (OutcomeSummary | undefined)[]): Summary;
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

  private placed: Pick<Summary, 'published'> | undefined;

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

  /** Moments of a column among those of all. */
  protected momentsOf(k: number, all: Float64Array): Float64Array {
    const width = this.plan.replicates * MOMENTS;
    return all.subarray(k * width, (k + 1) * width);
  }

  place(): void {
    this.placed ??= this.published(this.moments.total());
  }

  /** @param done  summaries of the outcomes, where somebody else has made them */
  summary(done?: readonly (OutcomeSummary | undefined)[]): Summary {
    const { plan, columns } = this;
    const moments = this.moments.total();
    const outcomes = columns.map(
      (_, k) => done?.[k] ?? this.summarise(k, this.momentsOf(k, moments)),
    );
    return {
      trials: plan.trials,
      replicates: plan.replicates,
      quantiles: this.quantileMethod,
      outcomes,
      ...(this.placed ?? this.published(moments)),
      failures: outcomes.flatMap(({ id, failures }, k) =>
        failures > 0 ? [{ outcome: id, count: failures, trials: this.failing[k] }] : [],
      ),
    };
  }

  /** @param moments  of the column, replicate after replicate */
  protected abstract summarise(column: number, moments: Float64Array): OutcomeSummary;

  /**
   * Where published figures fall; nothing where the model has none.
   *
   * @param moments  of all columns
   */
  protected abstract published(moments: Float64Array): Pick<Summary, 'published'>;

  protected abstract readonly quantileMethod: Summary['quantiles'];
  protected abstract keep(result: BlockResult): void;
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
  /** All draws; whoever puts them here has to give results without columns. */
  readonly kept: Kept;
  private readonly summaries: ColumnSummaries;

  /** Whether all draws of a plan can be kept. */
  static fits(plan: Plan): boolean {
    return DrawCollector.bytes(plan) <= KEPT_DRAWS_BYTES;
  }

  /** Bytes of all draws of a plan, with those of recorded inputs if there are some. */
  static bytes(plan: Plan, recordedInputs = 0): number {
    return plan.trials * (outcomeColumns(plan.program).length + recordedInputs) * 8;
  }

  /**
   * @param recordedInputs  how many input columns come behind the outcomes
   * @param weights         how much each draw counts, where they lie in `outcomes`; absent: all
   *           alike
   * @param shared          whether other threads are to reach the draws
   */
  constructor(
    plan: Plan,
    recordedInputs = 0,
    readonly weights?: Float64Array,
    { shared = false }: { readonly shared?: boolean } = {},
  ) {
    super(plan);
    const { trials } = plan;
    const count = this.columns.length + recordedInputs;
    const Memory = shared ? SharedArrayBuffer : ArrayBuffer;
    const draws = new Float64Array(new Memory(DrawCollector.bytes(plan, recordedInputs)));
    this.kept = { draws, trials, firsts: firstsOf(plan) };
    const columns = Array.from({ length: count }, (_, k) =>
      draws.subarray(k * trials, (k + 1) * trials),
    );
    this.outcomes = columns.slice(0, this.columns.length);
    this.inputs = columns.slice(this.columns.length);
    this.summaries = new ColumnSummaries(plan, this.kept.firsts, weights);
  }

  get firsts(): readonly number[] {
    return this.kept.firsts;
  }

  /** What is needed for `summary` to be made elsewhere. */
  toSummarise(): ToSummarise {
    return { ...this.kept, moments: this.moments.total(), weights: this.weights };
  }

  protected override published(): Pick<Summary, 'published'> {
    const numbers = new Map(this.columns.map(({ id }, k) => [id, k]));
    const draws = (id: string) => this.outcomes[entry(numbers, id)];
    return placedByDraws(this.plan, draws, this.firsts, this.weights);
  }

  protected summarise(column: number, moments: Float64Array): OutcomeSummary {
    return this.summaries.of(column, this.outcomes[column], moments);
  }

  protected keep({ block, trials, columns }: BlockResult): void {
    if (columns.length === 0) return;
    for (const { replicate, first, length, position } of blockStretches(this.plan, block)) {
      const target = this.firsts[replicate] + first;
      [...this.outcomes, ...this.inputs].forEach((draws, k) =>
        draws.set(columns.subarray(k * trials + position, k * trials + position + length), target),
      );
    }
  }
}

/** What lies between the infinities and before NaN, which sorts last. */
export function finitePart(sorted: Float64Array): Float64Array {
  let [from, to] = [0, sorted.length];
  while (to > 0 && !(sorted[to - 1] < Number.POSITIVE_INFINITY)) to--;
  while (from < to && sorted[from] === Number.NEGATIVE_INFINITY) from++;
  return sorted.subarray(from, to);
}
