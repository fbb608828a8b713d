/** Blocks on other machines: whoever runs `chipcast worker` at the same Redis. */

import { outcomeColumns } from '../compile/program.ts';
import type { BucketCollector } from '../execute/bucket-collector.ts';
import type { CountedPart, Executor, SimulateOptions } from '../execute/executor.ts';
import type { Plan } from '../plan/plan.ts';
import { MOMENTS } from '../stats/moments.ts';
import { parseAddress } from './address.ts';
import { connected, optionsOf, packages } from './connect.ts';
import { ownEngine } from './engine.ts';
import { queueName } from './keys.ts';
import { columnCount, countsReader, drawsReader } from './read.ts';
import { sentPlan } from './sent-plan.ts';
import { type Fleet, Session } from './session.ts';

/** Counts of a message, before it is known how many there are. */
const MOST_COUNTS = 24 * 1024 * 1024;

/**
 * @param redis  address of the Redis where workers listen
 * @param say    is told of what is refused, and of a Redis that goes away and comes back
 * @param mostJobBlocks  fewer than follow from what a job takes, as tests of many jobs need
 * @throws FleetError if the address cannot be used; with the first blocks, FleetFailure if nobody
 *   answers there
 */
export function redisExecutor(
  redis: string,
  say: (line: string) => void,
  mostJobBlocks?: number,
): Executor {
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
      const blockBytes = Math.max(1, columnCount(plan, recordInputs)) * plan.blockSize * 8;
      const session = new Session(await opened, sentPlan(plan), {
        kind: 'draws',
        blocks,
        recordInputs,
        blockBytes,
        messageBytes: () => blockBytes,
      });
      yield* session.answers(drawsReader(plan, recordInputs), stop);
    },
    async *count(
      plan: Plan,
      blocks: readonly number[],
      { stop }: SimulateOptions,
      layout: () => BucketCollector,
    ): AsyncIterable<CountedPart> {
      if (blocks.length === 0) return;
      opened ??= open();
      const columns = outcomeColumns(plan.program).length;
      let read: ReturnType<typeof countsReader> | undefined;
      let numbers = MOST_COUNTS;
      // Workers lay buckets out, too: all do it at the same time.
      const layOut = (): ReturnType<typeof countsReader> => {
        if (read !== undefined) return read;
        const laid = layout();
        numbers = laid.tableLengths().reduce((sum, [a, b]) => sum + a + b, 0);
        read = countsReader(plan, laid);
        return read;
      };
      const session = new Session(await opened, sentPlan(plan), {
        kind: 'counts',
        blocks,
        recordInputs: false,
        blockBytes: columns * plan.blockSize * 8,
        // A byte a count, and moments of the few parts of which a job's blocks are made.
        messageBytes: () => numbers + 4 * columns * plan.replicates * MOMENTS * 8,
        meanwhile: layOut,
        ...(mostJobBlocks === undefined ? {} : { mostJobBlocks }),
      });
      yield* session.answers((message) => layOut()(message), stop);
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
