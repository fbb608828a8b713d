/**
 * Conditions on the trials of a run, `balance.domesticUsd[2028] >= 1 and h200.units[2026] < 50`:
 * the grammar of equations, with the columns of the run by name in the place of quantities.
 */

import { EquationError, parse, pointAt } from '../language/grammar.ts';
import { FUNCTIONS } from '../language/operations/index.ts';
import { argumentsFault } from '../language/operations/word.ts';
import { LEVELS, type Syntax } from '../language/syntax.ts';
import { tokenize } from '../language/tokens.ts';
import { InputError } from '../text/input-error.ts';
import { firstOf } from '../text/listed.ts';
import { didYouMean } from '../text/nearest.ts';
import { type ConditionNames, nameAt, problemOfName } from './names.ts';

export interface Condition {
  /** As it was written, runs of blanks made one. */
  readonly text: string;
  /** Its leaves are names of columns. */
  readonly tree: Syntax<string>;
  /** The columns that it reads, each once, in order of appearance. */
  readonly columns: readonly string[];
}

/** An amount that is computed from columns, such as `log(us.licenceCapPerYear / 750)`. */
export type Expression = Condition;

/** A condition that cannot be read; its message has every fault with its place. */
export class ConditionError extends InputError {
  override readonly name = 'ConditionError';
}

interface Fault {
  readonly at: number;
  readonly what: string;
}

/**
 * Reads a condition.
 *
 * It knows the operators and functions that equations know, and brackets. A name is that of an
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
  const references: string[] = [];
  const faults: Fault[] = [];
  const tokens = tokenize({
    text,
    leafAt: (at) => {
      const found = nameAt(text, at, names);
      if (found === undefined) return undefined;
      const problem = problemOfName(found.name, names);
      if (problem !== undefined) faults.push({ at, what: problem });
      references.push(found.name);
      return { leaf: found.name, end: found.end };
    },
    limit: () => text.length,
  });
  for (const token of tokens) {
    if (token.kind === 'number' && token.unit !== undefined)
      faults.push({
        at: token.at,
        what: 'numbers have no unit here: they are in that of the column',
      });
  }
  const tree = treeOf();
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

  function treeOf(): Syntax<string> | undefined {
    try {
      return parse(text, tokens, what);
    } catch (error) {
      if (!(error instanceof EquationError)) throw error;
      faults.push({ at: error.at, what: error.what });
      return undefined;
    }
  }
}

function faultsOf(tree: Syntax<string>): Fault[] {
  switch (tree.kind) {
    case 'prefix':
      return faultsOf(tree.of);
    case 'infix':
      return [...faultsOf(tree.left), ...faultsOf(tree.right)];
    case 'call': {
      const what = callFault(tree.name, tree.args.length);
      return [
        ...(what === undefined ? [] : [{ at: tree.at, what }]),
        ...tree.args.flatMap(faultsOf),
      ];
    }
    default:
      return [];
  }
}

function callFault(name: string, given: number): string | undefined {
  const word = FUNCTIONS.get(name);
  return word === undefined
    ? `there is no function ${name}${didYouMean(name, FUNCTIONS.keys())}`
    : argumentsFault(word, given);
}

const AMOUNTS: readonly string[] = [...LEVELS.sum, ...LEVELS.product, ...LEVELS.power];

/**
 * Whether what stands at the top gives a number by its form. A column may be a flag, and so may
 * what `if` or `min` choose.
 */
function isAmount(tree: Syntax<string>): boolean {
  switch (tree.kind) {
    case 'infix':
      return AMOUNTS.includes(tree.operator);
    case 'prefix':
      return tree.operator !== 'not';
    case 'call':
      return !['if', 'min', 'max'].includes(tree.name);
    default:
      return tree.kind !== 'leaf';
  }
}

function describe(text: string, faults: readonly Fault[], what: string): string {
  const count = `${faults.length} problem${faults.length === 1 ? '' : 's'}`;
  const told = faults
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `  ${what}\n${pointAt(text, at)}`);
  return [`The ${what} cannot be read: ${count}`, ...firstOf(told)].join('\n');
}
