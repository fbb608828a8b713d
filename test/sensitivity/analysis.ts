/** Analyses of single-outcome models in tests. */

import { compile } from '../../src/compile/compile.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import type { Model } from '../../src/index.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { analyse } from '../../src/sensitivity/analyse.ts';
import type { ByGroup, Index } from '../../src/sensitivity/by-group.ts';
import type { OutcomeAnalysis } from '../../src/sensitivity/document.ts';

export async function analysed(
  of: Model,
  method: string,
  { seed = 1, base = 4096, replicates = 16, outcomes = ['y'] } = {},
): Promise<OutcomeAnalysis> {
  const { program } = compile(of);
  const plan = resolvePlan({ program, seed: String(seed), trials: base, replicates });
  const methods = new Set(method.split(','));
  const document = await analyse(plan, { methods, outcomes, grouping: 'input' }, inlineExecutor());
  return Object.values(document.outcomes)[0];
}

export function values(of: ByGroup<Index> | undefined): number[] {
  return Object.values(of ?? {}).map((index) => index?.value ?? Number.NaN);
}

/** Whether a 95 % interval holds the truth, to within the rounding of sums. */
export function holds(index: Index, truth: number): boolean {
  const slack = 1e-9;
  return (
    index !== null &&
    index.low !== null &&
    index.high !== null &&
    index.low - slack <= truth &&
    truth <= index.high + slack
  );
}
