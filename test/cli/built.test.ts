/** What build.mjs makes of the sources: a handful of modules, and who loads which. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { temporaryFolder } from '../folders.ts';
import { chipcast } from './chipcast.ts';

const temporary = temporaryFolder();
const folder = dirname(inject('command'));
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** Files of the build that are loaded with a file, without those that it asks for later. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, next] of textOf(file).matchAll(/(?:from|import)"\.\/([^"]+)"/g))
    loadedWith(next, seen);
  return seen;
}

test('help loads what can be typed and nothing that computes', () => {
  const loaded = loadedWith('chipcast.js');
  expect([...loaded]).not.toContain('machine.js');
  expect(loaded.size).toBeLessThan(6);
});

test('a thread loads the machine, and neither the command line nor the verbs', () => {
  const loaded = [...loadedWith('thread.js')];
  expect(loaded).toContain('machine.js');
  expect(loaded).not.toContain('node.js');
  expect(loaded).not.toContain('chipcast.js');
});

test('the package is one part and those below it, without the libraries of pages', () => {
  const loaded = [...loadedWith('node.js')];
  expect(loaded.length).toBeLessThan(6);
  expect(loaded).not.toContain('pages.js');
  expect(loaded).not.toContain('chipcast.js');
  // A forecast in process reads no spec and keeps no folder.
  expect(loaded).not.toContain('folder.js');
  expect(loaded.filter((file) => textOf(file).includes('parseDocument'))).toEqual([]);
  expect(textOf('pages.js').includes('parseHTML')).toBe(true);
});

test('what a browser loads asks for no module of Node', () => {
  const files = readdirSync(folder).filter((file) => /^portable.*\.js$/.test(file));
  expect(files).toContain('portable.js');
  for (const file of files) {
    const loaded = [...loadedWith(file)];
    expect(loaded.every((part) => part.startsWith('portable'))).toBe(true);
    expect(/(?:from|import|import\(|require\()\s*["'`]node:/.test(textOf(file))).toBe(false);
  }
});

test('a fault is said to be in the file of the model, not in the build', async () => {
  const path = join(temporary, 'wrong.ts');
  writeFileSync(
    path,
    `import { component, eq, input, model, once, outcome } from 'chipcast';

const cost = input('cost', { distribution: '4e5 to 9e5', judgement: true } as never);

export default model('wrong', {
  title: 'Wrong',
  calendar: once(2027),
  components: [component('all', 'All.', [outcome('o', { unit: 'EUR', is: eq\`\${cost}\` })])],
});
`,
  );
  const { code, stderr, stdout } = await chipcast('model', '--model', path, '--check');
  expect(code).not.toBe(0);
  expect(`${stdout}${stderr}`).toMatch(/cost: has no unit.*\n +at \S*wrong\.ts:3\n/);
});
