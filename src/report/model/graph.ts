/**
 * The influence diagram of a model, as Mermaid text: what reads what, in the same quarter or a
 * quarter later.
 */

import type { Compiled } from '../../compile/compile.ts';
import { type Definition, readIn } from '../../compile/declarations.ts';
import type { Outcome, Part } from '../../language/declaration.ts';
import { entry } from '../../text/entry.ts';
import { plural } from '../../text/listed.ts';

/**
 * A `flowchart`. Solid arrows act in the same quarter, dashed ones through last quarter's value.
 *
 * @param full  every quantity and outcome by itself; otherwise one node a component, an arrow
 *              telling how many quantities it stands for
 */
export function modelGraph(
  compiled: Compiled,
  { full = false }: { readonly full?: boolean } = {},
): string {
  return `${(full ? variableGraph(compiled) : componentGraph(compiled)).join('\n')}\n`;
}

interface Reading {
  readonly id: string;
  readonly lagged: boolean;
}

function componentGraph({ model, declarations }: Compiled): string[] {
  const { quantities, componentOf } = declarations;
  const components = model.components
    .map(({ name }) => name)
    .filter((name) => [...componentOf.values()].includes(name));
  const nodes = components.map((name, k) => {
    const own = [...quantities.values()].filter(({ id }) => componentOf.get(id) === name);
    const equations = own.filter(isComputed).length;
    return `  c${k}["${quoted(name)}<br/>${plural(own.length - equations, 'assumption')}, ${plural(equations, 'equation')}"]`;
  });
  // Distinct quantities that one component reads of another, in the same quarter and as of the
  // last.
  const arrows = new Map<string, Set<string>>();
  for (const definition of quantities.values()) {
    const to = entry(componentOf, definition.id);
    for (const { id, lagged } of readings(definition)) {
      const from = componentOf.get(id);
      if (from === undefined || from === to) continue;
      const arrow = `c${components.indexOf(from)} ${lagged ? '-.->' : '-->'}|#| c${components.indexOf(to)}`;
      arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(id));
    }
  }
  const edges = [...arrows].map(([arrow, ids]) => `  ${arrow.replace('#', String(ids.size))}`);
  return ['flowchart LR', ...nodes, ...edges.sort(byNode)];
}

function variableGraph({ model, declarations }: Compiled): string[] {
  const { quantities, outcomes, componentOf } = declarations;
  const nodeOf = new Map([...quantities.keys()].map((id, k) => [id, `v${k}`]));
  const components = model.components.map(({ name }) => name);
  const lines = components.flatMap((name, k) => {
    const own = [...quantities.values()].filter(({ id }) => componentOf.get(id) === name);
    if (own.length === 0) return [];
    // Rounded is assumed, square is computed.
    const nodes = own.map((definition) => {
      const [open, close] = isComputed(definition) ? ['[', ']'] : ['([', '])'];
      return `    ${nodeOf.get(definition.id)}${open}"${quoted(definition.id)}"${close}`;
    });
    return [`  subgraph c${k}["${quoted(name)}"]`, ...nodes, '  end'];
  });
  const reported = outcomes.map((outcome, k) => ({ node: `o${k}`, outcome }));
  const outcomeNodes = reported.map(
    ({ node, outcome }) => `    ${node}{{"${quoted(outcomeName(outcome))}"}}`,
  );
  const edges = new Set<string>();
  const draw = (reads: readonly Reading[], to: string): void => {
    for (const { id, lagged } of reads) {
      const from = nodeOf.get(id);
      if (from !== undefined) edges.add(`  ${from} ${lagged ? '-.->' : '-->'} ${to}`);
    }
  };
  quantities.forEach((definition, id) => draw(readings(definition), entry(nodeOf, id)));
  reported.forEach(({ node, outcome }) => draw(readBy(outcome.is), node));
  return [
    'flowchart LR',
    ...lines,
    '  subgraph outcomes["outcomes"]',
    ...outcomeNodes,
    '  end',
    ...edges,
  ];
}

function outcomeName({ id, over }: Outcome): string {
  return over === undefined ? id : `${id}, each ${over}`;
}

function isComputed({ kind }: Definition): boolean {
  return kind === 'variable' || kind === 'stock';
}

function readings(definition: Definition): Reading[] {
  switch (definition.kind) {
    case 'input':
      return (definition.loadings ?? []).map(({ factor }) => ({ id: factor.id, lagged: false }));
    case 'variable':
      return [...readBy(definition.is), ...readBy(definition.opening)];
    case 'stock':
      return [...readBy(definition.change), ...readBy(definition.opening)];
    default:
      return [];
  }
}

/** What a part reads; bare `previous`, a stock's own last value, is no arrow. */
function readBy(part: Part | undefined): Reading[] {
  return readIn(part).map((read) =>
    read.kind === 'previous'
      ? { id: (typeof read.of === 'function' ? read.of() : read.of).id, lagged: true }
      : { id: read.id, lagged: false },
  );
}

/** Edges in the order of the nodes, as a reader follows them. */
function byNode(a: string, b: string): number {
  const numbers = (edge: string): number[] =>
    [...edge.matchAll(/c(\d+)/g)].map((match) => Number(match[1]));
  const [from, to] = numbers(a) as [number, number];
  const [otherFrom, otherTo] = numbers(b) as [number, number];
  return from - otherFrom || to - otherTo || (a < b ? -1 : 1);
}

function quoted(text: string): string {
  return text.replaceAll('"', '#quot;');
}
