/**
 * The compiler refuses an operation without its row, and a row without one of its fields.
 *
 * @slow starts processes
 */

import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../docs/documents.ts';
import { typeErrors } from '../docs/type-check.ts';

const home = realpathSync(mkdtempSync(join(tmpdir(), 'chipcast-rows-')));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const folder = join(ROOT, 'src', 'language', 'operations');
const FILES = ['arithmetic.ts', 'truth.ts', 'functions.ts', 'distributions.ts'];

/** A path as an import of a file in `home`. */
const fromHome = (path: string): string => {
  const there = relative(home, path).replaceAll('\\', '/');
  return there.startsWith('.') ? there : `./${there}`;
};

/** What a file says, its imports good from anywhere. */
function source(file: string): string {
  return readFileSync(join(folder, file), 'utf8').replaceAll(
    /from '(\.[^']+)'/g,
    (_, path: string) => `from '${fromHome(join(folder, path))}'`,
  );
}

interface Row {
  readonly file: string;
  readonly name: string;
  readonly text: string;
  /** Texts of the fields by name. */
  readonly fields: readonly (readonly [name: string, text: string])[];
}

/** Rows stand two blanks in, their fields four. */
const rows: readonly Row[] = FILES.flatMap((file) =>
  [...source(file).matchAll(/^ {2}(\w+): \{\n([\s\S]*?)^ {2}\},\n/gm)].map(
    ([text, name = '', inside = '']): Row => ({
      file,
      name,
      text,
      fields: [...inside.matchAll(/^ {4}(\w+):[\s\S]*?(?=^ {4}\w+:|$(?![\s\S]))/gm)].map(
        ([field, called = '']) => [called, field] as const,
      ),
    }),
  ),
);

/** Every change, and the file in which the compiler must find fault with it. */
const changes = new Map<string, string>();
rows.forEach(({ file, name, text, fields }) => {
  const write = (change: string, content: string): string => {
    const path = join(home, `${change}.ts`);
    writeFileSync(path, content);
    return path;
  };
  for (const [field, line] of fields) {
    const change = `${name}-without-${field}`;
    changes.set(change, write(change, source(file).replace(text, text.replace(line, ''))));
  }
  if (!text.includes('opcode')) return;
  const rest = write(`${name}-gone`, source(file).replace(text, ''));
  const index = source('index.ts').replace(fromHome(join(folder, file)), fromHome(rest));
  changes.set(`all-without-${name}`, write(`all-without-${name}`, index));
});

test('every row and every field is looked at', () => {
  expect(rows.length).toBeGreaterThan(25);
  expect(rows.flatMap(({ fields }) => fields).length).toBeGreaterThan(5 * rows.length);
  expect(changes.size).toBeGreaterThan(180);
});

const asItIs = [...FILES, 'index.ts'].map((file) => {
  writeFileSync(join(home, `as-it-is-${file}`), source(file));
  return join(home, `as-it-is-${file}`);
});

const more = join(home, 'more.ts');
writeFileSync(
  more,
  source('functions.ts').replace(/^\} satisfies Partial/m, `  cosh: 1,\n} satisfies Partial`),
);

/** Of all of them at once: most of the time goes into what they import. */
let errors: string;
beforeAll(() => {
  errors = typeErrors(home, [...asItIs, ...changes.values(), more]);
});

test('without a change there is no fault', () => {
  expect(errors).not.toContain('as-it-is-');
});

test('a row or a field that is deleted is an error of types', () => {
  const unnoticed = [...changes.keys()].filter((change) => !errors.includes(`${change}.ts`));
  expect(unnoticed).toEqual([]);
});

test('a row of what a program cannot hold is an error of types', () => {
  expect(errors).toMatch(/more\.ts.*'cosh' does not exist/);
});
