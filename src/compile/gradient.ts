/**
 * How an outcome of one trial answers to every input of that trial: all derivatives from one pass
 * through the program, backwards.
 */

import { AGGREGATES } from '../language/operations/aggregates.ts';
import { OPERATIONS } from '../language/operations/index.ts';
import type { Derivative } from '../language/operations/row.ts';
import { entry, present } from '../text/entry.ts';
import type { TrialInputs } from './draws.ts';
import { Running, type Trial } from './evaluate.ts';
import {
  type OutcomeColumn,
  outcomeColumns,
  type Program,
  type Section,
  type Value,
  type ValueIndex,
} from './program.ts';

type Aggregate = Extract<Value, { op: 'aggregate' }>;

/**
 * Derivatives of outcome columns by reverse-mode differentiation. A pass costs about as much as the
 * trial itself, whatever the number of inputs.
 *
 * The derivative is that of the path which the trial took: of the side of an `if`, `min` or `max`
 * that was chosen; comparisons, `floor`, `and`, `or` and `not` count as flat. A path on which some
 * derivative is 0 ends there, so what goes wrong on a side not taken is dropped, as in the trial
 * itself. At a kink one of the one-sided derivatives is given; where a root or a power is
 * infinitely steep the derivative is infinite, where it does not exist NaN.
 *
 * @returns a function of the inputs of a trial, the trial that `evaluate` made of them, and the
 *          number of a column in `outcomeColumns(program)`. It gives d outcome / d input in units
 *          of the outcome over those of the input, aligned with `program.inputs`: one number, or
 *          one a quarter. Factors count only where an equation reads them, not through what loads
 *          on them.
 *
 * Source: Griewank and Walther (2008), "Evaluating Derivatives", SIAM, 2nd edition, chapter 3.2,
 * doi:10.1137/1.9780898717761.
 */
export function differentiator(
  program: Program,
): (inputs: TrialInputs, trial: Trial, column: number) => TrialInputs {
  const columns = outcomeColumns(program);
  return (inputs, trial, column) => new Sweep(program, inputs, trial).back(columns[column]);
}

class Sweep {
  private readonly quarters: number;
  private readonly timing: Timing;
  /** Of a year in question: a trial keeps the values of its last year only. */
  private readonly yearValues = new Map<ValueIndex, number>();
  /** d outcome / d value, laid out like the values of a trial. */
  private readonly adjoints: Float64Array;
  private readonly inputAdjoints: (number | number[])[];

  constructor(
    private readonly program: Program,
    private readonly inputs: TrialInputs,
    private readonly trial: Trial,
  ) {
    this.quarters = program.time.quarters.length;
    this.timing = timing(program);
    this.adjoints = new Float64Array(trial.values.length);
    this.inputAdjoints = inputs.map((drawn) =>
      typeof drawn === 'number' ? 0 : drawn.map(() => 0),
    );
  }

  back({ outcome, period }: OutcomeColumn): TrialInputs {
    const { program } = this;
    const { over, value } = program.outcomes[outcome];
    const last = this.lastQuarter(over, period);
    if (over === 'year') this.evaluateYear(last);
    this.add(value, last, 1);
    if (over === 'horizon') this.backSection('end', last);
    if (over === 'year') this.backSection('year', last);

    const ofState = new Float64Array(program.states.length);
    for (let t = last; t >= 0; t--) {
      const after = ofState.slice();
      ofState.fill(0);
      program.states.forEach(({ next }, k) => this.add(next, t, after[k]));
      this.backSection('quarter', t);
      for (const { index, state } of this.timing.previous)
        ofState[state] += this.adjoints[index * this.quarters + t];
    }
    program.states.forEach(({ opening }, k) => this.add(opening, 0, ofState[k]));
    this.backSection('once', 0);
    return this.inputAdjoints;
  }

  private lastQuarter(over: 'horizon' | 'year' | 'quarter', period: number): number {
    if (over === 'quarter') return period;
    return over === 'year' ? this.program.time.years[period].to - 1 : this.quarters - 1;
  }

  /** Hands the derivative by each value of a section on to what the value was computed from. */
  private backSection(section: Section, t: number): void {
    const indices = this.program.sections[section];
    for (let k = indices.length - 1; k >= 0; k--) {
      const index = indices[k];
      const adjoint = this.adjoints[this.slot(index, t)];
      if (adjoint === 0) continue;
      const value = this.program.values[index];
      if (value.op === 'aggregate') this.backAggregate(value, adjoint, t);
      else if ('args' in value) this.backOperation(value, index, adjoint, t);
    }
  }

  private backOperation(
    { op, args }: Extract<Value, { args: readonly ValueIndex[] }>,
    index: ValueIndex,
    adjoint: number,
    t: number,
  ): void {
    const a = this.read(args[0], t);
    const b = args.length > 1 ? this.read(args[1], t) : 0;
    const c = args.length > 2 ? this.read(args[2], t) : 0;
    const result = this.read(index, t);
    const derivatives: readonly Derivative[] = OPERATIONS[op].derivatives;
    for (let k = 0; k < args.length; k++) {
      const partial = derivatives[k](a, b, result, c);
      // Not added where it is 0: 0 times an infinite derivative is not a number.
      if (partial !== 0) this.add(args[k], t, adjoint * partial);
    }
  }

  private backAggregate(value: Aggregate, adjoint: number, t: number): void {
    const [from, to] = this.span(value, t);
    const values: number[] = [];
    for (let s = from; s < to; s++) values.push(this.read(value.of, s));
    AGGREGATES[value.kind]
      .back(adjoint, values)
      .forEach((each, k) => this.add(value.of, from + k, each));
  }

  private add(index: ValueIndex, t: number, adjoint: number): void {
    if (adjoint === 0) return;
    const value = this.program.values[index];
    if (value.op === 'constant' || value.op === 'schedule') return;
    if (value.op !== 'input') {
      this.adjoints[this.slot(index, t)] += adjoint;
      return;
    }
    const sums = this.inputAdjoints[value.input];
    if (typeof sums === 'number') this.inputAdjoints[value.input] = sums + adjoint;
    else sums[t] += adjoint;
  }

  private evaluateYear(t: number): void {
    for (const index of this.program.sections.year) {
      const value = this.program.values[index];
      if (value.op === 'aggregate') {
        const running = new Running(value.kind);
        const [from, to] = this.span(value, t);
        for (let s = from; s < to; s++) running.add(this.read(value.of, s));
        this.yearValues.set(index, running.value);
      } else if ('args' in value) {
        const [a, b = 0, c = 0] = value.args.map((arg) => this.read(arg, t));
        this.yearValues.set(index, OPERATIONS[value.op].compute(a, b, c));
      }
    }
  }

  /** The quarters of an aggregate that is read at quarter t. */
  private span({ window }: Aggregate, t: number): readonly [from: number, to: number] {
    if (window) return window;
    const year = present(
      this.program.time.years.find(({ from, to }) => t >= from && t < to),
      `the year of quarter ${t}`,
    );
    return [year.from, year.to];
  }

  private read(index: ValueIndex, t: number): number {
    const value = this.program.values[index];
    switch (value.op) {
      case 'constant':
        return value.value;
      case 'schedule':
        return value.values[t];
      case 'input': {
        const drawn = this.inputs[value.input];
        return typeof drawn === 'number' ? drawn : drawn[t];
      }
      default:
        return this.timing.yearly[index] === 1 && this.yearValues.size > 0
          ? entry(this.yearValues, index)
          : this.trial.values[this.slot(index, t)];
    }
  }

  private slot(index: ValueIndex, t: number): number {
    return index * this.quarters + this.timing.quarterly[index] * t;
  }
}

/** When values are computed; flags are 0 or 1, by value. */
interface Timing {
  readonly quarterly: Uint8Array;
  readonly yearly: Uint8Array;
  readonly previous: readonly { readonly index: ValueIndex; readonly state: number }[];
}

const timings = new WeakMap<Program, Timing>();

function timing(program: Program): Timing {
  const known = timings.get(program);
  if (known) return known;
  const previous = program.values.flatMap((value, index) =>
    value.op === 'previous' ? [{ index, state: value.state }] : [],
  );
  const flags = (indices: readonly ValueIndex[]): Uint8Array => {
    const byValue = new Uint8Array(program.values.length);
    for (const index of indices) byValue[index] = 1;
    return byValue;
  };
  const made: Timing = {
    quarterly: flags([...program.sections.quarter, ...previous.map(({ index }) => index)]),
    yearly: flags(program.sections.year),
    previous,
  };
  timings.set(program, made);
  return made;
}
