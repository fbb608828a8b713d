/**
 * One plan on the fleet, from its runner's side: jobs out, messages in, and nothing lost. What
 * Redis forgets, as one without persistence does when it starts anew, is said to it again; what
 * comes twice is compared.
 */

import { randomBytes } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { toJson } from '../compile/canonical.ts';
import type { Plan } from '../plan/plan.ts';
import { FormError } from '../text/form.ts';
import type { FleetAddress } from './address.ts';
import { difference, ownEngine } from './engine.ts';
import { FleetFailure } from './error.ts';
import { jobBlocks, priorityOf, roomOf } from './jobs.ts';
import { jobKey, PLAN_MS, planKey, resultsKey, runKey, runsKey } from './keys.ts';
import { decodeMessage, type Job, type Message, type MessageHead } from './messages.ts';
import { noteRun, workersNoted } from './registry.ts';

export interface Fleet {
  readonly address: FleetAddress;
  readonly queue: Queue;
  /** For commands, and for waiting for results. */
  readonly client: Redis;
  readonly results: Redis;
  readonly say: (line: string) => void;
}

interface Outstanding {
  readonly blocks: readonly number[];
  readonly left: Set<number>;
  addedAt: number;
  attempt: number;
  /** Whether Redis did not have it when it was last asked. */
  isMissing: boolean;
  lost: number;
}

/** Times a job may fail before the run stops. */
const MOST_FAILURES = 3;
/** Jobs of one block by which the size of the others is found; each costs a whole message. */
const FIRST_JOBS = 8;
const RENEW_MS = 2_000;
const LOOK_MS = 3_000;
const WORKERLESS_MS = 5_000;
const POP_SECONDS = 1;
/** Refused messages that are named; the rest are counted. */
const MOST_NAMED = 20;

export class Session {
  private readonly run = randomBytes(16).toString('hex');
  private readonly todo: number[];
  private readonly wanted: ReadonlySet<number>;
  private readonly outstanding = new Map<string, Outstanding>();
  /** Who said what of each block. */
  private readonly known = new Map<number, { readonly digest: string; readonly worker: string }>();
  private readonly engine = ownEngine();
  private readonly began = performance.now();
  private readonly named = new Set<string>();
  private refusals = 0;
  private jobs = 0;
  private threads = 1;
  private blockMs: number | undefined;
  private takeMs = 0;
  private handedMs = 0;
  private renewedAt = Number.NEGATIVE_INFINITY;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly fleet: Fleet,
    private readonly plan: Plan,
    private readonly asked: {
      readonly kind: 'draws' | 'counts';
      readonly blocks: readonly number[];
      readonly recordInputs: boolean;
      /** Of the columns of a block, and of a message as far as is known by now. */
      readonly blockBytes: number;
      readonly messageBytes: () => number;
      /** What the runner does while the first jobs are on their way. */
      readonly meanwhile?: () => void;
      readonly mostJobBlocks?: number;
    },
  ) {
    this.todo = [...asked.blocks];
    this.wanted = new Set(asked.blocks);
  }

  /**
   * Messages of blocks that nobody has answered yet, in whatever order they are done.
   *
   * @param read  what a message says; throws FormError where that cannot be
   * @throws FleetFailure where two workers give different results, or a job fails again and again
   */
  async *answers<T>(
    read: (message: Message) => T,
    stop: { readonly requested: boolean } | undefined,
  ): AsyncGenerator<T> {
    const { results } = this.fleet;
    const key = resultsKey(this.fleet.address.prefix, this.run);
    let popping: ReturnType<Redis['blpopBuffer']> | undefined;
    let { meanwhile } = this.asked;
    try {
      while (this.known.size < this.wanted.size && !stop?.requested) {
        if (this.isThere) {
          await this.tend();
          meanwhile?.();
          meanwhile = undefined;
        }
        popping ??= results.blpopBuffer(key, POP_SECONDS);
        const popped = await within(500, popping);
        if (popped === undefined) continue;
        // The next one is on its way while this one is taken in.
        popping = results.blpopBuffer(key, POP_SECONDS);
        const began = performance.now();
        const answer = popped && this.take(popped[1], read);
        if (answer === undefined || answer === null) continue;
        yield answer.value;
        this.takeMs = 0.7 * this.takeMs + 0.3 * (performance.now() - began);
      }
    } finally {
      popping?.catch(() => {});
      await this.end();
    }
  }

  private get isThere(): boolean {
    return this.fleet.client.status === 'ready';
  }

  /** What has to be done every so often: what Redis should know, and jobs handed out. */
  private async tend(): Promise<void> {
    const now = performance.now();
    if (now - this.renewedAt > RENEW_MS) {
      await this.renew();
      this.renewedAt = now;
    }
    if (now - this.lookedAt > LOOK_MS) {
      await this.look();
      this.lookedAt = now;
    }
    // No thread waits for a job; but how large those of counts should be is told by the first ones.
    const isFirst = this.asked.kind === 'counts' && this.blockMs === undefined;
    const most = isFirst ? Math.min(this.threads, FIRST_JOBS) : 2 * this.threads + 2;
    while (this.todo.length > 0 && this.outstanding.size < most) {
      const blocks = this.nextBlocks();
      const id = `${this.run}-${this.jobs++}`;
      const job: Outstanding = {
        blocks,
        left: new Set(blocks),
        addedAt: 0,
        attempt: 0,
        isMissing: false,
        lost: 0,
      };
      this.outstanding.set(id, job);
      await this.hand(id, job);
      this.handedMs += blocks.length * (this.blockMs ?? 0);
    }
  }

  private nextBlocks(): number[] {
    const { todo, threads, blockMs, takeMs } = this;
    const { kind, blockBytes, mostJobBlocks = Number.POSITIVE_INFINITY } = this.asked;
    const sized = jobBlocks({ blockMs, takeMs, kind, blockBytes, left: todo.length, threads });
    const most = Math.min(sized, mostJobBlocks);
    // Up to the next multiple of its size, so that whole branches of the tree of moments are in it.
    const size = Math.min(most, most - (todo[0] % most));
    return todo.splice(0, size);
  }

  private async hand(id: string, job: Outstanding): Promise<void> {
    const { kind, recordInputs, messageBytes } = this.asked;
    job.addedAt = performance.now();
    job.isMissing = false;
    const data: Job = {
      run: this.run,
      plan: this.plan.id,
      ...this.engine,
      kind,
      blocks: [...job.left],
      recordInputs,
      room: roomOf(messageBytes()),
    };
    await this.fleet.queue.add('blocks', data, {
      jobId: `${id}-${job.attempt}`,
      priority: priorityOf(this.handedMs / 1000),
      removeOnComplete: true,
      removeOnFail: { age: 600 },
    });
  }

  /** Says of this run that somebody still waits for it. */
  private async renew(): Promise<void> {
    const { client, address } = this.fleet;
    const { id, name, trials } = this.plan;
    await noteRun(client, address, {
      run: this.run,
      name: name || id.slice(0, 8),
      plan: id,
      ...this.engine,
      trials,
      blocks: this.wanted.size,
      done: this.known.size,
      seconds: (performance.now() - this.began) / 1000,
    });
    const key = planKey(address.prefix, id);
    if ((await client.pexpire(key, PLAN_MS)) === 0)
      await client.set(key, toJson(this.plan), 'PX', PLAN_MS);
  }

  /** Who works, and what became of jobs that have not been answered. */
  private async look(): Promise<void> {
    const { client, address, say } = this.fleet;
    const { notes, refused } = await workersNoted(client, address);
    for (const why of refused) this.refuse(`the note of worker ${why}`);
    for (const { worker, ...engine } of notes) {
      const other = difference(engine, this.engine);
      if (other) this.refuse(`worker ${worker}: ${other}`);
    }
    const able = notes.filter((note) => difference(note, this.engine) === undefined);
    this.threads = Math.max(
      1,
      able.reduce((sum, { threads }) => sum + threads, 0),
    );
    if (able.length === 0 && performance.now() - this.began > WORKERLESS_MS)
      this.once(
        'no worker',
        () =>
          `no worker of numerics ${this.engine.numerics} and kernel ${this.engine.kernel} listens at ${address.shown}; start one: chipcast worker --redis ${address.shown}`,
        say,
      );
    const waiting = [...this.outstanding].filter(
      ([, { addedAt }]) => performance.now() - addedAt > LOOK_MS,
    );
    for (const [id, job] of waiting) {
      const key = jobKey(address.prefix, this.engine, `${id}-${job.attempt}`);
      const [isThere, failed] = await Promise.all([
        client.exists(key),
        client.hget(key, 'failedReason'),
      ]);
      if (typeof failed === 'string' && failed !== '') {
        this.count(id, job, `it was lost again and again: ${failed}`);
        await this.again(id, job);
      } else if (isThere === 1) job.isMissing = false;
      // Its answer may be on its way; the second time it is not.
      else if (job.isMissing) await this.again(id, job);
      else job.isMissing = true;
    }
  }

  private async again(id: string, job: Outstanding): Promise<void> {
    if (!this.outstanding.has(id)) return;
    job.attempt++;
    await this.hand(id, job);
  }

  private count(id: string, job: Outstanding, why: string): void {
    job.lost++;
    if (job.lost < MOST_FAILURES) return;
    const [first] = job.blocks;
    throw new FleetFailure(
      `job ${id} (${job.blocks.length} blocks from ${first}) was given up after ${job.lost} attempts: ${why}`,
    );
  }

  /** What a message says, if it is of use. */
  private take<T>(bytes: Uint8Array, read: (message: Message) => T): { value: T } | undefined {
    let worker = 'unknown';
    try {
      const message = decodeMessage(bytes);
      const { head } = message;
      worker = head.worker;
      const id = this.belongs(head);
      if (head.kind === 'failed') return void this.failed(id, head);
      if (!this.isNew(head)) return undefined;
      const value = read(message);
      this.learn(id, head);
      return { value };
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      this.refuse(`a message of worker ${worker}: ${error.faults.join('; ')}`);
      return undefined;
    }
  }

  /** The job of a message, if the run has it. */
  private belongs(head: MessageHead): string {
    if (head.run !== this.run) throw new FormError([`it is of run ${head.run.slice(0, 8)}`]);
    const other = difference(head, this.engine);
    if (other) throw new FormError([other]);
    if (head.kind !== 'failed' && head.kind !== this.asked.kind)
      throw new FormError([`it has ${head.kind}; wanted ${this.asked.kind}`]);
    const foreign = head.blocks.find((block) => !this.wanted.has(block));
    if (foreign !== undefined) throw new FormError([`block ${foreign} was not asked for`]);
    return head.job.replace(/-\d+$/, '');
  }

  /** Whether nobody has answered these blocks; where somebody has, that it was the same answer. */
  private isNew({ blocks, digests, worker, job }: MessageHead): boolean {
    const before = blocks.filter((block) => this.known.has(block));
    blocks.forEach((block, k) => {
      const known = this.known.get(block);
      if (known !== undefined && known.digest !== digests[k])
        throw new FleetFailure(
          `block ${block} came out in two ways: ${known.digest.slice(0, 16)} from worker ${known.worker}, ${digests[k].slice(0, 16)} from worker ${worker}; one of these machines computes otherwise, and nothing is reported`,
        );
    });
    if (before.length === blocks.length) return false;
    const of = this.outstanding.get(job.replace(/-\d+$/, ''));
    const isWhole = this.asked.kind === 'draws' || blocks.length === of?.blocks.length;
    if (before.length > 0 || !of || !isWhole || !blocks.every((block) => of.left.has(block)))
      throw new FormError(['its blocks are not those of a job']);
    return true;
  }

  private learn(id: string, { blocks, digests, worker, ms }: MessageHead): void {
    const job = this.outstanding.get(id);
    blocks.forEach((block, k) => {
      this.known.set(block, { digest: digests[k], worker });
      job?.left.delete(block);
    });
    if (job?.left.size === 0) this.outstanding.delete(id);
    const each = ms / blocks.length;
    this.blockMs = this.blockMs === undefined ? each : 0.7 * this.blockMs + 0.3 * each;
  }

  private failed(id: string, { worker, failure }: MessageHead): void {
    const job = this.outstanding.get(id);
    if (job === undefined) return;
    this.refuse(`job ${id} of worker ${worker}: ${failure}`);
    this.count(id, job, `worker ${worker} says: ${failure}`);
    // Looked for, it is not there, and is handed out again.
    job.isMissing = true;
    job.addedAt = Number.NEGATIVE_INFINITY;
    this.lookedAt = Number.NEGATIVE_INFINITY;
  }

  private refuse(what: string): void {
    if (this.named.size >= MOST_NAMED) this.refusals++;
    else this.once(what, () => `refused: ${what}`, this.fleet.say);
  }

  private once(what: string, line: () => string, say: (line: string) => void): void {
    if (this.named.has(what)) return;
    this.named.add(what);
    say(line());
  }

  /** Workers that still have jobs of it see that nobody waits for them. */
  private async end(): Promise<void> {
    const { client, queue, address, say } = this.fleet;
    if (this.refusals > 0) say(`refused: ${this.refusals} more messages`);
    if (!this.isThere) return;
    const { prefix } = address;
    const gone = client
      .multi()
      .del(runKey(prefix, this.run), resultsKey(prefix, this.run))
      .srem(runsKey(prefix), this.run)
      .exec();
    const jobs = [...this.outstanding].map(([id, { attempt }]) =>
      queue.remove(`${id}-${attempt}`).catch(() => 0),
    );
    await within(2000, Promise.all([gone, ...jobs])).catch(() => {});
  }
}

/** What comes in time; the clock does not keep the process waiting for nothing. */
async function within<T>(ms: number, coming: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([coming, over]);
  } finally {
    clearTimeout(timer);
  }
}
