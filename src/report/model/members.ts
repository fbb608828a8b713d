/** The quantities of a model by component, in the order in which its files declare them. */

import type { Compiled } from '../../compile/compile.ts';
import type { Definition } from '../../compile/declarations.ts';
import type { Where } from '../../language/declaration.ts';
import { sourceLine } from '../../language/equation.ts';
import { entry } from '../../text/entry.ts';

export type Assumption = Extract<Definition, { kind: 'input' | 'lever' | 'constant' | 'factor' }>;
export type Computed = Extract<Definition, { kind: 'variable' | 'stock' }>;

export interface Members {
  readonly assumptions: Assumption[];
  readonly equations: Computed[];
}

/** The quantities of each component, as they stand in its files. */
export function byComponent({ declarations }: Compiled): ReadonlyMap<string, Members> {
  const members = new Map<string, Members>();
  for (const definition of asWritten([...declarations.quantities.values()])) {
    const component = declarations.componentOf.get(definition.id) ?? '';
    const member = members.get(component) ?? { assumptions: [], equations: [] };
    members.set(component, member);
    if (definition.kind === 'variable' || definition.kind === 'stock')
      member.equations.push(definition);
    else member.assumptions.push(definition);
  }
  return members;
}

/**
 * In the order of their lines in each file: a namespace lists its exports by name, its author wrote
 * them in a better order.
 */
export function asWritten<T extends { readonly where: Where }>(declared: readonly T[]): T[] {
  const files = new Map<string, number>();
  const placed = declared.map((declaration) => {
    const [, file = '', line = '0'] =
      /^(.*):(\d+)$/.exec(sourceLine(declaration.where) ?? '') ?? [];
    if (!files.has(file)) files.set(file, files.size);
    return { declaration, file: entry(files, file), line: Number(line) };
  });
  return placed
    .sort((a, b) => a.file - b.file || a.line - b.line)
    .map(({ declaration }) => declaration);
}
