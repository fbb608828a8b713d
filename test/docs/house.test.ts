/** What holds for every file of the sources, which neither the compiler nor the linter asks. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knotsOf } from '../../src/revision/knots.ts';
import { ROOT } from './documents.ts';

const files = ['src', 'models', 'workers'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(join('kernel', 'assembly'))),
);

/** Without comments and texts, in which a mark means something else. */
const codeOf = (file: string): string =>
  readFileSync(join(ROOT, file), 'utf8').replaceAll(
    /\/\*[\s\S]*?\*\/|\/\/.*$|'(?:[^'\\\n]|\\.)*'/gm,
    "''",
  );

/** Files that a file names, for values or for types, at once or when they are asked for. */
const importsOf = (file: string): Set<string> =>
  new Set(
    [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from |import\(\s*)'(\.[^']+\.tsx?)'/g),
    ].map(([, to]) => join(file, '..', to)),
  );

test('no files import each other, by whatever way round and be it types alone', () => {
  expect(files.length).toBeGreaterThan(400);
  expect(knotsOf(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([]);
});

test('no file of the engine imports a model', () => {
  const ofEngine = files.filter((file) => file.startsWith('src'));
  const models = ofEngine.flatMap((file) =>
    [...importsOf(file)].filter((to) => to.startsWith('models')),
  );
  expect(models).toEqual([]);
});

/**
 * `value!` tells the compiler to look away. `entry`, `lastOf` and `present` of text/entry.ts say what
 * was missing instead. The number may fall and not rise.
 */
const ASSERTIONS = 81;

test(`at most ${ASSERTIONS} assertions that something is there go unchecked`, () => {
  const asserting = files.flatMap((file) =>
    [...codeOf(file).matchAll(/[\w)\]]!(?![=\w])/g)].map(() => file),
  );
  expect(asserting.length, asserting.join('\n')).toBeLessThanOrEqual(ASSERTIONS);
});
