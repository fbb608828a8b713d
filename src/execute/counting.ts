/** A run too large for its draws, counted where its blocks are computed: in the threads of a pool. */

import type { Piscina } from 'piscina';
import type { MachineImage } from '../kernel/machine.ts';
import type { WasmModule } from '../kernel/web-assembly.ts';
import type { CountLayout } from './bucket-collector.ts';
import type { CountedPart, SimulateOptions } from './executor.ts';
import type { SimulatorOptions } from './simulate.ts';

/** Blocks that a thread counts on its own, one after another, until its time is over. */
export interface CountTask {
  readonly planId: string;
  readonly planText: string;
  readonly kernel: WasmModule;
  /** Those of all threads: each takes the next few. */
  readonly countBlocks: readonly number[];
  readonly layout: CountLayout;
  /** Shared: the place of the next block, and whether to stop. */
  readonly shared: Int32Array;
  readonly milliseconds: number;
  readonly options: SimulatorOptions & { readonly image: MachineImage };
}

/**
 * Blocks that a thread takes at a time. Moments of neighbours join where they are; those of a block of
 * the China model alone are 580 KB.
 */
export const NEIGHBOURS = 4;
/** Places in what threads share while they count. */
export const [NEXT, STOP] = [0, 1];
/**
 * How long a thread counts before it hands its counts over: long enough that taking them in, which
 * is done in one thread for all, takes one part in so many of the time.
 */
export const LEAST_MS = 250;
const MOST_MS = 3000;
const TAKING_IN = 20;
/** How often it is asked whether to stop. */
const ASK_MS = 50;

/** Every thread counts, and begins anew when its part was taken in, until there are no blocks. */
export async function* countedIn(
  pool: Piscina,
  threads: number,
  task: CountTask,
  { stop }: SimulateOptions,
): AsyncGenerator<CountedPart> {
  const { shared, countBlocks } = task;
  const asking = setInterval(() => {
    if (stop?.requested) Atomics.store(shared, STOP, 1);
  }, ASK_MS);
  const isOver = (): boolean =>
    stop?.requested === true || Atomics.load(shared, NEXT) >= countBlocks.length;
  const running = new Map<number, Promise<{ thread: number; part: CountedPart }>>();
  let { milliseconds } = task;
  const begin = (thread: number): void => {
    const part = (pool.run({ ...task, milliseconds }) as Promise<CountedPart>).then((part) => ({
      thread,
      part,
    }));
    // The first failure is thrown below; those that follow from it say nothing new.
    part.catch(() => {});
    running.set(thread, part);
  };
  try {
    for (let thread = 0; thread < threads && !isOver(); thread++) begin(thread);
    while (running.size > 0) {
      const { thread, part } = await Promise.race(running.values());
      running.delete(thread);
      if (!isOver()) begin(thread);
      if (part.blocks.length === 0) continue;
      const began = performance.now();
      yield part;
      const took = (performance.now() - began) * TAKING_IN;
      milliseconds = Math.min(MOST_MS, Math.max(LEAST_MS, took));
    }
  } finally {
    Atomics.store(shared, STOP, 1);
    clearInterval(asking);
  }
}
