/**
 * The meaning of an equation's text: operators and functions over terms, each a value with its
 * unit.
 */

import type { Part } from '../language/declaration.ts';
import { FUNCTIONS, INFIX, PREFIX } from '../language/operations/index.ts';
import { type Maker, meaning } from '../language/operations/meaning.ts';
import type { Operand } from '../language/operations/unit-rules.ts';
import { argumentsFault, type Word } from '../language/operations/word.ts';
import type { Syntax } from '../language/syntax.ts';
import { one, type Unit } from '../language/unit.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Graph } from './graph.ts';
import type { ValueIndex } from './program.ts';

/** A value with its unit; no unit where any will do (zero, or a part that is at fault already). */
export interface Term {
  readonly value: ValueIndex;
  readonly unit: Unit | undefined;
}

/** What surrounds an equation: the graph it adds to, and the meaning of what is no operation. */
export interface Surroundings {
  readonly graph: Graph;
  /** A unit by its text; nothing where it cannot be read, which is then reported. */
  unit(text: string, at: number): Unit | undefined;
  part(part: Part, at: number): Term;
  name(name: string, at: number): Term;
  /** Reports a fault at a place of the equation. */
  fail(what: string, at: number): void;
  /** The term that stands for a fault already reported. */
  poison(): Term;
}

/** What other languages call what is written otherwise here. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['pow', 'a power is written a ^ b'],
  ['power', 'a power is written a ^ b'],
  ['trunc', 'whole numbers are floor(x), ceil(x) or round(x)'],
  ['iif', 'a choice is written if(condition, a, b)'],
  ['ifelse', 'a choice is written if(condition, a, b)'],
  ['where', 'a choice is written if(condition, a, b)'],
]);

export class Expressions {
  private readonly maker: Maker<ValueIndex>;

  constructor(private readonly context: Surroundings) {
    const { graph } = context;
    this.maker = {
      number: (value) => graph.constant(value),
      operation: (operation, operands) => graph.operation(operation, ...operands),
    };
  }

  term(tree: Syntax<Part>): Term {
    if (tree.kind === 'infix') return this.chain(tree);
    return this.operand(tree);
  }

  /** A chain is as deep as it is long, to the left: its terms are taken in a loop. */
  private chain(tree: Extract<Syntax<Part>, { kind: 'infix' }>): Term {
    const links = [tree];
    for (let { left } = tree; left.kind === 'infix'; { left } = left) links.push(left);
    let left = this.operand(links[links.length - 1].left);
    for (const link of links.reverse()) {
      const sides = [left, this.term(link.right)];
      left = this.result(INFIX[link.operator], [link.left, link.right], sides, link.at);
    }
    return left;
  }

  private operand(tree: Syntax<Part>): Term {
    switch (tree.kind) {
      case 'infix':
        return this.chain(tree);
      case 'number': {
        // Zero is zero in every unit.
        const unit =
          tree.unit === undefined
            ? tree.value === 0
              ? undefined
              : one
            : this.context.unit(tree.unit, tree.at);
        return { value: this.context.graph.constant(tree.value), unit };
      }
      case 'leaf':
        return this.context.part(tree.leaf, tree.at);
      case 'name':
        return this.context.name(tree.name, tree.at);
      case 'prefix':
        return this.use(PREFIX[tree.operator], [tree.of], tree.at);
      case 'call':
        return this.call(tree);
    }
  }

  private call({ name, args, at }: Extract<Syntax<Part>, { kind: 'call' }>): Term {
    const word = FUNCTIONS.get(name);
    if (word === undefined) {
      const hint = FOREIGN.get(name.toLowerCase());
      if (hint !== undefined) {
        this.context.fail(`unknown function "${name}"; ${hint}`, at);
        return this.context.poison();
      }
      this.context.fail(`unknown function "${name}"${didYouMean(name, FUNCTIONS.keys())}`, at);
      return this.context.poison();
    }
    const fault = argumentsFault(word, args.length);
    if (fault === undefined) return this.use(word, args, at);
    this.context.fail(fault, at);
    return this.context.poison();
  }

  private use(word: Word, args: readonly Syntax<Part>[], at: number): Term {
    const terms = args.map((syntax) => this.term(syntax));
    return this.result(word, args, terms, at);
  }

  private result(
    word: Word,
    args: readonly Syntax<Part>[],
    terms: readonly Term[],
    at: number,
  ): Term {
    const { graph } = this.context;
    const operands = terms.map(
      ({ value, unit }, k): Operand => ({
        unit,
        syntax: args[k],
        constant: graph.constantOf(value),
      }),
    );
    const fail = (what: string): void => this.context.fail(what, at);
    const unit = word.row.unit({ name: word.name, operands, fail });
    const values = terms.map(({ value }) => value);
    return { value: meaning(word, values, this.maker), unit };
  }
}
