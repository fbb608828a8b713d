/**
 * docs/how-to/extend/add-a-family.md, walked in a copy of the project.
 *
 * @slow starts processes
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeBlocks, ROOT } from './documents.ts';
import { copyOfProject } from './project-copy.ts';

const path = join('docs', 'how-to', 'extend', 'add-a-family.md');
const blocks = codeBlocks({ path, text: readFileSync(join(ROOT, path), 'utf8') });
const [family, line] = blocks
  .filter(({ language }) => language === 'ts')
  .map(({ text }) => {
    const [, file, code] = /^\/\/ (\S+)\n([\s\S]*)$/.exec(text)!;
    return { file, code };
  });
const [refusal, commands] = blocks.filter(({ language }) => language === 'text');

const { folder, read, edit, tool, compile } = copyOfProject();

test('a file and a line are all that a family needs', () => {
  writeFileSync(join(folder, family.file), family.code);
  edit(line.file, (text) => text + line.code);
  expect(compile(line.file)).toBe('');
  const [generate, laws, dist] = commands.text.trim().split('\n');

  expect(generate).toBe('npx tsx docs/generate.ts');
  expect(tool('tsx', 'docs/generate.ts')).toBe('');
  expect(read(join('docs', 'reference', 'distributions.md'))).toContain(
    '`laplace(location, scale)`',
  );

  expect(laws).toBe('npx vitest run test/distributions/families.test.ts -t laplace');
  const said = tool('vitest', ...laws.split(' ').slice(2));
  expect(said).toMatch(/Tests .*\d\d passed/);
  expect(said).not.toMatch(/failed/);

  const [, text] = /^npm run chipcast -- dist '(.*)'$/.exec(dist)!;
  expect(tool('tsx', 'src/cli/main.ts', 'dist', text)).toContain('mean     5\n');
});

test('the self-test holds the family to what is known of it', () => {
  const script = [
    "import { distributionChecks } from './src/selftest/distributions.ts';",
    "import { readReference } from './src/selftest/reference.ts';",
    "const members = readReference().members.filter(({ text }) => text.startsWith('laplace'));",
    'for (const { name, count, passed } of distributionChecks({ members })) console.log(name, count, passed);',
  ];
  writeFileSync(join(folder, 'known.ts'), script.join('\n'));
  expect(tool('tsx', 'known.ts')).toBe('laplace quantiles 8 true\nlaplace moments 4 true\n');
});

test('the compiler says what is missing, as the page shows', () => {
  edit(family.file, (text) => text.replace(/^ {4}quantile: .*\n/m, ''));
  const [, file, what] = /^(\S+): (error TS\d+: .*)\n$/.exec(refusal.text)!;
  const said = compile(family.file);
  expect(said).toContain(file);
  expect(said).toContain(what);
});
