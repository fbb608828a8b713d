/** Operations as an author writes them. */

import { INFIX_OPERATORS, type Infix, PREFIX_OPERATORS, type Prefix } from '../syntax.ts';
import type { Composed, Operation, OperationRows, Row } from './row.ts';

/** A function or operator of equations and conditions. */
export interface Word {
  /** `floor`, `if`, `<`. */
  readonly name: string;
  readonly form: 'function' | 'infix' | 'prefix';
  /** Names of the operands; of a function of any number of operands the first two. */
  readonly operands: readonly string[];
  readonly anyNumber: boolean;
  /** Its name in a program; none for what is composed. */
  readonly operation: Operation | undefined;
  readonly row: Row;
}

export interface Vocabulary {
  readonly words: readonly Word[];
  readonly functions: ReadonlyMap<string, Word>;
  readonly infix: Readonly<Record<Infix, Word>>;
  readonly prefix: Readonly<Record<Prefix, Word>>;
}

/** @throws Error where an operator of the grammar has no row, or two rows are written alike */
export function vocabulary(
  operations: OperationRows,
  composed: Readonly<Record<string, Composed>>,
): Vocabulary {
  const words = [
    ...(Object.keys(operations) as Operation[]).map((name) => wordOf(operations[name], name)),
    ...Object.values(composed).map((row) => wordOf(row, undefined)),
  ];
  const theOne = (form: Word['form'], name: string): Word => {
    const found = words.filter((word) => word.form === form && word.name === name);
    if (found.length !== 1)
      throw new Error(`${found.length} operations are written ${name} (${form}); wanted one`);
    return found[0];
  };
  const byName = <Name extends string>(form: Word['form'], names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, theOne(form, name)])) as Record<Name, Word>;
  const functions = words.filter(({ form }) => form === 'function').map(({ name }) => name);
  return {
    words,
    functions: new Map(Object.entries(byName('function', functions))),
    infix: byName('infix', INFIX_OPERATORS),
    prefix: byName('prefix', PREFIX_OPERATORS),
  };
}

/** What is wrong with the number of arguments of a function, if anything. */
export function argumentsFault(
  { name, operands, anyNumber }: Word,
  given: number,
): string | undefined {
  const least = operands.length;
  if (given === least || (anyNumber && given > least)) return undefined;
  const wanted = anyNumber ? `at least ${least}` : String(least);
  return `${name} takes ${wanted} argument${least === 1 ? '' : 's'}, found ${given}`;
}

function wordOf(row: Row, operation: Operation | undefined): Word {
  const { written } = row;
  const call = /^(\w+)\((.*)\)$/.exec(written);
  if (call !== null) {
    const names = call[2].split(', ');
    const operands = names.filter((name) => name !== '...');
    const anyNumber = operands.length < names.length;
    return { name: call[1], form: 'function', operands, anyNumber, operation, row };
  }
  const infix = /^(\w+) (\S+) (\w+)$/.exec(written);
  if (infix !== null) {
    const [, left, name, right] = infix;
    return { name, form: 'infix', operands: [left, right], anyNumber: false, operation, row };
  }
  const prefix = /^(-|\w+ )(\w+)$/.exec(written);
  if (prefix === null) throw new Error(`"${written}" is no way to write an operation`);
  const [, sign, operand] = prefix;
  const name = sign.trim();
  return { name, form: 'prefix', operands: [operand], anyNumber: false, operation, row };
}
