/**
 * Counts columns of draws in ordered buckets in the kernel's memory, so that order statistics cost
 * the sorting of a few buckets and not of all draws.
 */

import { type WasmMemory, type WasmModule, WebAssembly } from './web-assembly.ts';

interface PartitionExports {
  readonly memory: WasmMemory;
  bucketIds(
    values: number,
    n: number,
    low: number,
    scale: number,
    last: number,
    ids: number,
    counts: number,
  ): void;
  bucketRanks(
    counts: number,
    stride: number,
    replicates: number,
    buckets: number,
    ranks: number,
  ): void;
  gather(values: number, n: number, ids: number, places: number): void;
  logSums(values: number, n: number, factors: number, m: number, out: number): void;
  sortedCopy(values: number, n: number, out: number, room: number): number;
  split(
    x: number,
    bucket: number,
    values: number,
    alike: number,
    counts: number,
    stride: number,
    replicates: number,
    out: number,
  ): void;
  vote(
    values: number,
    n: number,
    low: number,
    scale: number,
    last: number,
    wanted: number,
    candidates: number,
    votes: number,
  ): number;
}

const PAGE = 65536;
/** Draws a bucket, about: as many are sorted in a microsecond. */
const DRAWS_A_BUCKET = 64;
const MOST_BUCKETS = 4096;
/** Draws that say between which values most others lie. */
const PROBE = 512;
/** Of the probe, as many lie in the first bucket, and as many in the last. */
const PROBE_TAIL = 3;
/** Buckets a unit where most draws are one value, which then has a bucket to itself. */
const STEEP = 1e300;

/** Where bucket 1 begins, and how many buckets a unit has. */
export type Span = readonly [low: number, scale: number];

/** All buckets but the first and the last, which have no end, lie between two values. */
export function spanBetween(low: number, high: number, buckets: number): Span {
  const scale = (buckets - 2) / (high - low);
  return [low, Math.min(STEEP, Math.max(scale, Number.MIN_VALUE))];
}

/** The bucket of a finite number; the kernel has the same arithmetic. */
export function bucketIn([low, scale]: Span, buckets: number, x: number): number {
  const place = (x - low) * scale + 1;
  return place >= 1 ? Math.min(Math.floor(place), buckets - 1) : 0;
}

/** A draw was asked for that was only counted. */
export class OnlyCounted extends Error {
  override readonly name = 'OnlyCounted';
}

/** A column of which some draws are kept, and of the others how many there are in each bucket. */
export interface Thinned {
  readonly buckets: number;
  readonly span: Span;
  /** Buckets some of whose draws are only counted. */
  readonly counted: readonly {
    readonly bucket: number;
    /** All draws of each replicate in the bucket, the kept ones included. */
    readonly sizes: readonly number[];
    /** The value of those that are not kept; undefined where it is not known. */
    readonly value: number | undefined;
  }[];
}

/** What came of a vote; overwritten by the next partition. */
export interface Vote {
  readonly values: Float64Array;
  readonly votes: Uint32Array;
  readonly passing: number;
}

/** Ranks that will be asked for, probably: whole, from 0, the last one included. */
export type RankRange = readonly [from: number, to: number];

export class Partitioner {
  private readonly exports: PartitionExports;
  private readonly base: number;

  constructor(module: WasmModule) {
    const { exports } = new WebAssembly.Instance(module, {
      env: {
        abort: () => {
          throw new Error('the partitioner stopped');
        },
      },
    });
    this.exports = exports as unknown as PartitionExports;
    this.base = this.exports.memory.buffer.byteLength;
  }

  /**
   * The finite draws of a column in buckets. The column stays as it is; what is given is
   * overwritten by the next call.
   *
   * @param firsts  where each replicate begins, and the end of the last; ascending from 0
   * @param likely  ranks that will be asked for; others take a pass over all draws
   * @param thinned  where the column is what was kept of one; to ask for what was not is then
   *           answered with OnlyCounted
   */
  partition(
    column: Float64Array,
    firsts: readonly number[],
    likely: readonly RankRange[],
    thinned?: Thinned,
  ): Partition {
    const replicates = firsts.length - 1;
    const n = column.length;
    const buckets = thinned?.buckets ?? bucketsFor(n, replicates);
    const arena = new Arena(this.exports.memory, this.base);
    // One bucket more is of draws that are not finite; a stride of whole pages of the cache would
    // put the counts of all replicates in one corner of it.
    const stride = buckets * 4 + 68;
    const partition = new Partition(this.exports, arena, {
      firsts,
      buckets,
      span: thinned?.span ?? spanOf(column, firsts, buckets),
      counted: thinned?.counted ?? [],
      stride,
      column: arena.take(n * 8),
      ids: arena.take(n * 2),
      counts: arena.take(stride * replicates),
      ranks: arena.take((buckets + 1) * 4),
      places: arena.take(stride * replicates),
      splits: arena.take(8 * replicates),
    });
    partition.count(column);
    partition.gather(likely.map(([from, to]) => [partition.atRank(from), partition.atRank(to)]));
    return partition;
  }
}

/** Room in the kernel's memory, given out from the beginning. */
class Arena {
  private end: number;

  constructor(
    readonly memory: WasmMemory,
    base: number,
  ) {
    this.end = base;
  }

  take(bytes: number): number {
    const address = this.end;
    this.end += Math.ceil(bytes / 16) * 16;
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return address;
  }

  f64(address: number, n: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, n);
  }

  u8(address: number, n: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, n);
  }

  u32(address: number, n: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, n);
  }
}

/** Addresses, but for the first five. */
interface Layout {
  readonly firsts: readonly number[];
  readonly buckets: number;
  readonly span: Span;
  readonly counted: Thinned['counted'];
  /** Bytes from what is known of one replicate's buckets to that of the next. */
  readonly stride: number;
  readonly column: number;
  readonly ids: number;
  readonly counts: number;
  readonly ranks: number;
  readonly places: number;
  readonly splits: number;
}

/** Where the draws of a bucket stand, as they came and in order; 0 where they do not. */
interface Gathered {
  at: number;
  sorted: number;
  alike: boolean;
}

/** Finite draws in buckets: each draw of a bucket is below each of the next. */
export class Partition {
  readonly buckets: number;
  private readonly gathered: (Gathered | undefined)[];
  private ranks: Uint32Array = new Uint32Array(1);
  private ofReplicates: readonly number[] = [];
  /** Buckets of which draws are only counted, by their number: copies of each replicate. */
  private readonly copies = new Map<number, { value: number | undefined; of: number[] }>();

  constructor(
    private readonly exports: PartitionExports,
    private readonly arena: Arena,
    private readonly layout: Layout,
  ) {
    this.buckets = layout.buckets;
    this.gathered = Array.from({ length: layout.buckets }, () => undefined);
  }

  /** Finite draws of each replicate. */
  get sizes(): readonly number[] {
    return this.ofReplicates;
  }

  /** Finite draws in all. */
  get size(): number {
    return this.ranks[this.buckets];
  }

  count(draws: Float64Array): void {
    const { exports, arena, buckets } = this;
    const { firsts, span, stride, column, ids, counts, ranks } = this.layout;
    const replicates = firsts.length - 1;
    arena.f64(column, draws.length).set(draws);
    arena.u32(counts, (stride / 4) * replicates).fill(0);
    for (let r = 0; r < replicates; r++) {
      const [first, length] = [firsts[r], firsts[r + 1] - firsts[r]];
      const [at, idAt, countAt] = [column + first * 8, ids + first * 2, counts + r * stride];
      exports.bucketIds(at, length, span[0], span[1], buckets - 1, idAt, countAt);
    }
    const all = arena.u32(counts, (stride / 4) * replicates);
    // What is not finite is counted behind the last bucket.
    const sizes = Array.from(
      { length: replicates },
      (_, r) => firsts[r + 1] - firsts[r] - all[(stride / 4) * r + buckets],
    );
    for (const { bucket, sizes: whole, value } of this.layout.counted) {
      const of = whole.map((size, r) => size - all[(stride / 4) * r + bucket]);
      this.copies.set(bucket, { value, of });
      of.forEach((n, r) => {
        all[(stride / 4) * r + bucket] += n;
        sizes[r] += n;
      });
    }
    this.ofReplicates = sizes;
    exports.bucketRanks(counts, stride, replicates, buckets, ranks);
    this.ranks = arena.u32(ranks, buckets + 1).slice();
  }

  /**
   * In cells of another span, the value that stays in a majority vote of all draws of a cell: the
   * most frequent one, where one has most of them.
   *
   * @param isWanted  of each cell, 1 or 0
   * @returns         of each cell its value and by how many votes, and draws of wanted cells
   */
  vote([low, scale]: Span, isWanted: Uint8Array): Vote {
    const { exports, arena } = this;
    const { column, firsts } = this.layout;
    const cells = isWanted.length;
    const wanted = arena.take(cells + 1);
    const [values, votes] = [arena.take(cells * 8), arena.take(cells * 4)];
    const flags = arena.u8(wanted, cells + 1);
    flags.set(isWanted);
    flags[cells] = 0;
    arena.u32(votes, cells).fill(0);
    const n = firsts[firsts.length - 1];
    const passing = exports.vote(column, n, low, scale, cells - 1, wanted, values, votes);
    return { values: arena.f64(values, cells), votes: arena.u32(votes, cells), passing };
  }

  /** The bucket of a finite number. */
  bucketOf(x: number): number {
    return bucketIn(this.layout.span, this.buckets, x);
  }

  /** The rank of the first draw of a bucket, or how many draws there are in all. */
  rankOf(bucket: number): number {
    return this.ranks[bucket];
  }

  /** The bucket of the draw of a rank; the first or the last where there is no such rank. */
  atRank(rank: number): number {
    let [low, high] = [0, this.buckets - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.ranks[middle + 1] > rank) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Puts the draws of buckets together, from ... to with the last. */
  gather(wanted: readonly (readonly [from: number, to: number])[]): void {
    const { exports, arena, layout, ranks, gathered } = this;
    const { firsts, stride, column, ids, counts, places } = layout;
    const fresh = new Set<number>();
    for (const [from, to] of wanted)
      for (let b = from; b <= to; b++)
        if (gathered[b] === undefined && ranks[b + 1] > ranks[b] && this.isKnown(b)) fresh.add(b);
    if (fresh.size === 0) return;
    const order = [...fresh].sort((a, b) => a - b);
    let at = arena.take(8 * order.reduce((sum, b) => sum + ranks[b + 1] - ranks[b], 0));
    const replicates = firsts.length - 1;
    const row = stride / 4;
    const [all, places32] = [
      arena.u32(counts, row * replicates),
      arena.u32(places, row * replicates),
    ];
    places32.fill(0);
    for (const b of order) {
      gathered[b] = { at, sorted: 0, alike: false };
      for (let r = 0; r < replicates; r++) {
        places32[r * row + b] = at;
        at += 8 * all[r * row + b];
      }
    }
    for (let r = 0; r < replicates; r++) {
      const [first, length] = [firsts[r], firsts[r + 1] - firsts[r]];
      exports.gather(column + first * 8, length, ids + first * 2, places + r * stride);
    }
    for (const [bucket, { value, of }] of this.copies) {
      if (!fresh.has(bucket)) continue;
      of.forEach((n, r) => {
        arena.f64(places32[r * row + bucket], n).fill(value!);
      });
    }
  }

  /** Whether draws of a bucket are known, and not only how many they are. */
  private isKnown(bucket: number): boolean {
    const copies = this.copies.get(bucket);
    return copies === undefined || copies.value !== undefined || copies.of.every((n) => n === 0);
  }

  /** @throws OnlyCounted where the draws of a bucket are not known */
  private fetch(bucket: number): Gathered {
    if (!this.isKnown(bucket)) throw new OnlyCounted(`draws of bucket ${bucket} were only counted`);
    if (this.gathered[bucket] === undefined) this.gather([[bucket, bucket]]);
    return this.gathered[bucket]!;
  }

  /** The draws of a bucket, ascending. */
  sorted(bucket: number): Float64Array {
    const n = this.ranks[bucket + 1] - this.ranks[bucket];
    if (n === 0) return new Float64Array(0);
    return this.arena.f64(this.inOrder(bucket).sorted, n);
  }

  private inOrder(bucket: number): Gathered {
    const here = this.fetch(bucket);
    if (here.sorted === 0) {
      const n = this.ranks[bucket + 1] - this.ranks[bucket];
      here.sorted = this.arena.take(n * 8);
      const room = this.arena.take(n * 8);
      here.alike = this.exports.sortedCopy(here.at, n, here.sorted, room) !== 0;
    }
    return here;
  }

  /** The draws of a bucket replicate after replicate, and how many each has. */
  parts(bucket: number): { readonly draws: Float64Array; readonly counts: readonly number[] } {
    const { counts, stride, firsts } = this.layout;
    const n = this.ranks[bucket + 1] - this.ranks[bucket];
    const at = n > 0 ? this.fetch(bucket).at : 0;
    const all = this.arena.u32(counts, (stride / 4) * (firsts.length - 1));
    return {
      draws: n === 0 ? new Float64Array(0) : this.arena.f64(at, n),
      counts: this.ofReplicates.map((_, r) => all[(stride / 4) * r + bucket]),
    };
  }

  /** Draws of each replicate below a number, and at or below it. */
  split(x: number): { readonly below: readonly number[]; readonly atMost: readonly number[] } {
    const { exports, arena, layout } = this;
    const { counts, stride, splits, firsts } = layout;
    const replicates = firsts.length - 1;
    const bucket = this.bucketOf(x);
    const here = this.ranks[bucket + 1] > this.ranks[bucket] ? this.inOrder(bucket) : undefined;
    exports.split(
      x,
      bucket,
      here?.at ?? 0,
      here?.alike ? 1 : 0,
      counts,
      stride,
      replicates,
      splits,
    );
    const found = [...arena.u32(splits, 2 * replicates)];
    return { below: found.slice(0, replicates), atMost: found.slice(replicates) };
  }

  /** Of each factor b, the sum of log1p(b x) over some values: a view. */
  readonly logSums = (values: Float64Array, factors: Float64Array): Float64Array => {
    const { arena } = this;
    const [n, m] = [values.length, factors.length + (factors.length % 2)];
    const [at, factorsAt, out] = [arena.take(n * 8), arena.take(m * 8), arena.take(m * 8)];
    arena.f64(at, n).set(values);
    arena.f64(factorsAt, m).fill(0).set(factors);
    this.exports.logSums(at, n, factorsAt, m, out);
    return arena.f64(out, factors.length);
  };
}

/** A power of two; few where replicates are so small that counts would outnumber draws. */
function bucketsFor(n: number, replicates: number): number {
  const wanted = Math.min(n / DRAWS_A_BUCKET, (2 * n) / replicates, MOST_BUCKETS);
  let buckets = 4;
  while (2 * buckets <= wanted) buckets *= 2;
  return buckets;
}

/** Where the buckets between the first and the last begin, and how many of them a unit has. */
function spanOf(column: Float64Array, firsts: readonly number[], buckets: number): Span {
  const replicates = firsts.length - 1;
  // The first draws of some replicates, and not every so manieth: points of a design that lie so
  // far apart may all be in one corner.
  const asked = Math.min(replicates, 16);
  const each = Math.ceil(PROBE / asked);
  const probe = new Float64Array(each * asked);
  let taken = 0;
  for (let r = 0; r < asked; r++) {
    const end = Math.min(firsts[r + 1], firsts[r] + each);
    for (let i = firsts[r]; i < end; i++) {
      const x = column[i];
      if (x - x === 0) probe[taken++] = x;
    }
  }
  if (taken === 0) return [0, 1];
  const sorted = probe.subarray(0, taken).sort();
  const tail = Math.min(PROBE_TAIL, (sorted.length - 1) >> 1);
  return spanBetween(sorted[tail], sorted[sorted.length - 1 - tail], buckets);
}
