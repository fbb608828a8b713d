/** All draws of a plan, computed in this thread at once: for whoever cannot wait for a promise. */

import { loadKernel } from '../kernel/load.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { DrawCollector } from './collect.ts';
import { type Points, Simulator } from './simulate.ts';

/** @param points  uniforms in place of those that the design draws */
export function drawHere(plan: Plan, points?: Points): DrawCollector {
  const simulator = new Simulator(plan, loadKernel(), { points });
  const collector = new DrawCollector(plan);
  let columns: Float64Array | undefined;
  for (let block = 0; block < blockCount(plan); block++) {
    const result = simulator.block(block, columns);
    columns = result.columns;
    collector.add(result);
  }
  return collector;
}
