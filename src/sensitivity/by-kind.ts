/** How the variance splits by kind of assumption and by component of the model. */

import type { Executor } from '../execute/executor.ts';
import type { Plan } from '../plan/plan.ts';
import { analyseByExchange, shapleyMethod } from './by-exchange.ts';
import type { ByGroup, Index } from './document.ts';
import { groupsOf } from './groups.ts';
import type { AskedOutcome } from './request.ts';
import type { Evaluating } from './responses.ts';

export interface Split {
  /** Shapley effects: shares of the variance that add up to 1. */
  readonly shares: ByGroup<Index>;
  /**
   * Root of the sum of the squared standard errors of the shares: what of the split is simulation
   * error.
   */
  readonly simulationError: number | null;
}

export interface Splits {
  readonly kind: Split;
  readonly component: Split;
}

export interface SplitResult {
  readonly splits: readonly Splits[];
  readonly evaluations: number;
  readonly digests: Readonly<Record<string, string>>;
}

/** Aligned with what is asked. */
export async function splitByKind(
  plan: Plan,
  asked: readonly AskedOutcome[],
  base: number,
  executor: Executor,
  hooks: Evaluating,
): Promise<SplitResult> {
  const of = async (by: 'kind' | 'component') => {
    const method = shapleyMethod(plan, groupsOf(plan, by, true), base);
    const { outcomes, evaluations, digest } = await analyseByExchange(
      method,
      asked,
      executor,
      hooks,
    );
    return { splits: outcomes.map(({ shapley }) => split(shapley ?? {})), evaluations, digest };
  };
  const kind = await of('kind');
  const component = await of('component');
  return {
    splits: asked.map((_, k) => ({ kind: kind.splits[k], component: component.splits[k] })),
    evaluations: kind.evaluations + component.evaluations,
    digests: { 'shares by kind': kind.digest, 'shares by component': component.digest },
  };
}

function split(shares: ByGroup<Index>): Split {
  const errors = Object.values(shares).map((share) => share?.se ?? null);
  return {
    shares,
    simulationError: errors.includes(null)
      ? null
      : Math.sqrt(errors.reduce<number>((sum, se) => sum + (se ?? 0) * (se ?? 0), 0)),
  };
}
