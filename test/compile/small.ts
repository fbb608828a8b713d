/** Models of a few lines, for tests of the compiler. */

import { type Compiled, compile } from '../../src/compile/compile.ts';
import type { TrialInputs } from '../../src/compile/draws.ts';
import { evaluate } from '../../src/compile/evaluate.ts';
import { ModelError, type Problem } from '../../src/compile/problem.ts';
import { outcomeColumns, type Program } from '../../src/compile/program.ts';
import {
  component,
  eq,
  type Input,
  input,
  type Model,
  model,
  normal,
  outcome,
  type Part,
  quarterly,
  quarters,
} from '../../src/index.ts';
import type { ModelOptions } from '../../src/language/model.ts';

/** A model of the year 2026 unless it says otherwise. */
export function small(declarations: unknown, options: Partial<ModelOptions> = {}): Model {
  return model('small', {
    title: 'Small',
    calendar: quarterly('2026Q1', 4),
    components: [component('all', 'Everything.', declarations)],
    ...options,
  });
}

export function compileSmall(declarations: unknown, options: Partial<ModelOptions> = {}): Compiled {
  return compile(small(declarations, options));
}

/** An uncertain number about which nothing matters but its unit. */
export function any(id: string, unit = '-'): Input {
  return input(id, { unit, distribution: normal({ mean: 0, sd: 1 }) });
}

/** The same, drawn every quarter. */
export function anyQuarterly(id: string, unit = '-'): Input {
  return input(id, { unit, distribution: normal({ mean: 0, sd: 1 }), over: quarters });
}

/** What is wrong with a model, as `subject: message`; warnings are marked. */
export function problemsOf(declarations: unknown, options: Partial<ModelOptions> = {}): string[] {
  return problems(declarations, options).map(
    ({ severity, subject, message }) =>
      `${severity === 'warning' ? 'warning: ' : ''}${subject}: ${message}`,
  );
}

function problems(declarations: unknown, options: Partial<ModelOptions>): readonly Problem[] {
  try {
    return compileSmall(declarations, options).warnings;
  } catch (error) {
    if (error instanceof ModelError) return error.problems;
    throw error;
  }
}

/** What is wrong with an equation that stands as an outcome called `it`. */
export function problemsIn(is: Part, unit = '-', options: Partial<ModelOptions> = {}): string[] {
  return problemsOf([outcome('it', { unit, is: eq`${is}` })], options).filter(
    (line) => !line.startsWith('warning'),
  );
}

/** Outcomes by id, of one trial with these values of the inputs; a list has one value a quarter. */
export function outcomesOf(
  program: Program,
  inputs: Readonly<Record<string, number | readonly number[]>> = {},
): Record<string, number> {
  const aligned: TrialInputs = program.inputs.map(({ id, distribution }) => {
    const fixed = /^point\((.*)\)$/.exec(distribution.replace('value=', ''));
    const value = inputs[id] ?? (fixed ? Number(fixed[1]) : undefined);
    if (value === undefined) throw new Error(`no value for ${id}`);
    return value;
  });
  const { outcomes } = evaluate(program, aligned);
  return Object.fromEntries(outcomeColumns(program).map(({ id }, k) => [id, outcomes[k]!]));
}
