/** What the place where verbs run has to offer: who computes, and where runs are kept. */

import type { Executor } from '../execute/executor.ts';
import { inlineExecutor } from '../execute/inline.ts';
import type { Plan } from '../plan/plan.ts';
import type { RunStore } from '../store/run-store.ts';
import { UsageError } from './usage-error.ts';

export interface Place {
  /**
   * For the record in a manifest: the version of the engine of JavaScript, and the name of the
   * machine.
   */
  readonly made: { readonly node: string; readonly host: string };
  /**
   * Who computes blocks; whoever asks closes it.
   *
   * @param threads  1 or more; as the place sees fit if absent
   * @param blocks   of the plan: more threads than these are of no use
   */
  executor(asked: { readonly threads?: number | undefined; readonly blocks: number }): Executor;
  /**
   * Throws if a run of a plan has no room, where that can be told before it begins.
   *
   * @param kept  bytes of the draws that it keeps in memory
   */
  expectRoom?(plan: Plan, kept: number): void;
  /**
   * The store of one run.
   *
   * @param folder  where runs are kept
   * @param name    of the run, as `folderName` gives it
   */
  store(folder: string, name: string): Promise<RunStore>;
}

/**
 * A browser, a worker, wherever there is neither a file nor a thread: blocks are computed here, and
 * runs live in memory.
 */
export const PORTABLE: Place = {
  made: { node: 'none', host: 'none' },
  executor({ threads = 1 }) {
    if (threads === 1) return inlineExecutor();
    throw new UsageError(
      `threads is ${threads}, and there are no threads here; leave it out, or import from chipcast/node`,
    );
  },
  async store() {
    throw new UsageError('there are no files here; import from chipcast/node to keep runs');
  },
};
