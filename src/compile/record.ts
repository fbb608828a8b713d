/** A program that records quantities of its model, whether an outcome reports them or not. */

import { bareId } from '../text/column-name.ts';
import { kindOf, type OutcomeKind } from './outcome-kind.ts';
import {
  outcomeColumns,
  type Program,
  type ProgramOutcome,
  streamNames,
  type Value,
} from './program.ts';
import { selectOutcomes } from './select.ts';

/**
 * Names under which a program can record something: outcomes with their period, inputs
 * (`demand.growth`, or `prc.stanceNoise[2026Q1]` where they are drawn every quarter), and variables
 * in the same forms.
 */
export function recordableNames(program: Program): readonly string[] {
  const { inputs, variables, time } = program;
  const ofQuantities = [...inputs, ...variables].flatMap(({ id, over }) =>
    streamNames({ id, over }, time.quarters),
  );
  return [...new Set([...outcomeColumns(program).map(({ id }) => id), ...ofQuantities])];
}

/** The unit of all that can be recorded, by name. */
export function recordableUnits(program: Program): ReadonlyMap<string, string> {
  const byOutcome = new Map(outcomeColumns(program).map(({ id, unit }) => [id, unit]));
  const byId = new Map([...program.inputs, ...program.variables].map(({ id, unit }) => [id, unit]));
  return new Map(
    recordableNames(program).map((name) => [
      name,
      byOutcome.get(name) ?? byId.get(bareId(name)) ?? '',
    ]),
  );
}

/** The kind of all that can be recorded, by name, where it is declared or its unit says it. */
export function recordableKinds(program: Program): ReadonlyMap<string, OutcomeKind> {
  const units = recordableUnits(program);
  const declared = new Map(
    outcomeColumns(program).map(({ id, outcome }) => [id, program.outcomes[outcome]]),
  );
  return new Map(
    [...units].flatMap(([name, unit]) => {
      const kind = kindOf(declared.get(name) ?? { unit, about: {} });
      return kind === undefined ? [] : [[name, kind] as const];
    }),
  );
}

/**
 * The program that computes the named columns alone; `outcomeColumns` of it has each of them,
 * beside the other periods of what they are of. Every number is the one that the whole program
 * gives.
 *
 * @param names  some of `recordableNames`
 */
export function recordColumns(program: Program, names: readonly string[]): Program {
  const values: Value[] = [...program.values];
  const taken = new Map<string, ProgramOutcome>();
  const columns = outcomeColumns(program);
  for (const name of names) {
    const id = bareId(name);
    // A variable by quarter and an outcome by year may share an id; the period tells them apart.
    const column = columns.find((one) => one.id === name);
    const outcome = column
      ? program.outcomes[column.outcome]
      : quantityOutcome(program, values, id, name !== id);
    if (outcome === undefined) throw new Error(`recordColumns: there is no ${name}`);
    taken.set(`${outcome.id} ${outcome.period ?? outcome.over}`, outcome);
  }
  return selectOutcomes({ ...program, values }, [...taken.values()]);
}

function quantityOutcome(
  { inputs, variables }: Program,
  values: Value[],
  id: string,
  byQuarter: boolean,
): ProgramOutcome | undefined {
  const over = byQuarter ? 'quarter' : 'horizon';
  const variable = variables.find((one) => one.id === id);
  if (variable) return { id, unit: variable.unit, over, value: variable.value, about: {} };
  const input = inputs.findIndex((one) => one.id === id);
  if (input < 0) return undefined;
  const known = values.findIndex((value) => value.op === 'input' && value.input === input);
  const value = known >= 0 ? known : values.push({ op: 'input', input }) - 1;
  return { id, unit: inputs[input].unit, over, value, about: {} };
}
