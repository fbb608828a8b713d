/**
 * The pages of docs/how-to/extend/, walked together in one copy of the project: each adds its file
 * and its line, the compiler accepts all of them, the tests that a page names pass, its commands
 * run; and with a part of each taken away the compiler says what the page shows.
 *
 * @slow starts processes: it compiles the copy twice and runs tests in it
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeBlocks, ROOT } from './documents.ts';
import { copyOfProject } from './project-copy.ts';
import { wordsOf } from './walk.ts';

interface Page {
  /** Blocks of code by the file that they name in their first line, in the order of the page. */
  readonly code: readonly { readonly file: string; readonly text: string }[];
  /** Blocks of what is typed, a line each, and of what the compiler says. */
  readonly commands: readonly string[];
  readonly refusal: string;
}

const folderOfPages = join('docs', 'how-to', 'extend');

function pageOf(name: string): Page {
  const path = join(folderOfPages, `add-a${name}.md`);
  const blocks = codeBlocks({ path, text: readFileSync(join(ROOT, path), 'utf8') });
  const texts = blocks.filter(({ language }) => language === 'text').map(({ text }) => text.trim());
  return {
    code: blocks
      .filter(({ language }) => language === 'ts')
      .map(({ text }) => {
        const [, file = '', code = text] = /^\/\/ (\S+)\n([\s\S]*)$/.exec(text) ?? [];
        return { file, text: code };
      }),
    commands: texts.filter((text) => text.startsWith('np')).flatMap((text) => text.split('\n')),
    refusal: texts.find((text) => text.includes(': error TS'))!,
  };
}

const pages = {
  function: pageOf('-function'),
  family: pageOf('-family'),
  command: pageOf('-command'),
  method: pageOf('-method'),
  chart: pageOf('-chart'),
  input: pageOf('n-input'),
};

const { folder, read, edit, tool, compile } = copyOfProject();
const functions = 'src/language/operations/functions.ts';
const rows = 'src/language/operations/index.ts';
const COST = 'models/china-ai-chips/cost-comparator.ts';
const HEAT_PUMPS = 'models/examples/heat-pumps/index.ts';

/** Saves the first block of a page, which is a file. */
function save({ code: [{ file, text }] }: Page): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Puts a name, and its import, into the index of a page. */
function list(page: Page, at: RegExp, name: string): void {
  const { file, text } = page.code.find(({ file: of }) => of.endsWith('index.ts'))!;
  edit(file, (index) =>
    index.replace(at, text).replace(/^import /m, `import { ${name} } from './${name}.ts';\n$&`),
  );
}

beforeAll(() => {
  edit(functions, (text) =>
    text.replace(/^export const composed = \{\n/m, `$&${pages.function.code[0].text}`),
  );
  save(pages.family);
  edit(pages.family.code[1].file, (text) => text + pages.family.code[1].text);
  save(pages.command);
  const [, command, line] = pages.command.code;
  writeFileSync(join(folder, command.file), command.text);
  edit(line.file, (text) => text.replace("  import('./discover.ts'),\n", `$&${line.text}`));
  save(pages.method);
  list(pages.method, /^(?= {2}shapley,$)/m, 'medial');
  save(pages.chart);
  list(pages.chart, /^const DECLARED = .*\n/m, 'columns');
  edit(HEAT_PUMPS, (text) => text.replace(/^(?= {2}headlines: )/m, pages.chart.code[2].text));
  const [input, equation] = pages.input.code;
  edit(COST, (text) =>
    text
      .replace(/^(?=export const domesticFactor )/m, `${input.text}\n`)
      .replace(/^ {4}\* \(1 \+ \$\{porting\}.*\n/m, equation.text),
  );
});

const files = [
  rows,
  pages.family.code[1].file,
  pages.command.code[2].file,
  pages.method.code[1].file,
  pages.chart.code[1].file,
  HEAT_PUMPS,
  'models/china-ai-chips/index.ts',
];

test('every page of the folder is walked', () => {
  const names = readdirSync(join(ROOT, folderOfPages)).map(
    (name) => /^add-an?-(.*)\.md$/.exec(name)![1],
  );
  expect(names.toSorted()).toEqual(Object.keys(pages).toSorted());
});

test('the compiler accepts what the pages add', () => {
  expect(compile(files)).toBe('');
});

test('the reference lists what was added', () => {
  const generates = Object.values(pages).filter(({ commands }) =>
    commands.includes('npx tsx docs/generate.ts'),
  );
  expect(generates).toHaveLength(4);
  expect(tool('tsx', 'docs/generate.ts')).toBe('');
  expect(read('docs/language.md')).toMatch(/^\| `cosh\(x\)` .*`cosh\(0\)` is 1 +\|$/m);
  expect(read('docs/reference/distributions.md')).toContain('`laplace(location, scale)`');
  expect(read('README.md')).toMatch(/^\| `chipcast extremes RUN ID` .* \| find the trials /m);
  expect(read('docs/reference/command-line.md')).toContain('\n## extremes\n');
  expect(read('docs/how-to/find-what-drives-a-forecast.md')).toMatch(/^\| `medial` /m);
});

test('the model files that follow from the input are written anew', () => {
  expect(pages.input.commands[0]).toBe('npm run model:update');
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const [runner, script] = scripts['model:update'].split(' ');
  expect(tool(runner, script, '--quick')).toMatch(
    /dimensions\.ts: written anew\n.*sources\.csv: written anew\n.*README\.md: written anew\n/,
  );
  expect(read('models/china-ai-chips/dimensions.ts')).toMatch(/ {2}'cost\.warranty',\n\];\n$/);
  expect(read('models/china-ai-chips/sources.csv')).toMatch(/; cost\.warranty\r\n/);
  expect(read('models/china-ai-chips/README.md')).toContain('184 assumptions go in');
});

test('the tests that the pages name hold what was added', () => {
  const named = Object.values(pages)
    .flatMap(({ commands }) => commands)
    .filter((line) => line.startsWith('npx vitest run '))
    .map((line) => line.split(' ').slice(3));
  const ofTests = named.flatMap((words) => words.filter((word) => word.endsWith('.test.ts')));
  expect(ofTests).toEqual([
    'test/language/operations.test.ts',
    'test/kernel/machine.test.ts',
    'test/distributions/families.test.ts',
    'test/cli/help.test.ts',
    'test/sensitivity/methods.test.ts',
  ]);
  // The machine is held by random models of all functions, which takes too long here.
  const run = ofTests.filter((file) => !file.includes('machine'));
  const names = 'cosh|laplace|extremes|an analysis by all methods|are each of one method';
  // One thing is wrong: it is loaded with help, too.
  const here = "import { extremes } from '../../forecast/extremes.ts';\n";
  const { file } = pages.command.code[1];
  edit(file, (text) => text.replace(/^import /m, `${here}$&`));
  run.push('test/docs/layers.test.ts');
  const said = tool(
    'vitest',
    'run',
    '--reporter=verbose',
    ...run,
    '-t',
    `${names}|before a command`,
  );
  edit(file, (text) => text.replace(here, ''));
  expect(said).toMatch(/Tests .*(?<!\d)1 failed/);
  expect(said.match(/[×✗].*/g)?.join('\n')).toMatch(/^.*loaded before a command is asked for/);
  for (const [word, least] of [
    ['cosh', 5],
    ['laplace', 10],
    ['extremes', 1],
    ['method', 2],
  ] as const)
    expect(said.match(new RegExp(`✓.*${word}`, 'g'))?.length ?? 0, word).toBeGreaterThanOrEqual(
      least,
    );
});

test('the self-test holds the family to what is known of it, and the commands run', () => {
  const typed = Object.values(pages)
    .flatMap(({ commands }) => commands)
    .filter((line) => line.startsWith('npm run chipcast -- '))
    .map((line) => wordsOf(line).slice(4));
  expect(typed.map(([name]) => name).toSorted()).toEqual([
    'dist',
    'extremes',
    'model',
    'report',
    'run',
    'sensitivity',
  ]);
  // Extremes and the report are of the latest run.
  const order = ['dist', 'model', 'run', 'extremes', 'report', 'sensitivity'];
  const lines = typed.toSorted((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  const script = [
    "import { program } from './src/cli/program.ts';",
    "import { distributionChecks } from './src/selftest/distributions.ts';",
    "import { readReference } from './src/selftest/reference.ts';",
    "const members = readReference().members.filter(({ text }) => text.startsWith('laplace'));",
    'for (const { name, count, passed } of distributionChecks({ members })) console.log(name, count, passed);',
    `for (const words of ${JSON.stringify(lines)}) await program.parseAsync(words, { from: 'user' });`,
  ];
  writeFileSync(join(folder, 'typed.ts'), script.join('\n'));
  const said = tool('tsx', 'typed.ts');
  expect(said).toContain('laplace quantiles 8 true\nlaplace moments 4 true\n');
  expect(said).toContain('mean     5\n');
  expect(said).toMatch(/^least: \d+\.\d+ in trial \d+\ngreatest: \d+\.\d+ in trial \d+\n/m);
  expect(said).toMatch(/^.* medial/m);
  const runs = readdirSync(join(folder, 'runs', 'out')).filter((name) =>
    name.startsWith('heat-pumps'),
  );
  const html = read(join('runs', 'out', runs[0], 'report.html'));
  expect(html).toContain('Medians; 90 of 100 trials lie within the line.');
});

describe('with a part taken away', () => {
  let said: string;
  beforeAll(() => {
    edit('src/language/operations/row.ts', (text) =>
      text.replace(/^ {2}\| 'negate'$/m, "$&\n  | 'cosh'"),
    );
    edit(functions, (text) => text.replace(pages.function.code[0].text, ''));
    const without = (file: string, part: RegExp): void =>
      edit(file, (text) => text.replace(part, ''));
    without(pages.family.code[0].file, /^ {4}quantile: .*\n/m);
    without(pages.command.code[1].file, /\n +\.option\('--digits.*\n?/);
    without(pages.method.code[0].file, /^ {2}columns: [\s\S]*?\],\n/m);
    without(pages.chart.code[0].file, /^ {2}data: [\s\S]*?\n {4}\),\n/m);
    edit(COST, (text) => text.replace(/(cost\.warranty[\s\S]*?)^ {2}unit: .*\n/m, '$1'));
    said = compile(files);
  });

  test.each(Object.entries(pages))('of a %s, the compiler says what the page shows', (_, page) => {
    const [, file, code, why] =
      /^(\S+): (error TS\d+: )(?:.*\.\.\. )?(Property '\w+' is missing)/.exec(page.refusal)!;
    const at = said.split('\n').findIndex((one) => one.startsWith(file) && one.includes(code));
    // What is long is told on the lines that follow, set in.
    const [first, ...more] = said.split('\n').slice(at);
    const end = more.findIndex((one) => !one.startsWith(' '));
    expect(at, said).toBeGreaterThanOrEqual(0);
    expect([first, ...more.slice(0, end)].join('\n')).toContain(why);
  });
});
