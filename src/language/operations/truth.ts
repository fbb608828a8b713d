/** Comparisons, what joins them, and what is chosen by them. A number is true where it is not 0. */

import * as op from '../../kernel/opcodes.ts';
import { type Composed, flag, flat, type OperationRows } from './row.ts';
import { chosen, compared, plain } from './unit-rules.ts';

// In a condition what is missing leaves the answer open, but where the other side settles it
// (Kleene's logic of three values).
const isTrue = (a: number): boolean => a !== 0 && !Number.isNaN(a);
const isFalse = (a: number): boolean => a === 0;

export const truths = {
  less: {
    written: 'a < b',
    about: 'less',
    example: ['2 < 2', 0],
    unit: compared,
    compute: (a, b) => flag(a < b),
    missing: 'unknown',
    derivatives: [flat, flat],
    jumps: 2,
    opcode: op.LESS,
  },
  lessOrEqual: {
    written: 'a <= b',
    about: 'at most',
    example: ['2 <= 2', 1],
    unit: compared,
    compute: (a, b) => flag(a <= b),
    missing: 'unknown',
    derivatives: [flat, flat],
    jumps: 2,
    opcode: op.LESS_OR_EQUAL,
  },
  equal: {
    written: 'a == b',
    about: 'equal',
    example: ['2 == 3', 0],
    unit: compared,
    compute: (a, b) => flag(a === b),
    missing: 'unknown',
    derivatives: [flat, flat],
    jumps: 2,
    opcode: op.EQUAL,
  },
  notEqual: {
    written: 'a != b',
    about: 'not equal',
    example: ['2 != 3', 1],
    unit: compared,
    compute: (a, b) => flag(a !== b),
    missing: 'unknown',
    derivatives: [flat, flat],
    jumps: 2,
    opcode: op.NOT_EQUAL,
  },
  and: {
    written: 'a and b',
    about: 'both hold',
    example: ['1 < 2 and 2 < 2', 0],
    unit: plain('`and`'),
    compute: (a, b) => flag(a !== 0 && b !== 0),
    missing: (a, b) =>
      isFalse(a) || isFalse(b) ? 0 : Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 1,
    derivatives: [flat, flat],
    jumps: 2,
    opcode: op.AND,
  },
  or: {
    written: 'a or b',
    about: 'one of them holds',
    example: ['1 < 2 or 2 < 2', 1],
    unit: plain('`or`'),
    compute: (a, b) => flag(a !== 0 || b !== 0),
    missing: (a, b) =>
      isTrue(a) || isTrue(b) ? 1 : Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 0,
    derivatives: [flat, flat],
    jumps: 2,
    opcode: op.OR,
  },
  not: {
    written: 'not a',
    about: 'it does not hold',
    example: ['not 2 < 1', 1],
    unit: plain('`not`'),
    compute: (a) => flag(a === 0),
    missing: 'unknown',
    derivatives: [flat],
    jumps: 1,
    opcode: op.NOT,
  },
  select: {
    written: 'if(c, a, b)',
    about: 'a where c is not 0, else b; both are computed, the one not chosen is dropped',
    example: ['if(2 > 1, 10, 20)', 10],
    unit: chosen,
    compute: (c, a, b) => (c !== 0 ? a : b),
    missing: (c, a, b) => (Number.isNaN(c) ? c : c !== 0 ? a : b),
    derivatives: [flat, (c) => (c !== 0 ? 1 : 0), (c) => (c !== 0 ? 0 : 1)],
    jumps: 1,
    opcode: op.SELECT,
  },
} satisfies Partial<OperationRows>;

export const mirrored = {
  greater: {
    written: 'a > b',
    about: 'greater',
    example: ['2 > 2', 0],
    unit: compared,
    as: 'b < a',
  },
  greaterOrEqual: {
    written: 'a >= b',
    about: 'at least',
    example: ['2 >= 2', 1],
    unit: compared,
    as: 'b <= a',
  },
} satisfies Record<string, Composed>;
