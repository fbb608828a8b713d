/** Blocks on other machines: whoever runs `chipcast worker` at the same Redis. */

import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import type { BucketCollector } from '../execute/bucket-collector.ts';
import type { CountedPart, Executor, SimulateOptions } from '../execute/executor.ts';
import { conditionsOf } from '../execute/published.ts';
import { type BlockResult, drawsOf, resultOf } from '../execute/simulate.ts';
import { ColumnReader } from '../kernel/column-reader.ts';
import { loadKernel } from '../kernel/load.ts';
import { blocksOfMatrix, type Plan } from '../plan/plan.ts';
import { MOMENTS } from '../stats/moments.ts';
import { FormError } from '../text/form.ts';
import { parseAddress } from './address.ts';
import { decodeColumns } from './columns.ts';
import { connected, optionsOf, packages } from './connect.ts';
import { decodeCounts } from './counts.ts';
import { ownEngine } from './engine.ts';
import { queueName } from './keys.ts';
import { sentPlan } from './sent-plan.ts';
import { type Fleet, Session } from './session.ts';

/**
 * @param redis  address of the Redis where workers listen
 * @param say    is told of what is refused, and of a Redis that goes away and comes back
 * @throws FleetError if the address cannot be used; with the first blocks, FleetFailure if nobody
 *   answers there
 */
export function redisExecutor(redis: string, say: (line: string) => void): Executor {
  const address = parseAddress(redis);
  let opened: Promise<Fleet> | undefined;
  const open = async (): Promise<Fleet> => {
    const loaded = await packages();
    const client = await connected(loaded, address, say);
    const results = new loaded.Redis(optionsOf(address));
    const queue = new loaded.bull.Queue(queueName(ownEngine()), {
      connection: optionsOf(address),
      prefix: address.prefix,
    });
    // The first connection says what there is to say.
    for (const one of [results, queue]) one.on('error', () => {});
    return { address, client, results, queue, say };
  };
  return {
    name: `fleet at ${address.shown}`,
    async *simulate(plan, blocks, { recordInputs = false, stop }) {
      if (blocks.length === 0) return;
      opened ??= open();
      const outcomes = outcomeColumns(plan.program).length;
      const results =
        outcomes + (recordInputs ? inputColumns(plan.program, drawsOf(plan)).length : 0);
      const machine = new ColumnReader(loadKernel(), Math.min(plan.blockSize, plan.trials));
      const blockBytes = Math.max(1, results) * plan.blockSize * 8;
      const session = new Session(await opened, sentPlan(plan), {
        kind: 'draws',
        blocks,
        recordInputs,
        blockBytes,
        messageBytes: blockBytes,
      });
      yield* session.answers(({ head, body }): BlockResult => {
        const [block] = head.blocks;
        const columns = decodeColumns(body, trialsOf(plan, block), results);
        machine.read(columns);
        const result = resultOf(plan, block, { outcomes, results, machine }, columns);
        if (result.digest !== head.digests[0])
          throw new FormError([
            `columns of block ${block} have digest ${result.digest.slice(0, 16)}, it says ${head.digests[0].slice(0, 16)}`,
          ]);
        return result;
      }, stop);
    },
    async *count(
      plan: Plan,
      blocks: readonly number[],
      { stop }: SimulateOptions,
      layout: BucketCollector,
    ): AsyncIterable<CountedPart> {
      if (blocks.length === 0) return;
      opened ??= open();
      const columns = outcomeColumns(plan.program).length;
      const numbers = layout.tableLengths().reduce((sum, [a, b]) => sum + a + b, 0);
      const session = new Session(await opened, sentPlan(plan), {
        kind: 'counts',
        blocks,
        recordInputs: false,
        blockBytes: columns * plan.blockSize * 8,
        // A byte a count, and moments of the few parts of which a job's blocks are made.
        messageBytes: numbers + 4 * columns * plan.replicates * MOMENTS * 8,
      });
      const counted = {
        trials: plan.trials,
        replicates: plan.replicates,
        conditions: conditionsOf(plan.program.forecasts ?? []).length,
        trialsOf: (block: number) => trialsOf(plan, block),
        layout,
      };
      yield* session.answers(
        ({ head, body }): CountedPart => ({
          blocks: head.blocks.map((block, k) => ({ block, digest: head.digests[k] })),
          counts: decodeCounts(head, body, counted),
        }),
        stop,
      );
    },
    close: async () => {
      const fleet = await opened?.catch(() => undefined);
      if (fleet === undefined) return;
      fleet.results.disconnect();
      // It waits for an answer, which a Redis that is away does not give.
      await Promise.race([
        fleet.queue.close().catch(() => {}),
        new Promise((resolve) => setTimeout(resolve, 1000).unref()),
      ]);
      fleet.client.disconnect();
    },
  };
}

/** Trials of a block; those of each matrix end with a block of the rest. */
function trialsOf(plan: Plan, block: number): number {
  const from = (block % blocksOfMatrix(plan)) * plan.blockSize;
  return Math.min(plan.blockSize, plan.trials - from);
}
