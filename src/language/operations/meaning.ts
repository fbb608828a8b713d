/** What a word of the language means, made of what the machine computes. */

import { parse } from '../grammar.ts';
import type { Syntax } from '../syntax.ts';
import { tokenize } from '../tokens.ts';
import { FUNCTIONS, INFIX, PREFIX } from './index.ts';
import type { Operation } from './row.ts';
import { argumentsFault, type Word } from './word.ts';

/** How values are made: nodes of a graph, or the numbers of a trial. */
export interface Maker<Value> {
  number(value: number): Value;
  operation(operation: Operation, operands: readonly Value[]): Value;
}

/** The value of a word at its operands, of which there are as many as it takes. */
export function meaning<Value>(word: Word, operands: readonly Value[], maker: Maker<Value>): Value {
  const { operation, anyNumber } = word;
  if (operation === undefined) return composed(word, operands, maker);
  if (!anyNumber) return maker.operation(operation, operands);
  return operands.reduce((a, b) => maker.operation(operation, [a, b]));
}

function composed<Value>(word: Word, operands: readonly Value[], maker: Maker<Value>): Value {
  const valueOf = (tree: Syntax<number>): Value => {
    switch (tree.kind) {
      case 'number':
        return maker.number(tree.value);
      case 'leaf':
        return operands[tree.leaf];
      case 'prefix':
        return meaning(PREFIX[tree.operator], [valueOf(tree.of)], maker);
      case 'infix': {
        const sides = [valueOf(tree.left), valueOf(tree.right)];
        return meaning(INFIX[tree.operator], sides, maker);
      }
      case 'call':
        return meaning(functionIn(word, tree), tree.args.map(valueOf), maker);
      case 'name':
        throw new Error(`${word.row.written} knows no ${tree.name}`);
    }
  };
  return valueOf(treeOf(word));
}

function functionIn(word: Word, { name, args }: Extract<Syntax<number>, { kind: 'call' }>): Word {
  const called = FUNCTIONS.get(name);
  if (called === undefined) throw new Error(`${word.row.written} knows no ${name}`);
  const fault = argumentsFault(called, args.length);
  if (fault !== undefined) throw new Error(`${word.row.written}: ${fault}`);
  return called;
}

const trees = new Map<Word, Syntax<number>>();

/** Of a composed word; its operands are leaves, by number. */
function treeOf(word: Word): Syntax<number> {
  const known = trees.get(word);
  if (known !== undefined) return known;
  const text = 'as' in word.row ? word.row.as : '';
  const leafAt = (at: number) => {
    const name = /^\w+/.exec(text.slice(at))?.[0] ?? '';
    const leaf = word.operands.indexOf(name);
    return leaf < 0 ? undefined : { leaf, end: at + name.length };
  };
  const tree = parse(text, tokenize({ text, leafAt, limit: () => text.length }));
  trees.set(word, tree);
  return tree;
}
