/**
 * A plan's trials as its evidence has them: weights on those of the prior, or trials moved to where
 * the evidence is.
 */

import { outcomeColumns } from '../compile/program.ts';
import { DrawCollector } from '../execute/collect.ts';
import type { Executor } from '../execute/executor.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { Interrupted } from '../execute/interrupted.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import type { OutcomeSummary, Summary } from '../stats/summary.ts';
import { present } from '../text/entry.ts';
import type { EvidenceDocument, Spread } from './document.ts';
import { evidenceDocument, type Spreads } from './effects.ts';
import { temper } from './temper.ts';
import { trustedWeights } from './trusted.ts';
import type { WeighHooks } from './weigh.ts';

export interface Observed {
  /** How much each trial counts; absent where they count alike. */
  readonly weights?: Float64Array;
  /** Who computes the run: the one that was given, or one that draws the trials that were moved. */
  readonly executor: Executor;
  /** What the evidence did, once the run is there. */
  document(
    draws: DrawCollector,
    summary: Summary,
    progress?: (done: number, total: number) => void,
  ): Promise<EvidenceDocument>;
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
      document: async (draws, ...others) => {
        const spreads = await spreadsOf(plan, executor, draws, ...others);
        return evidenceDocument(plan, weighed, draws, spreads);
      },
    };
  const walk = temper(plan, () => {
    if (hooks.stop?.requested) throw new Interrupted('the tempering of trials');
  });
  return {
    executor: inlineExecutor(undefined, walk.points),
    document: async (draws) => {
      const prior = await drawsOfPrior(plan, executor, recordedInputs);
      return evidenceDocument(plan, weighed, draws, undefined, { prior, walk });
    },
  };
}

/**
 * Statistics of all columns before and after, in the threads; those of outcomes after it are in the
 * summary.
 */
async function spreadsOf(
  plan: Plan,
  executor: Executor,
  draws: DrawCollector,
  { outcomes }: Summary,
  progress?: (done: number, total: number) => void,
): Promise<Spreads | undefined> {
  const kept = draws.toSummarise();
  const inputs = draws.inputs.map((_, k) => outcomes.length + k);
  const coarse = outcomeColumns(plan.program).flatMap(({ outcome }, k) =>
    plan.program.outcomes[outcome].over === 'quarter' ? [] : [k],
  );
  const all = [...coarse, ...inputs];
  const total = all.length + inputs.length;
  const equal = { ...kept, weights: new Float64Array(plan.trials).fill(1) };
  const before = await executor.summarise?.(plan, equal, all, (done) => progress?.(done, total));
  const after = await executor.summarise?.(plan, kept, inputs, (done) =>
    progress?.(all.length + done, total),
  );
  if (before === undefined || after === undefined) return undefined;
  const prior = new Map(all.map((column, k) => [column, spread(before[k])]));
  const posterior = [...outcomes, ...after].map(spread);
  return { prior: (column) => prior.get(column), posterior: (column) => posterior[column] };
}

function spread(of: OutcomeSummary | undefined): Spread | undefined {
  return of && { mean: of.mean, sd: of.sd, quantiles: of.quantiles };
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
