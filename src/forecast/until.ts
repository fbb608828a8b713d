/** As many trials as it takes to know something as precisely as was asked. */

import { sha256 } from '../compile/canonical.ts';
import { recordableNames } from '../compile/record.ts';
import { chisquared } from '../distributions/index.ts';
import type { Executor } from '../execute/executor.ts';
import { Interrupted } from '../execute/interrupted.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import { answer } from '../query/answer.ts';
import { parsePrecision } from '../query/precision.ts';
import { recordedDraws } from '../revision/outcome-draws.ts';
import { counted, significant } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { UsageError } from './usage-error.ts';

/** The draws that the statistic needs are kept up to this many bytes. */
const MOST_BYTES = 1024 * 1024 * 1024;
/** Twice the trials again and again: more often than this nobody waits for. */
const MOST_DOUBLINGS = 40;
/** With this probability the error is no more than was asked for. */
const CERTAINTY = 0.95;

export interface UntilHooks {
  readonly signal?: AbortSignal | undefined;
  /** After every look: trials, and what they say. */
  readonly onLook?: (trials: number, found: Estimate) => void;
}

/**
 * The same question with as many trials as `plan.until` asks for: twice as many again and again, in
 * as many replicates, until the standard error is reached.
 *
 * Who stops when an error looks small stops where it is small by chance, and the interval at the end
 * holds the truth less often than it says. So the number of trials is found with draws of their own,
 * of another seed, and the run that follows has a size that was fixed before its first trial. The
 * error asked for is held against the upper confidence limit of what replicates show: 1.44 times
 * their error, where there are 16.
 *
 * @returns the plan as it is where it asks for no precision
 * @throws QueryError if `until` cannot be read; UsageError if there is one replicate, if there is no
 *   such statistic, or if it takes more draws than can be kept; Interrupted
 */
export async function withPrecision(
  plan: Plan,
  executor: Executor,
  { signal, onLook }: UntilHooks = {},
): Promise<Plan> {
  if (plan.until === undefined) return plan;
  const { query, error } = parsePrecision(plan.until, { columns: recordableNames(plan.program) });
  if (plan.replicates < 2)
    throw new UsageError(`until ${plan.until}: one replicate has no error; ask for two or more`);
  const isWeighted = plan.evidence?.method === 'weights';
  // Short, whatever the length of the seed.
  const seed = sha256(`until ${plan.seed}`).slice(0, 16);
  for (let tried = derive(plan, { seed }), k = 0; ; k++) {
    if (signal?.aborted) throw new Interrupted(`${counted(tried.trials)} trials were to be tried`);
    const drawn = await recordedDraws(tried, query.columns, executor);
    const found = answer(query, { ...drawn, isWeighted });
    onLook?.(tried.trials, found);
    if (found.value === null || found.se === null)
      throw new UsageError(
        `until ${plan.until}: ${counted(tried.trials)} trials say nothing of ${query.text}; it has no error to be reached`,
      );
    if (isReached(found.se, error, plan.replicates)) return derive(plan, { trials: tried.trials });
    const next = derive(tried, { trials: 2 * tried.trials });
    if (k >= MOST_DOUBLINGS || next.trials * query.columns.length * 8 > MOST_BYTES)
      throw new UsageError(
        `until ${plan.until}: with ${counted(tried.trials)} trials the error is ${significant(found.se, 2)}, and no more can be kept; ask for a larger error`,
      );
    tried = next;
  }
}

/** Whether an error that replicates show is surely no more than the one asked for. */
export function isReached(se: number, asked: number, replicates: number): boolean {
  const df = replicates - 1;
  const least = chisquared({ df }).quantile(1 - CERTAINTY);
  return se * Math.sqrt(df / least) <= asked;
}
