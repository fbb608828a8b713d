/**
 * What does a fleet of 1, 16, 256 or 4,096 threads give, and where does it bend?
 *
 *     npm run build && node --import tsx bench/fleet-scale.ts [--block 40] [--threads 4,16,64,256]
 *
 * First measured, with a real Redis, a real runner, and threads that only pretend: they wait as long
 * as blocks of the China model take, and answer with counts of blocks that were computed once. Then
 * simulated, with what the smallest of these fleets took for a message; what the simulation says of
 * the others is held against what was measured. At last simulated for fleets that nobody has here.
 */

import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import china from '../models/china-ai-chips/index.ts';
import { compile } from '../src/compile/compile.ts';
import { outcomeColumns } from '../src/compile/program.ts';
import { BucketCollector } from '../src/execute/bucket-collector.ts';
import { pilotOf } from '../src/execute/run.ts';
import { parseAddress } from '../src/fleet/address.ts';
import { JobComputer } from '../src/fleet/compute.ts';
import { ownEngine } from '../src/fleet/engine.ts';
import { redisExecutor } from '../src/fleet/executor.ts';
import { jobBlocks } from '../src/fleet/jobs.ts';
import { queueName, resultsKey } from '../src/fleet/keys.ts';
import { decodeMessage, encodeMessage, type Job } from '../src/fleet/messages.ts';
import { noteWorker } from '../src/fleet/registry.ts';
import { resolvePlan } from '../src/plan/resolve.ts';
import { MOMENTS } from '../src/stats/moments.ts';

const { values } = parseArgs({
  options: {
    block: { type: 'string', default: '40' },
    threads: { type: 'string', default: '4,16,64,256' },
    seconds: { type: 'string', default: '15' },
    pretend: { type: 'string' },
    /** Simulates only, with so many milliseconds of the runner a message. */
    take: { type: 'string' },
    blocks: { type: 'string', default: '0' },
    redis: { type: 'string', default: '' },
  },
});
const blockMs = Number(values.block);
const { program } = compile(china);
const planOf = (blocks: number) =>
  resolvePlan({ program, trials: blocks * 4096, replicates: 16, seed: `${blocks}` });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The largest aligned runs of which these blocks are made, the largest first. */
function branches(from: number, to: number): { readonly name: string; readonly size: number }[] {
  const found: { name: string; size: number }[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++;
    found.push({ name: `${level}/${at / 2 ** level}`, size: 2 ** level });
    at += 2 ** level;
  }
  return found.sort((a, b) => b.size - a.size);
}

/** As many threads as it says, none of which computes. */
async function pretend(threads: number): Promise<void> {
  const { Worker } = await import('bullmq');
  const address = parseAddress(values.redis);
  const connection = { host: address.host, port: address.port, maxRetriesPerRequest: null };
  const client = new Redis(connection);
  const engine = ownEngine();
  const computer = new JobComputer(planOf(Number(values.blocks)), false);
  const job = { run: '0'.repeat(32), plan: '0'.repeat(64), ...engine, kind: 'counts' } as const;
  const template = (blocks: number[]) =>
    decodeMessage(
      computer.message({ ...job, blocks, recordInputs: false, room: 8 }, 'job', 'pretended'),
    );
  // Counts of fewer trials than a job has are believed; those of more are not.
  const [one, eight] = [template([0]), template([0, 1, 2, 3, 4, 5, 6, 7])];
  const digest = 'd'.repeat(64);
  const branchBytes = outcomeColumns(program).length * 16 * MOMENTS * 8;
  const empty = (count: number): Uint8Array => new Uint8Array(count * branchBytes);
  let free = threads;
  const waiting: (() => void)[] = [];
  new Worker(
    queueName(engine),
    async ({ id = '', data }) => {
      const { run, blocks, room } = data as Job;
      if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      else free--;
      await pause(blocks.length * blockMs);
      const next = waiting.shift();
      if (next) next();
      else free++;
      const nodes = branches(blocks[0], blocks[0] + blocks.length);
      const { head, body } = nodes[0].size >= 8 ? eight : one;
      const message = encodeMessage(
        {
          ...head,
          run,
          job: id,
          blocks,
          digests: blocks.map(() => digest),
          ms: blocks.length * blockMs,
          counts: { ...head.counts!, nodes: nodes.map(({ name }) => name) },
        },
        // All counts are those of the largest branch, the others have none.
        [body.subarray(0, branchBytes), empty(nodes.length - 1), body.subarray(branchBytes)],
      );
      while ((await client.llen(resultsKey(address.prefix, run))) >= room) await pause(50);
      await client.rpush(resultsKey(address.prefix, run), Buffer.from(message));
    },
    { connection, prefix: address.prefix, concurrency: 2 * threads },
  ).on('error', () => {});
  const note = () =>
    noteWorker(client, address, {
      worker: 'pretended',
      threads,
      version: '0',
      ...engine,
      blocks: 0,
      jobs: 0,
      seconds: 0,
    });
  await note();
  setInterval(note, 3000);
  process.send?.('ready');
}

interface Point {
  readonly threads: number;
  readonly blocks: number;
  readonly seconds: number;
  readonly messages: number;
  /** Of the runner, from one message to the next where one waits. */
  readonly takeMs: number;
  readonly commands: number;
  readonly megabytes: number;
}

async function measured(threads: number, redis: string, client: Redis): Promise<Point> {
  const blocks = 2 ** (31 - Math.clz32((threads * Number(values.seconds) * 1000) / blockMs));
  const child = fork(
    fileURLToPath(import.meta.url),
    ['--blocks', `${blocks}`, '--pretend', `${threads}`, '--redis', redis, '--block', `${blockMs}`],
    { execArgv: ['--import', 'tsx'] },
  );
  await new Promise((resolve) => child.once('message', resolve));
  const stats = async (): Promise<[number, number]> => {
    const text = await client.info('stats');
    const of = (name: string): number => Number(new RegExp(`${name}:(\\d+)`).exec(text)?.[1]);
    return [of('total_commands_processed'), of('total_net_input_bytes')];
  };
  const plan = planOf(blocks);
  const collector = new BucketCollector(plan);
  collector.layOut(pilotOf(plan, collector));
  const executor = redisExecutor(redis, (line) => console.error(line));
  const before = await stats();
  const cpu = process.cpuUsage();
  const began = performance.now();
  let messages = 0;
  const all = Array.from({ length: blocks }, (_, block) => block);
  for await (const { counts } of executor.count!(plan, all, {}, () => collector)) {
    collector.absorb(counts);
    messages++;
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const after = await stats();
  await executor.close();
  child.kill('SIGKILL');
  return {
    threads,
    blocks,
    seconds,
    messages,
    takeMs: (user + system) / 1000 / messages,
    commands: after[0] - before[0],
    megabytes: (after[1] - before[1]) / 1e6,
  };
}

/**
 * Threads that take the next job when they are done with one, and a runner that takes in one message
 * after another and hands jobs out in between.
 */
function simulated(threads: number, blocks: number, block: number, take: number) {
  let [left, clock, runner, busy, messages, outstanding] = [blocks, 0, 0, 0, 0, 0];
  let known = false;
  const queue: number[] = [];
  /** When each thread that works is done, and with how many blocks. */
  const working: { at: number }[] = [];
  const hand = (): void => {
    while (left > 0 && outstanding < (known ? 2 * threads + 2 : Math.min(threads, 8))) {
      const size = Math.min(
        left,
        jobBlocks({
          blockMs: known ? block : undefined,
          takeMs: take,
          kind: 'counts',
          blockBytes: 1,
          left,
          threads,
        }),
      );
      left -= size;
      outstanding++;
      queue.push(size);
    }
    while (queue.length > 0 && working.length < threads)
      working.push({ at: clock + queue.shift()! * block });
  };
  hand();
  while (outstanding > 0) {
    let first = 0;
    for (let k = 1; k < working.length; k++) if (working[k].at < working[first].at) first = k;
    clock = working[first].at;
    working[first] = working[working.length - 1];
    working.pop();
    // The thread goes on with a job that waits, if there is one.
    if (queue.length > 0) working.push({ at: clock + queue.shift()! * block });
    // The message is taken in once the runner is done with those before.
    runner = Math.max(runner, clock) + take;
    busy += take;
    messages++;
    outstanding--;
    known = true;
    const now = clock;
    clock = runner;
    hand();
    clock = now;
  }
  const seconds = runner / 1000;
  return { seconds, messages, busy: busy / 1000 / seconds };
}

const short = (x: number, digits = 3): string =>
  Number(x.toPrecision(digits)).toLocaleString('en-US', { maximumFractionDigits: 3 });

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-scale-'));
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const child = spawn(
    'redis-server',
    ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    { stdio: 'ignore' },
  );
  const client = new Redis(port);
  client.on('error', () => {});
  try {
    await client.ping();
    const points: Point[] = [];
    console.log(
      '| threads | blocks | s | of its threads | messages | CPU ms of the runner a message | Redis commands a message | MB a message | simulated, s | simulated over measured |',
    );
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
    for (const threads of values.threads.split(',').map(Number)) {
      const point = await measured(threads, `redis://127.0.0.1:${port}`, client);
      points.push(point);
      const { takeMs: take } = points[0];
      const { seconds } = simulated(threads, point.blocks, blockMs, take);
      const ideal = (point.blocks * blockMs) / 1000 / threads;
      const cells = [
        threads,
        point.blocks,
        short(point.seconds),
        short(ideal / point.seconds, 2),
        point.messages,
        short(point.takeMs),
        short(point.commands / point.messages),
        short(point.megabytes / point.messages),
        short(seconds),
        short(seconds / point.seconds),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
    far(points[0].takeMs);
  } finally {
    client.disconnect();
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fleets that nobody has here. */
function far(take: number): void {
  console.log(
    '\n| threads | trials | alone in one thread, h | s | of its threads | runner busy | MB/s |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const trials of [1e8, 1e9])
    for (const threads of [1, 16, 256, 1024, 4096]) {
      const blocks = Math.ceil(trials / 4096);
      const { seconds, busy, messages } = simulated(threads, blocks, blockMs, take);
      const ideal = (blocks * blockMs) / 1000 / threads;
      const cells = [
        threads,
        trials.toExponential(0),
        short((blocks * blockMs) / 3.6e6),
        short(seconds),
        short(ideal / seconds, 2),
        short(busy, 2),
        short((messages * 5.7) / seconds),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
}

if (values.pretend !== undefined) await pretend(Number(values.pretend));
else {
  if (values.take === undefined) await main();
  else far(Number(values.take));
  process.exit(0);
}
