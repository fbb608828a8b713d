/** Who computes, as it was asked for on a command line. */

import type { Executor } from '../execute/executor.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { threadsExecutor } from '../execute/threads.ts';
import { blockCount, type Plan } from '../plan/plan.ts';

export interface ExecutorOptions {
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
  /** Trials the machine works on at a time. */
  readonly chunk?: number;
}

/** @param plan  with no more blocks than which no more threads are of use */
export function executorOf({ executor, threads, chunk }: ExecutorOptions, plan?: Plan): Executor {
  if (executor === 'inline') return inlineExecutor(chunk);
  const most = plan === undefined ? Number.POSITIVE_INFINITY : blockCount(plan);
  return threadsExecutor(threads === undefined ? undefined : Math.min(threads, most), chunk);
}
