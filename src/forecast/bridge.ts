/** From one scenario to another: the difference as a sum over the assumptions that differ. */

import type { Executor } from '../execute/executor.ts';
import { type NamedPlan, type Revision, revision } from '../revision/revise.ts';
import type { ReviseOptions } from './revise.ts';

/**
 * The difference between two scenarios of a model, each assumption with its Shapley part: the mean
 * of what it adds over the orders in which assumptions can be changed.
 *
 * @param from  a scenario by name, with its question
 * @returns     as `revise` gives it of two runs
 * @throws RequestError naming outcomes that are not there; EvidenceError if a question between the
 *   two has evidence that cannot be taken in; Interrupted where the signal came
 */
export function bridge(
  from: NamedPlan,
  to: NamedPlan,
  { outcomes = [], statistic = 'p50' }: ReviseOptions,
  executor: Executor,
  signal?: AbortSignal,
): Promise<Revision> {
  return revision(from, to, outcomes, executor, statistic, signal);
}
