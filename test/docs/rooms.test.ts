import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './documents.ts';

// The table of docs/design.md: | `room/` | what it holds | `room` `room` |
const design = readFileSync(join(ROOT, 'docs', 'design.md'), 'utf8');
const rooms = new Map(
  [...design.matchAll(/^\| `(\w+)\/` *\| .* \|(.*)\|$/gm)].map(([, room, may]) => [
    room,
    new Set([...may.matchAll(/`(\w+)`/g)].map(([, name]) => name)),
  ]),
);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test('the table of rooms in docs/design.md has every folder of src, and no other', () => {
  expect([...rooms.keys()].sort()).toEqual(folders.sort());
});

test.each(folders)('src/%s imports what docs/design.md says, and nothing else', (room) => {
  const found = new Set<string>();
  for (const path of sources(join(ROOT, 'src', room))) {
    for (const [, specifier] of readFileSync(path, 'utf8').matchAll(
      /(?:from |import\(\s*)'(\.[^']+)'/g,
    )) {
      const to = join(path, '..', specifier).slice(join(ROOT, 'src', '/').length);
      const other = to.split(/[\\/]/)[0];
      if (other !== room && folders.includes(other)) found.add(other);
    }
  }
  expect([...found].filter((other) => !rooms.get(room)!.has(other))).toEqual([]);
});

test('no two rooms import each other, by whatever way round', () => {
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of rooms.get(from) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      reached(next, seen);
    }
    return seen;
  };
  expect([...rooms.keys()].filter((room) => reached(room).has(room))).toEqual([]);
});
