/**
 * Columns of a run by name: those that are in memory, those that were written down, and those that
 * are computed again because somebody asks for them.
 */

import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { recordableNames } from '../compile/record.ts';
import { problemOfName } from '../condition/names.ts';
import { type ObservedHere, observeHere } from '../evidence/observe-here.ts';
import type { Executor } from '../execute/executor.ts';
import { drawsOf } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';
import { pointsOf } from '../random/designs.ts';
import { type OutcomeDraws, recordedDraws, recordedDrawsHere } from '../revision/outcome-draws.ts';
import type { Weights } from '../stats/weights.ts';
import { drawColumns, WEIGHT } from '../store/draw-columns.ts';
import { RunFolderError } from '../store/error.ts';
import type { KeptDraws } from '../store/kept-draws.ts';
import type { RunStore } from '../store/run-store.ts';
import { byReplicate, byTrial } from '../store/trial-order.ts';
import { entry } from '../text/entry.ts';
import type { Notify } from './notice.ts';
import { UsageError } from './usage-error.ts';

/** Draws that were written down with a run. */
export interface WrittenDraws {
  readonly store: Pick<RunStore, 'readDraws'>;
  /** Is told where they cannot be read, and are computed again. */
  readonly onNotice: Notify;
}

export class Columns {
  /** All names that can be asked for: outcomes with their period, inputs, variables. */
  readonly names: readonly string[];
  /** Where each replicate begins, and the number of trials. */
  readonly firsts: readonly number[];
  private readonly known = new Map<string, Float64Array>();
  private observed: ObservedHere | undefined;
  private written: WrittenDraws | undefined;

  /**
   * @param kept     draws in memory
   * @param written  those of a file or the like, of which only what is asked for is read
   */
  constructor(
    readonly plan: Plan,
    readonly kept: KeptDraws | undefined,
    written?: WrittenDraws,
  ) {
    this.written = written;
    const { program, trials, replicates } = plan;
    this.names = recordableNames(program);
    const firsts = [0];
    for (let r = 0; r < replicates; r++) firsts.push(firsts[r] + pointsOf(trials, replicates, r));
    this.firsts = firsts;
    if (kept === undefined) return;
    if (kept.inputs.length > 0)
      inputColumns(program, drawsOf(plan)).forEach(({ id }, k) =>
        this.known.set(id, kept.inputs[k]),
      );
    // After the inputs: where an outcome has the name of an input, the outcome is meant.
    outcomeColumns(program).forEach(({ id }, k) => this.known.set(id, kept.outcomes[k]));
  }

  /**
   * Columns replicate after replicate, computed in this thread where they are not written down.
   *
   * @throws UsageError naming all that are none
   */
  take(names: readonly string[]): OutcomeDraws {
    const missing = this.unread(names);
    if (missing.length > 0)
      this.add(recordedDrawsHere(this.plan, missing, this.evidence()).columns);
    return this.taken(names);
  }

  /** The same, computed by an executor. */
  async load(names: readonly string[], executor: Executor): Promise<OutcomeDraws> {
    const missing = this.unread(names);
    if (missing.length > 0) {
      const { evidence } = this.plan;
      const drawn = await recordedDraws(this.plan, missing, executor);
      if (evidence?.method === 'weights') this.observed ??= { weights: drawn.weights.values };
      this.add(drawn.columns);
    }
    return this.taken(names);
  }

  /** Outcomes and inputs, as a file of draws has them. */
  all(): KeptDraws {
    const { inputs, outcomes } = drawColumns(this.plan);
    const { columns, weights } = this.take([...inputs, ...outcomes]);
    return {
      inputs: inputs.map((name) => entry(columns, name)),
      outcomes: outcomes.map((name) => entry(columns, name)),
      firsts: this.firsts,
      weights: this.isWeighted ? weights.values : undefined,
    };
  }

  /**
   * How much each trial counts, replicate after replicate; all alike where there is no evidence.
   */
  get weights(): Weights {
    const { trials } = this.plan;
    const values = this.kept?.weights ?? this.weighed() ?? new Float64Array(trials).fill(1);
    return { firsts: this.firsts, values };
  }

  /** Whether trials count differently. */
  get isWeighted(): boolean {
    return this.plan.evidence?.method === 'weights';
  }

  /** In order of trial number. */
  byTrial(values: Float64Array): Float64Array {
    return byTrial(this, values);
  }

  private weighed(): Float64Array | undefined {
    return this.isWeighted ? this.evidence().weights : undefined;
  }

  private evidence(): ObservedHere {
    if (this.observed !== undefined) return this.observed;
    const weights =
      this.kept?.weights ?? (this.isWeighted ? this.readWritten([WEIGHT])?.get(WEIGHT) : undefined);
    this.observed = weights === undefined ? observeHere(this.plan) : { weights };
    return this.observed;
  }

  /** Names of columns that are not in memory once those that were written down are. */
  private unread(names: readonly string[]): string[] {
    const missing = this.missing(names);
    const { inputs, outcomes } = drawColumns(this.plan);
    const filed = missing.filter((name) => inputs.includes(name) || outcomes.includes(name));
    if (filed.length === 0) return missing;
    const read = this.readWritten(filed);
    if (read === undefined) return missing;
    this.add(read);
    return missing.filter((name) => !read.has(name));
  }

  /** Columns that were written down; undefined where they were not, or cannot be believed. */
  private readWritten(names: readonly string[]): ReadonlyMap<string, Float64Array> | undefined {
    if (this.written === undefined) return undefined;
    const { store, onNotice } = this.written;
    try {
      const read = store.readDraws(this.plan, names);
      return new Map([...read].map(([name, values]) => [name, byReplicate(this, values)]));
    } catch (error) {
      if (!(error instanceof RunFolderError)) throw error;
      this.written = undefined;
      onNotice({ kind: 'left-out', message: `draws are computed again: ${error.message}` });
      return undefined;
    }
  }

  private missing(names: readonly string[]): string[] {
    const faults = names.flatMap((name) => problemOfName(name, { columns: this.names }) ?? []);
    if (faults.length > 0) throw new UsageError([...new Set(faults)].join('\n'));
    return names.filter((name) => !this.known.has(name));
  }

  private add(columns: ReadonlyMap<string, Float64Array>): void {
    for (const [name, values] of columns) if (!this.known.has(name)) this.known.set(name, values);
  }

  private taken(names: readonly string[]): OutcomeDraws {
    const columns = new Map(names.map((name) => [name, entry(this.known, name)]));
    return { columns, weights: this.weights };
  }
}
