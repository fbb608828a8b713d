/** What reads what in a model, component by component. */

import type { Program } from '../../compile/program.ts';
import type { Syntax } from '../../language/syntax.ts';
import { type Leaf, readEquation } from './read.ts';

export interface Influence {
  /** In the order of the model; only those with something in them. */
  readonly components: readonly {
    readonly name: string;
    readonly summary: string;
    readonly assumptions: number;
    readonly equations: number;
  }[];
  /** In the order of the components they come from. */
  readonly arrows: readonly Arrow[];
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Ids of what is read in the same quarter, or has no quarter. */
  readonly now: readonly string[];
  /** Ids of which the values of quarters ago alone are read. */
  readonly before: readonly string[];
}

/** Undefined of a program that was made before programs had their equations. */
export function influenceOf({ inputs, variables, components }: Program): Influence | undefined {
  if (components === undefined) return undefined;
  const componentOf = new Map<string, string>([
    ...inputs.map(({ id, about }): [string, string] => [id, about.component]),
    ...variables.map(({ id, component = '' }): [string, string] => [id, component]),
  ]);
  const isKnown = (id: string): boolean => componentOf.has(id);
  const reads = new Map<string, Map<string, boolean>>();
  for (const { component: to = '', about } of variables) {
    for (const text of [about?.equation, about?.opening]) {
      const tree = text === undefined ? undefined : readEquation(text, isKnown);
      if (tree === undefined) continue;
      for (const { id, lagged } of quantitiesOf(tree)) {
        const from = componentOf.get(id) ?? '';
        if (from === to) continue;
        const key = `${from} ${to}`;
        const ids = reads.get(key) ?? new Map<string, boolean>();
        reads.set(key, ids.set(id, lagged && (ids.get(id) ?? true)));
      }
    }
  }
  const filled = components.flatMap(({ name, summary }) => {
    const assumptions = inputs.filter(({ about }) => about.component === name).length;
    const equations = variables.filter(({ component }) => component === name).length;
    return assumptions + equations === 0 ? [] : [{ name, summary, assumptions, equations }];
  });
  const arrows = filled.flatMap(({ name: from }) =>
    filled.flatMap(({ name: to }): Arrow[] => {
      const ids = reads.get(`${from} ${to}`);
      if (ids === undefined) return [];
      const sorted = [...ids].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return [
        {
          from,
          to,
          now: sorted.flatMap(([id, lagged]) => (lagged ? [] : [id])),
          before: sorted.flatMap(([id, lagged]) => (lagged ? [id] : [])),
        },
      ];
    }),
  );
  return { components: filled, arrows };
}

/** The quantities of an equation, and whether only an earlier value is read at that place. */
function quantitiesOf(
  tree: Syntax<Leaf>,
  lagged = false,
): readonly { readonly id: string; readonly lagged: boolean }[] {
  switch (tree.kind) {
    case 'leaf':
      return tree.leaf.kind === 'quantity' ? [{ id: tree.leaf.id, lagged }] : [];
    case 'prefix':
      return quantitiesOf(tree.of, lagged);
    case 'infix':
      return [...quantitiesOf(tree.left, lagged), ...quantitiesOf(tree.right, lagged)];
    case 'call':
      return tree.args.flatMap((arg) => quantitiesOf(arg, lagged || tree.name === 'previous'));
    default:
      return [];
  }
}
