/**
 * Conditions on the worlds of a run, `balance.domesticUsd[2028] >= 1 and h200.units[2026] < 50`:
 * the grammar of equations, with the columns of the run by name in the place of quantities.
 */

import type { Equation } from '../language/equation.ts';
import { EquationError, parseEquation, pointAt, type Syntax } from '../language/grammar.ts';
import { forward } from '../language/quantity.ts';
import { firstOf } from '../text/listed.ts';
import { callProblem } from './functions.ts';
import { type ConditionNames, problemOfName, wordAt } from './names.ts';

export interface Condition {
  /** As it was written, runs of blanks made one. */
  readonly text: string;
  /** Its parts are quantities whose id is the name of a column. */
  readonly tree: Syntax;
  /** The columns that it reads, each once, in order of appearance. */
  readonly columns: readonly string[];
}

/** An amount that is computed from columns, such as `log(us.licenceCapPerYear / 750)`. */
export type Expression = Condition;

/** A condition that cannot be read; its message has every fault with its place. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
}

interface Fault {
  readonly at: number;
  readonly what: string;
}

/**
 * Reads a condition.
 *
 * It knows `+ - * / ^`, comparisons, `and or not`, brackets, and
 * `if min max abs sqrt exp log logistic clamp floor sin cos`, as equations do. A name is that of an
 * input or an outcome, with its period in square brackets where it has one. Numbers have no unit:
 * they are in that of the column. A number counts as true where it is not 0.
 *
 * @throws ConditionError naming all unknown names and functions, and the first fault of the grammar
 */
export function parseCondition(written: string, names: ConditionNames): Condition {
  return parsed(written, names, 'condition');
}

/**
 * Reads an expression that gives a number: the same grammar, nothing compared.
 *
 * @throws ConditionError as `parseCondition` does
 */
export function parseExpression(written: string, names: ConditionNames): Expression {
  return parsed(written, names, 'expression');
}

function parsed(
  written: string,
  names: ConditionNames,
  what: 'condition' | 'expression',
): Condition {
  const text = written.replace(/\s+/g, ' ').trim();
  const { equation, references, faults } = withNames(text, names);
  let tree: Syntax | undefined;
  try {
    tree = parseEquation(equation);
  } catch (error) {
    if (!(error instanceof EquationError)) throw error;
    faults.push({ at: error.at, what: error.what.replace('the equation', `the ${what}`) });
  }
  if (tree !== undefined) faults.push(...faultsOf(tree));
  if (tree !== undefined && references.length === 0)
    faults.push({ at: 0, what: 'it reads no input and no outcome' });
  else if (tree !== undefined && what === 'condition' && isAmount(tree))
    faults.push({
      at: tree.at,
      what: 'this gives a number, not yes or no; compare it with another',
    });
  if (tree === undefined || faults.length > 0)
    throw new ConditionError(describe(text, faults, what));
  return { text, tree, columns: [...new Set(references)] };
}

/**
 * Names become parts of an equation that reads like the text, so that places in it are places in
 * the text.
 */
function withNames(
  text: string,
  names: ConditionNames,
): { equation: Equation; references: string[]; faults: Fault[] } {
  const strings: string[] = [];
  const parts: ReturnType<typeof forward>[] = [];
  const references: string[] = [];
  const faults: Fault[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const number = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(\s*\[[^\]]*\])?/.exec(text.slice(at));
    const word = number === null ? wordAt(text, at, names) : undefined;
    if (number?.[1] !== undefined)
      faults.push({ at, what: 'numbers have no unit here: they are in that of the column' });
    if (word?.name !== undefined) {
      const { name, length } = word;
      const problem = problemOfName(name, names);
      if (problem !== undefined) faults.push({ at, what: problem });
      strings.push(text.slice(from, at));
      // Read as it was written, a quantity is as long as its name in the text.
      parts.push(forward(text.slice(at, at + length), { unit: '', opening: 0 }));
      references.push(name);
      from = at + length;
    }
    at += word?.length ?? number?.[0].length ?? 1;
  }
  strings.push(text.slice(from));
  return { equation: { kind: 'equation', strings, parts, where: {} }, references, faults };
}

function faultsOf(tree: Syntax): Fault[] {
  switch (tree.kind) {
    case 'negate':
      return faultsOf(tree.of);
    case 'binary':
      return [...faultsOf(tree.left), ...faultsOf(tree.right)];
    case 'call': {
      const what = callProblem(tree.name, tree.args.length);
      return [
        ...(what === undefined ? [] : [{ at: tree.at, what }]),
        ...tree.args.flatMap(faultsOf),
      ];
    }
    default:
      return [];
  }
}

const ARITHMETIC = new Set(['+', '-', '*', '/', '^']);

/**
 * Whether what stands at the top gives a number by its form. A column may be a flag, and so may
 * what `if` or `min` choose.
 */
function isAmount(tree: Syntax): boolean {
  if (tree.kind === 'binary') return ARITHMETIC.has(tree.operator);
  if (tree.kind === 'call') return !['not', 'if', 'min', 'max'].includes(tree.name);
  return tree.kind !== 'part';
}

function describe(text: string, faults: readonly Fault[], what: string): string {
  const count = `${faults.length} problem${faults.length === 1 ? '' : 's'}`;
  const told = faults
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `  ${what}\n${pointAt(text, at)}`);
  return [`The ${what} cannot be read: ${count}`, ...firstOf(told)].join('\n');
}
