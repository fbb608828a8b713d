/** The spine: plan to finished run. */

import { loadKernel } from '../kernel/load.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { entry } from '../text/entry.ts';
import { BucketCollector } from './bucket-collector.ts';
import { type Collector, DrawCollector, type Snapshot } from './collect.ts';
import { correlations } from './correlations.ts';
import type { Executor, SimulateOptions } from './executor.ts';
import { SiftCollector } from './sift-collector.ts';
import { type BlockResult, Simulator } from './simulate.ts';
import { turn } from './turn.ts';

/** Where finished blocks are written down. */
export interface Log {
  /** Digests of blocks that an earlier process finished. */
  readonly done: ReadonlyMap<number, string>;
  /** Where it is kept; absent where that is memory. */
  readonly path?: string;
  record(entry: { readonly block: number; readonly digest: string }): void;
}

export interface RunHooks {
  /** After every block. */
  progress?(done: number, total: number): void;
  /** Every so often in a run that counts in buckets: what is worth saving. */
  checkpoint?(snapshot: Snapshot): void;
  readonly stop?: { readonly requested: boolean };
  /** How many inputs are recorded beside the outcomes; none if absent. */
  readonly recordedInputs?: number;
  /**
   * How much each trial counts, replicate after replicate; all alike if absent. Only where all
   * draws can be kept.
   */
  readonly weights?: Float64Array;
  /** Called with columns whose statistics are computed, where threads do it. */
  summarising?(done: number, total: number): void;
  /** Whether only the summary is wanted: draws are then not kept where that takes longer. */
  readonly summaryOnly?: boolean;
}

export interface Finished {
  readonly state: 'finished';
  readonly summary: Summary;
  /** Digests of all blocks, in order. */
  readonly digests: readonly string[];
  readonly collector: Collector;
}

export interface Stopped {
  readonly state: 'stopped';
  readonly done: number;
  readonly total: number;
}

/**
 * A block came out otherwise than when it was first computed: the promise of equal bits is broken,
 * so nothing is reported.
 */
export class DigestMismatch extends Error {
  override readonly name = 'DigestMismatch';

  /** @param journal  path of the journal, where it is a file */
  constructor(
    readonly block: number,
    journal = 'the journal',
  ) {
    super(
      `block ${block} came out otherwise than ${journal} says; the question or the journal was altered, or this machine computes otherwise`,
    );
  }
}

const CHECKPOINT_MS = 10_000;
/** Saving may take one part in this many of the time. */
const CHECKPOINT_SHARE = 20;

/**
 * Computes what is missing of a plan and summarises it.
 *
 * @param saved  what `checkpoint` was given by an earlier process
 * @throws DigestMismatch if a block differs from its entry in the log
 */
export async function run(
  plan: Plan,
  executor: Executor,
  log: Log,
  hooks: RunHooks = {},
  saved?: Snapshot,
): Promise<Finished | Stopped> {
  const collector = collectorOf(plan, executor, hooks);
  if (saved && collector instanceof BucketCollector) collector.restore(saved);
  const digests = new Map(log.done);
  const total = blockCount(plan);
  const missing = Array.from({ length: total }, (_, block) => block).filter(
    // A block that was taken in but has no digest any more is computed again for its digest alone.
    (block) => !(collector.blocks.has(block) && digests.has(block)),
  );
  let nextCheckpoint = performance.now() + CHECKPOINT_MS;

  const options = {
    recordInputs: (hooks.recordedInputs ?? 0) > 0,
    ...(hooks.stop ? { stop: hooks.stop } : {}),
  };
  if (collector instanceof SiftCollector) {
    const { pilot: into, pilotBlocks } = collector;
    let drawn = 0;
    const pilot = { ...options, into, of: total };
    for await (const _ of executor.simulate(plan, pilotBlocks, pilot)) drawn++;
    if (drawn < pilotBlocks.length) return { state: 'stopped', done: 0, total };
    const asked = collector.toLay();
    collector.layOut(asked, await executor.lay?.(asked));
  }
  if (executor.count && collector instanceof BucketCollector) {
    const uncounted = missing.filter((block) => !collector.blocks.has(block));
    const laidOut = (): BucketCollector => {
      if (!collector.isLaidOut) collector.layOut(pilotOf(plan, collector));
      return collector;
    };
    for await (const { blocks, counts } of executor.count(plan, uncounted, options, laidOut)) {
      for (const { block, digest } of blocks) note(block, digest);
      collector.absorb(counts);
      afterwards();
    }
  }
  const rest = missing.filter((block) => !(collector.blocks.has(block) && digests.has(block)));
  if (!hooks.stop?.requested && rest.length > 0)
    for await (const result of executor.simulate(plan, rest, {
      ...options,
      ...placeOf(collector),
    })) {
      note(result.block, result.digest);
      if (!collector.blocks.has(result.block)) collector.add(result);
      afterwards();
    }
  if (collector.blocks.size < total) {
    checkpoint();
    return { state: 'stopped', done: collector.blocks.size, total };
  }
  const ordered = Array.from({ length: total }, (_, block) => entry(digests, block));
  const summarising =
    collector instanceof BucketCollector
      ? undefined
      : executor.summarise?.(plan, collector.toSummarise(), undefined, hooks.summarising);
  // What goes wrong there is thrown below.
  summarising?.catch(() => {});
  if (summarising) {
    // Threads begin with a turn of the event loop, and this one has something else to do meanwhile.
    await turn();
    collector.place();
  }
  const dependent = correlations(plan, loadKernel());
  const done = await summarising;
  const summary = {
    ...collector.summary(done),
    ...(dependent === undefined ? {} : { correlations: dependent }),
  };
  return { state: 'finished', summary, digests: ordered, collector };

  function checkpoint(): void {
    const snapshot = collector instanceof BucketCollector ? collector.snapshot() : undefined;
    if (snapshot) hooks.checkpoint?.(snapshot);
  }

  function note(block: number, digest: string): void {
    const known = digests.get(block);
    if (known !== undefined && known !== digest) throw new DigestMismatch(block, log.path);
    if (known === undefined) log.record({ block, digest });
    digests.set(block, digest);
  }

  function afterwards(): void {
    hooks.progress?.(collector.blocks.size, total);
    const began = performance.now();
    if (began <= nextCheckpoint) return;
    checkpoint();
    const took = performance.now() - began;
    nextCheckpoint = began + took + Math.max(CHECKPOINT_MS, CHECKPOINT_SHARE * took);
  }
}

function collectorOf(
  plan: Plan,
  executor: Executor,
  hooks: RunHooks,
): DrawCollector | SiftCollector | BucketCollector {
  if (!DrawCollector.fits(plan)) return new BucketCollector(plan);
  if (sifts(plan, executor, hooks)) return new SiftCollector(plan);
  const { recordedInputs, weights } = hooks;
  return new DrawCollector(plan, recordedInputs, weights, { shared: executor.shares === true });
}

function sifts(
  plan: Plan,
  executor: Executor,
  { summaryOnly, recordedInputs = 0, weights }: RunHooks,
): boolean {
  const isEnough = summaryOnly === true && recordedInputs === 0 && weights === undefined;
  return isEnough && executor.sifts === true && SiftCollector.suits(plan);
}

/** Bytes of the draws that a run keeps in memory. */
export function keptBytes(plan: Plan, executor: Executor, hooks: RunHooks): number {
  if (!DrawCollector.fits(plan) || sifts(plan, executor, hooks)) return 0;
  return DrawCollector.bytes(plan, hooks.recordedInputs);
}

/** Where blocks put their draws. */
function placeOf(
  collector: DrawCollector | SiftCollector | BucketCollector,
): Pick<SimulateOptions, 'into'> {
  if (collector instanceof SiftCollector) return { into: collector.into };
  return collector instanceof DrawCollector ? { into: collector.kept } : {};
}

/**
 * The blocks by whose draws buckets are laid out, computed in this thread: 64 MiB of draws at most,
 * so that nobody's word has to be taken for a layout.
 */
export function* pilotOf(
  plan: Plan,
  { pilotBlocks }: Pick<BucketCollector, 'pilotBlocks'>,
  simulator = new Simulator(plan, loadKernel()),
): Generator<BlockResult> {
  for (let block = 0; block < pilotBlocks; block++) yield simulator.block(block);
}
