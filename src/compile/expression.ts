/**
 * The meaning of an equation's text: operators and functions over terms, each a value with its
 * unit.
 */

import type { Part } from '../language/equation.ts';
import type { Syntax } from '../language/grammar.ts';
import { one, type Unit } from '../language/unit.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Graph } from './graph.ts';
import type { ValueIndex } from './program.ts';
import { type Checked, type Term, UnitChecker } from './units.ts';

/** What surrounds an equation: the graph it adds to, and the meaning of what is no operator. */
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

export class Expressions {
  private readonly units: UnitChecker;

  constructor(private readonly context: Surroundings) {
    this.units = new UnitChecker((what, at) => context.fail(what, at));
  }

  term(tree: Syntax): Term {
    switch (tree.kind) {
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
      case 'part':
        return this.context.part(tree.part, tree.at);
      case 'name':
        return this.context.name(tree.name, tree.at);
      case 'negate': {
        const term = this.term(tree.of);
        return { value: this.context.graph.operation('negate', term.value), unit: term.unit };
      }
      case 'binary':
        return this.binary(tree);
      case 'call':
        return this.call(tree);
    }
  }

  private binary({ operator, left, right, at }: Extract<Syntax, { kind: 'binary' }>): Term {
    const a: Checked = { ...this.term(left), syntax: left };
    const b: Checked = { ...this.term(right), syntax: right };
    const make = (op: Parameters<Graph['operation']>[0], x = a, y = b): ValueIndex =>
      this.context.graph.operation(op, x.value, y.value);
    switch (operator) {
      case '+':
        return { value: make('add'), unit: this.units.same('adds', a, b, at) };
      case '-':
        return { value: make('subtract'), unit: this.units.same('subtracts', a, b, at) };
      case '*':
        return { value: make('multiply'), unit: this.units.product(a, b) };
      case '/':
        return { value: make('divide'), unit: this.units.quotient(a, b) };
      case '^':
        return {
          value: make('power'),
          unit: this.units.power(a, b, this.context.graph.constantOf(b.value), at),
        };
      case 'and':
      case 'or':
        this.units.pure(`\`${operator}\``, a, at);
        this.units.pure(`\`${operator}\``, b, at);
        return { value: make(operator), unit: one };
      default: {
        this.units.same('compares', a, b, at);
        const value =
          operator === '<'
            ? make('less')
            : operator === '<='
              ? make('lessOrEqual')
              : operator === '>'
                ? make('less', b, a)
                : operator === '>='
                  ? make('lessOrEqual', b, a)
                  : operator === '=='
                    ? make('equal')
                    : make('notEqual');
        return { value, unit: one };
      }
    }
  }

  private call({ name, args, at }: Extract<Syntax, { kind: 'call' }>): Term {
    const wanted = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!wanted) {
      this.context.fail(
        `unknown function "${name}"${didYouMean(name, Object.keys(FUNCTIONS))}`,
        at,
      );
      return this.context.poison();
    }
    const [least, most] = wanted;
    if (args.length < least || args.length > most) {
      const number = most === Number.POSITIVE_INFINITY ? `at least ${least}` : String(least);
      this.context.fail(
        `${name} takes ${number} argument${least === 1 ? '' : 's'}, found ${args.length}`,
        at,
      );
      return this.context.poison();
    }
    const terms = args.map((syntax): Checked => ({ ...this.term(syntax), syntax }));
    const [a, b, c] = terms as [Checked, Checked, Checked];
    const { graph } = this.context;
    switch (name) {
      case 'if':
        this.units.pure('the condition of if', a, at);
        return {
          value: graph.operation('select', a.value, b.value, c.value),
          unit: this.units.same('if gives either', b, c, at),
        };
      case 'min':
      case 'max': {
        const unit = terms
          .slice(1)
          .reduce(
            (u, term) => this.units.same(`${name} compares`, { ...a, unit: u }, term, at),
            a.unit,
          );
        return {
          value: terms.slice(1).reduce((v, term) => graph.operation(name, v, term.value), a.value),
          unit,
        };
      }
      case 'clamp': {
        const bound = this.units.same('clamp compares', a, b, at);
        const unit = this.units.same('clamp compares', { ...a, unit: bound }, c, at);
        return {
          value: graph.operation('min', graph.operation('max', a.value, b.value), c.value),
          unit,
        };
      }
      case 'not':
        this.units.pure('`not`', a, at);
        return { value: graph.operation('not', a.value), unit: one };
      case 'abs':
      case 'floor':
        return { value: graph.operation(name, a.value), unit: a.unit };
      case 'sqrt':
        return { value: graph.operation('sqrt', a.value), unit: this.units.root(a, at) };
      case 'logistic': {
        this.units.pure('logistic', a, at);
        const one_ = graph.constant(1);
        const e = graph.operation('exp', graph.operation('negate', a.value));
        return {
          value: graph.operation('divide', one_, graph.operation('add', one_, e)),
          unit: one,
        };
      }
      default: {
        this.units.pure(name, a, at);
        return {
          value: graph.operation(name as 'exp' | 'log' | 'sin' | 'cos', a.value),
          unit: one,
        };
      }
    }
  }
}

/** Name to least and greatest number of arguments. */
const FUNCTIONS: Readonly<Record<string, readonly [number, number]>> = {
  if: [3, 3],
  min: [2, Number.POSITIVE_INFINITY],
  max: [2, Number.POSITIVE_INFINITY],
  abs: [1, 1],
  sqrt: [1, 1],
  exp: [1, 1],
  log: [1, 1],
  logistic: [1, 1],
  clamp: [3, 3],
  floor: [1, 1],
  sin: [1, 1],
  cos: [1, 1],
  not: [1, 1],
};
