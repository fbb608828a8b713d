/**
 * Sifts the columns of a block in the machine's memory: draws of the cells that a sieve lets pass
 * are kept, all others are counted.
 */

import { sharedMemory } from './shared-memory.ts';
import type { WasmMemory } from './web-assembly.ts';

/** Cells of a column; one more is of what is not finite. */
export const SIEVE_CELLS = 1024;

/**
 * Which draws of each column are kept. The line of numbers is cut into cells of equal width, the
 * first and the last of them without end; cells are in classes, runs of neighbours that are treated
 * alike. Plain data, in memory that threads share where there is such.
 */
export interface Sieve {
  /** Its number in the process that laid it, by which threads know it again. */
  readonly id: number;
  /** Numbers of the columns that are sifted, ascending. */
  readonly columns: Uint32Array;
  /** Two numbers a column: where cell 1 begins, and how many cells a unit has. */
  readonly spans: Float64Array;
  /** Of each column, the class of each cell and of what is not finite. */
  readonly classes: Uint8Array;
  /** First class of each column among those of all, and how many there are. */
  readonly firstClasses: Uint32Array;
  /** Of each class, whether draws are kept. */
  readonly keeps: Uint8Array;
  /** Of each class, the value whose draws are only counted; NaN where there is none. */
  readonly heaps: Float64Array;
}

/** A stretch of a block: consecutive draws of one replicate. */
interface Stretch {
  readonly replicate: number;
  readonly position: number;
  readonly length: number;
}

/** What is left of a block. */
export interface Sifted {
  /** Draws that are kept: column after column, stretch after stretch, as they came. */
  readonly values: Float64Array;
  /** How many of each stretch of each column. */
  readonly lengths: Uint32Array;
  /** Draws of each class: column after column, replicate after replicate. */
  readonly counts: Uint32Array;
}

export interface SiftExports {
  readonly memory: WasmMemory;
  sift(
    column: number,
    stretches: number,
    stretchCount: number,
    low: number,
    scale: number,
    last: number,
    classes: number,
    records: number,
    counts: number,
    classCount: number,
    lengths: number,
    out: number,
  ): number;
}

/** The result columns of a machine, and room beside them. */
export interface SiftPlace {
  readonly exports: SiftExports;
  /** Address of a result column. */
  column(k: number): number;
  /** The address of so many bytes; there is memory once the last was taken. */
  take(bytes: number): number;
  grow(): void;
}

const RECORD_BYTES = 16;
const STRETCH_WORDS = 3;

export class Sifter {
  private readonly at: {
    readonly classes: number;
    readonly records: number;
    readonly counts: number;
    readonly stretches: number;
    readonly lengths: number;
    readonly out: number;
  };
  private readonly countWords: number;

  /**
   * @param replicates  of the plan
   * @param block       most trials of a block
   */
  constructor(
    private readonly place: SiftPlace,
    private readonly sieve: Sieve,
    private readonly replicates: number,
    block: number,
  ) {
    const { columns, classes, firstClasses, keeps, heaps } = sieve;
    const classCount = firstClasses[columns.length];
    this.countWords = classCount * replicates;
    const most = Math.min(block, replicates);
    this.at = {
      classes: place.take(classes.byteLength),
      records: place.take(classCount * RECORD_BYTES),
      counts: place.take(this.countWords * 4),
      stretches: place.take(most * STRETCH_WORDS * 4),
      lengths: place.take(columns.length * most * 4),
      out: place.take((columns.length * block + 1) * 8),
    };
    place.grow();
    const { buffer } = place.exports.memory;
    new Uint8Array(buffer, this.at.classes, classes.length).set(classes);
    const f64 = new Float64Array(buffer, this.at.records, classCount * 2);
    const u32 = new Uint32Array(buffer, this.at.records, classCount * 4);
    for (let k = 0; k < classCount; k++) {
      f64[2 * k] = heaps[k];
      u32[4 * k + 2] = keeps[k] ? 8 : 0;
    }
  }

  /** @param stretches  of the block that the machine computed last */
  sift(stretches: readonly Stretch[]): Sifted {
    const { place, sieve, replicates, at } = this;
    const { columns, spans, firstClasses } = sieve;
    const { buffer } = place.exports.memory;
    const words = new Uint32Array(buffer, at.stretches, stretches.length * STRETCH_WORDS);
    stretches.forEach(({ position, length, replicate }, k) => {
      words.set([position, length, replicate], k * STRETCH_WORDS);
    });
    const counts = new Uint32Array(buffer, at.counts, this.countWords);
    counts.fill(0);
    let out = at.out;
    for (let k = 0; k < columns.length; k++) {
      const first = firstClasses[k];
      out = place.exports.sift(
        place.column(columns[k]),
        at.stretches,
        stretches.length,
        spans[2 * k],
        spans[2 * k + 1],
        SIEVE_CELLS - 1,
        at.classes + k * (SIEVE_CELLS + 1),
        at.records + first * RECORD_BYTES,
        at.counts + first * replicates * 4,
        firstClasses[k + 1] - first,
        at.lengths + k * stretches.length * 4,
        out,
      );
    }
    const lengths = new Uint32Array(buffer, at.lengths, columns.length * stretches.length);
    const values = new Float64Array(buffer, at.out, (out - at.out) / 8);
    return { values: shared(values), lengths: shared(lengths), counts: counts.slice() };
  }
}

/** A copy that other threads can reach where they can be reached. */
function shared<Values extends Float64Array | Uint32Array>(values: Values): Values {
  const Copy = values.constructor as new (memory: ArrayBuffer | SharedArrayBuffer) => Values;
  const copy = new Copy(sharedMemory(values.byteLength));
  copy.set(values);
  return copy;
}
