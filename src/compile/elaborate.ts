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
  Return,
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
import { type Model, unitsOf } from '../language/model.ts';
import { AGGREGATES } from '../language/operations/aggregates.ts';
import {
  type Grouping,
  LENGTHS,
  MOST_LAG,
  overIn,
  type Span,
  type StepNames,
  spansOf,
  stepNames,
} from '../language/time.ts';
import {
  conversionHint,
  divideUnits,
  multiplyUnits,
  one,
  parseUnit,
  sameUnit,
  type Unit,
  type UnitDefinitions,
  UnitError,
} from '../language/unit.ts';
import { present } from '../text/entry.ts';
import { didYouMean } from '../text/nearest.ts';
import { type Declarations, type Definition, readIn } from './declarations.ts';
import { Expressions, type Term } from './expression.ts';
import { Graph } from './graph.ts';
import { internalRate, MOST_FLOWS } from './internal-rate.ts';
import type { Problem } from './problem.ts';
import type { ProgramOutcome, ValueIndex } from './program.ts';

/** A state of the program: a quantity that some equation reads as of an earlier step. */
interface State {
  readonly quantity: string;
  /** How many steps ago. */
  readonly lag: number;
  opening: ValueIndex;
  next: ValueIndex;
}

/** An outcome; of one over months or quarters of several steps, one for each of them. */
export interface ElaboratedOutcome {
  readonly outcome: Outcome;
  readonly over: ProgramOutcome['over'];
  readonly period?: string;
  readonly value: ValueIndex;
}

export interface Elaborated {
  readonly graph: Graph;
  readonly quantities: ReadonlyMap<string, ValueIndex>;
  readonly outcomes: readonly ElaboratedOutcome[];
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
  /** Of an outcome over months or quarters the one that is computed. */
  private span: (Span & { readonly by: Grouping }) | undefined;
  private readonly units: UnitDefinitions;
  /** What a step is called. */
  private readonly word: string;
  /** What equations can say of each step; nothing where there is no time. */
  private readonly stepNames: StepNames | undefined;
  /** Steps of each period that can be named, by its label. */
  private readonly windows = new Map<string, readonly [from: number, to: number]>();

  constructor(
    private readonly model: Model,
    private readonly declarations: Declarations,
    private readonly problems: Problem[],
  ) {
    this.units = unitsOf(model);
    this.word = model.calendar.step === 'once' ? 'step' : model.calendar.step;
    this.stepNames = stepNames(model.calendar);
    // Labels of different lengths differ, but for steps that are a period themselves.
    for (const by of ['month', 'quarter', 'year'] as const)
      for (const { label, from, to } of spansOf(model.calendar, by))
        this.windows.set(label, [from, to]);
    model.calendar.steps.forEach((label, t) => this.windows.set(label, [t, t + 1]));
    this.graph = new Graph(model.calendar.steps.length);
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
    const outcomeValues = outcomes.flatMap((outcome) => this.outcome(outcome));
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

  /** The value and unit of a quantity in this step. */
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
        `circular equation: ${shortened(circle).join(' needs ')}, all in the same ${this.word}; ` +
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
        `has one value a trial, but reads ${quarterly.join(', ') || 't'}, which changes every ${this.word}; ` +
          `declare it \`over: ${this.word}s\``,
      );
      return this.poison().value;
    }
    return term.value;
  }

  private stock(definition: Stock, unit: Unit | undefined): ValueIndex {
    const before = this.previousOf(definition.id, 0);
    const change = this.right(definition.change, definition.id);
    const perStep = unit && divideUnits(unit, this.stepUnit());
    this.expect(change, perStep, definition.id, `its change, in its unit per ${this.word},`);
    if (this.isEarly(change)) return this.poison().value;
    return this.graph.operation('add', before.value, change.value);
  }

  /** Reports an equation of the steps that reads what is known only after them. */
  private isEarly({ value }: Term): boolean {
    const { byYear, final } = this.graph.natures[value];
    if (byYear || final) {
      this.fail(
        `reads an aggregate over ${this.word}s, which is known only afterwards; aggregates belong in outcomes`,
      );
    }
    return byYear || final;
  }

  private outcome(outcome: Outcome): ElaboratedOutcome[] {
    const { calendar } = this.model;
    const over = overIn(calendar, outcome.over);
    if (over === 'span') return this.spans(outcome, outcome.over as Grouping);
    // A calendar that does not have what it is over was told.
    const reported = over === 'step' ? 'quarter' : (over ?? 'horizon');
    return [{ outcome, over: reported, value: this.outcomeValue(outcome, reported) }];
  }

  /** An outcome over months or quarters of several steps: as many outcomes of the horizon. */
  private spans(outcome: Outcome, by: Grouping): ElaboratedOutcome[] {
    const found: ElaboratedOutcome[] = [];
    const known = this.problems.length;
    for (const span of spansOf(this.model.calendar, by)) {
      this.span = { ...span, by };
      const value = this.outcomeValue(outcome, 'horizon');
      found.push({ outcome, over: 'horizon', period: span.label, value });
      // Every month would tell the same.
      if (this.problems.length > known) break;
    }
    this.span = undefined;
    return found;
  }

  private outcomeValue(outcome: Outcome, over: ProgramOutcome['over']): ValueIndex {
    this.turnTo(outcome.id, undefined);
    const term = this.right(outcome.is, outcome.id);
    this.expect(term, this.unit(outcome.unit, outcome.id), outcome.id);
    const { byQuarter, byYear, final } = this.graph.natures[term.value];
    const { word } = this;
    const perStep = word === 'quarter' ? 'a quarterly quantity' : `a quantity over ${word}s`;
    const [one, say] =
      this.span === undefined
        ? ['one number for the horizon', 'horizon.last, horizon.sum, ... of it']
        : this.span.by === 'month'
          ? ['reported by month', 'byMonth.last, byMonth.sum, ... of it']
          : ['reported by quarter', 'byQuarter.last, byQuarter.sum, ... of it'];
    const fault =
      over === 'quarter'
        ? (byYear || final) && `is reported by ${word}, but reads an aggregate over ${word}s`
        : over === 'year'
          ? (byQuarter &&
              `is reported by year, but reads ${perStep} as it is; say annual.sum, annual.mean or annual.last of it`) ||
            (final && 'is reported by year, but reads an aggregate of the whole horizon')
          : (byQuarter &&
              `is ${one}, but reads ${perStep} as it is; say ${say}, or give it \`over: ${word}s\``) ||
            (byYear && `is ${one}, but reads an aggregate by year; give it \`over: years\``);
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
    const { calendar } = this.model;
    if (name === 't')
      return { value: this.graph.schedule(calendar.steps.map((_, t) => t)), unit: one };
    const named = this.stepNames;
    if (named !== undefined && Object.hasOwn(named, name))
      return { value: this.graph.schedule(named[name as keyof typeof named]), unit: one };
    if (name === 'pi') return { value: this.graph.constant(Math.PI), unit: one };
    const hint = this.declarations.quantities.has(name)
      ? `; quantities are interpolated, as \${${name.split('.').at(-1)}}`
      : didYouMean(name, ['t', 'year', 'season', 'elapsed', 'pi']) ||
        '; text in an equation knows the time references t, year, season and elapsed, and pi; other quantities are interpolated';
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
      if (part.kind === 'at') {
        const window = this.window(part.label, at);
        return window ? { value: this.graph.constant(window[0]), unit: one } : this.poison();
      }
      if (part.kind === 'aggregate') return this.aggregate(part, at);
      if (part.kind === 'irr') return this.internalRate(part, at);
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
    const { steps } = this.model.calendar;
    if (values.length < steps.length) {
      this.fail(
        `has ${values.length} values; the calendar has ${steps.length} ${this.word}s, so ${steps[values.length]} has none`,
        at,
      );
      return this.poison();
    }
    const known = values.slice(0, steps.length);
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
        `previous(${quantity.id}, ${lag}): wanted a whole number of ${this.word}s from 1 to ${MOST_LAG}`,
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
      this.fail(
        `previous(${id}): only variables and stocks over ${this.word}s have a last ${this.word}`,
        at,
      );
      return this.poison();
    }
    if (definition.opening === undefined) {
      this.fail(
        `previous(${id}) needs the value before the first ${this.word}: give ${id} an \`opening\``,
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
    // What was n steps ago is next what was n - 1 steps ago.
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
        `its opening reads a quantity over ${this.word}s; an opening is known before the first ${this.word}`,
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
      this.fail(
        `an aggregate of an aggregate: aggregate the quantity over ${this.word}s directly`,
        at,
      );
      return this.poison();
    }
    const base = { op: 'aggregate', kind: aggregate, of: inner.value } as const;
    const unit = AGGREGATES[aggregate].gathers ? this.gathered(inner.unit, at) : inner.unit;
    const { step, steps } = this.model.calendar;
    const by = scope.kind === 'year' ? 'year' : scope.kind === 'span' ? scope.by : undefined;
    // The one value of a period that is a step.
    if (by !== undefined && by === step) return { value: inner.value, unit };
    if (by === 'year') return { value: this.graph.aggregate(base), unit };
    const window =
      scope.kind === 'horizon'
        ? ([0, steps.length] as const)
        : scope.kind === 'labelled'
          ? this.window(scope.label, at)
          : this.spanOf(by as Grouping, at);
    return window ? { value: this.graph.aggregate({ ...base, window }), unit } : this.poison();
  }

  private internalRate({ of }: Return, at: number): Term {
    const cash = of.kind === 'equation' ? this.fragment(of) : this.part(of, at);
    const { byQuarter, byYear, final } = this.graph.natures[cash.value];
    const { steps } = this.model.calendar;
    const elapsed = this.stepNames?.elapsed;
    const fault =
      byYear || final
        ? 'irr of an aggregate: give it the cash of every step'
        : !byQuarter || elapsed === undefined || steps.length < 2
          ? `irr wants cash that changes from ${this.word} to ${this.word}`
          : steps.length > MOST_FLOWS &&
            `irr over ${steps.length} ${this.word}s; wanted at most ${MOST_FLOWS}: take longer steps`;
    if (fault || elapsed === undefined) {
      this.fail(String(fault), at);
      return this.poison();
    }
    const base = { op: 'aggregate', kind: 'last', of: cash.value } as const;
    const flows = steps.map((_, t) => this.graph.aggregate({ ...base, window: [t, t + 1] }));
    return { value: internalRate(this.graph, flows, 1 / elapsed[1]), unit: one };
  }

  /** The steps of the month or quarter that is computed. */
  private spanOf(by: Grouping, at: number): readonly [number, number] | undefined {
    if (this.span?.by === by) return [this.span.from, this.span.to];
    const name = by === 'month' ? 'byMonth' : 'byQuarter';
    this.fail(`${name} belongs in an outcome \`over: ${by}s\``, at);
    return undefined;
  }

  /**
   * The unit of a sum: what counts per step is an amount, for each step gives one step of it. What
   * counts per another span of time would be counted as often as there are steps in it.
   */
  private gathered(unit: Unit | undefined, at: number): Unit | undefined {
    const step = this.stepUnit();
    if (unit === undefined) return unit;
    if ([...step.powers].every(([symbol, power]) => unit.powers.get(symbol) === -power))
      return multiplyUnits(unit, step);
    const { step: of } = this.model.calendar;
    const other = LENGTHS.find((time) => time !== of && unit.powers.get(time) === -1);
    if (other !== undefined) {
      const wanted = divideUnits(multiplyUnits(unit, parseUnit(other)), step);
      const { word } = this;
      this.fail(
        `units: a sum over ${word}s of what is in ${unit.text} counts a whole ${other} in every ${word}; ` +
          `say mean for a rate, or make it ${wanted.text} first: ${conversionHint(unit, wanted)}`,
        at,
      );
    }
    return unit;
  }

  private stepUnit(): Unit {
    return parseUnit(this.word, this.units);
  }

  private window(label: string, at: number): readonly [number, number] | undefined {
    const { calendar } = this.model;
    const { steps } = calendar;
    const known = this.windows.get(label);
    if (known !== undefined) return known;
    this.fail(
      calendar.step === 'once'
        ? `unknown time reference "${label}": a calendar of once() has no time`
        : `unknown time reference "${label}": the model runs from ${steps[0]} to ${steps.at(-1)}`,
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
      return parseUnit(text, this.units);
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

/** What a quantity reads as of the same step. */
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
