/**
 * The WebAssembly module with a listing loaded into its memory: columns of trials in, result
 * columns out.
 */

import type { Instruction, Listing, Opcode, Operand, Stream } from './listing.ts';
import {
  BY_QUARTER,
  BY_YEAR,
  COPY,
  INSTRUCTION_WORDS,
  LATIN_UNIFORM,
  SCALAR,
  UNIFORM,
} from './opcodes.ts';
import { type WasmMemory, type WasmModule, WebAssembly } from './web-assembly.ts';

interface KernelExports {
  readonly memory: WasmMemory;
  simulate(header: number, trials: number, offset: number): void;
  moments(out: number, column: number, trials: number): void;
  columnHash(out: number, column: number, trials: number): void;
}

/**
 * Consecutive points of one replicate's design that fill trials offset ... offset + length - 1 of a
 * chunk.
 */
export interface Segment {
  readonly offset: number;
  readonly replicate: number;
  /** First point, below 2^53. */
  readonly first: number;
  readonly length: number;
}

/** Where uniforms come from: looked up when the machine is given it. */
export interface UniformSource {
  readonly replicates: number;
  /**
   * The instruction that draws: UNIFORM, LATIN_UNIFORM or ANTITHETIC_UNIFORM; COPY where uniforms
   * are given with `give`.
   */
  readonly opcode: Opcode;
  /** What a replicate of a stream draws; equal tables of directions are one array. */
  readonly record: (stream: Stream, replicate: number) => DrawRecord;
}

export interface DrawRecord {
  /** 16 words for LATIN_UNIFORM, else the 4 of a key. */
  readonly words: Uint32Array;
  /** 32 words of the low-discrepancy table; absent where the stream is counter-based. */
  readonly directions?: Uint32Array | undefined;
  /** Whether uniforms are moved by 1/2, around the unit interval. */
  readonly halfAway?: boolean;
}

/**
 * Numbers that `moments` gives for a segment: count, mean, sum of squares about the mean, least,
 * greatest.
 */
export const MOMENTS = 5;

const HEADER_BYTES = 64;
/**
 * Of a replicate of a stream: 16 words under LATIN_UNIFORM; else key, address of the directions,
 * whether half away, nothing.
 */
const LATIN_WORDS = 16;
const RECORD_WORDS = 8;
const SEGMENT_WORDS = 5;
const PAGE = 65536;
/**
 * Trials that the machine's loops take at a time; columns have room for a last, partly used turn.
 */
const TRIALS_A_TURN = 8;
/** A number for all trials stands as often as a turn reads it. */
const SCALAR_BYTES = 8 * TRIALS_A_TURN;

export class Machine {
  private readonly exports: KernelExports;
  private readonly header: number;
  private readonly segments: number;
  private readonly results: number;
  private readonly momentsOut: number;
  private readonly drawing: Opcode;
  private readonly resultStride: number;
  /** Addresses of the records of each stream. */
  private readonly records: readonly number[];
  /** Where each table of directions stands. */
  private readonly directions = new Map<Uint32Array, number>();
  /** Columns of uniforms that are given, one a stream; none where they are drawn. */
  private readonly given: readonly number[];
  private readonly layout: Layout;
  private memory: Views;

  /**
   * @param module    the compiled kernel
   * @param capacity  most trials of a chunk
   * @param block     most trials of a block
   */
  constructor(
    module: WasmModule,
    private readonly listing: Listing,
    source: UniformSource,
    readonly capacity: number,
    block: number,
  ) {
    const instance = new WebAssembly.Instance(module, {
      env: {
        abort: () => {
          throw new Error('the machine stopped');
        },
      },
    });
    this.exports = instance.exports as unknown as KernelExports;
    const layout = new Layout(this.exports.memory.buffer.byteLength);
    // Room for the trials that the last vector of a column computes beyond its end.
    const columnStride = (roundUp(capacity, TRIALS_A_TURN) + TRIALS_A_TURN) * 8;
    this.resultStride = (roundUp(block, TRIALS_A_TURN) + TRIALS_A_TURN) * 8;

    this.header = layout.take(HEADER_BYTES);
    this.segments = layout.take((block + 1) * SEGMENT_WORDS * 4);
    this.momentsOut = layout.take(MOMENTS * 8);
    const years = layout.take(listing.years.length * 8);
    const places: Places = {
      column: layout.take(listing.columns * columnStride),
      quarterly: layout.take(listing.quarterlies * listing.quarters * columnStride),
      scalar: layout.take(listing.scalars.length * SCALAR_BYTES),
      schedule: layout.take(listing.schedules.length * listing.quarters * SCALAR_BYTES),
      columnStride,
      quarters: listing.quarters,
    };
    const tables = listing.tables.map(({ numbers }) => layout.take(numbers.byteLength));
    this.drawing = source.opcode;
    const recordBytes = (source.opcode === LATIN_UNIFORM ? LATIN_WORDS : RECORD_WORDS) * 4;
    this.records = listing.streams.map(() => layout.take(source.replicates * recordBytes));
    const isGiven = source.opcode === COPY;
    this.given = listing.streams.map(() => (isGiven ? layout.take(columnStride) : 0));
    const code = (['once', 'quarter', 'year', 'end'] as const).map((section) => ({
      instructions: listing.code[section],
      address: layout.take(listing.code[section].length * INSTRUCTION_WORDS * 4),
    }));
    this.results = layout.take(listing.results * this.resultStride);
    this.layout = layout;
    this.memory = this.grown();
    const { f64, u32, i32 } = this.memory;

    const fill = (value: number, address: number): void => {
      f64.fill(value, address / 8, (address + SCALAR_BYTES) / 8);
    };
    listing.scalars.forEach((value, k) => fill(value, places.scalar + k * SCALAR_BYTES));
    listing.schedules.flat().forEach((value, k) => fill(value, places.schedule + k * SCALAR_BYTES));
    listing.tables.forEach(({ numbers }, k) => f64.set(numbers, tables[k] / 8));
    listing.years.forEach(({ from, to }, k) => i32.set([from, to], years / 4 + 2 * k));
    for (const { instructions, address } of code) {
      instructions.forEach((instruction, k) => {
        const words = this.encode(instruction, places, tables);
        i32.set(words, address / 4 + k * INSTRUCTION_WORDS);
      });
    }
    u32.set(
      code.flatMap(({ address, instructions }) => [address, instructions.length]),
      this.header / 4,
    );
    u32.set([years, listing.years.length, columnStride, this.resultStride], this.header / 4 + 8);
    this.drawFrom(source);
  }

  /** Draws from now on from another source, of the same kind and with as many replicates. */
  drawFrom({ opcode, replicates, record }: UniformSource): void {
    if (opcode === COPY) return;
    const words = opcode === LATIN_UNIFORM ? LATIN_WORDS : RECORD_WORDS;
    this.listing.streams.forEach((stream, k) => {
      for (let r = 0; r < replicates; r++) {
        const drawn = record(stream, r);
        const directions = drawn.directions ? this.directionsAt(drawn.directions) : 0;
        const at = this.records[k] / 4 + words * r;
        this.memory.u32.set(drawn.words, at);
        if (opcode !== LATIN_UNIFORM)
          this.memory.u32.set([directions, drawn.halfAway ? 1 : 0, 0, 0], at + 4);
      }
    });
  }

  /** Names of the streams, in the order in which `give` numbers them. */
  get streams(): readonly Stream[] {
    return this.listing.streams;
  }

  /** Uniforms of a stream for trials offset ... of the next chunk, where uniforms are given. */
  give(stream: number, offset: number, uniforms: Float64Array): void {
    this.memory.f64.set(uniforms, this.given[stream] / 8 + offset);
  }

  private directionsAt(table: Uint32Array): number {
    let address = this.directions.get(table);
    if (address === undefined) {
      address = this.layout.take(table.byteLength);
      this.directions.set(table, address);
      this.memory = this.grown();
      this.memory.u32.set(table, address / 4);
    }
    return address;
  }

  /** The memory with room for all that was laid out. */
  private grown(): Views {
    const missing = this.layout.end - this.exports.memory.buffer.byteLength;
    if (missing > 0) this.exports.memory.grow(Math.ceil(missing / PAGE) + 1);
    return views(this.exports.memory);
  }

  /**
   * Computes the trials offset ... of a block; their result columns stand in the block's.
   *
   * @param segments  ascending and gapless from offset 0 of the chunk
   */
  simulate(segments: readonly Segment[], offset: number): void {
    const trials = segments.reduce((sum, segment) => sum + segment.length, 0);
    const { u32 } = this.memory;
    segments.forEach(({ offset: at, replicate, first, length }, k) => {
      const words = [at, replicate, first >>> 0, Math.floor(first / 2 ** 32), length];
      u32.set(words, this.segments / 4 + k * SEGMENT_WORDS);
    });
    u32.set([segments.length, this.segments], this.header / 4 + 12);
    this.exports.simulate(this.header, roundUp(trials, TRIALS_A_TURN), offset);
  }

  /** A result column, first n trials of the block: a view that the next block overwrites. */
  result(column: number, n: number): Float64Array {
    const start = (this.results + column * this.resultStride) / 8;
    return this.memory.f64.subarray(start, start + n);
  }

  /** The moments of trials from ... of a result column: a view that the next call overwrites. */
  moments(column: number, from: number, length: number): Float64Array {
    this.exports.moments(
      this.momentsOut,
      this.results + column * this.resultStride + from * 8,
      length,
    );
    return this.memory.f64.subarray(this.momentsOut / 8, this.momentsOut / 8 + MOMENTS);
  }

  /**
   * 16 bytes that stand for the first n trials of a result column: a view that the next call
   * overwrites.
   */
  hash(column: number, n: number): Uint8Array {
    this.exports.columnHash(this.momentsOut, this.results + column * this.resultStride, n);
    return new Uint8Array(this.exports.memory.buffer, this.momentsOut, 16);
  }

  private encode(
    { opcode, out, args, window, table, stream }: Instruction,
    places: Places,
    tables: readonly number[],
  ): number[] {
    if (opcode === UNIFORM && this.drawing === COPY)
      return [COPY, place(out, places), this.given[stream!], 0, 0, 0, 0, 0];
    const operands = [0, 1, 2, 3].map((k) => (args[k] ? place(args[k], places) : 0));
    let numbers: readonly number[] = window ?? [0, 0];
    if (table !== undefined) numbers = [tables[table], this.listing.tables[table].count];
    if (stream !== undefined) numbers = [this.records[stream], 0];
    let target = 0;
    if (out.space === 'result') {
      target = out.by === 'quarter' ? BY_QUARTER : out.by === 'year' ? BY_YEAR : 0;
      numbers = [this.results + out.index * this.resultStride, 0];
    } else target = place(out, places);
    return [opcode === UNIFORM ? this.drawing : opcode, target, ...operands, ...numbers];
  }
}

interface Places {
  readonly column: number;
  readonly quarterly: number;
  readonly scalar: number;
  readonly schedule: number;
  readonly columnStride: number;
  readonly quarters: number;
}

function place(operand: Operand, places: Places): number {
  const { columnStride, quarters } = places;
  switch (operand.space) {
    case 'column':
      return places.column + operand.index * columnStride;
    case 'quarterly': {
      const first = places.quarterly + operand.index * quarters * columnStride;
      return operand.at === undefined ? first | BY_QUARTER : first + operand.at * columnStride;
    }
    case 'scalar':
      return (places.scalar + operand.index * SCALAR_BYTES) | SCALAR;
    case 'schedule':
      return (places.schedule + operand.index * quarters * SCALAR_BYTES) | SCALAR | BY_QUARTER;
    case 'result':
      throw new Error('machine: results are written by RECORD alone');
  }
}

/** Hands out 16-byte aligned places one after another. */
class Layout {
  end: number;

  constructor(from: number) {
    this.end = roundUp(from, 64);
  }

  take(bytes: number): number {
    const address = this.end;
    this.end = roundUp(this.end + bytes, 64);
    return address;
  }
}

interface Views {
  readonly f64: Float64Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
}

function views(memory: WasmMemory): Views {
  const { buffer } = memory;
  return {
    f64: new Float64Array(buffer),
    u32: new Uint32Array(buffer),
    i32: new Int32Array(buffer),
  };
}

function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}
