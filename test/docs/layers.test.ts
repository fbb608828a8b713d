/** What docs/design.md says of layers: what the verbs and all below them do not touch. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './documents.ts';

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'assembly' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

/** Rooms above the verbs: the terminal, and Node as a place. */
const ABOVE = /^src[\\/](?:cli|node)[\\/]/;
const below = sources('src').filter((path) => !ABOVE.test(path));

/** Without comments, in which anything may be named. */
const codeOf = (path: string): string =>
  readFileSync(join(ROOT, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

/** Without what is there for types alone, which is gone when it runs. */
const valuesOf = (path: string): string =>
  codeOf(path).replaceAll(/^(?:import|export) type [\s\S]*?;$/gm, '');

/** Files of the project that a file imports, at once or when they are asked for. */
const valueImports = (path: string): string[] =>
  [...valuesOf(path).matchAll(/(?:from |import\(\s*)'(\.[^']+\.tsx?)'/g)].map(([, to]) => to);

const staticImports = (path: string): string[] =>
  [...valuesOf(path).matchAll(/from '(\.[^']+\.tsx?)'/g)].map(([, to]) => to);

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
      for (const to of valueImports(path)) reach(join(path, '..', to));
    };
    reach(join('src', 'index.ts'));
    expect(seen.size).toBeGreaterThan(150);
    const using = [...seen].filter((path) => NODE.test(valuesOf(path)));
    expect(using).toEqual([]);
    const verbs = sources(join('src', 'forecast'));
    expect(verbs.filter((path) => NODE.test(codeOf(path)))).toEqual([]);
  });

  test('a command runs verbs: beside them it imports pages, words and types, and nothing that computes', () => {
    const taken = sources('src/cli').flatMap((path) =>
      valueImports(path).map((to) => relative('src', join(path, '..', to)).split(/[\\/]/)[0]),
    );
    const others = new Set(taken.filter((room) => !RUN_BY_COMMANDS.includes(room)));
    expect([...others]).toEqual([]);
    expect(new Set(taken)).toContain('forecast');
  });

  test('nothing of what computes is loaded before a command is asked for', () => {
    const seen = new Set<string>();
    const reach = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const to of staticImports(path)) reach(join(path, '..', to));
    };
    // What the index loads at once, which is every command.
    for (const path of [join('src', 'cli', 'main.ts'), ...sources(join('src', 'cli', 'commands'))])
      reach(path);
    const rooms = new Set([...seen].map((path) => path.split(/[\\/]/)[1]));
    expect([...rooms].toSorted()).toEqual(LOADED_FOR_HELP);
    const verbs = sources(join('src', 'cli')).flatMap((path) =>
      staticImports(path)
        .map((to) => relative('src', join(path, '..', to)).replaceAll('\\', '/'))
        .filter((to) => /^(?:forecast|node|report)\//.test(to)),
    );
    expect([...new Set(verbs)].toSorted()).toEqual([
      'forecast/choices.ts',
      'forecast/usage-error.ts',
    ]);
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

/** Rooms whose values the files of `src/cli` take. */
const RUN_BY_COMMANDS = ['cli', 'forecast', 'node', 'report', 'text', 'version.ts'];

/** Constants that an option lists as its choices are all that is taken from plan to score. */
const LOADED_FOR_HELP = [
  'cli',
  'export',
  'forecast',
  'plan',
  'random',
  'revision',
  'score',
  'text',
  'version.ts',
  'wording',
];

const ROOMS_WITH_FILES = [
  'batch',
  'corpus',
  'execute',
  'export',
  'files',
  'fleet',
  'plan',
  'score',
  'selftest',
  'store',
  'tables',
];
