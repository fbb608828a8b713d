/**
 * The scalar reference evaluator: a program, one trial at a time. It serves replay and explanation,
 * and it is what the machine is held against: both give the same bits.
 */

import { AGGREGATES, type AggregateKind } from '../language/operations/aggregates.ts';
import { OPERATIONS } from '../language/operations/index.ts';
import type { TrialInputs } from './draws.ts';
import {
  outcomeColumns,
  type Program,
  type Section,
  type Value,
  type ValueIndex,
} from './program.ts';

export interface Trial {
  /** In the order of `outcomeColumns(program)`. */
  readonly outcomes: Float64Array;
  /**
   * Any value: `values[index * quarters + t]`; of a value that does not change by quarter, t = 0
   * holds it.
   */
  readonly values: Float64Array;
}

export function evaluate(program: Program, inputs: TrialInputs): Trial {
  const quarters = program.time.quarters.length;
  const values = new Float64Array(program.values.length * quarters);
  const outcomes: number[][] = program.outcomes.map(() => []);
  const state = program.states.map(() => 0);
  const aggregates = new Map<ValueIndex, Running>();

  // Where a value stands at quarter t: constants and once-a-trial values are kept at t = 0.
  const read = (index: ValueIndex, t: number): number => {
    const value = program.values[index];
    switch (value.op) {
      case 'constant':
        return value.value;
      case 'schedule':
        return value.values[t];
      case 'input': {
        const drawn = inputs[value.input];
        return typeof drawn === 'number' ? drawn : drawn[t];
      }
      default:
        return values[index * quarters + (perQuarter.has(index) ? t : 0)];
    }
  };
  const perQuarter = new Set<ValueIndex>(program.sections.quarter);
  program.values.forEach((value, index) => value.op === 'previous' && perQuarter.add(index));

  const compute = (section: Section, t: number): void => {
    for (const index of program.sections[section]) {
      const value = program.values[index];
      values[index * quarters + (section === 'quarter' ? t : 0)] = result(index, value, t);
    }
  };
  const result = (index: ValueIndex, value: Value, t: number): number => {
    if (value.op === 'aggregate') return aggregates.get(index)?.value ?? Number.NaN;
    if (!('args' in value)) throw new Error(`evaluate: value ${index} is no operation`);
    const [a, b, c] = value.args as [number, number, number];
    const args = value.args.length;
    return OPERATIONS[value.op].compute(
      read(a, t),
      args > 1 ? read(b, t) : 0,
      args > 2 ? read(c, t) : 0,
    );
  };
  const aggregated = program.values.flatMap((value, index) =>
    value.op === 'aggregate' ? [{ value, index }] : [],
  );
  const record = (over: 'horizon' | 'year' | 'quarter', t: number): void => {
    program.outcomes.forEach((outcome, k) => {
      if (outcome.over === over) outcomes[k].push(read(outcome.value, t));
    });
  };

  compute('once', 0);
  program.states.forEach(({ opening }, k) => (state[k] = read(opening, 0)));
  for (const year of program.time.years) {
    for (const { value, index } of aggregated) if (!value.window) aggregates.delete(index);
    for (let t = year.from; t < year.to; t++) {
      program.values.forEach((value, index) => {
        if (value.op === 'previous') values[index * quarters + t] = state[value.state];
      });
      compute('quarter', t);
      for (const { value, index } of aggregated) {
        if (value.window && (t < value.window[0] || t >= value.window[1])) continue;
        const running = aggregates.get(index) ?? new Running(value.kind);
        running.add(read(value.of, t));
        aggregates.set(index, running);
      }
      record('quarter', t);
      const next = program.states.map((s) => read(s.next, t));
      next.forEach((value, k) => (state[k] = value));
    }
    compute('year', year.to - 1);
    record('year', year.to - 1);
  }
  compute('end', quarters - 1);
  record('horizon', quarters - 1);

  const columns = outcomeColumns(program).map(({ outcome, period }) => outcomes[outcome][period]);
  return { outcomes: Float64Array.from(columns), values };
}

/** An aggregate while the quarters pass. */
export class Running {
  private count = 0;
  private folded = 0;

  constructor(private readonly kind: AggregateKind) {}

  add(x: number): void {
    this.folded = this.count++ === 0 ? x : AGGREGATES[this.kind].fold(this.folded, x);
  }

  get value(): number {
    return AGGREGATES[this.kind].divided ? this.folded / this.count : this.folded;
  }
}
