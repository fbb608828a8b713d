/** The same as `observe`, in this thread at once, of a plan whose evidence was taken in before. */

import { drawHere } from '../execute/draw-here.ts';
import type { Points } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';
import { temper } from './temper.ts';
import { weighed, weighingPlan } from './weigh.ts';

export interface ObservedHere {
  /** How much each trial counts, replicate after replicate; absent where all count alike. */
  readonly weights?: Float64Array;
  /** Uniforms of trials that were moved to where the evidence is. */
  readonly points?: Points;
}

export function observeHere(plan: Plan): ObservedHere {
  if (plan.evidence === undefined) return {};
  if (plan.evidence.method === 'tempering') return { points: temper(plan).points };
  return { weights: weighed(plan, drawHere(weighingPlan(plan))).weights.values };
}
