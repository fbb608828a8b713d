/** Weights that can be trusted, or a refusal; and how many trials it takes. */

import { DrawCollector } from '../execute/collect.ts';
import type { Executor } from '../execute/executor.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import { counted } from '../stats/round.ts';
import { present } from '../text/entry.ts';
import {
  contradictory,
  EvidenceError,
  faultsOf,
  leastTrials,
  qualityOf,
  refusal,
} from './quality.ts';
import { type Weighed, type WeighHooks, weigh } from './weigh.ts';

/**
 * The weights of a plan's trials.
 *
 * @throws EvidenceError if they are worth too few trials, if one trial or the tail of the weights
 *   dominates, or if the draws do not fit in
 * memory; Interrupted if it was asked to stop
 */
export async function trustedWeights(
  plan: Plan,
  executor: Executor,
  hooks?: WeighHooks,
): Promise<Weighed> {
  refuseTooMany(plan);
  const weighed = await weigh(plan, executor, hooks);
  refuseImpossible(weighed);
  const quality = qualityOf(weighed);
  const { method, least = leastTrials(plan) } = present(plan.evidence, 'the evidence');
  // Tempering does without weights, but not without agreement.
  const refused =
    method === 'tempering' ? contradictory(quality) : faultsOf(quality, least).length > 0;
  if (refused) throw refusal(plan, weighed, quality, least);
  return weighed;
}

/**
 * The same question with as many trials as its evidence needs: twice as many again and again, until
 * the weights are worth what was asked.
 *
 * @throws EvidenceError if there is no such number, or if it is more than can be kept
 */
export async function withEnoughTrials(plan: Plan, executor: Executor): Promise<Plan> {
  const { method, least = leastTrials(plan) } = present(plan.evidence, 'the evidence');
  if (method === 'tempering') return plan;
  for (let tried = plan; ; ) {
    refuseTooMany(tried);
    const weighed = await weigh(tried, executor);
    refuseImpossible(weighed);
    const quality = qualityOf(weighed);
    if (faultsOf(quality, least).length === 0) return tried;
    const { count } = quality.ess;
    const more = count > 0 ? Math.max(2, doublings(least / count)) : 2;
    const next = derive(tried, { trials: tried.trials * more });
    if (count >= least || count === 0 || !DrawCollector.fits(next))
      throw refusal(tried, weighed, quality, least);
    tried = next;
  }
}

function refuseImpossible({ impossible }: Weighed): void {
  if (impossible.length === 0) return;
  throw new EvidenceError(
    ['The evidence names values that cannot be:', ...impossible.map((why) => `  ${why}`)].join(
      '\n',
    ),
  );
}

function refuseTooMany(plan: Plan): void {
  if (DrawCollector.fits(plan)) return;
  throw new EvidenceError(
    `A run with evidence keeps the draws of all outcomes, and those of ${counted(plan.trials)} trials do not fit in memory; ask for fewer trials`,
  );
}

/** The least power of two that is not below a number. */
function doublings(times: number): number {
  let power = 1;
  while (power < times) power *= 2;
  return power;
}
