/** The spine: plan to finished run. */

import { loadKernel } from '../kernel/load.ts';
import type { Sorter } from '../kernel/sorter.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { BucketCollector } from './bucket-collector.ts';
import { type Collector, DrawCollector, type Snapshot } from './collect.ts';
import { correlations } from './correlations.ts';
import type { Executor } from './executor.ts';
import type { BlockResult } from './simulate.ts';

/** Where finished blocks are written down. */
export interface Log {
  /** Digests of blocks that an earlier process finished. */
  readonly done: ReadonlyMap<number, string>;
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
   * How much each world counts, replicate after replicate; all alike if absent. Only where all
   * draws can be kept.
   */
  readonly weights?: Float64Array;
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

  constructor(readonly block: number) {
    super(
      `block ${block} came out otherwise than the journal says; the journal was altered, or this machine computes otherwise`,
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
  sorter: Sorter,
  hooks: RunHooks = {},
  saved?: Snapshot,
): Promise<Finished | Stopped> {
  const collector = DrawCollector.fits(plan)
    ? new DrawCollector(plan, hooks.recordedInputs, hooks.weights)
    : new BucketCollector(plan);
  if (saved && collector instanceof BucketCollector) collector.restore(saved);
  const digests = new Map(log.done);
  const total = blockCount(plan);
  const missing = Array.from({ length: total }, (_, block) => block).filter(
    // A block that was taken in but has no digest any more is computed again for its digest alone.
    (block) => !(collector.blocks.has(block) && digests.has(block)),
  );
  let nextCheckpoint = performance.now() + CHECKPOINT_MS;

  for await (const result of executor.simulate(plan, missing, {
    recordInputs: (hooks.recordedInputs ?? 0) > 0,
    ...(hooks.stop ? { stop: hooks.stop } : {}),
  })) {
    takeIn(result);
    hooks.progress?.(collector.blocks.size, total);
    const began = performance.now();
    if (began > nextCheckpoint) {
      checkpoint();
      const took = performance.now() - began;
      nextCheckpoint = began + took + Math.max(CHECKPOINT_MS, CHECKPOINT_SHARE * took);
    }
  }
  if (collector.blocks.size < total) {
    checkpoint();
    return { state: 'stopped', done: collector.blocks.size, total };
  }
  const ordered = Array.from({ length: total }, (_, block) => digests.get(block)!);
  const dependent = correlations(plan, loadKernel());
  const summary = {
    ...collector.summary(sorter),
    ...(dependent === undefined ? {} : { correlations: dependent }),
  };
  return { state: 'finished', summary, digests: ordered, collector };

  function checkpoint(): void {
    const snapshot = collector instanceof BucketCollector ? collector.snapshot() : undefined;
    if (snapshot) hooks.checkpoint?.(snapshot);
  }

  function takeIn(result: BlockResult): void {
    const known = digests.get(result.block);
    if (known !== undefined && known !== result.digest) throw new DigestMismatch(result.block);
    if (known === undefined) log.record({ block: result.block, digest: result.digest });
    digests.set(result.block, result.digest);
    if (!collector.blocks.has(result.block)) collector.add(result);
  }
}
