/** @slow: starts Redis and workers in processes of their own, and kills them. */

import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { BucketCollector } from '../../src/execute/bucket-collector.ts';
import { pilotOf } from '../../src/execute/run.ts';
import { type BlockResult, Simulator } from '../../src/execute/simulate.ts';
import { JobComputer } from '../../src/fleet/compute.ts';
import { ownEngine } from '../../src/fleet/engine.ts';
import { FleetFailure } from '../../src/fleet/error.ts';
import { redisExecutor } from '../../src/fleet/executor.ts';
import { resultsKey, runsKey, workerKey, workersKey } from '../../src/fleet/keys.ts';
import { decodeMessage, encodeMessage } from '../../src/fleet/messages.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { type Answer, chipcast } from '../cli/chipcast.ts';
import { temporaryFolder } from '../folders.ts';
import {
  endAll,
  HAS_REDIS,
  named,
  pause,
  startWorker,
  TestRedis,
  type TestWorker,
} from './redis.ts';

const { program } = compile(heatPumps);
const planOf = (trials: number) => resolvePlan({ program, trials, replicates: 4 });
const blocksOf = (plan: ReturnType<typeof planOf>): number[] =>
  Array.from({ length: blockCount(plan) }, (_, block) => block);

afterAll(endAll);

describe.skipIf(!HAS_REDIS)(named('workers that die, and a Redis that starts anew'), () => {
  const plan = planOf(300 * 4096 - 7);
  const blocks = blocksOf(plan);
  const layout = (): BucketCollector => {
    const collector = new BucketCollector(plan);
    collector.layOut(pilotOf(plan, collector));
    return collector;
  };
  const simulator = new Simulator(plan, loadKernel());
  const wanted = layout();
  const digests: string[] = [];
  let into: Float64Array | undefined;

  beforeAll(() => {
    for (const block of blocks) {
      const result = simulator.block(block, into);
      into = result.columns;
      digests.push(result.digest);
      wanted.add(result);
    }
  });
  afterEach(endAll);

  test.each([
    ['that forgets all', false],
    ['that keeps all', true],
  ])('lose no block and count none twice, with a Redis %s', async (_, isPersistent) => {
    const redis = await TestRedis.start(isPersistent);
    const workers: TestWorker[] = [];
    const said: string[] = [];
    const executor = redisExecutor(redis.url, (line) => said.push(line), 8);
    try {
      workers.push(...(await Promise.all([1, 2, 3].map(() => startWorker(redis.url)))));
      const collector = layout();
      const found = new Map<number, string>();
      let parts = 0;
      for await (const part of executor.count!(plan, blocks, {}, () => collector)) {
        for (const { block, digest } of part.blocks) {
          expect(found.has(block)).toBe(false);
          found.set(block, digest);
        }
        collector.absorb(part.counts);
        parts++;
        // Something dies every few parts, and Redis once, in the midst of jobs.
        if (parts === 3 || parts === 8 || parts === 11) {
          workers.shift()?.kill();
          workers.push(await startWorker(redis.url));
        }
        if (parts === 6) {
          await redis.down();
          await pause(1000);
          redis.up();
        }
      }
      expect(parts).toBeGreaterThan(12);
      expect(blocks.map((block) => found.get(block))).toEqual(digests);
      expect(collector.summary()).toEqual(wanted.summary());
      expect(said.join('\n')).toMatch(/does not answer .*\n.*is back/);
    } finally {
      await executor.close();
      endAll();
      await redis.end();
    }
  });
});

describe.skipIf(!HAS_REDIS)(named('a fleet'), () => {
  const plan = planOf(10 * 4096 + 5);
  const blocks = blocksOf(plan);
  const out = temporaryFolder();
  let redis: TestRedis;
  let client: Redis;
  /** It gives up after a while; the other tests go on meanwhile. */
  let unanswered: Promise<Answer>;

  beforeAll(async () => {
    const where = ['--executor', 'redis://:secret@127.0.0.1:1', '--out', `${out}/none`];
    unanswered = chipcast('run', '--model', 'heat-pumps', '--trials', '5000', ...where);
    redis = await TestRedis.start();
    client = new Redis(redis.port, { maxRetriesPerRequest: null });
    client.on('error', () => {});
    await client.ping();
  });
  afterAll(async () => {
    client.disconnect();
    endAll();
    await redis.end();
  });

  /** The run that is there now. */
  async function tokenOf(prefix: string): Promise<string> {
    for (;;) {
      const [token] = await client.smembers(runsKey(prefix));
      if (token !== undefined) return token;
      await pause(20);
    }
  }

  const messageOf = (run: string, block: number, worker: string): Uint8Array =>
    new JobComputer(plan, false).message(
      {
        run,
        plan: plan.id,
        ...ownEngine(),
        kind: 'draws',
        blocks: [block],
        recordInputs: false,
        room: 8,
      },
      `${run}-${block}-0`,
      worker,
    );

  test('gives the run of one machine, inputs and all', async () => {
    const worker = await startWorker(redis.url);
    const words = ['run', '--model', 'heat-pumps', '--trials', '50_000', '--json'];
    const [here, there] = await Promise.all([
      chipcast(...words, '--executor', 'inline', '--out', `${out}/here`),
      chipcast(...words, '--executor', redis.url, '--out', `${out}/there`),
    ]);
    worker.kill();
    expect(there.code).toBe(0);
    const digestOf = (text: string) => JSON.parse(text).run.digest as string;
    expect(digestOf(there.stdout)).toBe(digestOf(here.stdout));
    expect(JSON.parse(there.stdout).outcomes).toEqual(JSON.parse(here.stdout).outcomes);
  });

  test('gives the analysis of one machine, whose plan has matrices', async () => {
    const worker = await startWorker(redis.url);
    const words = ['sensitivity', '--model', 'heat-pumps', '--base', '512', '--json'];
    const [here, there] = await Promise.all([
      chipcast(...words, '--executor', 'inline', '--out', `${out}/here`),
      chipcast(...words, '--executor', redis.url, '--out', `${out}/there`),
    ]);
    worker.kill();
    expect(there.stderr).not.toMatch(/refused/);
    expect(there.code).toBe(0);
    const outcomes = (text: string) => JSON.parse(text).outcomes as unknown;
    expect(outcomes(there.stdout)).toEqual(outcomes(here.stdout));
  });

  test('names what is hostile or of another engine, and goes on', async () => {
    const url = `${redis.url}/?prefix=hostile`;
    const other = { worker: 'old-machine:7', threads: 4, version: '0.0.1', numerics: 1 };
    const note = { ...other, kernel: 'f'.repeat(16), blocks: 0, jobs: 0, seconds: 1 };
    await client.set(workerKey('hostile', other.worker), JSON.stringify(note));
    await client.sadd(workersKey('hostile'), other.worker);
    const said: string[] = [];
    const executor = redisExecutor(url, (line) => said.push(line));
    const found = new Map<number, string>();
    const run = (async () => {
      for await (const { block, digest } of executor.simulate(plan, blocks, {}))
        found.set(block, digest);
    })();
    const token = await tokenOf('hostile');
    const sound = decodeMessage(messageOf(token, 3, 'host:1'));
    const key = resultsKey('hostile', token);
    const push = (message: Uint8Array): Promise<number> => client.rpush(key, Buffer.from(message));
    await push(Buffer.from('rm -rf'));
    await push(encodeMessage({ ...sound.head, kernel: 'e'.repeat(16) }, [sound.body]));
    await push(encodeMessage({ ...sound.head, blocks: [99_999] }, [sound.body]));
    // Its columns are those of another block.
    const forged = decodeMessage(messageOf(token, 4, 'host:2'));
    await push(encodeMessage({ ...sound.head, worker: 'liar:9' }, [forged.body]));
    const worker = await startWorker(url);
    await run;
    await executor.close();
    worker.kill();
    const simulator = new Simulator(plan, loadKernel());
    expect([...found].sort(([a], [b]) => a - b)).toEqual(
      blocks.map((block) => [block, simulator.block(block).digest]),
    );
    const all = said.join('\n');
    expect(all).toMatch(/refused: worker old-machine:7: it has kernel f{16}, this run kernel/);
    expect(all).toMatch(/worker unknown: .*does not begin as messages of chipcast do/);
    expect(all).toMatch(/worker host:1: it has kernel e{16}, this run kernel/);
    expect(all).toMatch(/worker host:1: block 99999 was not asked for/);
    expect(all).toMatch(/worker liar:9: columns of block 3 have digest \w{16}, it says \w{16}/);
  });

  test('compares what comes twice, and stops naming both where it differs', async () => {
    const executor = redisExecutor(`${redis.url}?prefix=twice`, () => {});
    const found: BlockResult[] = [];
    const run = (async () => {
      for await (const result of executor.simulate(plan, blocks, {})) found.push(result);
    })();
    const token = await tokenOf('twice');
    const push = (message: Uint8Array): Promise<number> =>
      client.rpush(resultsKey('twice', token), Buffer.from(message));
    const first = messageOf(token, 3, 'host:1');
    await push(first);
    await push(messageOf(token, 3, 'host:2'));
    const { head, body } = decodeMessage(first);
    await push(encodeMessage({ ...head, worker: 'host:3', digests: ['d'.repeat(64)] }, [body]));
    const stopped = expect(run).rejects;
    await stopped.toThrow(FleetFailure);
    await expect(run).rejects.toThrow(
      /block 3 came out in two ways: \w{16} from worker host:1, d{16} from worker host:3/,
    );
    await executor.close();
    expect(found.map(({ block }) => block)).toEqual([3]);
  });

  test('that nobody answers for is said, with where it was looked for', async () => {
    const { code, stderr } = await unanswered;
    expect(code).toBe(1);
    expect(stderr).toMatch(/no Redis answers at redis:\/\/127\.0\.0\.1:1: connection refused/);
    expect(stderr).not.toMatch(/secret/);
  });
});

describe.skipIf(!HAS_REDIS)(named('a Redis with a password'), () => {
  test('serves two runs at once that know it, and says to others that it is wrong or missing', async () => {
    const redis = await TestRedis.start();
    const open = new Redis(redis.url);
    // It may not be there yet.
    open.on('error', () => {});
    await open.ping();
    open.disconnect();
    redis.lock('right');
    const where = (password: string): string =>
      redis.url.replace('//', password === '' ? '//' : `//:${password}@`);
    const refused = async (password: string): Promise<unknown> => {
      const plan = planOf(4096);
      const executor = redisExecutor(where(password), () => {});
      try {
        for await (const _ of executor.simulate(plan, blocksOf(plan), {}));
        return undefined;
      } catch (error) {
        return error;
      } finally {
        await executor.close();
      }
    };
    for (const [password, message] of [
      ['wrong', /^Redis at redis:\/\/127\.0\.0\.1:\d+ refuses the user or password \(WRONGPASS/],
      ['', /refuses the missing password \(NOAUTH/],
    ] as const) {
      const error = (await refused(password)) as Error;
      expect(error).toBeInstanceOf(FleetFailure);
      expect(error.message).toMatch(message);
      expect(error.message).not.toContain('wrong');
    }

    const worker = await startWorker(where('right'));
    const digests = async (trials: number): Promise<string[]> => {
      const plan = planOf(trials);
      const executor = redisExecutor(where('right'), () => {});
      const found: string[] = [];
      for await (const { block, digest } of executor.simulate(plan, blocksOf(plan), {}))
        found[block] = digest;
      await executor.close();
      return found;
    };
    const sizes = [9 * 4096, 7 * 4096 + 1];
    const both = await Promise.all(sizes.map(digests));
    const here = sizes.map((trials) => {
      const simulator = new Simulator(planOf(trials), loadKernel());
      return blocksOf(planOf(trials)).map((block) => simulator.block(block).digest);
    });
    expect(both).toEqual(here);
    worker.kill();
    await redis.end();
  });
});
