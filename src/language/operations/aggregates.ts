/** What makes one number of the values of some quarters: a row each. */

import type { Opcode } from '../../kernel/listing.ts';
import * as op from '../../kernel/opcodes.ts';

export type AggregateKind = 'sum' | 'mean' | 'last' | 'first' | 'min' | 'max';

export interface AggregateRow {
  /** One line for the reference. */
  readonly about: string;
  /** The result so far and the value of the next quarter. */
  readonly fold: (before: number, x: number) => number;
  /** Whether the result is divided by the number of quarters at the end. */
  readonly divided: boolean;
  /** Whether a flow per quarter becomes an amount. */
  readonly gathers: boolean;
  /**
   * The derivative of an outcome by the value of each quarter, given all values and its derivative
   * by the result.
   */
  readonly back: (adjoint: number, values: readonly number[]) => readonly number[];
  /** The instruction that folds. */
  readonly opcode: Opcode;
}

export const AGGREGATES: Readonly<Record<AggregateKind, AggregateRow>> = {
  sum: {
    about: 'the sum; of what is per quarter, an amount',
    fold: (before, x) => before + x,
    divided: false,
    gathers: true,
    back: (adjoint, values) => values.map(() => adjoint),
    opcode: op.RUNNING_SUM,
  },
  mean: {
    about: 'the mean',
    fold: (before, x) => before + x,
    divided: true,
    gathers: false,
    back: (adjoint, values) => values.map(() => adjoint / values.length),
    opcode: op.RUNNING_SUM,
  },
  last: {
    about: 'the value of the last quarter',
    fold: (_, x) => x,
    divided: false,
    gathers: false,
    back: (adjoint, values) => only(adjoint, values, values.length - 1),
    opcode: op.RUNNING_LAST,
  },
  first: {
    about: 'the value of the first quarter',
    fold: (before) => before,
    divided: false,
    gathers: false,
    back: (adjoint, values) => only(adjoint, values, 0),
    opcode: op.RUNNING_FIRST,
  },
  min: {
    about: 'the least value',
    fold: Math.min,
    divided: false,
    gathers: false,
    back: (adjoint, values) =>
      only(
        adjoint,
        values,
        extreme(values, (x, least) => x < least),
      ),
    opcode: op.RUNNING_MIN,
  },
  max: {
    about: 'the greatest value',
    fold: Math.max,
    divided: false,
    gathers: false,
    back: (adjoint, values) =>
      only(
        adjoint,
        values,
        extreme(values, (x, greatest) => x > greatest),
      ),
    opcode: op.RUNNING_MAX,
  },
};

/** All of it at one place. */
function only(adjoint: number, values: readonly number[], place: number): number[] {
  return values.map((_, k) => (k === place ? adjoint : 0));
}

/** The first place that beats all before it. */
function extreme(values: readonly number[], beats: (x: number, before: number) => boolean): number {
  return values.reduce((best, x, k) => (beats(x, values[best]) ? k : best), 0);
}
