/** What docs/design.md says of layers: what the verbs and all below them do not touch. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './documents.ts';

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'assembly' ? [] : sources(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

/** Rooms above the verbs: the terminal, and Node as a place. */
const ABOVE = /^src[\\/](?:cli|node)[\\/]/;
const below = sources('src').filter((path) => !ABOVE.test(path));

/** Without comments, in which anything may be named. */
const codeOf = (path: string): string =>
  readFileSync(join(ROOT, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

/** What each of these may not, with those that may and why. */
describe('under cli/', () => {
  test('nothing writes to a terminal, ends the process or reads its arguments', () => {
    const touching = below.filter((path) =>
      /\bprocess\.(?:stdout|stderr|stdin|exit|exitCode|argv|on|env|cwd)\b|\bconsole\./.test(
        codeOf(path),
      ),
    );
    expect(touching).toEqual([]);
  });

  test('verbs import nothing of Node, not even by way of what they import', () => {
    const NODE = /(?:from |import\(\s*)'(?:node:[^']+|piscina|hyparquet|proper-lockfile)'/;
    const seen = new Set<string>();
    const reach = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      // Types are gone when it runs.
      const text = codeOf(path).replaceAll(/^(?:import|export) type [\s\S]*?;$/gm, '');
      for (const [, to] of text.matchAll(/(?:from |import\(\s*)'(\.[^']+\.ts)'/g))
        reach(join(path, '..', to));
    };
    reach(join('src', 'index.ts'));
    expect(seen.size).toBeGreaterThan(150);
    const using = [...seen].filter((path) =>
      NODE.test(codeOf(path).replaceAll(/^(?:import|export) type [\s\S]*?;$/gm, '')),
    );
    expect(using).toEqual([]);
    const verbs = sources(join('src', 'forecast'));
    expect(verbs.filter((path) => NODE.test(codeOf(path)))).toEqual([]);
  });

  test('files and modules of Node are for these alone', () => {
    const rooms = new Set(
      below
        .filter((path) => /(?:from |import\(\s*)'node:/.test(codeOf(path)))
        .map((path) => path.split(/[\\/]/)[1]),
    );
    // The readers and writers of files, and what ships with the package as files; one executor.
    expect([...rooms].toSorted()).toEqual(ROOMS_WITH_FILES);
  });
});

const ROOMS_WITH_FILES = [
  'batch',
  'execute',
  'export',
  'files',
  'plan',
  'score',
  'selftest',
  'store',
  'tables',
];
