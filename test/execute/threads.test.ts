/**
 * Threads compute what one thread computes, and a run that fails or stops in them ends as it does
 * without.
 *
 * @slow computes for seconds
 */

import { afterAll, describe, expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { BucketCollector } from '../../src/execute/bucket-collector.ts';
import type { Executor } from '../../src/execute/executor.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import {
  type Finished,
  type Log,
  pilotOf,
  type RunHooks,
  run,
  type Stopped,
} from '../../src/execute/run.ts';
import { layColumns } from '../../src/execute/sieve.ts';
import { threadsExecutor } from '../../src/execute/threads.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { Partitioner } from '../../src/kernel/partitioner.ts';
import { blockCount, type Plan } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';

const nothingDone: Log = { done: new Map(), record() {} };

/** Two threads for the tests that do not care; each pool takes a second to start. */
const pair = threadsExecutor(2);
afterAll(() => pair.close());

async function runIn(
  executor: Executor,
  plan: Plan,
  hooks: RunHooks = {},
  log: Log = nothingDone,
): Promise<Finished | Stopped> {
  try {
    return await run(plan, executor, log, hooks);
  } finally {
    if (executor !== pair) await executor.close();
  }
}

/** Ten blocks, the last of them short. */
const pumps: Plan = {
  ...resolvePlan({ program: compile(heatPumps).program, trials: 5003, replicates: 7 }),
  blockSize: 512,
};

function answer(result: Finished | Stopped): object {
  if (result.state !== 'finished') return result;
  const { digests, summary } = result;
  return { digests, summary };
}

describe('law: the same bits in threads', () => {
  test.each([
    [1, undefined],
    [2, 100],
    [3, 7],
  ])('%i of them', async (threads, chunk) => {
    const alone = await runIn(inlineExecutor(), pumps);
    const executor = threadsExecutor(threads, chunk);
    expect(executor.name).toBe(`threads ${threads}`);
    expect(answer(await runIn(executor, pumps))).toEqual(answer(alone));
  });

  test('of the China model, and of two plans one after the other in the same threads', async () => {
    const { program } = compile(china);
    const [one, two] = [1, 2].map((seed) =>
      resolvePlan({ program, seed, trials: 4100, replicates: 4 }),
    );
    const results: object[] = [];
    for (const plan of [one!, two!]) results.push(answer(await runIn(pair, plan)));
    const alone = [await runIn(inlineExecutor(), one!), await runIn(inlineExecutor(), two!)];
    expect(results).toEqual(alone.map(answer));
    expect(results[0]).not.toEqual(results[1]);
  });
});

test('law: a sieve that threads lay is the one that is laid here, and so are digests and summary', async () => {
  const asked: Plan = { ...pumps, blockSize: 512, trials: 10_003 };
  const laid: number[] = [];
  const watched: Executor = {
    ...pair,
    lay: async (pilot) => {
      const found = await pair.lay!(pilot);
      expect(found).toEqual(layColumns(pilot, new Partitioner(loadKernel())));
      laid.push(found!.filter((sieve) => sieve !== undefined).length);
      return found;
    },
  };
  const sifted = await run(asked, watched, nothingDone, { summaryOnly: true });
  expect(laid).toHaveLength(1);
  expect(laid[0]).toBeGreaterThan(3);
  expect(answer(sifted)).toEqual(answer(await runIn(inlineExecutor(), asked)));
});

describe('counted in threads', () => {
  const blocks = Array.from({ length: blockCount(pumps) }, (_, block) => block);
  const limits = { pilotBytes: 1, tableBytes: 2 ** 20 };
  const laidOut = (): BucketCollector => {
    const collector = new BucketCollector(pumps, limits);
    collector.layOut(pilotOf(pumps, collector));
    return collector;
  };

  test('law: summary and digests are those of one thread that counts block after block', async () => {
    const alone = new BucketCollector(pumps, limits);
    const digests = new Map<number, string>();
    for await (const result of inlineExecutor().simulate(pumps, blocks, {})) {
      digests.set(result.block, result.digest);
      alone.add(result);
    }
    const together = laidOut();
    const found = new Map<number, string>();
    // Once more in the same threads, which have to have forgotten the first time.
    for (const half of [blocks.slice(0, 3), blocks.slice(3)])
      for await (const { blocks: done, counts } of pair.count!(pumps, half, {}, () => together)) {
        for (const { block, digest } of done) found.set(block, digest);
        together.absorb(counts);
      }
    expect(found).toEqual(digests);
    expect(together.summary()).toEqual(alone.summary());
  });

  test('asked to stop, it gives what is done and ends', async () => {
    const stop = { requested: true };
    const many = { ...pumps, id: 'many', trials: 512 * 40_000 };
    const parts: number[] = [];
    const all = Array.from({ length: 40_000 }, (_, block) => block);
    stop.requested = false;
    setTimeout(() => {
      stop.requested = true;
    }, 1500);
    for await (const part of pair.count!(many, all, { stop }, laidOut))
      parts.push(part.blocks.length);
    const done = parts.reduce((sum, n) => sum + n, 0);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(40_000);
  });
});

test('law: a run that was asked to stop ends after the blocks under way, and goes on elsewhere', async () => {
  const stop = { requested: false };
  const digests: [number, string][] = [];
  const log: Log = {
    done: new Map(),
    record: ({ block, digest }) => void digests.push([block, digest]),
  };
  const progress = (): void => {
    stop.requested = true;
  };
  const stopped = await runIn(pair, pumps, { stop, progress }, log);
  expect(stopped).toEqual({ state: 'stopped', done: digests.length, total: blockCount(pumps) });
  // Two run and two wait when the first is done.
  expect(digests.length).toBeGreaterThanOrEqual(1);
  expect(digests.length).toBeLessThanOrEqual(4);
  const finished = await runIn(inlineExecutor(), pumps, {}, { ...log, done: new Map(digests) });
  expect(answer(finished)).toEqual(answer(await runIn(inlineExecutor(), pumps)));
});

test('what goes wrong in a thread is told as it is without threads', async () => {
  const broken: Plan = {
    ...pumps,
    id: 'broken',
    inputs: pumps.inputs.map((planned, k) =>
      k === 0 ? { ...planned, distribution: 'lognormal(p10=2, p90=1)' } : planned,
    ),
  };
  const message = /^lognormal: p10 is 2 and p90 is 1; p10 must be below p90/;
  await expect(runIn(inlineExecutor(), broken)).rejects.toThrow(message);
  await expect(runIn(pair, broken)).rejects.toThrow(message);
});

test('a block that differs from the journal ends a run in threads too, with blocks still under way', async () => {
  const log = { ...nothingDone, done: new Map([[0, 'f'.repeat(64)]]) };
  await expect(runIn(threadsExecutor(2), pumps, {}, log)).rejects.toThrow(
    /^block 0 came out otherwise than the journal says/,
  );
});
