/**
 * Gives every equation its meaning: a value in the graph and a unit, both at once. Goes on after a
 * fault, so that a model is told all of its faults.
 */

import type {
  Aggregate,
  Equation,
  Opening,
  Outcome,
  Part,
  Previous,
  Series,
  Stock,
  Variable,
} from '../language/declaration.ts';
import {
  equationText,
  isPreviousItself,
  isQuantity,
  partText,
  renderedText,
} from '../language/equation-text.ts';
import { EquationError, parseEquation, pointAt } from '../language/grammar.ts';
import type { Model } from '../language/model.ts';
import { AGGREGATES } from '../language/operations/aggregates.ts';
import {
  conversionHint,
  divideUnits,
  multiplyUnits,
  one,
  parseUnit,
  sameUnit,
  type Unit,
  UnitError,
} from '../language/unit.ts';
import { present } from '../text/entry.ts';
import { didYouMean } from '../text/nearest.ts';
import { type Declarations, type Definition, readIn } from './declarations.ts';
import { Expressions, type Term } from './expression.ts';
import { Graph } from './graph.ts';
import type { Problem } from './problem.ts';
import type { ValueIndex } from './program.ts';

/** A state of the program: a quantity that some equation reads as of last quarter. */
interface State {
  readonly quantity: string;
  /** How many quarters ago. */
  readonly lag: number;
  opening: ValueIndex;
  next: ValueIndex;
}

export interface Elaborated {
  readonly graph: Graph;
  readonly quantities: ReadonlyMap<string, ValueIndex>;
  readonly outcomes: ReadonlyMap<Outcome, ValueIndex>;
  readonly states: readonly State[];
  /** Ids of inputs in the order of their numbers in the graph. */
  readonly inputs: readonly string[];
  /** Calendar units and pure numbers resolved, by id. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
}

export function elaborate(
  model: Model,
  declarations: Declarations,
  problems: Problem[],
): Elaborated {
  return new Elaborator(model, declarations, problems).run();
}

/** Calls go so deep, into quantities and into equations in each other, before a loop takes over. */
const MOST_WITHIN = 50;
/** Of quarters; a calendar has no more. */
const MOST_LAG = 400;

class Elaborator {
  private readonly graph: Graph;
  private readonly expressions: Expressions;
  private readonly terms = new Map<string, Term>();
  private readonly states: State[] = [];
  private readonly stateOf = new Map<string, number>();
  private readonly inputs: string[] = [];
  private readonly reads = new Map<string, Set<string>>();
  /** Quantities whose equations are being read, outermost first: meeting one again is a circle. */
  private readonly within: string[] = [];
  private readonly circles = new Set<string>();
  private subject: { id: string; equation: Equation | undefined } = { id: '', equation: undefined };
  /** Equations that stand in the one that is read: however often one does, it is one value. */
  private fragments = new Map<Equation, Term>();
  private depth = 0;
  /** What `previous` on its own stands for. */
  private self: Definition | undefined;

  constructor(
    private readonly model: Model,
    private readonly declarations: Declarations,
    private readonly problems: Problem[],
  ) {
    this.graph = new Graph(model.calendar.quarters.length);
    this.expressions = new Expressions({
      graph: this.graph,
      unit: (text, at) => this.unit(text, undefined, at),
      part: (part, at) => this.part(part, at),
      name: (name, at) => this.name(name, at),
      fail: (what, at) => this.fail(what, at),
      poison: () => this.poison(),
    });
  }

  run(): Elaborated {
    const { quantities, outcomes } = this.declarations;
    for (const id of quantities.keys()) this.quantity(id);
    // Openings and last quarters may bring in further states while they are read.
    for (let k = 0; k < this.states.length; k++) this.close(this.states[k]);
    const outcomeValues = new Map(outcomes.map((outcome) => [outcome, this.outcome(outcome)]));
    for (let k = 0; k < this.states.length; k++) this.close(this.states[k]);
    return {
      graph: this.graph,
      quantities: new Map([...this.terms].map(([id, term]) => [id, term.value])),
      outcomes: outcomeValues,
      states: this.states,
      inputs: this.inputs,
      reads: this.reads,
    };
  }

  /** The value and unit of a quantity in this quarter. */
  private quantity(id: string): Term {
    const known = this.terms.get(id);
    if (known) return known;
    if (this.within.includes(id)) return this.circle(this.within, id);
    const definition = this.declarations.quantities.get(id);
    if (!definition) return this.poison();
    if (this.within.length === MOST_WITHIN) this.readFirst(id);
    const { subject, self, fragments } = this;
    this.within.push(id);
    this.turnTo(id, definition);
    const term = this.define(definition);
    this.within.pop();
    Object.assign(this, { subject, self, fragments });
    this.terms.set(id, term);
    return term;
  }

  /** From here on equations belong to another declaration. */
  private turnTo(id: string, self: Definition | undefined): void {
    this.subject = { id, equation: undefined };
    this.self = self;
    this.fragments = new Map();
  }

  /**
   * Defines all that a quantity rests on before itself, in a loop: calls that go as deep as a long
   * chain of quantities have no room on the stack.
   */
  private readFirst(id: string): void {
    const { quantities } = this.declarations;
    const readsOf = (read: string): string[] => readThisQuarter(quantities.get(read));
    const waiting = [{ id, reads: readsOf(id) }];
    const onPath = new Set([...this.within, id]);
    while (waiting.length > 0) {
      const last = waiting[waiting.length - 1];
      const next = last.reads.pop();
      if (next === undefined) {
        waiting.pop();
        onPath.delete(last.id);
        if (last.id !== id) this.quantity(last.id);
      } else if (!this.terms.has(next)) {
        if (onPath.has(next)) {
          const path = [...this.within, ...waiting.map((step) => step.id)];
          this.terms.set(last.id, this.circle(path, next));
        } else {
          onPath.add(next);
          waiting.push({ id: next, reads: readsOf(next) });
        }
      }
    }
  }

  /** Reports, once, that a quantity on a path rests on itself. */
  private circle(path: readonly string[], id: string): Term {
    const circle = [...path.slice(path.indexOf(id)), id];
    const key = circle.slice(1).sort().join(' ');
    if (!this.circles.has(key)) {
      this.circles.add(key);
      this.report(
        id,
        `circular equation: ${shortened(circle).join(' needs ')}, all in the same quarter; ` +
          'break the circle where reality has a delay, with previous(...)',
        this.declarations.quantities.get(id)?.where,
      );
    }
    return this.poison();
  }

  private define(definition: Definition): Term {
    const unit = this.unit(definition.unit, definition.id);
    switch (definition.kind) {
      case 'lever':
      case 'constant':
      case 'input':
      case 'factor': {
        const over = definition.kind === 'input' && definition.over !== undefined;
        const number = this.inputs.push(definition.id) - 1;
        return { value: this.graph.input(number, over), unit };
      }
      case 'variable':
        return { value: this.variable(definition, unit), unit };
      case 'stock':
        return { value: this.stock(definition, unit), unit };
    }
  }

  private variable(definition: Variable, unit: Unit | undefined): ValueIndex {
    const term = this.right(definition.is, definition.id);
    this.expect(term, unit, definition.id);
    if (this.isEarly(term)) return this.poison().value;
    const nature = this.graph.natures[term.value];
    if (definition.over === undefined && nature.byQuarter) {
      const quarterly = [...(this.reads.get(definition.id) ?? [])].filter((id) =>
        this.isQuarterly(id),
      );
      this.fail(
        `has one value a trial, but reads ${quarterly.join(', ') || 't'}, which changes every quarter; ` +
          'declare it `over: quarters`',
      );
      return this.poison().value;
    }
    return term.value;
  }

  private stock(definition: Stock, unit: Unit | undefined): ValueIndex {
    const before = this.previousOf(definition.id, 0);
    const change = this.right(definition.change, definition.id);
    const perQuarter = unit && divideUnits(unit, parseUnit('quarter', this.model.units));
    this.expect(change, perQuarter, definition.id, 'its change, in its unit per quarter,');
    if (this.isEarly(change)) return this.poison().value;
    return this.graph.operation('add', before.value, change.value);
  }

  /** Reports an equation of the quarters that reads what is known only after them. */
  private isEarly({ value }: Term): boolean {
    const { byYear, final } = this.graph.natures[value];
    if (byYear || final) {
      this.fail(
        'reads an aggregate over quarters, which is known only afterwards; aggregates belong in outcomes',
      );
    }
    return byYear || final;
  }

  private outcome(outcome: Outcome): ValueIndex {
    this.turnTo(outcome.id, undefined);
    const term = this.right(outcome.is, outcome.id);
    this.expect(term, this.unit(outcome.unit, outcome.id), outcome.id);
    const { byQuarter, byYear, final } = this.graph.natures[term.value];
    const over = outcome.over ?? 'horizon';
    const fault =
      over === 'quarter'
        ? (byYear || final) && 'is reported by quarter, but reads an aggregate over quarters'
        : over === 'year'
          ? (byQuarter &&
              'is reported by year, but reads a quarterly quantity as it is; say annual.sum, annual.mean or annual.last of it') ||
            (final && 'is reported by year, but reads an aggregate of the whole horizon')
          : (byQuarter &&
              'is one number for the horizon, but reads a quarterly quantity as it is; say horizon.last, horizon.sum, ... of it, or give it `over: quarters`') ||
            (byYear &&
              'is one number for the horizon, but reads an aggregate by year; give it `over: years`');
    if (fault) {
      this.report(outcome.id, fault, outcome.where);
      return this.poison().value;
    }
    return term.value;
  }

  /** What stands where an equation is wanted: a quantity or an aggregate on its own will do. */
  private right(is: Equation | Part | undefined, id: string): Term {
    const whole = typeof is === 'object' && is?.kind === 'equation';
    return whole ? this.equation(is, id) : this.part(is as Part, 0);
  }

  private equation(equation: Equation, id: string): Term {
    const outer = this.subject;
    this.subject = { id, equation };
    try {
      return this.expressions.term(parseEquation(equation));
    } catch (error) {
      if (!(error instanceof EquationError)) throw error;
      this.report(id, `${error.what}\n${pointAt(error.rendered, error.at)}`, equation.where);
      return this.poison();
    } finally {
      this.subject = outer;
    }
  }

  private name(name: string, at: number): Term {
    const quarters = this.model.calendar.quarters.length;
    if (name === 't')
      return {
        value: this.graph.schedule(Array.from({ length: quarters }, (_, t) => t)),
        unit: one,
      };
    if (name === 'pi') return { value: this.graph.constant(Math.PI), unit: one };
    const hint = this.declarations.quantities.has(name)
      ? `; quantities are interpolated, as \${${name.split('.').at(-1)}}`
      : didYouMean(name, ['t', 'pi']) ||
        '; text in an equation knows the time reference t and pi, other quantities are interpolated';
    this.fail(`unknown name "${name}"${hint}`, at);
    return this.poison();
  }

  private part(part: Part, at: number): Term {
    if (typeof part === 'number') {
      return { value: this.graph.constant(part), unit: part === 0 ? undefined : one };
    }
    if (isPreviousItself(part)) {
      if (this.self?.kind === 'stock' || this.self?.kind === 'variable') {
        return this.previousOf(this.self.id, at);
      }
      this.fail(
        '`previous` on its own is the last value of the stock in whose equation it stands',
        at,
      );
      return this.poison();
    }
    if (isQuantity(part)) {
      this.note(part.id);
      return this.declarations.quantities.has(part.id) ? this.quantity(part.id) : this.poison();
    }
    if (typeof part === 'object' && part !== null) {
      if (part.kind === 'equation') return this.fragment(part);
      if (part.kind === 'previous') return this.previous(part, at);
      if (part.kind === 'series') return this.series(part, at);
      if (part.kind === 'aggregate') return this.aggregate(part, at);
    }
    const hint =
      typeof part === 'function'
        ? '; what is declared further down is read as `previous(() => x)`'
        : '';
    this.fail(
      `an interpolated value is ${partText(part)}; wanted a quantity, an equation or a number${hint}`,
      at,
    );
    return this.poison();
  }

  /** An equation inside an equation; faults in it are shown in its own text. */
  private fragment(equation: Equation): Term {
    const known = this.fragments.get(equation);
    if (known !== undefined) return known;
    const { id } = this.subject;
    if (this.depth === MOST_WITHIN)
      for (const inner of innermostFirst(equation))
        if (!this.fragments.has(inner)) this.fragments.set(inner, this.equation(inner, id));
    this.depth++;
    const term = this.fragments.get(equation) ?? this.equation(equation, id);
    this.depth--;
    this.fragments.set(equation, term);
    return term;
  }

  private series({ values, unit }: Series, at: number): Term {
    const { quarters } = this.model.calendar;
    if (values.length < quarters.length) {
      this.fail(
        `has ${values.length} values; the calendar has ${quarters.length} quarters, so ${quarters[values.length]} has none`,
        at,
      );
      return this.poison();
    }
    const known = values.slice(0, quarters.length);
    return { value: this.graph.schedule(known), unit: this.unit(unit, undefined) };
  }

  private previous({ of, lag = 1 }: Previous, at: number): Term {
    const quantity = typeof of === 'function' ? of() : of;
    if (!quantity?.id) {
      this.fail('previous(...) names no quantity', at);
      return this.poison();
    }
    this.note(quantity.id);
    if (!Number.isInteger(lag) || lag < 1 || lag > MOST_LAG) {
      this.fail(
        `previous(${quantity.id}, ${lag}): wanted a whole number of quarters from 1 to ${MOST_LAG}`,
        at,
      );
      return this.poison();
    }
    return this.previousOf(quantity.id, at, lag);
  }

  private previousOf(id: string, at: number, lag = 1): Term {
    const definition = this.declarations.quantities.get(id);
    if (!definition) return this.poison();
    const unit = this.unit(definition.unit, undefined);
    if (!this.isQuarterly(id) || (definition.kind !== 'variable' && definition.kind !== 'stock')) {
      this.fail(`previous(${id}): only variables and stocks over quarters have a last quarter`, at);
      return this.poison();
    }
    if (definition.opening === undefined) {
      this.fail(
        `previous(${id}) needs the value before the first quarter: give ${id} an \`opening\``,
        at,
      );
      return this.poison();
    }
    const key = `${id} ${lag}`;
    let state = this.stateOf.get(key);
    if (state === undefined) {
      state = this.states.push({ quantity: id, lag, opening: -1, next: -1 }) - 1;
      this.stateOf.set(key, state);
    }
    return { value: this.graph.previous(state), unit };
  }

  /** Reads the opening and the next value of a state, once all that reads it has been met. */
  private close(state: State): void {
    if (state.opening >= 0) return;
    const definition = this.declarations.quantities.get(state.quantity) as Variable | Stock;
    // What was n quarters ago is next what was n - 1 quarters ago.
    state.next =
      state.lag === 1
        ? this.quantity(state.quantity).value
        : this.previousOf(state.quantity, 0, state.lag - 1).value;
    this.turnTo(state.quantity, undefined);
    const opening = this.opening(present(definition.opening, `the opening of ${definition.id}`));
    this.expect(opening, this.unit(definition.unit, undefined), state.quantity, 'its opening');
    const nature = this.graph.natures[opening.value];
    if (nature.byQuarter || nature.byYear || nature.final) {
      this.report(
        state.quantity,
        'its opening reads a quarterly quantity; an opening is known before the first quarter',
        definition.where,
      );
    }
    state.opening = opening.value;
  }

  private opening(opening: Opening): Term {
    // A bare number is in the unit of the quantity that it opens.
    if (typeof opening === 'number')
      return { value: this.graph.constant(opening), unit: undefined };
    return this.right(opening, this.subject.id);
  }

  private aggregate({ aggregate, of, scope }: Aggregate, at: number): Term {
    const inner = of.kind === 'equation' ? this.fragment(of) : this.part(of, at);
    const nature = this.graph.natures[inner.value];
    if (nature.byYear || nature.final) {
      this.fail('an aggregate of an aggregate: aggregate the quarterly quantity directly', at);
      return this.poison();
    }
    const base = { op: 'aggregate', kind: aggregate, of: inner.value } as const;
    // What is summed over quarters and counts per quarter is an amount: each quarter gives one
    // quarter of it.
    const quarter = parseUnit('quarter', this.model.units);
    const flow =
      AGGREGATES[aggregate].gathers &&
      [...quarter.powers].every(([symbol, power]) => inner.unit?.powers.get(symbol) === -power);
    const unit = flow && inner.unit ? multiplyUnits(inner.unit, quarter) : inner.unit;
    if (scope.kind === 'year') return { value: this.graph.aggregate(base), unit };
    const window =
      scope.kind === 'horizon'
        ? ([0, this.model.calendar.quarters.length] as const)
        : this.window(scope.label, at);
    return window ? { value: this.graph.aggregate({ ...base, window }), unit } : this.poison();
  }

  private window(label: string, at: number): readonly [number, number] | undefined {
    const { quarters, years } = this.model.calendar;
    const quarter = quarters.indexOf(label);
    if (quarter >= 0) return [quarter, quarter + 1];
    const year = years.find((span) => span.label === label);
    if (year) return [year.from, year.to];
    this.fail(
      `unknown time reference "${label}": the model runs from ${quarters[0]} to ${quarters.at(-1)}`,
      at,
    );
    return undefined;
  }

  private expect(term: Term, unit: Unit | undefined, id: string, what = 'its equation'): void {
    if (!term.unit || !unit || sameUnit(term.unit, unit)) return;
    const declared =
      what === 'its equation' ? `${id} is declared in ${unit.text}` : `${unit.text} is wanted`;
    this.fail(
      `units: ${what} gives ${term.unit.text}, but ${declared}; ${conversionHint(term.unit, unit)}`,
    );
  }

  private unit(text: string, subject: string | undefined, at?: number): Unit | undefined {
    // One that is missing was told with its declaration.
    if (typeof text !== 'string') return undefined;
    try {
      return parseUnit(text, this.model.units);
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      if (subject !== undefined || at !== undefined) this.fail(error.message, at);
      return undefined;
    }
  }

  private isQuarterly(id: string): boolean {
    const definition = this.declarations.quantities.get(id);
    return definition !== undefined && 'over' in definition && definition.over !== undefined;
  }

  private note(id: string): void {
    const reads = this.reads.get(this.subject.id);
    if (reads) reads.add(id);
    else this.reads.set(this.subject.id, new Set([id]));
  }

  private poison(): Term {
    return { value: this.graph.constant(Number.NaN), unit: undefined };
  }

  private fail(what: string, at?: number): void {
    const { id, equation } = this.subject;
    const shown = equation && renderedText(equation);
    const message =
      shown === undefined
        ? what
        : `${what}\n${at === undefined ? `    ${equationText(equation!)}` : pointAt(shown, at)}`;
    const where =
      equation?.where ??
      this.declarations.quantities.get(id)?.where ??
      this.declarations.outcomes.find((o) => o.id === id)?.where;
    this.report(id, message, where);
  }

  private report(subject: string, message: string, where: Problem['where']): void {
    this.problems.push({ severity: 'error', subject, message, where });
  }
}

/** What a quantity reads as of the same quarter. */
function readThisQuarter(definition: Definition | undefined): string[] {
  const is = definition?.kind === 'stock' ? definition.change : definition && isOf(definition);
  return readIn(is).flatMap((read) => (read.kind === 'previous' ? [] : [read.id]));
}

function isOf(definition: Definition): Equation | undefined {
  return definition.kind === 'variable' ? definition.is : undefined;
}

/** All equations that stand in one, each after those that stand in it, and itself last. */
function innermostFirst(equation: Equation): readonly Equation[] {
  const done = new Set<Equation>();
  const waiting = [equation];
  while (waiting.length > 0) {
    const last = waiting[waiting.length - 1];
    const inner = last.parts.find((part) => isEquation(part) && !done.has(part));
    if (inner === undefined) {
      done.add(last);
      waiting.pop();
    } else waiting.push(inner as Equation);
  }
  return [...done];
}

function isEquation(part: Part): part is Equation {
  return typeof part === 'object' && part !== null && part.kind === 'equation';
}

const MOST_SHOWN = 20;

/** The ends of a long circle. */
function shortened(circle: readonly string[]): readonly string[] {
  if (circle.length <= MOST_SHOWN) return circle;
  const half = MOST_SHOWN / 2;
  return [
    ...circle.slice(0, half),
    `... (${circle.length - MOST_SHOWN} more)`,
    ...circle.slice(-half),
  ];
}
