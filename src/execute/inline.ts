/** Blocks in this very thread, one after another. */

import { loadKernel } from '../kernel/load.ts';
import type { Executor } from './executor.ts';
import { type Points, Simulator } from './simulate.ts';

/**
 * One turn of the event loop. A browser has no `setImmediate`; what its timers take, 4 ms at most,
 * is little beside a block.
 */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}

/**
 * @param chunk   trials the machine works on at a time; changes speed, not results
 * @param points  uniforms in place of those that the design draws
 */
export function inlineExecutor(chunk?: number, points?: Points): Executor {
  return {
    name: 'inline',
    sifts: true,
    async *simulate(plan, blocks, { recordInputs, stop, into }) {
      const simulator = new Simulator(plan, loadKernel(), { chunk, recordInputs, points });
      let columns: Float64Array | undefined;
      for (const block of blocks) {
        if (stop?.requested) return;
        const result = simulator.block(block, into ?? columns);
        columns = result.columns;
        yield result;
        // Lets signals and timers be served between blocks.
        await pause();
      }
    },
    close: async () => {},
  };
}
