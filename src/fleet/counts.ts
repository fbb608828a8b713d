/**
 * Counts of some blocks as bytes: moments as they are, then the tables of all outcomes, a byte a
 * count (255: the next of the large ones, which follow). A second of work of the China model is
 * 300 MB of draws, and 5 MB of this. To deflate it would halve that, and take as long as to
 * simulate two blocks.
 */

import type { BucketCollector, CountedState } from '../execute/bucket-collector.ts';
import type { Snapshot } from '../execute/collect.ts';
import { MOMENTS } from '../stats/moments.ts';
import { type CountsHead, type MessageHead, refuse, type Tally } from './messages.ts';

const LARGE = 255;

interface EncodedCounts {
  readonly head: CountsHead;
  readonly body: readonly Uint8Array[];
}

/** @param snapshot  of the blocks of a job, and of no others */
export function encodeCounts({ state, tables }: Snapshot): EncodedCounts {
  const { nodes, failures, conditions, columns } = state as CountedState;
  return {
    head: {
      nodes: [...nodes.keys()],
      failures,
      conditions,
      tallies: columns.map(({ tally }) => {
        if (tally === undefined) return null;
        const { values, counts } = tally as SavedTally;
        return { values, counts: counts.map((row) => [...row]) };
      }),
    },
    body: [...[...nodes.values()].map(bytesOf), ...encodeTables(tables)],
  };
}

/** How many large counts there are, and they; then a byte of each count. */
function encodeTables(tables: readonly Uint32Array[]): Uint8Array[] {
  const small = new Uint8Array(tables.reduce((sum, { length }) => sum + length, 0));
  const large: number[] = [];
  let at = 0;
  for (const table of tables) {
    putSmall(small.subarray(at, at + table.length), table, large);
    at += table.length;
  }
  return [bytesOf(Uint32Array.of(large.length)), bytesOf(Uint32Array.from(large)), small];
}

/** These two work on millions of counts a message, so they touch nothing but their arguments. */
function putSmall(small: Uint8Array, counts: Uint32Array, large: number[]): void {
  for (let k = 0; k < small.length; k++) {
    const count = counts[k];
    if (count < LARGE) small[k] = count;
    else {
      small[k] = LARGE;
      large.push(count);
    }
  }
}

/** @returns  how many of the large counts are used after it; one that is missing counts as none */
function takeSmall(
  counts: Uint32Array,
  small: Uint8Array,
  large: Uint32Array,
  used: number,
): number {
  let next = used;
  for (let k = 0; k < counts.length; k++) {
    const count = small[k];
    counts[k] = count === LARGE ? large[next++] : count;
  }
  return next;
}

/** As `ValueTally.saved` gives it. */
interface SavedTally {
  readonly replicates: number;
  readonly values: readonly number[];
  readonly counts: readonly Float64Array[];
}

/** What of a plan counts have to fit. */
export interface CountedPlan {
  readonly trials: number;
  readonly replicates: number;
  readonly conditions: number;
  /** Trials of a block. */
  trialsOf(block: number): number;
  readonly layout: Pick<BucketCollector, 'tableLengths'>;
  /** Memory for tables, which is used again with the next message. */
  scratch?: Uint32Array;
}

/**
 * Tables are the receiver's until the next message of the plan is read.
 *
 * @throws FormError unless moments are those of the blocks, and counts add up to as many trials as
 *   the moments have finite values
 */
export function decodeCounts(
  { counts: head, blocks }: MessageHead,
  body: Uint8Array,
  plan: CountedPlan,
): Snapshot {
  if (head === undefined) return refuse('of counts has none');
  const lengths = plan.layout.tableLengths();
  const { nodes, finite, end } = readNodes(head, blocks, body, plan, lengths.length);
  if (head.tallies.length !== lengths.length || head.failures.length !== lengths.length)
    refuse(`has ${head.tallies.length} columns; wanted ${lengths.length}`);
  if (head.failures.some((trials) => trials.some((trial) => trial >= plan.trials)))
    refuse('names a trial that the run has not');
  if (
    head.conditions.length !== plan.conditions ||
    head.conditions.some(
      ({ hits, sizes }) =>
        hits.length !== plan.replicates ||
        sizes.length !== plan.replicates ||
        hits.some((n, r) => n > sizes[r]),
    )
  )
    refuse('has conditions of another run');
  const tables = readTables(head, body.subarray(end), lengths, plan);
  checkSums(head, tables, finite, plan.replicates);
  const state: CountedState = {
    blocks,
    nodes,
    failures: head.failures,
    conditions: head.conditions.map(({ hits, sizes }) => ({ hits: [...hits], sizes: [...sizes] })),
    columns: head.tallies.map((tally) => (tally === null ? {} : { tally: savedOf(tally) })),
  };
  return { state, tables };

  function savedOf({ values, counts }: Tally): SavedTally {
    return {
      replicates: plan.replicates,
      values,
      counts: counts.map((row) => Float64Array.from(row)),
    };
  }
}

/** Moments of aligned runs of blocks, which together are the blocks; and how many values are finite. */
function readNodes(
  head: CountsHead,
  blocks: readonly number[],
  body: Uint8Array,
  plan: CountedPlan,
  columns: number,
) {
  const width = columns * plan.replicates * MOMENTS;
  const covered = new Set<number>();
  const wanted = new Set(blocks);
  const nodes = new Map<string, Float64Array>();
  const finite = new Float64Array(columns * plan.replicates);
  let end = 0;
  for (const key of head.nodes) {
    const [level, number] = key.split('/').map(Number) as [number, number];
    const size = 2 ** level;
    if (size > blocks.length) refuse(`has moments of ${size} blocks; it is of ${blocks.length}`);
    let trials = 0;
    for (let block = number * size; block < (number + 1) * size; block++) {
      if (!wanted.has(block) || covered.has(block))
        refuse(`has moments of block ${block}, which are not wanted or come twice`);
      covered.add(block);
      trials += plan.trialsOf(block);
    }
    if (end + width * 8 > body.byteLength) refuse('ends within its moments');
    const moments = new Float64Array(body.slice(end, end + width * 8).buffer);
    for (let k = 0; k < finite.length; k++) {
      const count = moments[k * MOMENTS];
      if (!(Number.isInteger(count) && count >= 0 && count <= trials))
        refuse(`has ${count} values in ${trials} trials`);
      finite[k] += count;
    }
    nodes.set(key, moments);
    end += width * 8;
  }
  if (covered.size !== wanted.size)
    refuse(`has moments of ${covered.size} blocks; wanted ${wanted.size}`);
  return { nodes, finite, end };
}

function readTables(
  { tallies }: CountsHead,
  bytes: Uint8Array,
  lengths: ReturnType<CountedPlan['layout']['tableLengths']>,
  plan: CountedPlan,
): Uint32Array[] {
  const sizes = lengths.flatMap((pair, k) => (tallies[k] === null ? [...pair] : []));
  const n = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes.byteLength < 4) refuse('ends before its counts');
  const [largeCount] = new Uint32Array(bytes.slice(0, 4).buffer);
  const from = 4 + largeCount * 4;
  if (from + n !== bytes.byteLength)
    refuse(`has ${bytes.byteLength} bytes of counts; wanted ${from + n}`);
  const large = new Uint32Array(bytes.slice(4, from).buffer);
  if (plan.scratch === undefined || plan.scratch.length < n) plan.scratch = new Uint32Array(n);
  const { scratch } = plan;
  let [at, used] = [from, 0];
  const tables = sizes.map((size) => {
    const table = scratch.subarray(at - from, at - from + size);
    used = takeSmall(table, bytes.subarray(at, at + size), large, used);
    at += size;
    return table;
  });
  if (used !== large.length) refuse(`has ${large.length} large counts; wanted ${used}`);
  return tables;
}

/** What is counted of a column is what its moments have of finite values. */
function checkSums(
  { tallies }: CountsHead,
  tables: readonly Uint32Array[],
  finite: Float64Array,
  replicates: number,
): void {
  let next = 0;
  tallies.forEach((tally, column) => {
    const wanted = finite.subarray(column * replicates, (column + 1) * replicates);
    let found: Float64Array;
    if (tally === null) {
      const buckets = tables[next++];
      const groups = tables[next++];
      const each = groups.length / replicates;
      found = wanted.map((_, r) => sumOf(groups, r * each, (r + 1) * each));
      if (sumOf(buckets, 0, buckets.length) !== sumOf(found, 0, replicates))
        refuse(`has buckets and groups of column ${column} that do not agree`);
    } else {
      const { values, counts } = tally;
      if (
        values.length !== counts.length ||
        !values.every(Number.isFinite) ||
        counts.some(({ length }) => length !== replicates)
      )
        refuse(`has values of column ${column} that are not counted by replicate`);
      found = wanted.map((_, r) => counts.reduce((sum, row) => sum + row[r], 0));
    }
    found.forEach((count, r) => {
      if (count !== wanted[r])
        refuse(`counts ${count} values of column ${column} where its moments have ${wanted[r]}`);
    });
  });
}

/** In a loop: these are millions of counts a message, and one thread reads those of a fleet. */
function sumOf(counts: Uint32Array | Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += counts[k];
  return sum;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
