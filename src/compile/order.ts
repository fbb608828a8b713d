/**
 * Puts the values that outcomes need in one canonical order, whatever the order of declaration:
 * outcomes by id, each value after what it reads, states as they are met. So the same equations
 * give the same program and the same fingerprint.
 */

import { entry } from '../text/entry.ts';
import type { Graph } from './graph.ts';
import type { Program, Section, Value, ValueIndex } from './program.ts';

export interface Ordered {
  readonly values: readonly Value[];
  readonly sections: Program['sections'];
  readonly states: Program['states'];
  /** New index of a value of the graph; absent if no outcome needs it. */
  readonly indexOf: ReadonlyMap<ValueIndex, ValueIndex>;
  /** Graph numbers of the inputs that are used. */
  readonly usedInputs: ReadonlySet<number>;
}

export function order(
  graph: Graph,
  states: readonly { readonly opening: ValueIndex; readonly next: ValueIndex }[],
  roots: readonly ValueIndex[],
  /** Number of an input in the program, by its number in the graph. */
  inputNumber: readonly number[],
): Ordered {
  const values: Value[] = [];
  const indexOf = new Map<ValueIndex, ValueIndex>();
  const stateOf = new Map<number, number>();
  const met: number[] = [];
  const usedInputs = new Set<number>();
  const sections: Record<Section, ValueIndex[]> = { once: [], quarter: [], year: [], end: [] };

  /** A value after all that it reads, in a loop: chains of thousands have no room on the stack. */
  const visit = (root: ValueIndex): ValueIndex => {
    const waiting = [root];
    while (waiting.length > 0) {
      const old = waiting[waiting.length - 1];
      const unread = indexOf.has(old)
        ? undefined
        : readBy(graph.values[old]).find((read) => !indexOf.has(read));
      if (unread !== undefined) waiting.push(unread);
      else {
        waiting.pop();
        if (!indexOf.has(old)) place(old);
      }
    }
    return entry(indexOf, root);
  };

  const place = (old: ValueIndex): void => {
    const value = graph.values[old];
    let renamed: Value = value;
    if (value.op === 'previous') {
      let state = stateOf.get(value.state);
      if (state === undefined) {
        state = met.push(value.state) - 1;
        stateOf.set(value.state, state);
      }
      renamed = { op: 'previous', state };
    } else if (value.op === 'input') {
      usedInputs.add(value.input);
      renamed = { op: 'input', input: inputNumber[value.input] };
    } else if (value.op === 'aggregate') {
      renamed = { ...value, of: entry(indexOf, value.of) };
    } else if ('args' in value) {
      renamed = { op: value.op, args: value.args.map((arg) => entry(indexOf, arg)) };
    }
    const index = values.push(renamed) - 1;
    indexOf.set(old, index);
    const section = sectionOf(graph, old);
    if (section) sections[section].push(index);
  };

  roots.forEach(visit);
  const closed: { opening: ValueIndex; next: ValueIndex }[] = [];
  // A state's equation may read further states, which then join the queue.
  for (let k = 0; k < met.length; k++) {
    const { opening, next } = states[met[k]];
    closed.push({ opening: visit(opening), next: visit(next) });
  }
  return { values, sections, states: closed, indexOf, usedInputs };
}

function readBy(value: Value): readonly ValueIndex[] {
  if (value.op === 'aggregate') return [value.of];
  return 'args' in value ? value.args : [];
}

function sectionOf(graph: Graph, value: ValueIndex): Section | undefined {
  const node = graph.values[value];
  if (
    node.op === 'constant' ||
    node.op === 'schedule' ||
    node.op === 'input' ||
    node.op === 'previous'
  )
    return undefined;
  const nature = graph.natures[value];
  if (nature.final) return 'end';
  if (nature.byYear) return 'year';
  return nature.byQuarter ? 'quarter' : 'once';
}
