/**
 * Entry point of a pool thread: computes a block of a plan, counts several, lays the sieves of
 * columns, or sums columns up.
 */

import { move, transferableSymbol, valueSymbol } from 'piscina';
import { fromJson } from '../src/compile/canonical.ts';
import { BucketCollector } from '../src/execute/bucket-collector.ts';
import { ColumnSummaries } from '../src/execute/column-summaries.ts';
import { type CountTask, NEIGHBOURS, NEXT, STOP } from '../src/execute/counting.ts';
import type { CountedPart } from '../src/execute/executor.ts';
import type { Kept, ToSummarise } from '../src/execute/kept.ts';
import { type ColumnSieve, layColumns } from '../src/execute/sieve.ts';
import { SiftedSummaries } from '../src/execute/sifted-summaries.ts';
import { type BlockResult, Simulator } from '../src/execute/simulate.ts';
import type { BlockTask, LayTask, SummariseTask } from '../src/execute/threads.ts';
import { Partitioner } from '../src/kernel/partitioner.ts';
import type { WasmModule } from '../src/kernel/web-assembly.ts';
import type { Plan } from '../src/plan/plan.ts';
import { MOMENTS } from '../src/stats/moments.ts';
import type { OutcomeSummary } from '../src/stats/summary.ts';

/** The plan in hand, and its simulator: built once a thread. */
let held: { readonly key: string; readonly simulator: Simulator } | undefined;
/** What counts its blocks, and room for the draws of one. */
let counting: { readonly of: Simulator; readonly collector: BucketCollector } | undefined;
let columns: Float64Array | undefined;

type Summarising = (
  column: number,
  moments: Float64Array,
  kept: ToSummarise,
) => OutcomeSummary | undefined;

/** What sums up the columns of the run in hand. It holds no draws of columns that are kept whole. */
let summing: { readonly run: number; readonly by: Summarising } | undefined;

type Task = BlockTask | CountTask | LayTask | SummariseTask;

export default function computed(
  task: Task,
): BlockResult | CountedPart | (ColumnSieve | undefined)[] | (OutcomeSummary | undefined)[] {
  if ('summarise' in task) return summarise(task);
  if ('lay' in task) return layColumns(task.lay, partitionerOf(task.kernel));
  return 'countBlocks' in task ? countBlocks(task) : simulateBlock(task);
}

/** One for all columns of this thread, in turn. */
let partitioner: Partitioner | undefined;

function partitionerOf(kernel: WasmModule): Partitioner {
  partitioner ??= new Partitioner(kernel);
  return partitioner;
}

function simulatorOf({ planId, planText, kernel, options }: BlockTask | CountTask): Simulator {
  const key = `${planId} ${options.chunk} ${options.recordInputs}`;
  if (held?.key !== key) {
    held = { key, simulator: new Simulator(fromJson(planText) as Plan, kernel, options) };
  }
  return held.simulator;
}

function simulateBlock(task: BlockTask): BlockResult {
  const result = simulatorOf(task).block(task.block, task.into);
  const counts = result.sifted ? [result.sifted.counts] : [];
  return handedOver(result, [result.columns, result.moments, ...counts]);
}

function countBlocks(task: CountTask): CountedPart {
  const began = performance.now();
  const { shared, countBlocks, layout, milliseconds } = task;
  const simulator = simulatorOf(task);
  if (counting?.of !== simulator) {
    counting = { of: simulator, collector: new BucketCollector(simulator.plan) };
    counting.collector.layOutAs(layout);
  }
  const { collector } = counting;
  const blocks: { block: number; digest: string }[] = [];
  while (Atomics.load(shared, STOP) === 0 && performance.now() - began < milliseconds) {
    const next = Atomics.add(shared, NEXT, NEIGHBOURS);
    if (next >= countBlocks.length) break;
    for (const block of countBlocks.slice(next, next + NEIGHBOURS)) {
      if (Atomics.load(shared, STOP) !== 0) break;
      const result = simulator.block(block, columns);
      columns = result.columns;
      collector.add(result);
      blocks.push({ block: result.block, digest: result.digest });
    }
  }
  const counts = collector.handOver();
  return handedOver({ blocks, counts }, counts.tables);
}

function summarise(task: SummariseTask): (OutcomeSummary | undefined)[] {
  if (summing?.run !== task.run) summing = { run: task.run, by: summarising(task) };
  const { by } = summing;
  const { moments } = task.kept;
  const width = task.replicates * MOMENTS;
  return task.summarise.map((column) =>
    by(column, moments.subarray(column * width, (column + 1) * width), task.kept),
  );
}

function summarising({ planText, kernel, kept }: SummariseTask): Summarising {
  const plan = fromJson(planText) as Plan;
  if ('sieve' in kept) {
    const sifted = new SiftedSummaries(plan, kept, partitionerOf(kernel));
    return (column, moments) => sifted.of(column, moments);
  }
  const by = new ColumnSummaries(plan, kept.firsts, kept.weights, partitionerOf(kernel));
  return (column, moments, whole) => {
    const { draws, trials } = whole as Kept;
    return by.of(column, draws.subarray(column * trials, (column + 1) * trials), moments);
  };
}

/** What is handed over and not copied. */
function handedOver<T>(value: T, arrays: readonly (Float64Array | Uint32Array)[]): T {
  const handed = {
    [transferableSymbol]: arrays.map(({ buffer }) => buffer),
    [valueSymbol]: value,
  };
  return move(handed as unknown as Parameters<typeof move>[0]) as unknown as T;
}
