/**
 * A plan's trials as its evidence has them: weights on those of the prior, or trials moved to where
 * the evidence is.
 */

import { DrawCollector } from '../execute/collect.ts';
import type { Executor } from '../execute/executor.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { Interrupted } from '../execute/interrupted.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { present } from '../text/entry.ts';
import type { EvidenceDocument } from './document.ts';
import { evidenceDocument } from './effects.ts';
import { temper } from './temper.ts';
import { trustedWeights } from './trusted.ts';
import type { WeighHooks } from './weigh.ts';

export interface Observed {
  /** How much each trial counts; absent where they count alike. */
  readonly weights?: Float64Array;
  /** Who computes the run: the one that was given, or one that draws the trials that were moved. */
  readonly executor: Executor;
  /** What the evidence did, once the run is there. */
  document(draws: Pick<DrawCollector, 'outcomes' | 'inputs'>): Promise<EvidenceDocument>;
}

/**
 * @param recordedInputs  how many inputs a run of the plan records
 * @throws EvidenceError if the evidence cannot be taken in; Interrupted if it was asked to stop
 */
export async function observe(
  plan: Plan,
  executor: Executor,
  recordedInputs: number,
  hooks: WeighHooks = {},
): Promise<Observed> {
  const weighed = await trustedWeights(plan, executor, hooks);
  if (present(plan.evidence, 'the evidence').method === 'weights')
    return {
      weights: weighed.weights.values,
      executor,
      document: async (draws) => evidenceDocument(plan, weighed, draws),
    };
  const walk = temper(plan, () => {
    if (hooks.stop?.requested) throw new Interrupted('the tempering of trials');
  });
  return {
    executor: inlineExecutor(undefined, walk.points),
    document: async (draws) => {
      const prior = await drawsOfPrior(plan, executor, recordedInputs);
      return evidenceDocument(plan, weighed, draws, { prior, walk });
    },
  };
}

async function drawsOfPrior(
  plan: Plan,
  executor: Executor,
  recordedInputs: number,
): Promise<DrawCollector> {
  const collector = new DrawCollector(plan, recordedInputs);
  const blocks = Array.from({ length: blockCount(plan) }, (_, block) => block);
  for await (const result of executor.simulate(plan, blocks, { recordInputs: recordedInputs > 0 }))
    collector.add(result);
  return collector;
}
