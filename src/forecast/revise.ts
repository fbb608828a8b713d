/** Why a forecast changed between two runs, edit by edit. */

import type { Executor } from '../execute/executor.ts';
import { NUMERICS } from '../plan/plan.ts';
import { type Revision, revision } from '../revision/revise.ts';
import type { Statistic } from '../revision/statistic.ts';
import { RunFolderError } from '../store/error.ts';
import type { Run } from './run.ts';

export interface ReviseOptions {
  /** Ids with or without period, or events; the headlines of the model. */
  readonly outcomes?: readonly string[];
  /** Of amounts; of events it is the probability. `p50` */
  readonly statistic?: Statistic;
}

/**
 * The change from one run to another as a sum over edits of assumptions, equations and evidence.
 *
 * @throws RunFolderError if a run was computed by another version of the numerics; EvidenceError if
 *   a plan between the two has evidence
 * that cannot be taken in
 */
export function revise(
  from: Run,
  to: Run,
  { outcomes = [], statistic = 'p50' }: ReviseOptions,
  executor: Executor,
): Promise<Revision> {
  const faults = [from, to].flatMap(({ name, manifest: { numerics, made } }) =>
    numerics === NUMERICS
      ? []
      : [
          `${name} was computed with numerics ${numerics}, this version has ${NUMERICS}; use chipcast ${made.version}, or run it again`,
        ],
  );
  if (faults.length > 0) throw new RunFolderError(faults.join('\n'));
  return revision(from, to, outcomes, executor, statistic);
}
