/** Sums, products and powers. */

import * as op from '../../kernel/opcodes.ts';
import { log, pow } from '../../math/functions.ts';
import { type OperationRows, unchanged } from './row.ts';
import { kept, power, product, quotient, same } from './unit-rules.ts';

export const arithmetic = {
  negate: {
    written: '-x',
    about: 'x with the other sign',
    example: ['-(2 + 1)', -3],
    unit: kept,
    compute: (x) => -x,
    missing: 'as computed',
    derivatives: [() => -1],
    jumps: 0,
    opcode: op.NEGATE,
  },
  add: {
    written: 'a + b',
    about: 'sum',
    example: ['1 + 2', 3],
    unit: same('adds'),
    compute: (a, b) => a + b,
    missing: 'as computed',
    derivatives: [unchanged, unchanged],
    jumps: 0,
    opcode: op.ADD,
  },
  subtract: {
    written: 'a - b',
    about: 'difference',
    example: ['1 - 2', -1],
    unit: same('subtracts'),
    compute: (a, b) => a - b,
    missing: 'as computed',
    derivatives: [unchanged, () => -1],
    jumps: 0,
    opcode: op.SUBTRACT,
  },
  multiply: {
    written: 'a * b',
    about: 'product',
    example: ['3 * 2', 6],
    unit: product,
    compute: (a, b) => a * b,
    missing: 'as computed',
    derivatives: [(_a, b) => b, (a) => a],
    jumps: 0,
    opcode: op.MULTIPLY,
  },
  divide: {
    written: 'a / b',
    about: 'quotient',
    example: ['3 / 2', 1.5],
    unit: quotient,
    compute: (a, b) => a / b,
    missing: 'as computed',
    derivatives: [(_a, b) => 1 / b, (_a, b, result) => -result / b],
    jumps: 0,
    opcode: op.DIVIDE,
  },
  power: {
    written: 'a ^ b',
    about: 'a to the power b',
    example: ['2 ^ 10', 1024],
    unit: power,
    compute: pow,
    missing: 'as computed',
    derivatives: [
      (a, b) => (b === 0 ? 0 : b * pow(a, b - 1)),
      // Zero stays zero under any positive power; a power of a negative number exists for whole
      // exponents only.
      (a, _b, result) => (result === 0 ? 0 : result * log(a)),
    ],
    jumps: 0,
    opcode: op.POWER,
  },
} satisfies Partial<OperationRows>;
