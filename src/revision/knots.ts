/** What stands in a circle, and groups that share a member. */

import { entry } from '../text/entry.ts';

/**
 * Sets of two or more that reach each other: the strongly connected components of a graph.
 *
 * Source: Tarjan (1972), "Depth-first search and linear graph algorithms", SIAM Journal on
 * Computing 1(2), 146-160, doi:10.1137/0201010.
 *
 * @param reads  of each name, the names that it leads to
 */
export function knotsOf(reads: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const path: string[] = [];
  const onPath = new Set<string>();
  const knots: string[][] = [];
  const visit = (name: string): void => {
    index.set(name, index.size);
    low.set(name, entry(index, name));
    path.push(name);
    onPath.add(name);
    for (const next of reads.get(name) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(name, Math.min(entry(low, name), entry(low, next)));
      } else if (onPath.has(next)) {
        low.set(name, Math.min(entry(low, name), entry(index, next)));
      }
    }
    if (low.get(name) !== index.get(name)) return;
    const knot = path.splice(path.indexOf(name));
    for (const one of knot) onPath.delete(one);
    if (knot.length > 1) knots.push(knot);
  };
  for (const name of reads.keys()) if (!index.has(name)) visit(name);
  return knots;
}

/**
 * The name of the group of each member, where groups that share a member are one: its members in
 * order, by commas.
 */
export function joined(groups: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const groupOf = new Map<string, Set<string>>();
  for (const group of groups) {
    const all = new Set(group.flatMap((one) => [...(groupOf.get(one) ?? [one])]));
    for (const one of all) groupOf.set(one, all);
  }
  return new Map([...groupOf].map(([one, all]) => [one, [...all].sort().join(', ')]));
}
