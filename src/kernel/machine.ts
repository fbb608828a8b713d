/**
 * The WebAssembly module with a listing loaded into its memory: columns of trials in, result
 * columns out.
 */

import type { Stream } from './listing.ts';
import {
  LATIN_WORDS,
  Layout,
  type Loaded,
  type Located,
  load,
  RECORD_WORDS,
  roundUp,
  SCALAR_BYTES,
  SEGMENT_WORDS,
  TRIALS_A_TURN,
  type UniformSource,
  type Views,
} from './machine-layout.ts';
import { COPY, LATIN_UNIFORM } from './opcodes.ts';
import { sharedMemory } from './shared-memory.ts';
import { type Sieve, type SiftExports, Sifter } from './sifter.ts';
import { type WasmMemory, type WasmModule, WebAssembly } from './web-assembly.ts';

export type { DrawRecord, UniformSource } from './machine-layout.ts';

interface KernelExports extends SiftExports {
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

/**
 * Numbers that `moments` gives for a segment: count, mean, sum of squares about the mean, least,
 * greatest.
 */
export const MOMENTS = 5;

/**
 * A machine as another thread makes it again: where everything stands in its memory, and what was
 * written there. Plain data; the bytes are shared where memory can be.
 */
export interface MachineImage {
  readonly located: Located;
  /** Where what was laid out ends. */
  readonly end: number;
  readonly written: readonly { readonly address: number; readonly bytes: Uint8Array }[];
}

const PAGE = 65536;

export class Machine {
  private readonly exports: KernelExports;
  private readonly located: Located;
  /** Where each table of directions stands. */
  private readonly directions = new Map<Uint32Array, number>();
  private readonly layout: Layout;
  private memory: Views;

  /**
   * @param module  the compiled kernel
   * @param of      what it computes, or the image of a machine
   */
  constructor(module: WasmModule, of: Loaded | MachineImage) {
    const instance = new WebAssembly.Instance(module, {
      env: {
        abort: () => {
          throw new Error('the machine stopped');
        },
      },
    });
    this.exports = instance.exports as unknown as KernelExports;
    if ('listing' in of) {
      this.layout = new Layout(this.exports.memory.buffer.byteLength);
      const { located, write } = load(this.layout, of);
      this.located = located;
      this.memory = this.grown();
      write(this.memory);
      this.drawFrom(of.source);
    } else {
      this.located = of.located;
      this.layout = new Layout(of.end);
      this.memory = this.grown();
      const bytes = new Uint8Array(this.exports.memory.buffer);
      for (const part of of.written) bytes.set(part.bytes, part.address);
    }
  }

  /** Of what this machine was given up to now. */
  image(): MachineImage {
    const { results, resultColumns, resultStride, header } = this.located;
    const { end } = this.layout;
    const beyond = results + resultColumns * resultStride;
    const bytes = new Uint8Array(this.exports.memory.buffer);
    const written = [
      [header, results],
      [beyond, end],
    ].map(([from, to]) => {
      const copy = new Uint8Array(sharedMemory(to - from));
      copy.set(bytes.subarray(from, to));
      return { address: from, bytes: copy };
    });
    return { located: this.located, end, written };
  }

  /** Draws from now on from another source, of the same kind and with as many replicates. */
  drawFrom({ opcode, replicates, record }: UniformSource): void {
    if (opcode === COPY) return;
    const words = opcode === LATIN_UNIFORM ? LATIN_WORDS : RECORD_WORDS;
    this.located.streams.forEach((stream, k) => {
      for (let r = 0; r < replicates; r++) {
        const drawn = record(stream, r);
        const directions = drawn.directions ? this.directionsAt(drawn.directions) : 0;
        const at = this.located.records[k] / 4 + words * r;
        this.memory.u32.set(drawn.words, at);
        if (opcode !== LATIN_UNIFORM)
          this.memory.u32.set([directions, drawn.halfAway ? 1 : 0, 0, 0], at + 4);
      }
    });
  }

  /** Another value for a scalar of the listing. */
  setScalar(index: number, value: number): void {
    const at = (this.located.scalars + index * SCALAR_BYTES) / 8;
    this.memory.f64.fill(value, at, at + SCALAR_BYTES / 8);
  }

  /** Names of the streams, in the order in which `give` numbers them. */
  get streams(): readonly Stream[] {
    return this.located.streams;
  }

  /** Uniforms of a stream for trials offset ... of the next chunk, where uniforms are given. */
  give(stream: number, offset: number, uniforms: Float64Array): void {
    this.memory.f64.set(uniforms, this.located.given[stream] / 8 + offset);
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
      u32.set(words, this.located.segments / 4 + k * SEGMENT_WORDS);
    });
    u32.set([segments.length, this.located.segments], this.located.header / 4 + 12);
    this.exports.simulate(this.located.header, roundUp(trials, TRIALS_A_TURN), offset);
  }

  /** A result column, first n trials of the block: a view that the next block overwrites. */
  result(column: number, n: number): Float64Array {
    const start = (this.located.results + column * this.located.resultStride) / 8;
    return this.memory.f64.subarray(start, start + n);
  }

  /** The moments of trials from ... of a result column: a view that the next call overwrites. */
  moments(column: number, from: number, length: number): Float64Array {
    this.exports.moments(
      this.located.momentsOut,
      this.located.results + column * this.located.resultStride + from * 8,
      length,
    );
    return this.memory.f64.subarray(
      this.located.momentsOut / 8,
      this.located.momentsOut / 8 + MOMENTS,
    );
  }

  /**
   * Who sifts result columns of the block in hand.
   *
   * @param replicates  of the stretches of a block
   * @param block       most trials of a block
   */
  sifter(sieve: Sieve, replicates: number, block: number): Sifter {
    const { results, resultStride } = this.located;
    const place = {
      exports: this.exports,
      column: (k: number) => results + k * resultStride,
      take: (bytes: number) => this.layout.take(bytes),
      grow: () => {
        this.memory = this.grown();
      },
    };
    return new Sifter(place, sieve, replicates, block);
  }

  /**
   * 16 bytes that stand for the first n trials of a result column: a view that the next call
   * overwrites.
   */
  hash(column: number, n: number): Uint8Array {
    this.exports.columnHash(
      this.located.momentsOut,
      this.located.results + column * this.located.resultStride,
      n,
    );
    return new Uint8Array(this.exports.memory.buffer, this.located.momentsOut, 16);
  }
}

function views(memory: WasmMemory): Views {
  const { buffer } = memory;
  return {
    f64: new Float64Array(buffer),
    u32: new Uint32Array(buffer),
    i32: new Int32Array(buffer),
  };
}
