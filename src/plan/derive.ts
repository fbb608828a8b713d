/** A plan from another plan. Its id follows from its content, so threads can keep plans by id. */

import { canonicalJson, sha256 } from '../compile/canonical.ts';
import type { Plan, PlannedEvidence } from './plan.ts';

/** What defines the answer of a plan. */
type Content = Omit<
  Plan,
  'format' | 'id' | 'name' | 'model' | 'modelFile' | 'draws' | 'until' | 'lang' | 'presets'
>;

/** Parts of a plan that replace its own; `undefined` takes an optional part away. */
export type PlanChange = {
  readonly [Key in keyof Omit<Plan, 'format' | 'id'>]?: Plan[Key] | undefined;
};

/**
 * The same question with some parts replaced.
 *
 * @param change  parts that are `undefined` are taken away; only optional parts may be
 * @returns       a frozen plan, with the id of its content
 */
export function derive(plan: Plan, change: PlanChange): Plan {
  const changed = Object.fromEntries(
    Object.entries({ ...plan, ...change }).filter(([, part]) => part !== undefined),
  ) as unknown as Plan;
  return Object.freeze({ ...changed, id: planId(changed) });
}

/**
 * The id of a plan: a hash of what defines the answer, so that the same question has the same id
 * however it is asked.
 */
export function planId(plan: Content): string {
  const { program, seed, design, trials, replicates, blockSize, numerics, exchange } = plan;
  const used = plan.inputs.filter((_, k) => program.inputs[k].used);
  return sha256(
    canonicalJson({
      fingerprint: program.fingerprint,
      inputs: used.map((input) => [input.id, input.distribution]),
      ...((plan.copulas ?? []).length === 0 ? {} : { copulas: plan.copulas }),
      ...(plan.evidence === undefined ? {} : { evidence: weighing(plan.evidence) }),
      ...(exchange === undefined ? {} : { exchange }),
      seed,
      design,
      trials,
      replicates,
      blockSize,
      numerics,
    }),
  );
}

/** What of the evidence moves a number. */
function weighing({ method, observations, given }: PlannedEvidence): object {
  return {
    method,
    observations: observations.map(({ quantity, likelihood }) => [quantity, likelihood]).sort(),
    given: [...given].sort(),
  };
}
