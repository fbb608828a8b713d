/** The operations of a program on single numbers: the bits that the machine must give as well. */

import { cos, exp, log, normalCdf, normalQuantile, pow, sin } from '../math/functions.ts';
import type { Operation } from './program.ts';

const flag = (truth: boolean): number => (truth ? 1 : 0);

type Arithmetic = (a: number, b: number, c: number) => number;

/** Comparisons and connectives give 1 or 0; a number counts as true where it is not 0. */
export const operations: Readonly<Record<Operation, Arithmetic>> = {
  negate: (a) => -a,
  not: (a) => flag(a === 0),
  abs: (a) => Math.abs(a),
  sqrt: (a) => Math.sqrt(a),
  floor: (a) => Math.floor(a),
  exp: (a) => exp(a),
  log: (a) => log(a),
  sin: (a) => sin(a),
  cos: (a) => cos(a),
  normalQuantile: (a) => normalQuantile(a),
  normalCdf: (a) => normalCdf(a),
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (a, b) => pow(a, b),
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  less: (a, b) => flag(a < b),
  lessOrEqual: (a, b) => flag(a <= b),
  equal: (a, b) => flag(a === b),
  notEqual: (a, b) => flag(a !== b),
  and: (a, b) => flag(a !== 0 && b !== 0),
  or: (a, b) => flag(a !== 0 || b !== 0),
  select: (a, b, c) => (a !== 0 ? b : c),
};
