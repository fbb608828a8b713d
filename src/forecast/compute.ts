/** A plan computed: in memory, or written down on the way so that another process can go on. */

import { inputColumns } from '../compile/lower.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import { observe } from '../evidence/observe.ts';
import { withEnoughTrials } from '../evidence/trusted.ts';
import { DrawCollector } from '../execute/collect.ts';
import type { Executor } from '../execute/executor.ts';
import { keptBytes, type Log, run } from '../execute/run.ts';
import { drawsOf } from '../execute/simulate.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { counted, significant } from '../stats/round.ts';
import type { Summary } from '../stats/summary.ts';
import type { KeptDraws } from '../store/kept-draws.ts';
import type { RunStore } from '../store/run-store.ts';
import type { Notify } from './notice.ts';
import type { Place } from './place.ts';
import { withPrecision } from './until.ts';

/** How far a run is. */
export interface Progress {
  /** Trials that are computed; in another phase as large a part of them as that is done. */
  readonly done: number;
  readonly trials: number;
  /**
   * Of a run with evidence: its trials are weighed before they are computed, then come the
   * statistics of the outcomes, and what the evidence moved. Absent while trials are computed.
   */
  readonly phase?: Phase;
}

export type Phase = 'weighing' | 'statistics' | 'evidence';

export interface ComputeOptions {
  /** Who computes; it stays open. */
  readonly executor: Executor;
  /** Stops after the blocks under way. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onNotice?: Notify | undefined;
  /** Throws if there is no room, see `Place`. */
  readonly expectRoom?: Place['expectRoom'];
  /** Whether inputs are recorded beside the outcomes. */
  readonly inputs?: boolean;
  /** Whether draws are of no use to who asks; there may be some all the same. */
  readonly summaryOnly?: boolean;
  /** Where blocks are written down as they are done. It is opened once the evidence is taken in. */
  readonly store?: RunStore;
}

export interface Computed {
  readonly state: 'finished';
  readonly summary: Summary;
  /** Digests of all blocks, in order. */
  readonly digests: readonly string[];
  /** Absent where they are too many to be kept; inputs are there if they were recorded. */
  readonly draws?: KeptDraws;
  readonly evidence?: EvidenceDocument;
  readonly seconds: number;
  /** Whether an earlier process computed some of it. */
  readonly resumed: boolean;
}

export interface Stopped {
  readonly state: 'stopped';
  /** Blocks. */
  readonly done: number;
  readonly total: number;
}

/**
 * @throws EvidenceError if the evidence cannot be taken in; Interrupted if the signal came while it
 *   was; DigestMismatch if a block comes
 * out otherwise than an earlier process wrote down
 */
export async function compute(plan: Plan, options: ComputeOptions): Promise<Computed | Stopped> {
  const { executor, store, onProgress } = options;
  const stop = stopOf(options.signal);
  const recorded = inputColumns(plan.program, drawsOf(plan)).length;
  const isWeighed = plan.evidence !== undefined;
  const hooks = {
    recordedInputs: options.inputs || isWeighed ? recorded : 0,
    summaryOnly: options.summaryOnly === true && !isWeighed,
  };
  options.expectRoom?.(plan, keptBytes(plan, executor, hooks));
  const { trials } = plan;
  const during = (phase: Phase) => (done: number, total: number) =>
    onProgress?.({ done: Math.round((done / total) * trials), trials, phase });
  // Evidence that is refused leaves no folder.
  const observed =
    plan.evidence &&
    (await observe(plan, executor, recorded, { stop, progress: during('weighing') }));
  const log = begun(plan, options);
  const started = performance.now();
  try {
    const result = await run(
      plan,
      observed?.executor ?? executor,
      log,
      {
        ...hooks,
        stop,
        ...(observed?.weights ? { weights: observed.weights } : {}),
        progress: (done) => onProgress?.({ done: Math.min(done * plan.blockSize, trials), trials }),
        ...(observed?.weights ? { summarising: during('statistics') } : {}),
        checkpoint: (content) => store?.saveSnapshot(plan.id, content),
      },
      store?.snapshot(plan.id),
    );
    if (result.state === 'stopped') return result;
    const { summary, digests, collector } = result;
    const draws = collector instanceof DrawCollector ? collector : undefined;
    return {
      state: 'finished',
      summary,
      digests,
      ...(draws ? { draws } : {}),
      ...(draws && observed
        ? { evidence: await observed.document(draws, summary, during('evidence')) }
        : {}),
      seconds: (performance.now() - started) / 1000,
      resumed: log.done.size > 0,
    };
  } finally {
    log.close();
  }
}

/** A signal as those who compute blocks ask for it. */
export function stopOf(signal: AbortSignal | undefined): { readonly requested: boolean } {
  return {
    get requested() {
      return signal?.aborted === true;
    },
  };
}

/** The log of what is done; in memory where there is no store. */
function begun(plan: Plan, { store, onNotice }: ComputeOptions): Log & { close(): void } {
  if (store === undefined) return { done: new Map(), record() {}, close() {} };
  store.open(plan);
  const log = store.log(plan.id);
  if (log.damaged > 0)
    onNotice?.({
      kind: 'journal',
      message: `${log.damaged} line(s) of the journal were cut off or altered; their blocks are computed again`,
    });
  if (log.done.size > 0 && DrawCollector.fits(plan))
    onNotice?.({
      kind: 'journal',
      message: `${log.done.size} of ${blockCount(plan)} blocks were done; their draws are computed again and checked against the journal`,
    });
  return log;
}

/** The plan with as many trials as its evidence needs, and the precision that was asked for. */
export async function withTrials(
  plan: Plan,
  executor: Executor,
  onNotice?: Notify,
  signal?: AbortSignal,
): Promise<Plan> {
  const trusted = await withEvidence(plan, executor, onNotice);
  return withPrecision(trusted, executor, {
    signal,
    onLook: (trials, { value, se }) =>
      onNotice?.({
        kind: 'trials',
        message: `${counted(trials)} trials: ${significant(value ?? Number.NaN, 4)} ± ${significant(se ?? Number.NaN, 2)}, asked for was ${plan.until}`,
      }),
  });
}

async function withEvidence(plan: Plan, executor: Executor, onNotice?: Notify): Promise<Plan> {
  if (plan.evidence?.least === undefined) return plan;
  const found = await withEnoughTrials(plan, executor);
  if (found.trials > plan.trials)
    onNotice?.({
      kind: 'trials',
      message: `${counted(found.trials)} trials in place of ${counted(plan.trials)}, so that the weights are worth ${counted(plan.evidence.least)}`,
    });
  return found;
}
