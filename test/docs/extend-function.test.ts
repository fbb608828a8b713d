/**
 * docs/how-to/extend/add-a-function.md, walked in a copy of the project.
 *
 * @slow starts processes
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeBlocks, ROOT } from './documents.ts';
import { copyOfProject } from './project-copy.ts';

const path = join('docs', 'how-to', 'extend', 'add-a-function.md');
const page = { path, text: readFileSync(join(ROOT, path), 'utf8') };
const blocks = codeBlocks(page);
const row = blocks.find(({ language }) => language === 'ts')!.text;
const [commands, refusal] = blocks.filter(({ language }) => language === 'text');

const { read, edit, tool, compile } = copyOfProject();
const rows = join('src', 'language', 'operations');

test('a row is all that a composed function needs', () => {
  edit(join(rows, 'functions.ts'), (text) =>
    text.replace(/^export const composed = \{\n/m, `$&${row}`),
  );
  const [generate, laws] = commands!.text.trim().split('\n');
  expect(generate).toBe('npx tsx docs/generate.ts');
  expect(tool('tsx', 'docs/generate.ts')).toBe('');
  const reference = read(join('docs', 'language.md'));
  expect(reference).toMatch(/^\| `cosh\(x\)` .*`cosh\(0\)` is 1 +\|$/m);
  expect(laws).toMatch(/^npx vitest run test\/language\/operations\.test\.ts /);
  const said = tool('vitest', 'run', 'test/language/operations.test.ts', '-t', 'cosh');
  expect(said).toMatch(/Tests .*5 passed/);
  expect(said).not.toMatch(/failed/);
});

test('a name without a row is refused by the compiler, as the page shows', () => {
  edit(join(rows, 'row.ts'), (text) =>
    text.replace(/^export type UnaryOperation =\n/m, `$&  | 'cosh'\n`),
  );
  const [, file = '', what = ''] = /^(\S+): (error TS\d+: Property 'cosh' is missing)/.exec(
    refusal!.text,
  )!;
  const said = compile(join(rows, 'index.ts'));
  expect(said).toContain(file);
  expect(said).toContain(what);
});
