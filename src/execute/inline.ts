/** Blocks in this very thread, one after another. */

import { loadKernel } from '../kernel/load.ts';
import type { Executor } from './executor.ts';
import { type Points, Simulator } from './simulate.ts';
import { turn } from './turn.ts';

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
        await turn();
      }
    },
    close: async () => {},
  };
}
