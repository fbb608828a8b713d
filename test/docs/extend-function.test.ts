/** docs/how-to/extend/add-a-function.md, walked in a copy of the project. */

import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks, ROOT } from './documents.ts';

const path = join('docs', 'how-to', 'extend', 'add-a-function.md');
const page = { path, text: readFileSync(join(ROOT, path), 'utf8') };
const blocks = codeBlocks(page);
const row = blocks.find(({ language }) => language === 'ts')!.text;
const [commands, refusal] = blocks.filter(({ language }) => language === 'text');

const copy = realpathSync(mkdtempSync(join(tmpdir(), 'chipcast-function-')));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

beforeAll(() => {
  for (const name of ['src', 'docs', 'test', 'models', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  cpSync(join(ROOT, 'vitest.config.ts'), join(copy, 'vitest.config.ts'));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir');
});

const rows = join('src', 'language', 'operations');

function edit(file: string, change: (text: string) => string): void {
  const place = join(copy, rows, file);
  const text = readFileSync(place, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(place, changed);
}

/** What a tool of the project prints, whether it ends well or not. */
function tool(name: string, ...args: readonly string[]): string {
  try {
    const path = join(copy, 'node_modules', '.bin', name);
    return execFileSync(path, args, { cwd: copy, encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test('a row is all that a composed function needs', () => {
  edit('functions.ts', (text) => text.replace(/^export const composed = \{\n/m, `$&${row}`));
  const [generate, laws] = commands!.text.trim().split('\n');
  expect(generate).toBe('npx tsx docs/generate.ts');
  expect(tool('tsx', 'docs/generate.ts')).toBe('');
  const reference = readFileSync(join(copy, 'docs', 'language.md'), 'utf8');
  expect(reference).toMatch(/^\| `cosh\(x\)` .*`cosh\(0\)` is 1 +\|$/m);
  expect(laws).toMatch(/^npx vitest run test\/language\/operations\.test\.ts /);
  const said = tool('vitest', 'run', 'test/language/operations.test.ts', '-t', 'cosh');
  expect(said).toMatch(/Tests .*5 passed/);
  expect(said).not.toMatch(/failed/);
});

test('a name without a row is refused by the compiler, as the page shows', () => {
  edit('row.ts', (text) => text.replace(/^export type UnaryOperation =\n/m, `$&  | 'cosh'\n`));
  const [, file = '', what = ''] = /^(\S+): (error TS\d+: Property 'cosh' is missing)/.exec(
    refusal!.text,
  )!;
  const config = { extends: './tsconfig.json', files: [join(rows, 'index.ts')], include: [] };
  writeFileSync(join(copy, 'rows.json'), JSON.stringify(config));
  const said = tool('tsc', '-p', 'rows.json');
  expect(said).toContain(file);
  expect(said).toContain(what);
});
