/**
 * Tables of counts in the kernel's memory: blocks of values in, counts of buckets and of groups of
 * cells out.
 */

import { type WasmMemory, type WasmModule, WebAssembly } from './web-assembly.ts';

interface BucketExports {
  readonly memory: WasmMemory;
  countValues(
    values: number,
    n: number,
    edges: number,
    half: number,
    records: number,
    buckets: number,
    groups: number,
  ): void;
}

/** Cells that cover the line of numbers, their buckets and their groups. */
export interface CellTable {
  /** Lower ends of cells 1, 2, ...: ascending and finite. */
  readonly edges: Float64Array;
  /** Buckets a unit of each cell; 0 where it is one bucket. */
  readonly scales: Float64Array;
  /** First bucket of each cell, and how many there are in all; at most 65,536 in one cell. */
  readonly firsts: Uint32Array;
  /** Group of each cell: from 0, ascending. */
  readonly groups: Uint16Array;
}

/** Counts of values, below 2^32 each: views that the next table makes invalid. */
export interface BucketCounts {
  readonly buckets: Uint32Array;
  /** Group after group of the first replicate, then those of the next. */
  readonly groups: Uint32Array;
}

/** Where the parts of a table stand in memory. */
interface Place {
  readonly edges: number;
  /** Bytes of half the cells, filled up to a power of two. */
  readonly half: number;
  readonly records: number;
  readonly buckets: number;
  readonly bucketCount: number;
  readonly groups: number;
  readonly groupCount: number;
}

const PAGE = 65536;
/** Tables of four gibibytes are as much as the memory can hold. */
const MOST_PAGES = 65536;
const RECORD_BYTES = 16;

export class BucketCounter {
  private readonly exports: BucketExports;
  private readonly values: number;
  private end: number;
  private readonly places: Place[] = [];
  private f64: Float64Array;
  private u32: Uint32Array;

  /**
   * @param module      the compiled kernel
   * @param replicates  that are counted apart
   * @param most        values that `load` takes at a time
   */
  constructor(
    module: WasmModule,
    private readonly replicates: number,
    private readonly most: number,
  ) {
    const { exports } = new WebAssembly.Instance(module, {
      env: {
        abort: () => {
          throw new Error('the counter stopped');
        },
      },
    });
    this.exports = exports as unknown as BucketExports;
    this.values = this.exports.memory.buffer.byteLength;
    this.end = this.values;
    this.f64 = new Float64Array(this.exports.memory.buffer);
    this.u32 = new Uint32Array(this.exports.memory.buffer);
    this.take(most * 8);
  }

  /** Adds a table whose counts are 0; gives its number. */
  add({ edges, scales, firsts, groups }: CellTable): number {
    const cells = scales.length;
    let filled = 2;
    while (filled < cells) filled *= 2;
    const bucketCount = firsts[cells];
    const groupCount = groups[cells - 1] + 1;
    // The place before the edges is read as the lower end of the first cell, which has none.
    const before = this.take(filled * 8 + filled * RECORD_BYTES);
    const place = {
      edges: before + 8,
      half: (filled / 2) * 8,
      records: before + filled * 8,
      buckets: this.take(bucketCount * 4),
      bucketCount,
      groups: this.take(groupCount * this.replicates * 4),
      groupCount,
    };
    const { f64, u32 } = this;
    f64[before / 8] = 0;
    f64.fill(Number.POSITIVE_INFINITY, place.edges / 8, place.records / 8);
    f64.set(edges, place.edges / 8);
    for (let cell = 0; cell < cells; cell++) {
      const record = place.records + cell * RECORD_BYTES;
      f64[record / 8] = scales[cell];
      u32[record / 4 + 2] = firsts[cell];
      u32[record / 4 + 3] = (firsts[cell + 1] - firsts[cell] - 1) | (groups[cell] << 16);
    }
    return this.places.push(place) - 1;
  }

  /** Puts values where `count` finds them. */
  load(values: Float64Array): void {
    if (values.length > this.most)
      throw new RangeError(`BucketCounter: ${values.length} values, more than ${this.most}`);
    this.f64.set(values, this.values / 8);
  }

  /**
   * Counts the values from ... that were loaded, which are of one replicate; those that are not
   * finite are left out.
   */
  count(table: number, replicate: number, from: number, length: number, finite: number): void {
    const { edges, half, records, buckets, groups, groupCount } = this.places[table];
    const first = this.values / 8 + from;
    const n = finite === length ? length : this.gather(first, length);
    const counts = groups + replicate * groupCount * 4;
    this.exports.countValues(first * 8, n, edges, half, records, buckets, counts);
  }

  counts(table: number): BucketCounts {
    const { buckets, bucketCount, groups, groupCount } = this.places[table];
    const view = (at: number, n: number): Uint32Array => this.u32.subarray(at / 4, at / 4 + n);
    return {
      buckets: view(buckets, bucketCount),
      groups: view(groups, groupCount * this.replicates),
    };
  }

  /** Moves the finite ones of values to their beginning; gives how many they are. */
  private gather(first: number, length: number): number {
    const { f64 } = this;
    let n = 0;
    for (let k = first; k < first + length; k++)
      if (Number.isFinite(f64[k])) f64[first + n++] = f64[k];
    return n;
  }

  /** The address of so many bytes, which are 0. */
  private take(bytes: number): number {
    const address = this.end;
    this.end += Math.ceil(bytes / 64) * 64;
    const { memory } = this.exports;
    const missing = Math.ceil((this.end - memory.buffer.byteLength) / PAGE);
    if (missing > 0) {
      // Many small steps would be as many new memories where it cannot grow in place.
      const spare = Math.min(256, MOST_PAGES - memory.buffer.byteLength / PAGE - missing);
      memory.grow(missing + Math.max(0, spare));
      this.f64 = new Float64Array(memory.buffer);
      this.u32 = new Uint32Array(memory.buffer);
    }
    return address;
  }
}
