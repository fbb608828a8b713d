/**
 * What a program computes as its author wrote it: each variable of others by their names, rather
 * than of numbered values.
 */

import type { Program, Value, ValueIndex } from '../compile/program.ts';
import { entry } from '../text/entry.ts';

export type Named = Program['variables'][number];

/** Values that every reader has of its own: a variable that is one of these has no other name. */
const SHARED = new Set(['constant', 'schedule', 'input', 'previous']);

export class Written {
  readonly variables: ReadonlyMap<string, Named>;
  private readonly names = new Map<ValueIndex, Named[]>();
  private readonly states = new Map<string, number>();

  constructor(readonly program: Program) {
    this.variables = new Map(program.variables.map((one) => [one.id, one]));
    for (const one of program.variables) {
      const known = this.names.get(one.value);
      if (known === undefined) this.names.set(one.value, [one]);
      else known.push(one);
    }
    program.states.forEach(({ next }, state) => {
      for (const { id } of this.names.get(next) ?? []) this.states.set(id, state);
    });
  }

  /** Whose value it is, where it has a name; one of the reader's own component where it has several. */
  nameOf(index: ValueIndex, component: string | undefined): string | undefined {
    return SHARED.has(this.program.values[index].op) ? undefined : this.named(index, component)?.id;
  }

  /** Whose last value a state is; undefined where it has no name. */
  ofState(state: number, component: string | undefined): string | undefined {
    return this.named(this.program.states[state].next, component)?.id;
  }

  /** The state that keeps the last value of a variable; undefined where nothing reads that. */
  stateOf(id: string): number | undefined {
    return this.states.get(id);
  }

  /** The equation of a variable with its opening, names in the place of what has one. */
  text(id: string): string {
    const { value, over, unit, component } = entry(this.variables, id);
    const state = this.states.get(id);
    const opening =
      state === undefined ? '' : this.textOf(this.program.states[state].opening, component, false);
    return `${over} ${unit} ${this.textOf(value, component, true)} ; ${opening}`;
  }

  textOf(index: ValueIndex, component: string | undefined, top: boolean): string {
    const name = top ? undefined : this.nameOf(index, component);
    if (name !== undefined) return name;
    const value = this.program.values[index];
    const inside = (of: ValueIndex): string => this.textOf(of, component, false);
    switch (value.op) {
      case 'input':
        return this.program.inputs[value.input].id;
      case 'previous':
        return `previous(${this.ofState(value.state, component) ?? value.state})`;
      case 'aggregate':
        return `${value.kind}(${inside(value.of)},${value.window?.join(' to ') ?? 'year'})`;
      case 'constant':
        return String(value.value);
      case 'schedule':
        return value.values.join(' ');
      default:
        return `${value.op}(${value.args.map(inside).join(',')})`;
    }
  }

  /** Variables that an equation reads in the same quarter, and those that it reads at all. */
  reads(id: string): { readonly now: ReadonlySet<string>; readonly all: ReadonlySet<string> } {
    const now = new Set<string>();
    const all = new Set<string>();
    const { value, component } = entry(this.variables, id);
    const visit = (index: ValueIndex, top: boolean): void => {
      const name = top ? undefined : this.nameOf(index, component);
      if (name !== undefined) {
        now.add(name);
        all.add(name);
        return;
      }
      const node: Value = this.program.values[index];
      if (node.op === 'aggregate') visit(node.of, false);
      else if (node.op === 'previous') {
        const of = this.ofState(node.state, component);
        if (of !== undefined) all.add(of);
      } else if ('args' in node) for (const arg of node.args) visit(arg, false);
    };
    visit(value, true);
    const state = this.states.get(id);
    if (state !== undefined) visit(this.program.states[state].opening, false);
    return { now, all };
  }

  private named(index: ValueIndex, component: string | undefined): Named | undefined {
    const all = this.names.get(index);
    return all?.find((one) => one.component === component) ?? all?.[0];
  }
}
