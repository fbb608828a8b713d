/** @slow computes for seconds */

import { expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { threadsExecutor } from '../../src/execute/threads.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';

test('signals and timers are served between blocks, also where taking one in lasts longer than computing the next', async () => {
  const program = compile(heatPumps).program;
  const plan = {
    ...resolvePlan({ program, presets: heatPumps.presets, trials: 2560, replicates: 4 }),
    blockSize: 64,
  };
  const executor = threadsExecutor(2);
  const blocks = Array.from({ length: 40 }, (_, block) => block);
  let taken = 0;
  const served: number[] = [];
  try {
    for await (const _ of executor.simulate(plan, blocks, {})) {
      taken++;
      setTimeout(() => served.push(taken), 0);
      // Busy, so that the threads are ahead: a block of 64 trials takes a millisecond.
      for (const until = performance.now() + 12; performance.now() < until; );
    }
  } finally {
    await executor.close();
  }
  expect(taken).toBe(40);
  // Not all of them when everything is over.
  expect(served[0]).toBeLessThan(5);
  expect(served.filter((at) => at < 40).length).toBeGreaterThan(30);
}, 60_000);
