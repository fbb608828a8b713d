/** A small model, evidence on it, and its weighed run. */

import { compile } from '../../src/compile/compile.ts';
import { inputColumns } from '../../src/compile/lower.ts';
import { evidenceDocument } from '../../src/evidence/effects.ts';
import { planEvidence } from '../../src/evidence/plan-evidence.ts';
import { trustedWeights } from '../../src/evidence/trusted.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { run } from '../../src/execute/run.ts';
import { drawsOf } from '../../src/execute/simulate.ts';
import type { Model, Observation } from '../../src/language/model.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { SpecError, type SpecProblem } from '../../src/plan/problem.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';

export interface Asked {
  readonly observations?: readonly (Pick<Observation, 'quantity' | 'likelihood'> &
    Partial<Observation>)[];
  readonly given?: readonly string[];
  readonly trials?: number;
  readonly seed?: string;
  readonly asOf?: string;
  readonly keep?: readonly string[];
  readonly least?: number;
}

/** @throws SpecError with all faults of the evidence */
export function planOf(model: Model, asked: Asked): Plan {
  const { program } = compile(model, new Set(asked.keep));
  const problems: SpecProblem[] = [];
  const observations = (asked.observations ?? []).map((one, k) => ({
    observation: { id: `E${k + 1}`, known: '2026-01-15', ...one },
    path: `observations[${k}]`,
  }));
  const { evidence } = planEvidence(
    program,
    {
      added: observations,
      ofModel: (model.evidence ?? []).map((observation) => ({ observation, path: observation.id })),
      modelKnows: model.knows,
      asOf: asked.asOf,
      given: asked.given ?? [],
      least: asked.least,
    },
    problems,
  );
  if (problems.length > 0) throw new SpecError('evidence', problems);
  return resolvePlan({
    program,
    evidence,
    trials: asked.trials ?? 16_384,
    seed: asked.seed ?? '1',
    design: 'sobol',
  });
}

/** The run of a plan with evidence. */
export async function posteriorOf(plan: Plan) {
  const executor = inlineExecutor();
  const weighed = await trustedWeights(plan, executor);
  const finished = await run(
    plan,
    executor,
    { done: new Map(), record() {} },
    {
      weights: weighed.weights.values,
      recordedInputs: inputColumns(plan.program, drawsOf(plan)).length,
    },
  );
  if (finished.state !== 'finished') throw new Error('the run was stopped');
  const { summary, collector, digests } = finished;
  const of = (id: string) => summary.outcomes.find((outcome) => outcome.id === id)!;
  return {
    summary,
    of,
    weighed,
    digests,
    /** Made when it is asked for, as it summarises every outcome without each observation. */
    get document() {
      return evidenceDocument(plan, weighed, collector as DrawCollector);
    },
  };
}
