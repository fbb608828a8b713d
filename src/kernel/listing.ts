/**
 * A program for the machine in symbolic form: instructions over numbered columns, before anything
 * has an address.
 */

import type * as opcodes from './opcodes.ts';

type Flag = 'INSTRUCTION_WORDS' | 'SCALAR' | 'BY_QUARTER' | 'BY_YEAR';
/** The number of an instruction that the machine has. */
export type Opcode = (typeof opcodes)[Exclude<keyof typeof opcodes, Flag>];

/** Where an instruction reads or writes. */
export type Operand =
  /** A working column, one number a trial. */
  | { readonly space: 'column'; readonly index: number }
  /**
   * As many consecutive columns as there are quarters: the one of the current quarter, or of
   * quarter `at`.
   */
  | { readonly space: 'quarterly'; readonly index: number; readonly at?: number }
  /** One number for all trials, `listing.scalars[index]`. */
  | { readonly space: 'scalar'; readonly index: number }
  /** One number a quarter for all trials, `listing.schedules[index]`. */
  | { readonly space: 'schedule'; readonly index: number }
  /** A result column, or the first of one a year or a quarter. */
  | {
      readonly space: 'result';
      readonly index: number;
      readonly by: 'horizon' | 'year' | 'quarter';
    };

export interface Instruction {
  readonly opcode: Opcode;
  readonly out: Operand;
  readonly args: readonly Operand[];
  /** Plain numbers x and y of the instruction. */
  readonly window?: readonly [from: number, to: number];
  /** Index into `listing.tables`. */
  readonly table?: number;
  /** Index into `listing.streams`. */
  readonly stream?: number;
}

export interface Table {
  readonly kind: 'even' | 'uneven' | 'steps';
  /**
   * even: from, 1 / step, then six coefficients an interval; uneven: end, nothing, then eight
   * numbers an interval, its start, 1 / width and six coefficients; steps: pairs of cumulative
   * probability and value.
   */
  readonly numbers: Float64Array;
  /** Intervals, or pairs. */
  readonly count: number;
}

/** A named source of uniforms. */
export interface Stream {
  readonly name: string;
  /** Id of the input, factor or copula that draws it. */
  readonly of: string;
  /** Low-discrepancy dimension; absent where there is none. */
  readonly dimension?: number;
}

export interface Listing {
  /** How many working columns there are. */
  readonly columns: number;
  /** Lengths of the groups of quarterly columns. */
  readonly quarterlies: number;
  readonly quarters: number;
  readonly years: readonly { readonly from: number; readonly to: number }[];
  readonly scalars: readonly number[];
  /** Scalars that change between blocks, by the number of their input. */
  readonly slots: ReadonlyMap<number, number>;
  readonly schedules: readonly (readonly number[])[];
  readonly tables: readonly Table[];
  readonly streams: readonly Stream[];
  /** How many result columns there are. */
  readonly results: number;
  readonly code: {
    readonly once: readonly Instruction[];
    readonly quarter: readonly Instruction[];
    readonly year: readonly Instruction[];
    readonly end: readonly Instruction[];
  };
}
