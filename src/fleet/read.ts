/** What messages say of a plan, once it is believed. */

import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import type { BucketCollector } from '../execute/bucket-collector.ts';
import type { CountedPart } from '../execute/executor.ts';
import { conditionsOf } from '../execute/published.ts';
import { type BlockResult, drawsOf, resultOf } from '../execute/simulate.ts';
import { ColumnReader } from '../kernel/column-reader.ts';
import { loadKernel } from '../kernel/load.ts';
import { blocksOfMatrix, type Plan } from '../plan/plan.ts';
import { FormError } from '../text/form.ts';
import { decodeColumns } from './columns.ts';
import { decodeCounts } from './counts.ts';
import type { Message } from './messages.ts';

/** Columns of a block, inputs behind outcomes if they are recorded. */
export function columnCount(plan: Plan, recordInputs: boolean): number {
  const inputs = recordInputs ? inputColumns(plan.program, drawsOf(plan)).length : 0;
  return outcomeColumns(plan.program).length + inputs;
}

/** @returns  what reads a message of draws; it throws FormError unless its columns have its digest */
export function drawsReader(plan: Plan, recordInputs: boolean): (message: Message) => BlockResult {
  const outcomes = outcomeColumns(plan.program).length;
  const results = columnCount(plan, recordInputs);
  const machine = new ColumnReader(loadKernel(), Math.min(plan.blockSize, plan.trials));
  return ({ head, body }) => {
    const [block] = head.blocks;
    const columns = decodeColumns(body, trialsOf(plan, block), results);
    machine.read(columns);
    const result = resultOf(plan, block, { outcomes, results, machine }, columns);
    if (result.digest !== head.digests[0])
      throw new FormError([
        `columns of block ${block} have digest ${result.digest.slice(0, 16)}, it says ${head.digests[0].slice(0, 16)}`,
      ]);
    return result;
  };
}

/** @returns  what reads a message of counts; it throws FormError unless they add up */
export function countsReader(
  plan: Plan,
  layout: BucketCollector,
): (message: Message) => CountedPart {
  const counted = {
    trials: plan.trials,
    replicates: plan.replicates,
    conditions: conditionsOf(plan.program.forecasts ?? []).length,
    trialsOf: (block: number) => trialsOf(plan, block),
    layout,
  };
  return ({ head, body }) => ({
    blocks: head.blocks.map((block, k) => ({ block, digest: head.digests[k] })),
    counts: decodeCounts(head, body, counted),
  });
}

/** Trials of a block; those of each matrix end with a block of the rest. */
function trialsOf(plan: Plan, block: number): number {
  const from = (block % blocksOfMatrix(plan)) * plan.blockSize;
  return Math.min(plan.blockSize, plan.trials - from);
}
