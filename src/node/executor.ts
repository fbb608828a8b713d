/** Who computes, as it was asked for on a command line. */

import { availableParallelism } from 'node:os';
import type { Executor } from '../execute/executor.ts';
import { growingExecutor } from '../execute/growing.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { ThreadPool, threadsExecutor } from '../execute/threads.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { HAS_THREADS } from './has-threads.ts';

export interface ExecutorOptions {
  readonly threads?: number;
  /** `threads`, `inline`, or the address of the Redis where a fleet listens. */
  readonly executor: string;
  /** Trials the machine works on at a time. */
  readonly chunk?: number;
  /** Threads that were started before the plan was known; whoever started them closes them. */
  readonly ahead?: ThreadPool | undefined;
}

/**
 * @param plan  with no more blocks than which no more threads are of use
 * @param say   called with a line for what happens on other machines
 */
export async function executorOf(
  { executor, threads, chunk, ahead }: ExecutorOptions,
  plan: Plan | undefined,
  say: (line: string) => void,
): Promise<Executor> {
  if (executor === 'inline' || (executor === 'threads' && !HAS_THREADS))
    return inlineExecutor(chunk);
  if (executor !== 'threads') {
    const { redisExecutor } = await import('../fleet/executor.ts');
    return redisExecutor(executor, say);
  }
  const blocks = plan === undefined ? Number.POSITIVE_INFINITY : blockCount(plan);
  const most = Math.min(threads ?? availableParallelism(), blocks);
  if (threads !== undefined) return threadsExecutor(ahead ?? most, chunk);
  if (most <= 1) return inlineExecutor(chunk);
  const others = (): Executor => threadsExecutor(ahead ?? most, chunk);
  return growingExecutor(inlineExecutor(chunk), others, { started: ahead !== undefined });
}

/** Trials of a run from which on it goes to threads in any case. */
const SURELY_LARGE = 65_536;

/** The threads of a run that is most likely large, started while its question is read. */
export function threadsAhead(
  { executor, threads = availableParallelism() }: ExecutorOptions,
  trials = SURELY_LARGE,
): ThreadPool | undefined {
  if (executor !== 'threads' || threads <= 1 || trials < SURELY_LARGE || !HAS_THREADS)
    return undefined;
  const pool = new ThreadPool(threads);
  // Whoever needs them hears of what went wrong.
  pool.started().catch(() => {});
  return pool;
}
