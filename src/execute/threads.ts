/** Blocks in a pool of threads. */

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { toJson } from '../compile/canonical.ts';
import type { Executor } from './executor.ts';
import type { BlockResult, SimulatorOptions } from './simulate.ts';

/** What a thread is given: the plan as text, which is cheap to hand over and is read only where its id is new. */
export interface BlockTask {
  readonly planId: string;
  readonly planText: string;
  readonly block: number;
  readonly keepColumns: boolean;
  readonly options: SimulatorOptions;
}

/** @param threads  1 or more; as many as the machine runs at a time if absent */
export function threadsExecutor(
  threads: number = availableParallelism(),
  chunk?: number,
): Executor {
  const fromSource = import.meta.url.endsWith('.ts');
  const worker = new URL(`../../workers/thread.${fromSource ? 'ts' : 'js'}`, import.meta.url);
  const pool = new Piscina({
    filename: fileURLToPath(worker),
    ...(fromSource ? { execArgv: ['--import', 'tsx'] } : {}),
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: 60_000,
  });
  return {
    width: threads,
    async *simulate(plan, blocks, { keepColumns, recordInputs, stop }) {
      const planText = toJson(plan);
      const waiting = [...blocks].reverse();
      const running = new Map<number, Promise<BlockResult>>();
      while (waiting.length > 0 || running.size > 0) {
        // One block waits beside each that runs, so that no thread idles while a result is taken in.
        while (!stop?.requested && waiting.length > 0 && running.size < 2 * threads) {
          const block = waiting.pop()!;
          const task: BlockTask = {
            planId: plan.id,
            planText,
            block,
            keepColumns,
            options: { chunk, recordInputs },
          };
          running.set(block, pool.run(task) as Promise<BlockResult>);
        }
        if (running.size === 0) return;
        const result = await Promise.race(running.values());
        running.delete(result.block);
        yield result;
      }
    },
    close: () => pool.destroy(),
  };
}
