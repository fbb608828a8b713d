/**
 * docs/how-to/extend/add-a-command.md, walked in a copy of the project.
 *
 * @slow  It compiles that copy twice and runs commands in it.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeBlocks, ROOT } from './documents.ts';
import { copyOfProject } from './project-copy.ts';

const path = join('docs', 'how-to', 'extend', 'add-a-command.md');
const blocks = codeBlocks({ path, text: readFileSync(join(ROOT, path), 'utf8') });
const [verb, command, line] = blocks
  .filter(({ language }) => language === 'ts')
  .map(({ text }) => {
    const [, file, code] = /^\/\/ (\S+)\n([\s\S]*)$/.exec(text)!;
    return { file, code };
  });
const [steps, refusal] = blocks.filter(({ language }) => language === 'text');

const { folder, read, edit, tool, compile } = copyOfProject();

test('a verb, a file and a line are all that a command needs', () => {
  for (const { file, code } of [verb, command]) writeFileSync(join(folder, file), code);
  edit(line.file, (text) => text.replace("  import('./discover.ts'),\n", `$&${line.code}`));
  expect(compile(line.file)).toBe('');
  const [generate, help, run] = steps.text.trim().split('\n');

  expect(generate).toBe('npx tsx docs/generate.ts');
  expect(tool('tsx', 'docs/generate.ts')).toBe('');
  expect(read('README.md')).toMatch(/^\| `chipcast extremes RUN ID` .* \| find the trials /m);
  expect(read(join('docs', 'reference', 'command-line.md'))).toContain('\n## extremes\n');

  expect(help).toBe('npx vitest run test/cli/help.test.ts -t extremes');
  const said = tool('vitest', ...help.split(' ').slice(2));
  expect(said).toMatch(/Tests .*1 passed/);
  expect(said).not.toMatch(/failed/);

  const made = ['--model', 'heat-pumps', '--trials', '64', '--executor', 'inline', '--quiet'];
  tool('tsx', 'src/cli/main.ts', 'run', ...made);
  const words = /^npm run chipcast -- (.*)$/.exec(run)![1].replaceAll("'", '').split(' ');
  expect(tool('tsx', 'src/cli/main.ts', ...words)).toMatch(
    /^least: \d+\.\d+ in trial \d+\ngreatest: \d+\.\d+ in trial \d+\n$/,
  );
});

test('what would be loaded with help is refused', () => {
  const here = "import { extremes } from '../../forecast/extremes.ts';\n";
  edit(command.file, (text) => text.replace(/^import /m, `${here}$&`));
  const said = tool('vitest', 'run', 'test/docs/layers.test.ts', '-t', 'before a command');
  expect(said).toMatch(/Tests .*1 failed/);
  edit(command.file, (text) => text.replace(here, ''));
});

test('an option that is used and not declared is refused by the compiler, as the page shows', () => {
  edit(command.file, (text) => text.replace(/\n +\.option\('--digits.*\n?/, ''));
  const said = compile(command.file);
  const [file, code, why] = /^(\S+): (error TS\d+): .*\.\.\. (Property 'digits' is missing)/
    .exec(refusal.text)!
    .slice(1);
  expect(said).toContain(file);
  expect(said).toContain(code);
  expect(said).toContain(why);
});
