/** Options of whatever computes blocks: who computes, how far it is, and Ctrl-C. */

import type { Executor } from '../execute/executor.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { threadsExecutor } from '../execute/threads.ts';
import type { ComputeOptions } from '../forecast/compute.ts';
import type { Notice } from '../forecast/notice.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { type Interruption, onInterruption } from './interruption.ts';
import { progressBar } from './progress.ts';

export interface ComputingOptions {
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
  readonly chunk?: number;
}

/** @param plan  with no more blocks than which no more threads are of use */
export function makeExecutor(
  { executor, threads, chunk }: ComputingOptions,
  plan?: Plan,
): Executor {
  if (executor === 'inline') return inlineExecutor(chunk);
  const most = plan === undefined ? Number.POSITIVE_INFINITY : blockCount(plan);
  return threadsExecutor(threads === undefined ? undefined : Math.min(threads, most), chunk);
}

/** Gives an executor to what needs one, and closes it. */
export async function withExecutor<T>(
  options: ComputingOptions,
  plan: Plan | undefined,
  use: (executor: Executor) => Promise<T>,
): Promise<T> {
  const executor = makeExecutor(options, plan);
  try {
    return await use(executor);
  } finally {
    await executor.close();
  }
}

/**
 * The same with a bar on standard error, notices in lines there, and Ctrl-C as a signal.
 *
 * @param interruption  of a caller that runs several plans and minds interruptions itself
 */
export async function computing<T>(
  options: ComputingOptions,
  plan: Plan,
  use: (
    options: Required<Pick<ComputeOptions, 'executor' | 'signal' | 'onProgress' | 'onNotice'>>,
  ) => Promise<T>,
  interruption?: Interruption,
): Promise<T> {
  const { signal, release } = interruption ?? onInterruption();
  const progress = progressBar(process.stderr, plan.trials);
  try {
    return await withExecutor(options, plan, (executor) =>
      use({
        executor,
        signal,
        onProgress: ({ done, trials }) => progress.update(done, trials),
        onNotice: tell,
      }),
    );
  } finally {
    progress.end();
    // Whoever asked for it releases it.
    if (interruption === undefined) release();
  }
}

export function tell({ message }: Notice): void {
  process.stderr.write(`${message}\n`);
}
