/**
 * A program cut down to some of its outcomes: what they do not need is neither drawn nor computed.
 */

import { canonicalJson, sha256 } from './canonical.ts';
import type { Program, ProgramOutcome, Section, Value, ValueIndex } from './program.ts';

const SECTIONS = ['once', 'quarter', 'year', 'end'] as const satisfies readonly Section[];

/**
 * The program that computes the given outcomes alone, in their order. Every number it gives is the
 * one that the whole program gives.
 *
 * @param outcomes  of the program, or new ones over its values, such as a variable that is to be
 *           recorded
 */
export function selectOutcomes(program: Program, outcomes: readonly ProgramOutcome[]): Program {
  const values: Value[] = [];
  const newIndex = new Map<ValueIndex, ValueIndex>();
  const states: number[] = [];
  const needed = new Set<number>();

  const visit = (old: ValueIndex): ValueIndex => {
    const known = newIndex.get(old);
    if (known !== undefined) return known;
    const index = values.push(renamed(program.values[old])) - 1;
    newIndex.set(old, index);
    return index;
  };
  const renamed = (value: Value): Value => {
    if (value.op === 'input') needed.add(value.input);
    if (value.op === 'previous') {
      if (!states.includes(value.state)) states.push(value.state);
      return { op: 'previous', state: states.indexOf(value.state) };
    }
    if (value.op === 'aggregate') return { ...value, of: visit(value.of) };
    return 'args' in value ? { op: value.op, args: value.args.map(visit) } : value;
  };

  const kept = outcomes.map((outcome) => ({ ...outcome, value: visit(outcome.value) }));
  const closed: { opening: ValueIndex; next: ValueIndex }[] = [];
  // A state's equation may read further states, which then join the queue.
  for (let k = 0; k < states.length; k++) {
    const { opening, next } = program.states[states[k]];
    closed.push({ opening: visit(opening), next: visit(next) });
  }
  const sections = Object.fromEntries(
    SECTIONS.map((section) => [
      section,
      program.sections[section].flatMap((old) => newIndex.get(old) ?? []),
    ]),
  ) as unknown as Program['sections'];
  const used = withFactors(program, needed);
  const { headlines: _, charts: __, forecasts: ___, presets: ____, ...rest } = program;
  return {
    ...rest,
    fingerprint: sha256(
      canonicalJson([
        program.fingerprint,
        outcomes.map(({ id, over, period = over, value }) => [id, period, value]),
      ]),
    ),
    inputs: program.inputs.map((input, k) => ({ ...input, used: used.has(k) })),
    values,
    sections,
    states: closed,
    outcomes: kept,
    variables: program.variables.flatMap((variable) => {
      const value = newIndex.get(variable.value);
      return value === undefined ? [] : [{ ...variable, value }];
    }),
  };
}

/** Numbers of inputs, of the factors they load on, and of what they share a copula with. */
function withFactors({ inputs, copulas = [] }: Program, needed: ReadonlySet<number>): Set<number> {
  const ids = new Set([...needed].map((k) => inputs[k].id));
  for (const { inputs: members } of copulas) {
    if (members.some((id) => ids.has(id))) members.forEach((id) => ids.add(id));
  }
  for (const { id, loadings } of inputs) {
    if (ids.has(id)) loadings.forEach(({ factor }) => ids.add(factor));
  }
  return new Set(inputs.flatMap(({ id }, k) => (ids.has(id) ? [k] : [])));
}
