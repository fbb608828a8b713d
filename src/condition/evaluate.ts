/** Conditions over columns of draws: in which worlds one holds. */

import type { Syntax } from '../language/grammar.ts';
import { isQuantity } from '../language/grammar.ts';
import { pow } from '../math/functions.ts';
import type { Condition, Expression } from './condition.ts';
import { functions } from './functions.ts';

type Reader = (trial: number) => number;

/** In which trials a condition holds. */
export interface Truth {
  /** 1 where it holds, 0 elsewhere. */
  readonly holds: Uint8Array;
  /** 1 where it cannot be said, because a value that matters is no number; `holds` is 0 there. */
  readonly unknown: Uint8Array;
}

/**
 * Evaluates a condition.
 *
 * What a missing number leaves open is unknown, and what it does not matter for is not: where `a`
 * is NaN, `a > 1 and b > 1` is false where b is 1 or less, and unknown elsewhere (Kleene's logic of
 * three values).
 *
 * @param column  the values of a column by its name, n of them, NaN in failed trials
 */
export function evaluateCondition(
  { tree }: Condition,
  column: (name: string) => Float64Array,
  trials: number,
): Truth {
  const read = readerOf(tree, column);
  const holds = new Uint8Array(trials);
  const unknown = new Uint8Array(trials);
  for (let i = 0; i < trials; i++) {
    const value = read(i);
    if (Number.isNaN(value)) unknown[i] = 1;
    else if (value !== 0) holds[i] = 1;
  }
  return { holds, unknown };
}

/** The values of an expression, NaN where a number is missing that it needs. */
export function evaluateExpression(
  { tree }: Expression,
  column: (name: string) => Float64Array,
  trials: number,
): Float64Array {
  const read = readerOf(tree, column);
  return Float64Array.from({ length: trials }, (_, i) => read(i));
}

function readerOf(tree: Syntax, column: (name: string) => Float64Array): Reader {
  switch (tree.kind) {
    case 'number':
      return () => tree.value;
    case 'part': {
      if (!isQuantity(tree.part)) throw new Error('a condition reads columns and nothing else');
      const values = column(tree.part.id.replace(/\s+/g, ''));
      return (i) => values[i];
    }
    case 'negate': {
      const of = readerOf(tree.of, column);
      return (i) => -of(i);
    }
    case 'call': {
      const args = tree.args.map((arg) => readerOf(arg, column));
      const called = functions.get(tree.name);
      if (called === undefined) throw new Error(`a condition that calls ${tree.name}`);
      return (i) => called.of(args.map((arg) => arg(i)));
    }
    case 'binary':
      return binary(tree.operator, readerOf(tree.left, column), readerOf(tree.right, column));
    case 'name':
      throw new Error(`a condition that reads ${tree.name}`);
  }
}

function binary(operator: string, left: Reader, right: Reader): Reader {
  const apply = operators.get(operator);
  if (apply === undefined) throw new Error(`a condition with ${operator}`);
  return (i) => apply(left(i), right(i));
}

const comparison =
  (holds: (a: number, b: number) => boolean) =>
  (a: number, b: number): number =>
    Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(holds(a, b));

/** @param decides  whether one such side settles it, whatever the other is */
const connective =
  (decides: (a: number) => boolean, settled: number) =>
  (a: number, b: number): number => {
    if (decides(a) || decides(b)) return settled;
    return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 1 - settled;
  };

const operators = new Map<string, (a: number, b: number) => number>([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['^', pow],
  ['<', comparison((a, b) => a < b)],
  ['<=', comparison((a, b) => a <= b)],
  ['>', comparison((a, b) => a > b)],
  ['>=', comparison((a, b) => a >= b)],
  ['==', comparison((a, b) => a === b)],
  ['!=', comparison((a, b) => a !== b)],
  ['and', connective((a) => a === 0, 0)],
  ['or', connective((a) => a !== 0 && !Number.isNaN(a), 1)],
]);
