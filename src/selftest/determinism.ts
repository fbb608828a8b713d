/**
 * The same bits whoever computes, in whatever portions, and on every machine: digests of a small
 * forecast.
 */

import { compile } from '../compile/compile.ts';
import type { Executor } from '../execute/executor.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { threadsExecutor } from '../execute/threads.ts';
import type { Model } from '../language/model.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { resolvePlan } from '../plan/resolve.ts';
import { DESIGNS, type Design } from '../random/designs.ts';
import type { Check } from '../report/certificate.ts';
import { differing } from './check.ts';
import type { Reference } from './reference.ts';

/** Of the forecast that is digested; the blocks are five, the last of them short. */
const QUESTION = { seed: 'self-test', trials: 20_000, replicates: 16 };

export function digestPlan(model: Model, design: Design): Plan {
  return resolvePlan({ program: compile(model).program, design, ...QUESTION });
}

/** Digests of the blocks in order. */
export async function blockDigests(plan: Plan, executor: Executor): Promise<string[]> {
  const digests = new Map<number, string>();
  const blocks = Array.from({ length: blockCount(plan) }, (_, block) => block);
  try {
    for await (const { block, digest } of executor.simulate(plan, blocks, {}))
      digests.set(block, digest);
  } finally {
    await executor.close();
  }
  return blocks.map((block) => digests.get(block) ?? '');
}

/**
 * @param model  the heat pumps that come with chipcast
 */
export async function determinismChecks(
  { digests }: Pick<Reference, 'digests'>,
  model: Model,
): Promise<Check[]> {
  const held = async (name: string, design: Design, executor: Executor): Promise<Check> => {
    const found = await blockDigests(digestPlan(model, design), executor);
    return differing({ group: 'determinism', name }, found, digests.blocks[design] ?? []);
  };
  const { fingerprint } = digestPlan(model, 'sobol').program;
  return [
    differing(
      { group: 'determinism', name: 'program of the model' },
      [fingerprint],
      [digests.fingerprint],
    ),
    ...(await inTurn([
      ...DESIGNS.map(
        (design) => () => held(`${design}, chunks of 256`, design, inlineExecutor(256)),
      ),
      () => held('sobol, chunks of 7', 'sobol', inlineExecutor(7)),
      () => held('sobol, chunks of 256, 2 threads', 'sobol', threadsExecutor(2, 256)),
      () => held('sobol, chunks of 7, 2 threads', 'sobol', threadsExecutor(2, 7)),
    ])),
  ];
}

async function inTurn<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const task of tasks) results.push(await task());
  return results;
}
