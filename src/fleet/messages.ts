/**
 * What runner and workers say to each other. Whoever can write to Redis could have written a
 * message, so each is checked like a file of a stranger: its form, its limits, and that it fits the
 * run. Nothing of it is executed.
 */

import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { fromJson, toJson } from '../compile/canonical.ts';
import { anyNumber, checkForm, closed, FormError, hash, whole } from '../text/form.ts';

/** Most blocks of a message: jobs have at most 4096, and parts of a shard a few more. */
const MOST_BLOCKS = 65_536;
const MOST_BYTES = 512 * 1024 * 1024;

const token = z.string().regex(/^[0-9a-f]{32}$/);
const engine = { numerics: whole(1, 1000), kernel: z.string().regex(/^[0-9a-f]{16}$/) };
/** A name for people: no control characters, which could move a cursor. */
const shown = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x20-\x7e]*$/);
const blocks = z
  .array(whole(0, 2 ** 31))
  .min(1)
  .max(MOST_BLOCKS);

/** Blocks to compute, as the queue carries them. */
export interface Job {
  readonly run: string;
  /** Its id; the plan itself lies beside the queue. */
  readonly plan: string;
  readonly numerics: number;
  readonly kernel: string;
  /** Columns of each block, or one count of all of them. */
  readonly kind: 'draws' | 'counts';
  readonly blocks: readonly number[];
  readonly recordInputs: boolean;
  /** Messages that may wait for the runner; who has one more waits with it. */
  readonly room: number;
}

export const jobForm: z.ZodType<Job> = closed<Job>()({
  run: token,
  plan: hash,
  ...engine,
  kind: z.enum(['draws', 'counts']),
  blocks,
  recordInputs: z.boolean(),
  room: whole(1, 100_000),
});

/** What a message says of itself; numbers follow behind it. */
export interface MessageHead {
  readonly run: string;
  readonly job: string;
  /** Who computed it. */
  readonly worker: string;
  readonly numerics: number;
  readonly kernel: string;
  readonly kind: 'draws' | 'counts' | 'failed';
  readonly blocks: readonly number[];
  /** Of each block; none of a job that failed. */
  readonly digests: readonly string[];
  /** What computing took. */
  readonly ms: number;
  /** Of counts: what stands before the numbers. */
  readonly counts?: CountsHead;
  /** Why a job failed. */
  readonly failure?: string;
}

/** The part of counts that is not numbers in rows. */
export interface CountsHead {
  /** Of the tree of moments, as `MomentTree` names them. */
  readonly nodes: readonly string[];
  readonly failures: readonly (readonly number[])[];
  readonly conditions: readonly {
    readonly hits: readonly number[];
    readonly sizes: readonly number[];
  }[];
  /** Of each column: values with their counts by replicate, or nothing where it has tables. */
  readonly tallies: readonly (Tally | null)[];
}

export interface Tally {
  readonly values: readonly number[];
  readonly counts: readonly (readonly number[])[];
}

const counts = z.array(whole(0)).max(1024);
const columnsOf = <T>(of: z.ZodType<T>) => z.array(of).max(100_000);

const countsForm: z.ZodType<CountsHead> = closed<CountsHead>()({
  nodes: z.array(z.string().regex(/^\d{1,2}\/\d{1,10}$/)).max(MOST_BLOCKS),
  failures: columnsOf(z.array(whole(0)).max(16)),
  conditions: columnsOf(
    closed<CountsHead['conditions'][number]>()({ hits: counts, sizes: counts }),
  ),
  tallies: columnsOf(
    z.union([
      z.null(),
      closed<Tally>()({ values: z.array(anyNumber).max(64), counts: z.array(counts).max(64) }),
    ]),
  ),
});

const headForm: z.ZodType<MessageHead> = closed<MessageHead>()({
  run: token,
  job: shown,
  worker: shown,
  ...engine,
  kind: z.enum(['draws', 'counts', 'failed']),
  blocks,
  digests: z.array(hash).max(MOST_BLOCKS),
  ms: z.number().min(0),
  counts: z.exactOptional(countsForm),
  failure: z.exactOptional(z.string().max(10_000)),
});

export interface Message {
  readonly head: MessageHead;
  readonly body: Uint8Array;
}

const MAGIC = Buffer.from('ccf1');
const LEAD_BYTES = 12;

/** `ccf1`; bytes of the head and CRC-32 of all that follows, u32 each; the head as JSON; numbers. */
export function encodeMessage(head: MessageHead, body: readonly Uint8Array[] = []): Uint8Array {
  const text = Buffer.from(toJson(head));
  const size = body.reduce((sum, { byteLength }) => sum + byteLength, LEAD_BYTES + text.length);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = LEAD_BYTES;
  for (const part of [text, ...body]) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  bytes.set(MAGIC);
  view.setUint32(4, text.length, true);
  view.setUint32(8, crc32(bytes.subarray(LEAD_BYTES)), true);
  return bytes;
}

/** @throws FormError naming what is wrong */
export function decodeMessage(received: Uint8Array): Message {
  // Slices of a Buffer are views; those of an array of bytes are copies, which begin at a multiple
  // of the size of what is read.
  const bytes = new Uint8Array(received.buffer, received.byteOffset, received.byteLength);
  if (bytes.byteLength > MOST_BYTES) refuse(`has ${bytes.byteLength} bytes`);
  if (bytes.byteLength < LEAD_BYTES || !MAGIC.equals(bytes.subarray(0, MAGIC.length)))
    refuse('does not begin as messages of chipcast do');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = LEAD_BYTES + view.getUint32(4, true);
  if (end > bytes.byteLength) refuse('ends before its head does');
  if (crc32(bytes.subarray(LEAD_BYTES)) !== view.getUint32(8, true))
    refuse('has another checksum than it says');
  const head = checkForm(headForm, jsonOf(bytes.subarray(LEAD_BYTES, end)));
  if (
    head.kind === 'failed' ? head.failure === undefined : head.digests.length !== head.blocks.length
  )
    refuse(`has ${head.digests.length} digests for ${head.blocks.length} blocks`);
  if (new Set(head.blocks).size !== head.blocks.length) refuse('names a block twice');
  return { head, body: bytes.subarray(end) };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return fromJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return refuse(`has a head that cannot be read: ${(error as Error).message}`);
  }
}

/** Of a message that cannot be used. */
export function refuse(what: string): never {
  throw new FormError([`a message ${what}`]);
}
