/**
 * A run in parts without a Redis: shard K of N computes its blocks and leaves them in a file, as
 * the messages of a fleet one after another; a run is merged of the files of all shards.
 */

import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { fromJson, toJson } from '../compile/canonical.ts';
import { BucketCollector } from '../execute/bucket-collector.ts';
import { DrawCollector } from '../execute/collect.ts';
import type { Executor } from '../execute/executor.ts';
import { pilotOf } from '../execute/run.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { believedQuestion } from '../store/door.ts';
import { present } from '../text/entry.ts';
import { FormError } from '../text/form.ts';
import { encodeColumns } from './columns.ts';
import { encodeCounts } from './counts.ts';
import { difference, ownEngine } from './engine.ts';
import { FleetError } from './error.ts';
import { decodeMessage, encodeMessage, type Message, type MessageHead } from './messages.ts';
import { columnCount, countsReader, drawsReader } from './read.ts';

export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

const NO_RUN = '0'.repeat(32);
const MOST_BYTES = 512 * 1024 * 1024;
/** Blocks that are written together where they are counted, or a few more. */
const PART_BLOCKS = 4096;

/** Blocks of a shard: neighbours, as many in each as can be. */
export function blocksOfShard(plan: Plan, { number, of }: Shard): number[] {
  const total = blockCount(plan);
  const from = Math.floor(((number - 1) * total) / of);
  return Array.from({ length: Math.floor((number * total) / of) - from }, (_, k) => from + k);
}

/**
 * Computes the blocks of a shard into a file, which is whole once this is done.
 *
 * @param recordInputs  whether inputs stand beside outcomes, for the file of draws
 */
export async function writeShard(
  plan: Plan,
  shard: Shard,
  path: string,
  executor: Executor,
  recordInputs: boolean,
): Promise<void> {
  const file = openSync(path, 'w');
  try {
    const name = `shard ${shard.number} of ${shard.of}`;
    const put = (bytes: Uint8Array): void => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.byteLength);
      for (const part of [length, bytes])
        for (let done = 0; done < part.byteLength; ) done += writeSync(file, part, done);
    };
    put(Buffer.from(toJson({ ...shard, ...ownEngine(), recordInputs, plan })));
    const head = { run: NO_RUN, job: name, worker: name, ...ownEngine(), ms: 0 };
    const blocks = blocksOfShard(plan, shard);
    if (DrawCollector.fits(plan)) {
      const count = columnCount(plan, recordInputs);
      for await (const result of executor.simulate(plan, blocks, { recordInputs })) {
        const { block, digest, columns, trials } = result;
        put(
          encodeMessage(
            { ...head, kind: 'draws', blocks: [block], digests: [digest] },
            encodeColumns(columns, trials, count),
          ),
        );
      }
      return;
    }
    if (executor.count === undefined)
      throw new FleetError('a shard of a run too large for its draws is computed with threads');
    // Moments of neighbours join, and counts add up, before they are written.
    const collector = new BucketCollector(plan);
    collector.layOut(pilotOf(plan, collector));
    const digests = new Map<number, string>();
    const putCounts = (): void => {
      const { head: counts, body } = encodeCounts(present(collector.snapshot(), 'counts'));
      const [of, theirs] = [[...digests.keys()], [...digests.values()]];
      put(encodeMessage({ ...head, kind: 'counts', blocks: of, digests: theirs, counts }, body));
      collector.clear();
      digests.clear();
    };
    for await (const part of executor.count(plan, blocks, {}, () => collector)) {
      for (const { block, digest } of part.blocks) digests.set(block, digest);
      collector.absorb(part.counts);
      if (digests.size >= PART_BLOCKS) putCounts();
    }
    if (digests.size > 0) putCounts();
  } finally {
    closeSync(file);
  }
}

interface ReadShard extends Shard {
  readonly path: string;
  readonly plan: Plan;
  readonly recordInputs: boolean;
}

/**
 * What shards hold, as an executor that computes nothing of their plan.
 *
 * @param others  computes further plans, such as those that weigh evidence
 * @throws FleetError naming shards that are missing, come twice, or are of another run or engine
 */
export function mergedShards(
  paths: readonly string[],
  others: Executor,
): { readonly plan: Plan; readonly executor: Executor } {
  const shards = paths.map(readHead);
  const [first] = shards;
  const faults = shards.flatMap((one, k) => {
    if (one.plan.id !== first.plan.id)
      return [
        `${one.path} is of run ${one.plan.id.slice(0, 8)}, ${first.path} of ${first.plan.id.slice(0, 8)}`,
      ];
    if (one.of !== first.of)
      return [`${one.path} is one of ${one.of} shards, ${first.path} one of ${first.of}`];
    const twin = shards.slice(0, k).find(({ number }) => number === one.number);
    return twin ? [`${one.path} and ${twin.path} are both shard ${one.number} of ${one.of}`] : [];
  });
  const there = new Set(shards.map(({ number }) => number));
  const missing = Array.from({ length: first.of }, (_, k) => k + 1).filter((k) => !there.has(k));
  if (missing.length > 0 && faults.length === 0)
    faults.push(`of ${first.of} shards there is no ${missing.slice(0, 10).join(', ')}`);
  if (faults.length > 0) throw new FleetError(faults.join('\n'));
  const { plan } = first;
  const recorded = shards.every(({ recordInputs }) => recordInputs);
  const executor: Executor = {
    name: `${shards.length} shards`,
    async *simulate(asked, blocks, options) {
      if (asked.id !== plan.id || !DrawCollector.fits(plan))
        return yield* others.simulate(asked, blocks, options);
      if (options.recordInputs && !recorded)
        throw new FleetError(
          'the shards have no inputs; make them again as this run asks for draws',
        );
      const wanted = new Set(blocks);
      const count = columnCount(plan, options.recordInputs === true);
      const read = drawsReader(plan, recorded);
      for (const shard of shards)
        for (const result of answersOf(shard, 'draws', read))
          if (wanted.has(result.block))
            yield { ...result, columns: result.columns.subarray(0, count * result.trials) };
    },
    async *count(asked, blocks, options, layout) {
      if (asked.id !== plan.id) return;
      const wanted = new Set(blocks);
      const read = countsReader(plan, layout());
      for (const shard of shards)
        for (const part of answersOf(shard, 'counts', read)) {
          if (options.stop?.requested) return;
          // A part of which an earlier process has taken some blocks is computed again.
          if (part.blocks.every(({ block }) => wanted.has(block))) yield part;
        }
    },
    close: () => others.close(),
  };
  return { plan, executor };
}

/** All messages of a shard, which together are of its blocks. */
function* answersOf<T>(
  shard: ReadShard,
  kind: MessageHead['kind'],
  read: (message: Message) => T,
): Generator<T> {
  const { path, plan } = shard;
  const left = new Set(blocksOfShard(plan, shard));
  const parts = partsOf(path);
  parts.next();
  for (const bytes of parts) {
    yield named(path, () => {
      const message = decodeMessage(bytes);
      const { head } = message;
      const other = difference(head, ownEngine());
      if (other || head.kind !== kind) throw new FormError([other ?? `it has ${head.kind}`]);
      for (const block of head.blocks)
        if (!left.delete(block))
          throw new FormError([`block ${block} comes twice, or is none of this shard`]);
      return read(message);
    });
  }
  if (left.size > 0)
    throw new FleetError(`${path} lacks ${left.size} blocks of its shard; compute it again`);
}

function readHead(path: string): ReadShard {
  return named(path, () => {
    const { value } = partsOf(path).next();
    let content: unknown;
    try {
      content = fromJson(new TextDecoder().decode(value ?? new Uint8Array()));
    } catch {
      throw new FormError(['it is no shard of a run']);
    }
    const { number, of, numerics, kernel, recordInputs, plan } = Object(content) as Partial<
      ReadShard & { numerics: number; kernel: string }
    >;
    if (!isCount(number) || !isCount(of) || number > of)
      throw new FormError(['it does not say which shard it is']);
    const other = difference({ numerics: Number(numerics), kernel: String(kernel) }, ownEngine());
    if (other) throw new FormError([other]);
    return {
      path,
      number,
      of,
      recordInputs: recordInputs === true,
      plan: believedQuestion(plan),
    };
  });
}

function isCount(x: unknown): x is number {
  return Number.isInteger(x) && (x as number) >= 1 && (x as number) <= 1_000_000;
}

/** Parts of a file, each behind its length. */
function* partsOf(path: string): Generator<Uint8Array, undefined> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    for (let at = 0; at < size; ) {
      const lead = Buffer.alloc(4);
      readSync(file, lead, 0, 4, at);
      const length = lead.readUInt32LE();
      if (length > MOST_BYTES || at + 4 + length > size)
        throw new FleetError(`${path} was cut off, or is no shard of a run`);
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; )
        done += readSync(file, bytes, done, length - done, at + 4 + done);
      yield bytes;
      at += 4 + length;
    }
  } finally {
    closeSync(file);
  }
}

function named<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormError)
      throw new FleetError(`${path} cannot be used: ${error.message}`);
    throw error;
  }
}
