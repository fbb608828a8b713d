/** The derivative of every operation by each of its operands, at the numbers of one trial. */

import { cos, log, normalDensity, pow, sin } from '../math/functions.ts';
import type { Operation } from './program.ts';

/** @param result  what the operation gave */
type Partial = (a: number, b: number, result: number) => number;

const zero: Partial = () => 0;
const one: Partial = () => 1;

/**
 * One function an operand. Where two sides meet (`min`, `max`, `if`) it is the derivative of the
 * side taken, of the first operand where both are equal. What moves by jumps (comparisons, `floor`,
 * `and`, `or`, `not`, the condition of an `if`) has derivative 0, also where it jumps.
 */
export const partials: Readonly<Record<Operation, readonly Partial[]>> = {
  negate: [() => -1],
  not: [zero],
  abs: [(a) => Math.sign(a)],
  sqrt: [(_a, _b, result) => 0.5 / result],
  floor: [zero],
  exp: [(_a, _b, result) => result],
  log: [(a) => 1 / a],
  sin: [(a) => cos(a)],
  cos: [(a) => -sin(a)],
  normalQuantile: [(_a, _b, result) => 1 / normalDensity(result)],
  normalCdf: [(a) => normalDensity(a)],
  add: [one, one],
  subtract: [one, () => -1],
  multiply: [(_a, b) => b, (a) => a],
  divide: [(_a, b) => 1 / b, (_a, b, result) => -result / b],
  power: [
    (a, b) => (b === 0 ? 0 : b * pow(a, b - 1)),
    // Zero stays zero under any positive power; a power of a negative number exists for whole
    // exponents only.
    (a, _b, result) => (result === 0 ? 0 : result * log(a)),
  ],
  min: [(a, b) => (a <= b ? 1 : 0), (a, b) => (a <= b ? 0 : 1)],
  max: [(a, b) => (a >= b ? 1 : 0), (a, b) => (a >= b ? 0 : 1)],
  less: [zero, zero],
  lessOrEqual: [zero, zero],
  equal: [zero, zero],
  notEqual: [zero, zero],
  and: [zero, zero],
  or: [zero, zero],
  select: [zero, (a) => (a !== 0 ? 1 : 0), (a) => (a !== 0 ? 0 : 1)],
};
