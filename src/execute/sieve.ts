/**
 * Lays the sieve of a run from its first blocks, the pilot: draws near the order statistics that a
 * summary asks for are kept, others are only counted. Which draws are kept changes no summary: what
 * turns out to be missing is computed again.
 */

import {
  bucketIn,
  type Partitioner,
  type RankRange,
  type Span,
  spanBetween,
  type Thinned,
  type Vote,
} from '../kernel/partitioner.ts';
import { sharedMemory } from '../kernel/shared-memory.ts';
import { SIEVE_CELLS, type Sieve } from '../kernel/sifter.ts';
import { likelyRanks, PartitionedSample } from '../stats/partitioned-sample.ts';
import { QUANTILE_LEVELS, type Wanted } from '../stats/summary.ts';
import { MOST_TAIL_DRAWS } from '../stats/tail.ts';
import type { Kept } from './kept.ts';

/** Standard errors by which a quantile of the pilot may be off, and the end of an interval. */
const REACH = { pilot: 5, interval: 4 } as const;
/**
 * Even designs are better than independent draws, but how much better a few replicates do not tell:
 * an error is taken to be no less than this part of that of independent draws.
 */
const LEAST_ERROR = 0.3;
/** A value with this share of the pilot, and so many draws of it, is counted and not kept. */
const HEAP = { share: 1 / 2000, draws: 8 } as const;
/** Where more than this share would be kept, all draws are. */
const MOST_KEPT = 0.6;
const MOST_CLASSES = 256;

/** The sieve of one column. */
export interface ColumnSieve {
  readonly span: Span;
  /** Class of each cell, and of what is not finite, which is the last. */
  readonly classes: Uint8Array;
  readonly keeps: readonly boolean[];
  readonly heaps: readonly (number | undefined)[];
}

/** Columns whose sieves are to be laid, and the pilot, in which all columns are. */
export interface ToLay {
  readonly pilot: Kept;
  /** Of the whole run. */
  readonly trials: number;
  readonly columns: readonly { readonly column: number; readonly wanted: Wanted }[];
}

/** One by one as in `columns`. */
export function layColumns(
  { pilot: { draws, trials: drawn, firsts }, trials, columns }: ToLay,
  partitioner: Partitioner,
): (ColumnSieve | undefined)[] {
  return columns.map(({ column, wanted }) => {
    const own = draws.subarray(column * drawn, (column + 1) * drawn);
    return layColumn(own, firsts, trials, wanted, partitioner);
  });
}

/**
 * @param pilot   first draws of a column, replicate after replicate
 * @param firsts  where each replicate begins, and the end
 * @param trials  of the whole run
 * @param wanted  what is asked of the column beside the usual
 * @returns       undefined where all draws should be kept
 */
function layColumn(
  pilot: Float64Array,
  firsts: readonly number[],
  trials: number,
  wanted: Wanted,
  partitioner: Partitioner,
): ColumnSieve | undefined {
  const ranks = likelyRanks(pilot.length, wanted);
  const partition = partitioner.partition(pilot, firsts, ranks);
  const sample = new PartitionedSample(partition);
  const { count } = sample;
  if (count === 0) return undefined;
  const ratio = trials / pilot.length;
  const few = sample.values() !== undefined;
  const tail = Math.min(count - 1, tailRank(ratio));
  const at = (rank: number): number =>
    sample.orderStatistic(Math.min(count - 1, Math.max(0, Math.round(rank))));
  const [low, high] = few ? [at(0), at(count - 1)] : [at(tail), at(count - 1 - tail)];
  const span = spanBetween(low, high, SIEVE_CELLS);
  const isWanted = new Uint8Array(SIEVE_CELLS).fill(few ? 1 : 0);
  const want = (from: number, to: number): void => {
    isWanted.fill(1, bucketIn(span, SIEVE_CELLS, from), bucketIn(span, SIEVE_CELLS, to) + 1);
  };
  for (const [from, to] of rangesOf(sample, ratio, wanted.levels)) want(at(from), at(to));
  for (const threshold of wanted.thresholds) want(threshold, threshold);
  want(at(0), at(tail));
  want(at(count - 1 - tail), at(count - 1));
  isWanted[0] = 1;
  isWanted[SIEVE_CELLS - 1] = 1;
  const heaps = heapsOf(partition.vote(span, isWanted), pilot.length);
  const kept = heaps.passing / count;
  return kept > MOST_KEPT ? undefined : classed(span, isWanted, heaps.values);
}

/** The rank in the pilot beyond which the tail of the whole run lies. */
function tailRank(ratio: number): number {
  const mean = (MOST_TAIL_DRAWS + 2) / ratio;
  return Math.ceil(mean + REACH.pilot * Math.sqrt(mean) + 2);
}

/** Ranks of the pilot between which quantiles of the whole run lie, and the ends of their intervals. */
function rangesOf(
  sample: PartitionedSample,
  ratio: number,
  further: readonly number[] = [],
): RankRange[] {
  const { count, sizes } = sample;
  const levels = [...Object.values(QUANTILE_LEVELS), ...further].map((p) => {
    const rank = Math.floor((count - 1) * p);
    const { below, atMost } = sample.split(sample.orderStatistic(rank));
    const independent = Math.sqrt((p * (1 - p)) / count);
    const spread = Math.max(spreadOf(below, sizes), spreadOf(atMost, sizes)) / independent;
    return { rank, independent, spread };
  });
  const pooled = Math.sqrt(
    levels.reduce((sum, { spread }) => sum + spread * spread, 0) / levels.length,
  );
  const reach = REACH.pilot + REACH.interval / Math.sqrt(ratio);
  return levels.map(({ rank, independent, spread }) => {
    const error = independent * Math.max(LEAST_ERROR, pooled, spread);
    const off = reach * error * count + 2;
    return [rank - off, rank + 1 + off];
  });
}

/** The standard error of a share, from how replicates differ. */
function spreadOf(hits: readonly number[], sizes: readonly number[]): number {
  const shares = hits.flatMap((hit, r) => (sizes[r] > 0 ? [hit / sizes[r]] : []));
  const n = shares.length;
  const mean = shares.reduce((sum, share) => sum + share, 0) / n;
  const squares = shares.reduce((sum, share) => sum + (share - mean) * (share - mean), 0);
  return n < 2 ? Number.POSITIVE_INFINITY : Math.sqrt(squares / (n - 1) / n);
}

/** Values at which draws of wanted cells pile up, by cell, and how many draws would pass. */
function heapsOf(
  { values, votes, passing }: Vote,
  draws: number,
): { readonly values: readonly (number | undefined)[]; readonly passing: number } {
  const least = Math.max(HEAP.draws, HEAP.share * draws);
  let left = passing;
  const heaps = Array.from<number | undefined>({ length: votes.length });
  for (let cell = 0; cell < votes.length; cell++) {
    if (votes[cell] < least) continue;
    left -= votes[cell];
    heaps[cell] = values[cell];
  }
  return { values: heaps, passing: left };
}

/** Neighbours that are treated alike are one class; a cell with a heap is one by itself. */
function classed(
  span: Span,
  isWanted: Uint8Array,
  heapOf: readonly (number | undefined)[],
): ColumnSieve | undefined {
  const classes = new Uint8Array(SIEVE_CELLS + 1);
  const keeps: boolean[] = [];
  const heaps: (number | undefined)[] = [];
  for (let cell = 0; cell < SIEVE_CELLS; cell++) {
    const before = keeps.length - 1;
    const goesOn =
      cell > 0 &&
      heapOf[cell] === undefined &&
      heaps[before] === undefined &&
      keeps[before] === (isWanted[cell] === 1);
    if (!goesOn) {
      keeps.push(isWanted[cell] === 1);
      heaps.push(heapOf[cell]);
    }
    classes[cell] = keeps.length - 1;
  }
  classes[SIEVE_CELLS] = keeps.length;
  keeps.push(false);
  heaps.push(undefined);
  return keeps.length > MOST_CLASSES ? undefined : { span, classes, keeps, heaps };
}

let laid = 0;

/** @param columns  by number of the column; those that are kept whole are left out */
export function sieveOf(columns: readonly (ColumnSieve | undefined)[]): Sieve {
  const sifted = columns.flatMap((sieve, column) => (sieve ? [{ sieve, column }] : []));
  const firstClasses = [0];
  for (const { sieve } of sifted)
    firstClasses.push(firstClasses[firstClasses.length - 1] + sieve.keeps.length);
  const most = firstClasses[sifted.length];
  const spans = new Float64Array(sharedMemory(sifted.length * 16));
  const classes = new Uint8Array(sharedMemory(sifted.length * (SIEVE_CELLS + 1)));
  const keeps = new Uint8Array(sharedMemory(most));
  const heaps = new Float64Array(sharedMemory(most * 8));
  sifted.forEach(({ sieve }, k) => {
    spans.set(sieve.span, 2 * k);
    classes.set(sieve.classes, k * (SIEVE_CELLS + 1));
    keeps.set(sieve.keeps.map(Number), firstClasses[k]);
    heaps.set(
      sieve.heaps.map((heap) => heap ?? Number.NaN),
      firstClasses[k],
    );
  });
  return {
    id: laid++,
    columns: Uint32Array.from(sifted, ({ column }) => column),
    firstClasses: Uint32Array.from(firstClasses),
    spans,
    classes,
    keeps,
    heaps,
  };
}

/** What of a column was only counted, for whoever looks for order statistics among the rest. */
export function thinned(
  { spans, classes, firstClasses, keeps, heaps }: Sieve,
  k: number,
  counts: Uint32Array,
  replicates: number,
): Thinned {
  const [first, after] = [firstClasses[k], firstClasses[k + 1]];
  const own = classes.subarray(k * (SIEVE_CELLS + 1), (k + 1) * (SIEVE_CELLS + 1));
  const classCount = after - first;
  const sizes = (kind: number): number[] =>
    Array.from(
      { length: replicates },
      (_, r) => counts[first * replicates + r * classCount + kind],
    );
  // The last class is of what is not finite.
  const counted = Array.from({ length: classCount - 1 }, (_, kind) => {
    const heap = heaps[first + kind];
    const value = Number.isNaN(heap) ? undefined : heap;
    return keeps[first + kind] === 1 && value === undefined
      ? []
      : [{ bucket: own.indexOf(kind), sizes: sizes(kind), value }];
  }).flat();
  return { buckets: SIEVE_CELLS, span: [spans[2 * k], spans[2 * k + 1]], counted };
}
