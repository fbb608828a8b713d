/** The draws of some outcomes of a plan, computed in memory: the same bits as in its run. */

import { outcomeColumns, type Program } from '../compile/program.ts';
import { recordColumns } from '../compile/record.ts';
import { selectOutcomes } from '../compile/select.ts';
import { observe } from '../evidence/observe.ts';
import type { ObservedHere } from '../evidence/observe-here.ts';
import { DrawCollector } from '../execute/collect.ts';
import { drawHere } from '../execute/draw-here.ts';
import type { Executor } from '../execute/executor.ts';
import { derive } from '../plan/derive.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { type AskedOutcome, askedValues } from '../sensitivity/request.ts';
import type { Weights } from '../stats/weights.ts';

export interface OutcomeDraws {
  /** By name of the column, replicate after replicate. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly weights: Weights;
}

/**
 * @param ids  outcomes without their period; all periods come
 * @throws EvidenceError if the plan has evidence that cannot be taken in
 */
export function outcomeDraws(
  plan: Plan,
  ids: ReadonlySet<string>,
  executor: Executor,
): Promise<OutcomeDraws> {
  const program = selectOutcomes(
    plan.program,
    plan.program.outcomes.filter(({ id }) => ids.has(id)),
  );
  return drawsOfProgram(plan, program, executor);
}

/**
 * The draws of named columns: outcomes, inputs and variables, of which only what they need is
 * computed.
 *
 * @param names  some of `recordableNames`, with their periods; other periods of the same come too
 * @throws EvidenceError if the plan has evidence that cannot be taken in
 */
export function recordedDraws(
  plan: Plan,
  names: readonly string[],
  executor: Executor,
): Promise<OutcomeDraws> {
  return drawsOfProgram(plan, recordColumns(plan.program, names), executor);
}

/**
 * What is asked of the draws, with 1 and 0 for a condition; undefined where they have no such
 * outcome.
 */
export function askedSample(
  { columns, weights }: OutcomeDraws,
  asked: AskedOutcome,
): { readonly draws: Float64Array; readonly weights: Weights } | undefined {
  const draws = columns.get(asked.column);
  return draws && { draws: askedValues(asked, draws), weights };
}

/**
 * The same in this thread at once.
 *
 * @param observed  how its evidence weighs or moves the trials
 */
export function recordedDrawsHere(
  plan: Plan,
  names: readonly string[],
  observed: ObservedHere,
): OutcomeDraws {
  const selected = selectedPlan(plan, recordColumns(plan.program, names));
  return outcomeDrawsOf(selected, drawHere(selected, observed.points), observed.weights);
}

async function drawsOfProgram(
  plan: Plan,
  program: Program,
  executor: Executor,
): Promise<OutcomeDraws> {
  const observed = plan.evidence && (await observe(plan, executor, 0));
  const selected = selectedPlan(plan, program);
  const collector = new DrawCollector(selected);
  const blocks = Array.from({ length: blockCount(selected) }, (_block, number) => number);
  const computing = (observed?.executor ?? executor).simulate(selected, blocks, {});
  for await (const result of computing) collector.add(result);
  return outcomeDrawsOf(selected, collector, observed?.weights);
}

function selectedPlan(plan: Plan, program: Program): Plan {
  return derive(plan, { evidence: undefined, program });
}

function outcomeDrawsOf(
  { program, trials }: Plan,
  { outcomes, firsts }: DrawCollector,
  weights: Float64Array = new Float64Array(trials).fill(1),
): OutcomeDraws {
  const names = outcomeColumns(program).map(({ id }) => id);
  return {
    columns: new Map(names.map((name, k) => [name, outcomes[k]])),
    weights: { firsts, values: weights },
  };
}
