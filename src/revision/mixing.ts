/**
 * Two editions of a model, and every program between them: some components with the equations of
 * one, the others with those of the other. A variable that only one edition has comes along with
 * what reads it.
 */

import { programFingerprint } from '../compile/compile.ts';
import { Graph } from '../compile/graph.ts';
import { order } from '../compile/order.ts';
import type { Program, ProgramInput, ProgramOutcome, ValueIndex } from '../compile/program.ts';
import { entry } from '../text/entry.ts';
import { joined, knotsOf } from './knots.ts';
import { Written } from './written.ts';

/** Equations that change together. */
interface Part {
  /** Of its components, by commas; `outcomes` for what is reported. */
  readonly name: string;
  /** Ids of what is computed otherwise. */
  readonly changed: readonly string[];
}

export interface Mixing {
  readonly parts: readonly Part[];
  /**
   * @param taken   names of the parts that have the equations of the later program
   * @param inputs  what is assumed, by id; it decides loadings and dimensions
   */
  program(taken: ReadonlySet<string>, inputs: ReadonlyMap<string, ProgramInput>): Program;
}

const REPORTED = 'outcomes';

/** Undefined where the two have other quarters or inputs drawn at other times: nothing is between. */
export function mixingOf(from: Program, to: Program): Mixing | undefined {
  const before = new Map(from.inputs.map(({ id, over }) => [id, over]));
  const sameTime =
    from.time.start === to.time.start && from.time.quarters.length === to.time.quarters.length;
  if (!sameTime || to.inputs.some(({ id, over }) => (before.get(id) ?? over) !== over))
    return undefined;
  const [old, now] = [new Written(from), new Written(to)];
  const both = [...now.variables.keys()].filter((id) => old.variables.has(id));
  const partOf = partsOf(old, now, both);
  const changed = new Map<string, string[]>();
  const differs = (part: string, id: string): void => {
    changed.set(part, [...(changed.get(part) ?? []), id]);
  };
  for (const id of both) if (old.text(id) !== now.text(id)) differs(partOf(id), id);
  const reported = commonOutcomes(from, to);
  for (const [one, other] of reported)
    if (old.textOf(one.value, undefined, false) !== now.textOf(other.value, undefined, false))
      differs(REPORTED, one.id);
  return {
    parts: [...changed]
      .map(([name, ids]) => ({ name, changed: ids.toSorted() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    program: (taken, inputs) => {
      const own = (id: string): Written => {
        if (!old.variables.has(id)) return now;
        return now.variables.has(id) && taken.has(partOf(id)) ? now : old;
      };
      const outcomes = reported.map(([one, other]) =>
        taken.has(REPORTED) ? { of: now, outcome: other } : { of: old, outcome: one },
      );
      const ids = new Set([...old.variables.keys(), ...now.variables.keys()]);
      return mixed(own, outcomes, [...ids].sort(), inputs, taken.size === 0 ? from : to);
    },
  };
}

/** The part to which a variable of both programs belongs. */
function partsOf(old: Written, now: Written, both: readonly string[]): (id: string) => string {
  const own = (id: string): string =>
    now.variables.get(id)?.component ?? old.variables.get(id)?.component ?? '';
  const reads = new Map(
    [...new Set([...old.variables.keys(), ...now.variables.keys()])].map((id) => {
      const each = [old, now].flatMap((one) => (one.variables.has(id) ? [one.reads(id)] : []));
      return [
        id,
        {
          now: new Set(each.flatMap((one) => [...one.now])),
          all: new Set(each.flatMap((one) => [...one.all])),
        },
      ] as const;
    }),
  );
  // Variables that read each other in one quarter, an edition this way and another that way, change
  // together; so do a variable that means another thing, in another unit, and its readers.
  const knots = knotsOf(new Map([...reads].map(([id, one]) => [id, one.now])));
  const meansOther = both.filter((id) => {
    const [a, b] = [entry(old.variables, id), entry(now.variables, id)];
    return a.unit !== b.unit || a.over !== b.over;
  });
  const together = [
    ...knots.map((ids) => ids.map(own)),
    ...meansOther.map((id) => [
      own(id),
      ...[...reads].flatMap(([reader, { all }]) => (all.has(id) ? [own(reader)] : [])),
    ]),
  ];
  const names = joined(together);
  return (id) => names.get(own(id)) ?? own(id);
}

/** What both report, in the order of the later one. */
function commonOutcomes(from: Program, to: Program): [ProgramOutcome, ProgramOutcome][] {
  return to.outcomes.flatMap((other) => {
    const one = from.outcomes.find(
      ({ id, over, unit }) => id === other.id && over === other.over && unit === other.unit,
    );
    return one === undefined ? [] : [[one, other]];
  });
}

/** A program with each variable as one of two programs has it. */
function mixed(
  own: (id: string) => Written,
  outcomes: readonly { readonly of: Written; readonly outcome: ProgramOutcome }[],
  ids: readonly string[],
  assumed: ReadonlyMap<string, ProgramInput>,
  about: Program,
): Program {
  const graph = new Graph(about.time.quarters.length);
  const known = new Map<string, ValueIndex>();
  const states: { opening: ValueIndex; next: ValueIndex }[] = [];
  const stateNumbers = new Map<string, number>();
  const open: (() => void)[] = [];
  const inputIds: string[] = [];

  const variable = (id: string): ValueIndex => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const source = own(id);
    const { value, component } = entry(source.variables, id);
    const index = copy(source, value, component, true);
    known.set(id, index);
    return index;
  };
  const copy = (
    source: Written,
    index: ValueIndex,
    component: string | undefined,
    top = false,
  ): ValueIndex => {
    const name = top ? undefined : source.nameOf(index, component);
    if (name !== undefined) return variable(name);
    const value = source.program.values[index];
    const inside = (of: ValueIndex): ValueIndex => copy(source, of, component);
    switch (value.op) {
      case 'constant':
        return graph.constant(value.value);
      case 'schedule':
        return graph.schedule(value.values);
      case 'input':
        return input(source.program.inputs[value.input]);
      case 'previous':
        return graph.previous(last(source, value.state, component));
      case 'aggregate':
        return graph.aggregate({ ...value, of: inside(value.of) });
      default:
        return graph.operation(value.op, ...value.args.map(inside));
    }
  };
  const input = ({ id, over }: ProgramInput): ValueIndex => {
    const number = inputIds.indexOf(id);
    return graph.input(number >= 0 ? number : inputIds.push(id) - 1, over === 'quarter');
  };
  const last = (source: Written, state: number, component: string | undefined): number => {
    const id = source.ofState(state, component);
    const key = id ?? `${source.program.fingerprint} ${state}`;
    const found = stateNumbers.get(key);
    if (found !== undefined) return found;
    const number = states.push({ opening: -1, next: -1 }) - 1;
    stateNumbers.set(key, number);
    open.push(() => {
      // An edition in which nobody reads the last value gives no opening: then the reader's does.
      const chosen = id === undefined ? source : own(id);
      const kept = id === undefined ? state : chosen.stateOf(id);
      const [from, of] = kept === undefined ? [source, state] : [chosen, kept];
      const { opening, next } = from.program.states[of];
      states[number] = {
        opening: copy(from, opening, component),
        next: id === undefined ? copy(source, next, component) : variable(id),
      };
    });
    return number;
  };

  const values = outcomes.map(({ of, outcome }) => copy(of, outcome.value, undefined));
  const kept = ids.map(variable);
  // Openings and equations of states may read further states.
  for (let k = 0; k < open.length; k++) open[k]();
  const inputs = [...assumed.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const numberOf = new Map(inputs.map(({ id }, number) => [id, number]));
  const ordered = order(
    graph,
    states,
    [...values, ...kept],
    inputIds.map((id) => entry(numberOf, id)),
  );
  const used = new Set([...ordered.usedInputs].map((number) => inputIds[number]));
  for (const { inputs: members } of about.copulas ?? [])
    if (members.some((id) => used.has(id))) members.forEach((id) => used.add(id));
  for (const { id, loadings } of inputs)
    if (used.has(id)) loadings.forEach(({ factor }) => used.add(factor));
  const computed = {
    time: about.time,
    inputs: inputs.map((one) => ({ ...one, used: used.has(one.id) })),
    ...(about.copulas === undefined ? {} : { copulas: about.copulas }),
    values: ordered.values,
    sections: ordered.sections,
    states: ordered.states,
    outcomes: outcomes.map(({ outcome }, k) => ({
      ...outcome,
      value: entry(ordered.indexOf, values[k]),
    })),
  };
  return {
    format: 1,
    name: about.name,
    title: about.title,
    fingerprint: programFingerprint(computed),
    ...computed,
    variables: ids.map((id, k) => ({
      ...entry(own(id).variables, id),
      value: entry(ordered.indexOf, kept[k]),
    })),
  };
}
