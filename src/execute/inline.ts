/** Blocks in this very thread, one after another. */

import { loadKernel } from '../kernel/load.ts';
import type { Executor } from './executor.ts';
import { Simulator } from './simulate.ts';

/** @param chunk  trials the machine works on at a time; changes speed, not results */
export function inlineExecutor(chunk?: number): Executor {
  return {
    width: 1,
    async *simulate(plan, blocks, { keepColumns, recordInputs, stop }) {
      const simulator = new Simulator(plan, loadKernel(), { chunk, recordInputs });
      for (const block of blocks) {
        if (stop?.requested) return;
        yield simulator.block(block, keepColumns);
        // Lets signals and timers be served between blocks.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    close: async () => {},
  };
}
