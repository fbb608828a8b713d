/**
 * A worker: takes jobs from the queue, computes them in threads, and leaves the results for their
 * runner. The loop of this thread only moves messages, so that locks are renewed in time: a lock
 * that expires is taken as a worker that died.
 */

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Job as BullJob } from 'bullmq';
import type { Redis } from 'ioredis';
import { fromJson } from '../compile/canonical.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { threadModule } from '../shipped.ts';
import { believedQuestion } from '../store/door.ts';
import { checkForm, FormError } from '../text/form.ts';
import { VERSION } from '../version.ts';
import { parseAddress } from './address.ts';
import type { FleetTask } from './compute.ts';
import { connected, optionsOf, packages } from './connect.ts';
import { difference, ownEngine } from './engine.ts';
import { planKey, queueName, RUN_MS, resultsKey, runKey } from './keys.ts';
import { encodeMessage, type Job, jobForm } from './messages.ts';
import { noteWorker } from './registry.ts';

export interface ServeOptions {
  readonly redis: string;
  readonly threads: number;
  /** Stops after the jobs in hand. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Times of the queue: a job whose worker died is given to another after at most their sum. */
const LOCK_MS = 10_000;
const STALLED_MS = 5_000;
/** Workers that a job may outlive before it is held to be what kills them. */
const MOST_LOST = 20;
const NOTE_MS = 3_000;
const WAIT_MS = 50;
const MOST_PLANS = 8;

/**
 * A result is left only where its run is still there, and where there is room: 1 left, 0 wait, -1
 * nobody wants it.
 */
const PUSH = `
if redis.call('exists', KEYS[1]) == 0 then return -1 end
if redis.call('llen', KEYS[2]) >= tonumber(ARGV[2]) then return 0 end
redis.call('rpush', KEYS[2], ARGV[1])
redis.call('pexpire', KEYS[2], ARGV[3])
return 1`;

/** Serves until the signal comes. */
export async function serve({ redis, threads, signal, say }: ServeOptions): Promise<void> {
  const address = parseAddress(redis);
  const { prefix } = address;
  const loaded = await packages();
  const client = await connected(loaded, address, say);
  const { Piscina } = await import('piscina');
  const { url, isSource } = threadModule('fleet');
  const pool = new Piscina({
    filename: fileURLToPath(url),
    ...(isSource ? { execArgv: ['--import', 'tsx'] } : {}),
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: 60_000,
  });
  const engine = ownEngine();
  const worker = `${hostname()
    .replaceAll(/[^\x21-\x7e]/g, '?')
    .slice(0, 100)}:${process.pid}:${randomBytes(3).toString('hex')}`;
  const plans = new Map<string, string>();
  const began = performance.now();
  let [blocks, jobs] = [0, 0];
  const note = (): Promise<void> =>
    noteWorker(client, address, {
      worker,
      threads,
      version: VERSION,
      ...engine,
      blocks,
      jobs,
      seconds: (performance.now() - began) / 1000,
    });
  const queue = new loaded.bull.Worker(queueName(engine), (job) => take(job), {
    connection: optionsOf(address),
    prefix,
    // One more than threads, so that none idles while a result is on its way.
    concurrency: threads + 1,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_MS,
    maxStalledCount: MOST_LOST,
    drainDelay: 2,
  });
  // The other connection says what there is to say.
  queue.on('error', () => {});
  await note();
  const noting = setInterval(() => {
    if (client.status === 'ready') note().catch(() => {});
  }, NOTE_MS);
  say(
    `worker ${worker}: ${threads} thread${threads === 1 ? '' : 's'}, numerics ${engine.numerics}, kernel ${engine.kernel}, at ${address.shown}`,
  );
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  clearInterval(noting);
  // Where Redis is away nobody can be told; the jobs will be done elsewhere.
  await Promise.race([
    queue.close(),
    new Promise((resolve) => setTimeout(resolve, 30_000).unref()),
  ]);
  await pool.destroy();
  client.disconnect();

  async function take({ id = '', data }: BullJob): Promise<void> {
    let job: Job;
    try {
      job = checkForm(jobForm, data);
      const other = difference(job, engine);
      if (other) throw new FormError([`is not for this worker: ${other}`]);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      say(`refused job ${JSON.stringify(id.slice(0, 100))} of the queue: ${error.message}`);
      return;
    }
    if ((await client.exists(runKey(prefix, job.run))) === 0) return;
    jobs++;
    try {
      const planText = await planOf(job);
      const parts = job.kind === 'counts' ? [job.blocks] : job.blocks.map((block) => [block]);
      for (const part of parts) {
        const task: FleetTask = { planText, job: { ...job, blocks: part }, jobId: id, worker };
        const message: ArrayBuffer = await pool.run(task);
        if (!(await left(client, job, new Uint8Array(message)))) return;
        blocks += part.length;
      }
    } catch (error) {
      const { numerics, kernel } = engine;
      const { run, blocks: of } = job;
      const head = { run, job: id, worker, numerics, kernel, blocks: of, digests: [], ms: 0 };
      const failure = (error as Error).message.slice(0, 1000);
      say(`job ${id} failed: ${failure}`);
      await left(client, job, encodeMessage({ ...head, kind: 'failed', failure }));
    } finally {
      jobs--;
    }
  }

  /** The text of a plan that was believed, as threads take it. */
  async function planOf({ plan: id, blocks: asked }: Job): Promise<string> {
    const text = plans.get(id) ?? (await client.get(planKey(prefix, id)));
    if (text === null) throw new FormError([`plan ${id.slice(0, 16)} is not in Redis`]);
    if (!plans.has(id)) {
      const plan = believed(text);
      if (plan.id !== id)
        throw new FormError([`plan ${id.slice(0, 16)} is another, ${plan.id.slice(0, 16)}`]);
      const other = difference({ ...engine, numerics: plan.numerics }, engine);
      if (other) throw new FormError([`plan ${id.slice(0, 16)}: ${other}`]);
      plans.set(id, text);
      counts.set(id, blockCount(plan));
      for (const old of plans.keys()) if (plans.size > MOST_PLANS) plans.delete(old);
    }
    const most = counts.get(id) ?? 0;
    const beyond = asked.find((block) => block >= most);
    if (beyond !== undefined)
      throw new FormError([`block ${beyond} is beyond the ${most} there are`]);
    return text;
  }

  /** Whether a result was left for its runner; it waits while there is no room. */
  async function left(to: Redis, { run, room }: Job, message: Uint8Array): Promise<boolean> {
    const keys = [runKey(prefix, run), resultsKey(prefix, run)];
    for (;;) {
      const state = await to.eval(PUSH, 2, ...keys, Buffer.from(message), room, RUN_MS);
      if (state !== 0) return state === 1;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  }
}

/** Numbers of blocks of plans in hand. */
const counts = new Map<string, number>();

function believed(text: string): Plan {
  let content: unknown;
  try {
    content = fromJson(text);
  } catch (error) {
    throw new FormError([`the plan cannot be read: ${(error as Error).message}`]);
  }
  return believedQuestion(content);
}
