/** Conditions over columns of draws: in which trials one holds. */

import { FUNCTIONS, INFIX, OPERATIONS, PREFIX } from '../language/operations/index.ts';
import { type Maker, meaning } from '../language/operations/meaning.ts';
import type { Operation } from '../language/operations/row.ts';
import type { Syntax } from '../language/syntax.ts';
import type { Condition, Expression } from './condition.ts';

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

function readerOf(tree: Syntax<string>, column: (name: string) => Float64Array): Reader {
  switch (tree.kind) {
    case 'number':
      return READERS.number(tree.value);
    case 'leaf': {
      const values = column(tree.leaf);
      return (i) => values[i];
    }
    case 'prefix':
      return meaning(PREFIX[tree.operator], [readerOf(tree.of, column)], READERS);
    case 'infix': {
      const sides = [readerOf(tree.left, column), readerOf(tree.right, column)];
      return meaning(INFIX[tree.operator], sides, READERS);
    }
    case 'call': {
      const word = FUNCTIONS.get(tree.name);
      if (word === undefined) throw new Error(`a condition that calls ${tree.name}`);
      const args = tree.args.map((arg) => readerOf(arg, column));
      return meaning(word, args, READERS);
    }
    case 'name':
      throw new Error(`a condition that reads ${tree.name}`);
  }
}

const READERS: Maker<Reader> = {
  number: (value) => () => value,
  operation: (operation, [a, b, c]) => {
    const rule = ruleOf(operation);
    if (c !== undefined) return (i) => rule(a(i), b(i), c(i));
    if (b !== undefined) return (i) => rule(a(i), b(i), 0);
    return (i) => rule(a(i), 0, 0);
  },
};

/** What an operation gives where some operand may be missing. */
function ruleOf(operation: Operation): (a: number, b: number, c: number) => number {
  const { compute, missing } = OPERATIONS[operation];
  if (missing === 'as computed') return compute;
  if (missing !== 'unknown') return missing;
  return (a, b, c) =>
    Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(c) ? Number.NaN : compute(a, b, c);
}
