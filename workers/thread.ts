/** Entry point of a pool thread: computes one block of a plan. */

import { move } from 'piscina';
import { fromJson } from '../src/compile/canonical.ts';
import { Simulator, type BlockResult } from '../src/execute/simulate.ts';
import type { BlockTask } from '../src/execute/threads.ts';
import type { Plan } from '../src/plan/plan.ts';
import { loadKernel } from '../src/kernel/load.ts';

let simulator: Simulator | undefined;

export default function simulateBlock({
  planId,
  planText,
  block,
  keepColumns,
}: BlockTask): BlockResult {
  if (simulator?.plan.id !== planId)
    simulator = new Simulator(fromJson(planText) as Plan, loadKernel());
  const result = simulator.block(block, keepColumns);
  if (!result.columns) return result;
  // Columns are handed over, not copied.
  return { ...result, columns: move(result.columns) as unknown as Float64Array };
}
