/** What is said of every operation of the language, in one row each. */

import type { Opcode } from '../../kernel/listing.ts';
import type { UnitRule } from './unit-rules.ts';

type UnaryOperation =
  | 'negate'
  | 'not'
  | 'abs'
  | 'sqrt'
  | 'floor'
  | 'exp'
  | 'log'
  | 'sin'
  | 'cos'
  | 'normalCdf'
  | 'normalQuantile';
type BinaryOperation =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'power'
  | 'min'
  | 'max'
  | 'less'
  | 'lessOrEqual'
  | 'equal'
  | 'notEqual'
  | 'and'
  | 'or'
  | 'gammaQuantile'
  | 'poissonQuantile'
  | 'studentQuantile'
  | 'inverseGaussianQuantile'
  | 'skewNormalQuantile';
type TernaryOperation = 'select' | 'betaQuantile' | 'binomialQuantile' | 'negativeBinomialQuantile';
/** What a program is made of, by the names that stored programs have. */
export type Operation = UnaryOperation | BinaryOperation | TernaryOperation;

/** What a reader and the checker of units are told. */
interface Described {
  /**
   * How it is written, with names for its operands: `floor(x)`, `a + b`, `-x`. Of a function of
   * any number of operands two are named: `min(a, b, ...)`.
   */
  readonly written: string;
  /** One line for the reference. */
  readonly about: string;
  /** A text that uses it, and the value of that text. */
  readonly example: readonly [text: string, value: number];
  /** The unit of the result, and what units the operands must have. */
  readonly unit: UnitRule;
}

type Numbers<Operands extends 1 | 2 | 3> = {
  1: [a: number];
  2: [a: number, b: number];
  3: [a: number, b: number, c: number];
}[Operands];

/** The derivative by one operand, at the numbers of one trial; `result` is what came of them. */
export type Derivative = (a: number, b: number, result: number, c: number) => number;

type ByOperand<Operands extends 1 | 2 | 3> = {
  1: readonly [Derivative];
  2: readonly [Derivative, Derivative];
  3: readonly [Derivative, Derivative, Derivative];
}[Operands];

/** An operation that the machine computes by one instruction. */
interface Computed<Operands extends 1 | 2 | 3> extends Described {
  /** The bits that the machine must give as well. Comparisons and connectives give 1 or 0. */
  readonly compute: (...operands: Numbers<Operands>) => number;
  /**
   * The result in a condition, where NaN is a number that is missing: `as computed`; `unknown`,
   * which is NaN, where any operand is missing; or a rule that says when it matters.
   */
  readonly missing: 'as computed' | 'unknown' | ((...operands: Numbers<Operands>) => number);
  /**
   * The derivative by each operand. Where two sides meet (`min`, `max`, `if`) it is that of the
   * side taken, of the first operand where both are equal. It is 0 where the result moves by jumps
   * only, also at the jump.
   */
  readonly derivatives: ByOperand<Operands>;
  /** How many operands, from the first, move the result by jumps. */
  readonly jumps: { 1: 0 | 1; 2: 0 | 1 | 2; 3: 0 | 1 | 2 | 3 }[Operands];
  readonly opcode: Opcode;
}

/** An operation made of others: its values, derivatives and jumps follow from theirs. */
export interface Composed extends Described {
  /** In the language itself, by the names in `written`: `1 / (1 + exp(-x))`. */
  readonly as: string;
}

export type Row = Computed<1> | Computed<2> | Computed<3> | Composed;

/** Every operation has a row, with every field: the compiler holds it so. */
export type OperationRows = Readonly<
  Record<UnaryOperation, Computed<1>> &
    Record<BinaryOperation, Computed<2>> &
    Record<TernaryOperation, Computed<3>>
>;

export const flag = (truth: boolean): number => (truth ? 1 : 0);

export const flat: Derivative = () => 0;
export const unchanged: Derivative = () => 1;
