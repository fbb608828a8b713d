/** Blocks in a pool of threads. */

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';
import { toJson } from '../compile/canonical.ts';
import { outcomeColumns } from '../compile/program.ts';
import { loadKernel } from '../kernel/load.ts';
import type { MachineImage } from '../kernel/machine.ts';
import type { WasmModule } from '../kernel/web-assembly.ts';
import type { Plan } from '../plan/plan.ts';
import { threadModule } from '../shipped.ts';
import type { OutcomeSummary } from '../stats/summary.ts';
import { present } from '../text/entry.ts';
import { countedIn, LEAST_MS } from './counting.ts';
import type { Executor } from './executor.ts';
import type { Kept, Sifting, ToSummarise } from './kept.ts';
import type { ColumnSieve, ToLay } from './sieve.ts';
import { type BlockResult, Simulator, type SimulatorOptions } from './simulate.ts';

/**
 * What a thread is given: the plan as text, which is cheap to hand over and is read only where its
 * id is new, and the machine with tables and keys, which take far longer to make than to copy.
 */
export interface BlockTask {
  readonly planId: string;
  readonly planText: string;
  readonly kernel: WasmModule;
  readonly block: number;
  /** Room for the columns, handed over; or where all draws are kept or sifted, shared. */
  readonly into: Float64Array | Kept | Sifting | undefined;
  readonly options: SimulatorOptions & { readonly image: MachineImage };
}

/** Columns that a thread summarises. */
export interface SummariseTask {
  /** Its number in this process: what threads have made of another run is of no use. */
  readonly run: number;
  readonly replicates: number;
  readonly planText: string;
  readonly kernel: WasmModule;
  readonly kept: ToSummarise;
  /** Their numbers. */
  readonly summarise: readonly number[];
}

/** Columns whose sieves a thread lays. */
export interface LayTask {
  readonly kernel: WasmModule;
  readonly lay: ToLay;
}

let summarised = 0;

/** Columns at a time: few enough that all threads end at about the same time. */
const COLUMNS = 16;
/**
 * At first each thread is given this part of its share at a time: whoever hands out the parts has
 * other things to do meanwhile.
 */
const FIRST_PART = 4;

/** Threads that start with the first blocks, or when they are told to. */
export class ThreadPool {
  private pool: Promise<Piscina> | undefined;

  /** @param threads  1 or more; as many as the machine runs at a time if absent */
  constructor(readonly threads: number = availableParallelism()) {}

  /** Loads and starts them: whoever computes no block pays for none. */
  started(): Promise<Piscina> {
    this.pool ??= this.start();
    return this.pool;
  }

  private async start(): Promise<Piscina> {
    const { Piscina } = await import('piscina');
    const { url, isSource } = threadModule('thread');
    return new Piscina({
      filename: fileURLToPath(url),
      ...(isSource ? { execArgv: ['--import', 'tsx'] } : {}),
      minThreads: this.threads,
      maxThreads: this.threads,
      idleTimeout: 60_000,
      // A block leaves hardly anything behind. With the usual 48 MB of young generation two threads
      // take 35 MB more, for nothing.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
  }

  async close(): Promise<void> {
    const pool = await this.pool;
    this.pool = undefined;
    await pool?.destroy();
  }
}

/** A plan without the texts that only readers need: it goes with each block. */
function textOf(plan: Plan): string {
  const { sources: _, translations: __, ...program } = plan.program;
  return toJson({ ...plan, program });
}

/** @param threads  how many, or a pool that may have been started ahead; it closes with this */
export function threadsExecutor(threads?: number | ThreadPool, chunk?: number): Executor {
  const pool = threads instanceof ThreadPool ? threads : new ThreadPool(threads);
  return {
    name: `threads ${pool.threads}`,
    async *simulate(plan, blocks, { recordInputs, stop, into }) {
      const starting = pool.started();
      const kernel = loadKernel();
      // While the threads start.
      const image = new Simulator(plan, kernel, { chunk, recordInputs }).image();
      const planText = textOf(plan);
      const kept = isShared(into) ? into : undefined;
      const piscina = await starting;
      const waiting = [...blocks].reverse();
      const running = new Map<number, Promise<BlockResult>>();
      // Memory of results that were taken in: fresh pages cost more than the copy.
      const spare: Float64Array[] = [];
      while (waiting.length > 0 || running.size > 0) {
        // One block waits beside each that runs, so that no thread idles while a result is taken
        // in.
        while (!stop?.requested && waiting.length > 0 && running.size < 2 * pool.threads) {
          const block = present(waiting.pop(), 'a block that waits');
          const task: BlockTask = {
            planId: plan.id,
            planText,
            kernel,
            block,
            into: kept ?? spare.pop(),
            options: { chunk, recordInputs, image },
          };
          const transferList = ownMemory(task.into);
          const result = piscina.run(task, { transferList }) as Promise<BlockResult>;
          // One failure ends the run and is thrown below; those that follow from it say nothing
          // new.
          result.catch(() => {});
          running.set(block, result);
        }
        if (running.size === 0) return;
        const result = await Promise.race(running.values());
        running.delete(result.block);
        yield result;
        if (kept === undefined) spare.push(result.columns);
        // Lets signals and timers be served between blocks. Where taking in a block lasts as long
        // as computing one, the next result is always there already, and a promise that is settled
        // never lets the event loop turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async *count(plan, blocks, options, layout) {
      const starting = pool.started();
      const kernel = loadKernel();
      const task = {
        planId: plan.id,
        planText: textOf(plan),
        kernel,
        countBlocks: blocks,
        layout: layout().layout,
        shared: new Int32Array(new SharedArrayBuffer(8)),
        milliseconds: LEAST_MS,
        options: { chunk, image: new Simulator(plan, kernel, { chunk }).image() },
      };
      yield* countedIn(await starting, pool.threads, task, options);
    },
    shares: true,
    sifts: true,
    async lay({ columns, ...pilot }) {
      const piscina = await pool.started();
      const kernel = loadKernel();
      return inParts(columns.length, pool.threads, ([from, to]) => {
        const task: LayTask = { kernel, lay: { ...pilot, columns: columns.slice(from, to) } };
        return piscina.run(task) as Promise<(ColumnSieve | undefined)[]>;
      });
    },
    async summarise(plan, kept, columns, progress) {
      const piscina = await pool.started();
      const task = {
        run: summarised++,
        replicates: plan.replicates,
        planText: textOf(plan),
        kernel: loadKernel(),
        kept: { ...kept, ...(kept.weights ? { weights: sharedCopy(kept.weights) } : {}) },
      };
      const asked = columns ?? outcomeColumns(plan.program).map((_, k) => k);
      let done = 0;
      return inParts(asked.length, pool.threads, async ([from, to]) => {
        const part: SummariseTask = { ...task, summarise: asked.slice(from, to) };
        const summaries = (await piscina.run(part)) as (OutcomeSummary | undefined)[];
        progress?.((done += to - from), asked.length);
        return summaries;
      });
    },
    close: () => pool.close(),
  };
}

/** What threads make of so many columns, many at first and then a few at a time. */
async function inParts<T>(
  count: number,
  threads: number,
  made: (part: readonly [from: number, to: number]) => Promise<readonly T[]>,
): Promise<T[]> {
  const first = Math.max(COLUMNS, Math.floor(count / threads / FIRST_PART));
  const parts: Promise<readonly T[]>[] = [];
  for (let from = 0; from < count; ) {
    const to = Math.min(count, from + (parts.length < threads ? first : COLUMNS));
    parts.push(made([from, to]));
    from = to;
  }
  return (await Promise.all(parts)).flat();
}

/** What is handed over with a task. */
function ownMemory(into: BlockTask['into']): ArrayBuffer[] {
  return into instanceof Float64Array ? [into.buffer as ArrayBuffer] : [];
}

function isShared(into: Kept | Sifting | undefined): boolean {
  const kept = into && 'sieve' in into ? into.whole : into;
  return kept?.draws.buffer instanceof SharedArrayBuffer;
}

function sharedCopy(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
