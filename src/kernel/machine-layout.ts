/** Where everything of a machine stands in its memory, and what is written there of a listing. */

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

const HEADER_BYTES = 64;
/**
 * Of a replicate of a stream: 16 words under LATIN_UNIFORM; else key, address of the directions,
 * whether half away, nothing.
 */
export const LATIN_WORDS = 16;
export const RECORD_WORDS = 8;
export const SEGMENT_WORDS = 5;
/**
 * Trials that the machine's loops take at a time; columns have room for a last, partly used turn.
 */
export const TRIALS_A_TURN = 8;
/** A number for all trials stands as often as a turn reads it. */
export const SCALAR_BYTES = 8 * TRIALS_A_TURN;
/** Numbers that `moments` gives for a segment. */
const MOMENT_BYTES = 5 * 8;

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

/** What a machine is made of. */
export interface Loaded {
  readonly listing: Listing;
  readonly source: UniformSource;
  /** Most trials of a chunk. */
  readonly capacity: number;
  /** Most trials of a block. */
  readonly block: number;
}

/** Addresses, and what else a machine needs to know of its listing. Plain data. */
export interface Located {
  readonly streams: readonly Stream[];
  readonly header: number;
  readonly segments: number;
  /** Of the first scalar of the listing. */
  readonly scalars: number;
  readonly results: number;
  readonly resultColumns: number;
  readonly resultStride: number;
  readonly momentsOut: number;
  /** The instruction that draws. */
  readonly drawing: Opcode;
  /** Of the records of each stream. */
  readonly records: readonly number[];
  /** Of columns of uniforms that are given, one a stream; 0 where they are drawn. */
  readonly given: readonly number[];
}

export interface Views {
  readonly f64: Float64Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
}

/** @returns  places, and what writes the listing there once there is memory up to their end */
export function load(
  layout: Layout,
  { listing, source, capacity, block }: Loaded,
): { readonly located: Located; write(memory: Views): void } {
  // Room for the trials that the last vector of a column computes beyond its end.
  const columnStride = (roundUp(capacity, TRIALS_A_TURN) + TRIALS_A_TURN) * 8;
  const resultStride = (roundUp(block, TRIALS_A_TURN) + TRIALS_A_TURN) * 8;

  const header = layout.take(HEADER_BYTES);
  const segments = layout.take((block + 1) * SEGMENT_WORDS * 4);
  const momentsOut = layout.take(MOMENT_BYTES);
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
  const recordBytes = (source.opcode === LATIN_UNIFORM ? LATIN_WORDS : RECORD_WORDS) * 4;
  const records = listing.streams.map(() => layout.take(source.replicates * recordBytes));
  const isGiven = source.opcode === COPY;
  const given = listing.streams.map(() => (isGiven ? layout.take(columnStride) : 0));
  const code = (['once', 'quarter', 'year', 'end'] as const).map((section) => ({
    instructions: listing.code[section],
    address: layout.take(listing.code[section].length * INSTRUCTION_WORDS * 4),
  }));
  const located: Located = {
    streams: listing.streams,
    header,
    segments,
    scalars: places.scalar,
    results: layout.take(listing.results * resultStride),
    resultColumns: listing.results,
    resultStride,
    momentsOut,
    drawing: source.opcode,
    records,
    given,
  };
  const write = ({ f64, u32, i32 }: Views): void => {
    const fill = (value: number, address: number): void => {
      f64.fill(value, address / 8, (address + SCALAR_BYTES) / 8);
    };
    listing.scalars.forEach((value, k) => fill(value, places.scalar + k * SCALAR_BYTES));
    listing.schedules.flat().forEach((value, k) => fill(value, places.schedule + k * SCALAR_BYTES));
    listing.tables.forEach(({ numbers }, k) => f64.set(numbers, tables[k] / 8));
    listing.years.forEach(({ from, to }, k) => i32.set([from, to], years / 4 + 2 * k));
    const counts = listing.tables.map(({ count }) => count);
    for (const { instructions, address } of code) {
      instructions.forEach((instruction, k) => {
        const words = encode(instruction, { located, places, tables, counts });
        i32.set(words, address / 4 + k * INSTRUCTION_WORDS);
      });
    }
    u32.set(
      code.flatMap(({ address, instructions }) => [address, instructions.length]),
      header / 4,
    );
    u32.set([years, listing.years.length, columnStride, resultStride], header / 4 + 8);
  };
  return { located, write };
}

interface Encoding {
  readonly located: Located;
  readonly places: Places;
  readonly tables: readonly number[];
  readonly counts: readonly number[];
}

function encode(
  { opcode, out, args, window, table, stream }: Instruction,
  { located, places, tables, counts }: Encoding,
): number[] {
  const { drawing, given, records, results, resultStride } = located;
  if (opcode === UNIFORM && drawing === COPY && stream !== undefined)
    return [COPY, place(out, places), given[stream], 0, 0, 0, 0, 0];
  const operands = [0, 1, 2, 3].map((k) => (args[k] ? place(args[k], places) : 0));
  let numbers: readonly number[] = window ?? [0, 0];
  if (table !== undefined) numbers = [tables[table], counts[table]];
  if (stream !== undefined) numbers = [records[stream], 0];
  let target = 0;
  if (out.space === 'result') {
    target = out.by === 'quarter' ? BY_QUARTER : out.by === 'year' ? BY_YEAR : 0;
    numbers = [results + out.index * resultStride, 0];
  } else target = place(out, places);
  return [opcode === UNIFORM ? drawing : opcode, target, ...operands, ...numbers];
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
export class Layout {
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

export function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}
