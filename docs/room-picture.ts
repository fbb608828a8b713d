/** The picture of imports between rooms, drawn from the table of docs/design.md. */

import { readFileSync } from 'node:fs';

/** Rooms, and those that each may import. */
function importsOfRooms(): ReadonlyMap<string, ReadonlySet<string>> {
  const design = readFileSync(new URL('design.md', import.meta.url), 'utf8');
  return new Map(
    [...design.matchAll(/^\| `(\w+)\/` *\| .* \|(.*)\|$/gm)].map(([, room, may]) => [
      room,
      new Set([...may.matchAll(/`(\w+)`/g)].map(([, name]) => name)),
    ]),
  );
}

/**
 * Arrows from each room to those that it imports, without those that lead where a longer way leads
 * too: so that a hundred and more arrows become a picture. Rooms do not import in a circle.
 */
export function roomPicture(imports = importsOfRooms()): string {
  const reached = new Map<string, Set<string>>();
  const reach = (room: string): Set<string> => {
    const known = reached.get(room);
    if (known) return known;
    const all = new Set<string>();
    reached.set(room, all);
    for (const next of imports.get(room) ?? [])
      for (const far of [next, ...reach(next)]) all.add(far);
    return all;
  };
  const arrows = [...imports].flatMap(([room, next]) =>
    [...next]
      .filter((to) => ![...next].some((other) => other !== to && reach(other).has(to)))
      .map((to) => `  ${room} --> ${to}`),
  );
  return ['```mermaid', 'graph TD', ...arrows.toSorted(), '```'].join('\n');
}
