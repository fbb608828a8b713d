/** Reads Parquet files in a thread of their own, which is ended if a damaged file keeps it busy. */

import { statSync } from 'node:fs';
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import { threadModule } from '../shipped.ts';
import type { Part } from './csv.ts';
import type { ParquetOptions } from './parquet.ts';
import { refusal, TableError } from './table.ts';

/** What the thread is asked. */
export interface Request {
  readonly file: string;
  readonly options: ParquetOptions;
}

/** What it answers: the part, or the message of a fault. */
export type Answer = { readonly part: Part } | { readonly fault: string };

/** What the thread is given when it starts. */
export interface ThreadData {
  readonly port: MessagePort;
  /** One number, which is raised with every step and every answer. */
  readonly steps: Int32Array;
}

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly steps: Int32Array;
}

/**
 * Milliseconds without a step after which a file is given up, and how many more for each of its
 * megabytes.
 */
const PATIENCE_MS = 3000;
const PATIENCE_MS_PER_MB = 100;
const START_MS = 30_000;
const MOST_HEAP_MB = 4096;

/**
 * Kept for the next file: to start one takes longer than to read a small file. It keeps no process
 * alive.
 */
let idle: Thread | undefined;

/**
 * Waits for the thread: this thread does nothing else meanwhile, so that readers need not be
 * asynchronous.
 *
 * @throws TableError if the file is damaged, or if nothing happens for longer than `patienceMs`
 */
export function readParquet(
  file: string,
  { patienceMs, ...options }: ParquetOptions & { patienceMs?: number | undefined },
): Part {
  idle ??= started();
  const { worker, port, steps } = idle;
  const { columns, nothing } = options;
  port.postMessage({ file, options: { columns, nothing } } satisfies Request);
  const patience = patienceMs ?? PATIENCE_MS + (PATIENCE_MS_PER_MB * statSync(file).size) / 1e6;
  const answer = waited(port, steps, patience);
  if (answer === undefined) {
    idle = undefined;
    void worker.terminate();
    throw refusal(file, [
      `reading it made no progress for ${(patience / 1000).toFixed(1)} s; the file is most likely damaged`,
    ]);
  }
  if ('fault' in answer) throw new TableError(answer.fault);
  return answer.part;
}

function started(): Thread {
  const { port1, port2 } = new MessageChannel();
  const steps = new Int32Array(new SharedArrayBuffer(4));
  const { url, isSource } = threadModule('tables');
  const load = `import(${JSON.stringify(url.href)})`;
  // The loader of TypeScript is registered in the thread: that of this thread cannot answer while
  // this thread waits.
  const code = isSource
    ? `import('tsx/esm/api').then(({ register }) => { register(); return ${load}; })`
    : load;
  const worker = new Worker(code, {
    eval: true,
    execArgv: [],
    workerData: { port: port2, steps } satisfies ThreadData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  worker.unref();
  port1.unref();
  // A thread that dies is noticed by its silence.
  worker.on('error', () => {});
  if (waited(port1, steps, START_MS) === undefined) {
    void worker.terminate();
    throw new Error(
      `the thread that reads Parquet files did not start within ${START_MS / 1000} s`,
    );
  }
  return { worker, port: port1, steps };
}

/**
 * The next message of the thread; undefined if it makes no step for so long. Time in which the
 * machine has others to serve does not count, up to ten times as long.
 */
function waited(port: MessagePort, steps: Int32Array, ms: number): Answer | undefined {
  for (;;) {
    const before = Atomics.load(steps, 0);
    const received = receiveMessageOnPort(port) as { message: Answer } | undefined;
    if (received !== undefined) return received.message;
    const [since, busy] = [performance.now(), process.cpuUsage()];
    while (Atomics.wait(steps, 0, before, Math.max(1, ms / 8)) === 'timed-out') {
      const { user, system } = process.cpuUsage(busy);
      const wall = performance.now() - since;
      if (wall > 10 * ms || (wall > ms && (user + system) / 1000 > ms)) return undefined;
    }
  }
}
