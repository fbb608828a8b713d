/** Blocks in a pool of threads. */

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';
import { toJson } from '../compile/canonical.ts';
import { FROM_SOURCE, shipped } from '../shipped.ts';
import { present } from '../text/entry.ts';
import type { Executor } from './executor.ts';
import type { BlockResult, SimulatorOptions } from './simulate.ts';

/**
 * What a thread is given: the plan as text, which is cheap to hand over and is read only where its
 * id is new.
 */
export interface BlockTask {
  readonly planId: string;
  readonly planText: string;
  readonly block: number;
  /** Room for the columns, handed over. */
  readonly into: Float64Array | undefined;
  readonly options: SimulatorOptions;
}

/** @param threads  1 or more; as many as the machine runs at a time if absent */
export function threadsExecutor(
  threads: number = availableParallelism(),
  chunk?: number,
): Executor {
  let pool: Piscina | undefined;
  // Loaded and started with the first blocks: whoever computes none pays for none.
  const started = async (): Promise<Piscina> => {
    const { Piscina } = await import('piscina');
    return new Piscina({
      filename: fileURLToPath(shipped('thread')),
      ...(FROM_SOURCE ? { execArgv: ['--import', 'tsx'] } : {}),
      minThreads: threads,
      maxThreads: threads,
      idleTimeout: 60_000,
      // A block leaves hardly anything behind. With the usual 48 MB of young generation two threads
      // take 35 MB more, for nothing.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
  };
  return {
    name: `threads ${threads}`,
    async *simulate(plan, blocks, { recordInputs, stop }) {
      pool ??= await started();
      const planText = toJson(plan);
      const waiting = [...blocks].reverse();
      const running = new Map<number, Promise<BlockResult>>();
      // Memory of results that were taken in: fresh pages cost more than the copy.
      const spare: Float64Array[] = [];
      while (waiting.length > 0 || running.size > 0) {
        // One block waits beside each that runs, so that no thread idles while a result is taken
        // in.
        while (!stop?.requested && waiting.length > 0 && running.size < 2 * threads) {
          const block = present(waiting.pop(), 'a block that waits');
          const task: BlockTask = {
            planId: plan.id,
            planText,
            block,
            into: spare.pop(),
            options: { chunk, recordInputs },
          };
          const transferList = task.into ? [task.into.buffer as ArrayBuffer] : [];
          const result = pool.run(task, { transferList }) as Promise<BlockResult>;
          // One failure ends the run and is thrown below; those that follow from it say nothing
          // new.
          result.catch(() => {});
          running.set(block, result);
        }
        if (running.size === 0) return;
        const result = await Promise.race(running.values());
        running.delete(result.block);
        yield result;
        spare.push(result.columns);
        // Lets signals and timers be served between blocks. Where taking in a block lasts as long
        // as computing one, the next result is always there already, and a promise that is settled
        // never lets the event loop turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    close: async () => pool?.destroy(),
  };
}
