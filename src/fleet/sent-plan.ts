/** A plan as it is sent: one that whoever receives it can check. */

import { programFingerprint } from '../compile/compile.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * The same question, whose program has the fingerprint of what stands in it. A program that was cut
 * down to some outcomes is named after the whole one, and only who has that can tell. No draw
 * depends on either name.
 */
export function sentPlan(plan: Plan): Plan {
  const { program } = plan;
  const fingerprint = programFingerprint(program);
  return fingerprint === program.fingerprint
    ? plan
    : derive(plan, { program: { ...program, fingerprint } });
}
