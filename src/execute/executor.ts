/**
 * Who computes blocks. Executors differ in speed and place only: a block's result is a function of
 * the plan and its number.
 */

import type { Plan } from '../plan/plan.ts';
import type { BlockResult } from './simulate.ts';

export interface SimulateOptions {
  /** Whether the columns of results include the inputs. */
  readonly recordInputs?: boolean;
  /** Set to stop after the blocks under way. */
  readonly stop?: { readonly requested: boolean };
}

export interface Executor {
  /** For the record: `inline`, `threads 2`. */
  readonly name: string;
  /**
   * Results in whatever order they are done; ends early when asked to stop. The columns of a result
   * are the receiver's until it asks for the next one: their memory is used again.
   */
  simulate(
    plan: Plan,
    blocks: readonly number[],
    options: SimulateOptions,
  ): AsyncIterable<BlockResult>;
  close(): Promise<void>;
}
