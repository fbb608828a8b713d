/** Options of whatever computes blocks: who computes, how far it is, and Ctrl-C. */

import type { Executor } from '../execute/executor.ts';
import type { ComputeOptions } from '../forecast/compute.ts';
import type { ExecutorOptions } from '../node/executor.ts';
import type { Plan } from '../plan/plan.ts';
import { type Interruption, onInterruption } from './interruption.ts';
import { sayLine, tell } from './notes.ts';
import { progressBar } from './progress.ts';

export type ComputingOptions = ExecutorOptions;

/** Gives an executor to what needs one, and closes it. */
export async function withExecutor<T>(
  options: ComputingOptions,
  plan: Plan | undefined,
  use: (executor: Executor) => Promise<T>,
): Promise<T> {
  const { executorOf } = await import('../node/executor.ts');
  const executor = await executorOf(options, plan, sayLine);
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
    options: Required<
      Pick<ComputeOptions, 'executor' | 'expectRoom' | 'signal' | 'onProgress' | 'onNotice'>
    >,
  ) => Promise<T>,
  interruption?: Interruption,
): Promise<T> {
  const { expectRoom } = await import('../node/room.ts');
  const { signal, release } = interruption ?? onInterruption();
  const progress = progressBar(process.stderr, plan.trials);
  try {
    return await withExecutor(options, plan, (executor) =>
      use({
        executor,
        expectRoom,
        signal,
        onProgress: ({ done, trials, phase }) => progress.update(done, trials, phase),
        onNotice: tell,
      }),
    );
  } finally {
    progress.end();
    // Whoever asked for it releases it.
    if (interruption === undefined) release();
  }
}

/** The plan with as many trials as its evidence needs, and the precision that was asked for. */
export async function enoughTrials(plan: Plan, options: ComputingOptions): Promise<Plan> {
  if (plan.evidence?.least === undefined && plan.until === undefined) return plan;
  const { withTrials } = await import('../forecast/compute.ts');
  // How many blocks it will be is not known.
  const most = plan.until === undefined ? plan : undefined;
  return withExecutor(options, most, (executor) => withTrials(plan, executor, tell));
}
