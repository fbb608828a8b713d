/**
 * A run of which only the summary is wanted has the summary and digests of one that keeps all draws.
 *
 * @slow computes for seconds
 */

import { describe, expect, test } from 'vitest';
import { BucketCollector } from '../../src/execute/bucket-collector.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { type Finished, type Log, type RunHooks, run } from '../../src/execute/run.ts';
import { SiftCollector } from '../../src/execute/sift-collector.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import {
  bernoulli,
  component,
  discreteuniform,
  eq,
  input,
  lognormal,
  model,
  outcome,
  quarterly,
  quarters,
  uniform,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount, type Plan } from '../../src/plan/plan.ts';
import { planOf } from '../kernel/agreement.ts';

const size = input('size', {
  unit: '-',
  distribution: lognormal({ p10: 1, p90: 50 }),
  over: quarters,
});
const flag = input('flag', { unit: '0/1', distribution: bernoulli({ p: 0.3 }) });
const codes = input('codes', { unit: 'code', distribution: discreteuniform({ min: 0, max: 16 }) });
const share = input('share', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });

const of = model('sifted', {
  title: 'Outcomes whose draws are spread, piled up, few, not finite, or dead',
  quantiles: [0.005, 0.4, 0.99],
  calendar: quarterly('2026Q1', 2),
  components: [
    component('all', 'Everything.', [
      outcome('size', { unit: '-', over: quarters, is: size }),
      outcome('shown', { unit: '-', is: eq`${share} ^ 2` }),
      outcome('flag', { unit: '0/1', is: flag }),
      outcome('codes', { unit: 'code', is: codes }),
      outcome('halves', { unit: '-', is: eq`${codes} / 2` }),
      outcome('same', { unit: '-', is: eq`0 * ${share} + 7` }),
      outcome('zero', { unit: '-', is: eq`if(${flag}, 0, -1) * 0` }),
      outcome('clipped', { unit: '-', is: eq`max(0.4, min(0.9, ${share}))` }),
      outcome('spike', { unit: '-', is: eq`if(${share} < 0.999, 0, ${share} * 1000)` }),
      outcome('sick', {
        unit: '-',
        is: eq`if(${share} < 0.02, 1 / 0, if(${share} > 0.99, -1 / 0, ${share}))`,
      }),
      outcome('dead', { unit: '-', is: eq`0 * ${share} / 0` }),
    ]),
  ],
});
const nothingDone: Log = { done: new Map(), record() {} };

/** Thirty blocks, the last of them short. */
const plan = (design: Plan['design']): Plan => {
  const asked = planOf(of, { trials: 7605, replicates: 4, blockSize: 256, design });
  return { ...asked, program: { ...asked.program, headlines: ['shown'] } };
};

async function finished(asked: Plan, hooks: RunHooks): Promise<Finished> {
  const result = await run(asked, inlineExecutor(), nothingDone, hooks);
  if (result.state !== 'finished') throw new Error('the run stopped');
  return result;
}

describe('law: the same summary and digests as with all draws', () => {
  test.each(['sobol', 'monte-carlo', 'latin-hypercube', 'antithetic'] as const)(
    '%s',
    async (design) => {
      const asked = plan(design);
      const whole = await finished(asked, {});
      const sifted = await finished(asked, { summaryOnly: true });
      expect(whole.collector).toBeInstanceOf(DrawCollector);
      expect(sifted.collector).toBeInstanceOf(SiftCollector);
      expect(sifted.digests).toEqual(whole.digests);
      expect(sifted.summary).toEqual(whole.summary);
    },
  );

  test('whatever the pilot was taken for: columns of which too little was kept are computed again', async () => {
    const asked = plan('sobol');
    const { summary } = await finished(asked, {});
    // Whole numbers stay whole: of a part of the draws, some are not whole only if some of all are not.
    for (const misled of [(x: number) => 3 * x, (x: number) => x + 100, () => 3]) {
      const collector = new SiftCollector(asked);
      const simulator = new Simulator(asked, loadKernel());
      for (const block of collector.pilotBlocks) simulator.block(block, collector.pilot);
      collector.pilot.draws.forEach((x, k) => {
        collector.pilot.draws[k] = misled(x);
      });
      collector.layOut(collector.toLay());
      for (let block = blockCount(asked) - 1; block >= 0; block--)
        collector.add(simulator.block(block, collector.into));
      expect(collector.summary()).toEqual(summary);
    }
  });
});

test('draws are kept where something else than the summary asks for them, or where there are few', async () => {
  const asked = plan('sobol');
  const weights = new Float64Array(asked.trials).fill(1);
  for (const hooks of [{}, { weights }]) {
    const { collector } = await finished(asked, { ...hooks, summaryOnly: 'weights' in hooks });
    expect(collector).toBeInstanceOf(DrawCollector);
  }
  expect(SiftCollector.suits({ ...asked, trials: 12 * 256 })).toBe(true);
  expect(SiftCollector.suits({ ...asked, trials: 12 * 256 - 1 })).toBe(false);
  expect(SiftCollector.suits({ ...asked, trials: 2 ** 40 })).toBe(false);
  expect(new BucketCollector(asked).method).toBe('buckets');
});

test('a run that is asked to stop while the sieve is laid has done nothing', async () => {
  const hooks = { summaryOnly: true, stop: { requested: true } };
  const stopped = await run(plan('sobol'), inlineExecutor(), nothingDone, hooks);
  expect(stopped).toEqual({ state: 'stopped', done: 0, total: 30 });
});
