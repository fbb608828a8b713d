/** Who computes blocks. Executors differ in speed and place only: a block's result is a function of the plan and its number. */

import type { Plan } from '../plan/plan.ts';
import type { BlockResult } from './simulate.ts';

export interface SimulateOptions {
  /** Whether results carry the values of every trial. */
  readonly keepColumns: boolean;
  /** Whether those values include the inputs. */
  readonly recordInputs?: boolean;
  /** Set to stop after the blocks under way. */
  readonly stop?: { readonly requested: boolean };
}

export interface Executor {
  /** How many blocks are computed at a time. */
  readonly width: number;
  /** Results in whatever order they are done; ends early when asked to stop. */
  simulate(
    plan: Plan,
    blocks: readonly number[],
    options: SimulateOptions,
  ): AsyncIterable<BlockResult>;
  close(): Promise<void>;
}
