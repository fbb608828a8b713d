/** Entry point of a pool thread: computes one block of a plan. */

import { move, transferableSymbol, valueSymbol } from 'piscina';
import { fromJson } from '../src/compile/canonical.ts';
import { type BlockResult, Simulator } from '../src/execute/simulate.ts';
import type { BlockTask } from '../src/execute/threads.ts';
import type { Plan } from '../src/plan/plan.ts';

/** The plan in hand, and its simulator: built once a thread. */
let held: { readonly key: string; readonly simulator: Simulator } | undefined;

export default function simulateBlock(task: BlockTask): BlockResult {
  const { planId, planText, kernel, block, into, options } = task;
  const key = `${planId} ${options.chunk} ${options.recordInputs}`;
  if (held?.key !== key) {
    held = { key, simulator: new Simulator(fromJson(planText) as Plan, kernel, options) };
  }
  const result = held.simulator.block(block, into);
  // The draws are handed over, not copied.
  const handed = { [transferableSymbol]: [result.columns.buffer], [valueSymbol]: result };
  return move(handed as unknown as Parameters<typeof move>[0]) as unknown as BlockResult;
}
