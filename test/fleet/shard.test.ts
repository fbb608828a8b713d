import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { run } from '../../src/execute/run.ts';
import { blocksOfShard, mergedShards, writeShard } from '../../src/fleet/shard.ts';
import { withRate } from '../../src/fleet/status.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
const { program } = compile(heatPumps);
const plan = resolvePlan({ program, trials: 30_001, replicates: 4 });
const log = { done: new Map<number, string>(), record() {} };
const here = inlineExecutor();

async function shardsOf(asked: Plan, of: number, name: string): Promise<string[]> {
  const paths = Array.from({ length: of }, (_, k) => `${folder}/${name}-${k + 1}`);
  for (const [k, path] of paths.entries())
    await writeShard(asked, { number: k + 1, of }, path, here, false);
  return paths;
}

test('shards have every block once', () => {
  for (const of of [1, 3, 8, 20])
    expect(
      Array.from({ length: of }, (_, k) => blocksOfShard(plan, { number: k + 1, of })).flat(),
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('a run merged of shards, in any order, is the run of one machine', async () => {
  const whole = await run(plan, here, log);
  const paths = await shardsOf(plan, 3, 'sound');
  const { plan: read, executor } = mergedShards(paths.toReversed(), here);
  expect(read.id).toBe(plan.id);
  const merged = await run(read, executor, log);
  if (whole.state !== 'finished' || merged.state !== 'finished') throw new Error('unfinished');
  expect(merged.digests).toEqual(whole.digests);
  expect(merged.summary).toEqual(whole.summary);
});

test('shards that are missing, come twice, or are of another run are refused by name', async () => {
  const [a = '', b = '', c = ''] = await shardsOf(plan, 3, 'refused');
  const other = resolvePlan({ program, trials: 30_001, replicates: 4, seed: 'another' });
  const [foreign = ''] = await shardsOf(other, 3, 'foreign');
  const twin = `${folder}/twin`;
  copyFileSync(b, twin);
  expect(() => mergedShards([a, c], here)).toThrow(/of 3 shards there is no 2/);
  expect(() => mergedShards([a, b, c, twin], here)).toThrow(
    /twin and .*refused-2 are both shard 2/,
  );
  expect(() => mergedShards([a, b, c, foreign], here)).toThrow(/foreign-1 is of run \w{8}, .*/);
  expect(() => mergedShards([import.meta.filename], here)).toThrow(
    /shard.test.ts .*(cut off|no shard)/,
  );
});

test('a shard that was cut off or altered is refused by name', async () => {
  const [a = '', b = ''] = await shardsOf(plan, 2, 'altered');
  const bytes = readFileSync(b);
  const merge = async (changed: Uint8Array): Promise<unknown> => {
    writeFileSync(b, changed);
    return run(plan, mergedShards([a, b], here).executor, log);
  };
  await expect(merge(bytes.subarray(0, bytes.length - 9))).rejects.toThrow(/altered-2 was cut off/);
  bytes[bytes.length - 9] ^= 1;
  await expect(merge(bytes)).rejects.toThrow(/altered-2 cannot be used: .*\n.*another checksum/);
});

test('the time left of a run is that at its pace of so far', () => {
  const note = { run: 'r', name: 'n', plan: 'p', numerics: 1, kernel: 'k', trials: 4000 };
  expect(withRate({ ...note, blocks: 8, done: 2, seconds: 10 })).toMatchObject({
    rate: 100,
    left: 30,
  });
  expect(withRate({ ...note, blocks: 8, done: 0, seconds: 10 }).left).toBeUndefined();
});
