/** Who works and what is run: what workers and runners leave in Redis about themselves. */

import type { Redis } from 'ioredis';
import * as z from 'zod';
import { checkForm, closed, FormError, whole } from '../text/form.ts';
import type { FleetAddress } from './address.ts';
import { RUN_MS, runKey, runsKey, WORKER_MS, workerKey, workersKey } from './keys.ts';

export interface WorkerNote {
  /** Host, process and a few random digits. */
  readonly worker: string;
  readonly threads: number;
  readonly version: string;
  readonly numerics: number;
  readonly kernel: string;
  /** Blocks since it started, and jobs that it has in hand. */
  readonly blocks: number;
  readonly jobs: number;
  /** Seconds since it started. */
  readonly seconds: number;
}

export interface RunNote {
  readonly run: string;
  readonly name: string;
  readonly plan: string;
  readonly numerics: number;
  readonly kernel: string;
  readonly trials: number;
  readonly blocks: number;
  readonly done: number;
  /** Seconds since it was handed to the fleet. */
  readonly seconds: number;
}

const text = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[\x20-\x7e]*$/);
const some = z.number().min(0);

const workerForm: z.ZodType<WorkerNote> = closed<WorkerNote>()({
  worker: text,
  threads: whole(1, 4096),
  version: text,
  numerics: whole(1, 1000),
  kernel: text,
  blocks: whole(0),
  jobs: whole(0),
  seconds: some,
});

const runForm: z.ZodType<RunNote> = closed<RunNote>()({
  run: text,
  name: text,
  plan: text,
  numerics: whole(1, 1000),
  kernel: text,
  trials: whole(1),
  blocks: whole(1),
  done: whole(0),
  seconds: some,
});

export async function noteWorker(
  client: Redis,
  { prefix }: FleetAddress,
  note: WorkerNote,
): Promise<void> {
  await client
    .multi()
    .set(workerKey(prefix, note.worker), JSON.stringify(note), 'PX', WORKER_MS)
    .sadd(workersKey(prefix), note.worker)
    .exec();
}

export async function noteRun(
  client: Redis,
  { prefix }: FleetAddress,
  note: RunNote,
): Promise<void> {
  await client
    .multi()
    .set(runKey(prefix, note.run), JSON.stringify(note), 'PX', RUN_MS)
    .sadd(runsKey(prefix), note.run)
    .exec();
}

export interface Noted<T> {
  readonly notes: readonly T[];
  /** Notes that cannot be read, in words. */
  readonly refused: readonly string[];
}

export function workersNoted(client: Redis, { prefix }: FleetAddress): Promise<Noted<WorkerNote>> {
  return noted(client, workersKey(prefix), (id) => workerKey(prefix, id), workerForm);
}

export function runsNoted(client: Redis, { prefix }: FleetAddress): Promise<Noted<RunNote>> {
  return noted(client, runsKey(prefix), (id) => runKey(prefix, id), runForm);
}

/** Notes of all whose key is still there; others are forgotten. */
async function noted<T>(
  client: Redis,
  set: string,
  keyOf: (id: string) => string,
  form: z.ZodType<T>,
): Promise<Noted<T>> {
  const ids = (await client.smembers(set)).sort();
  if (ids.length === 0) return { notes: [], refused: [] };
  const texts = await client.mget(ids.map(keyOf));
  const gone = ids.filter((_, k) => texts[k] === null);
  if (gone.length > 0) await client.srem(set, ...gone);
  const notes: T[] = [];
  const refused: string[] = [];
  texts.forEach((content, k) => {
    if (content === null) return;
    try {
      notes.push(checkForm(form, parsed(content)));
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      refused.push(`${JSON.stringify(ids[k].slice(0, 100))}: ${error.message}`);
    }
  });
  return { notes, refused };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new FormError(['it is no JSON']);
  }
}
