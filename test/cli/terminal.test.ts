import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { visible } from '../../src/cli/terminal.ts';
import { parseCondition } from '../../src/condition/condition.ts';
import { eq, parseDistribution } from '../../src/index.ts';
import { parseEquation } from '../../src/language/grammar.ts';
import { root, temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();

describe('law: no control character reaches the terminal', () => {
  test('whatever the text', () => {
    const any = fc.string({
      unit: fc.integer({ min: 0, max: 0x2070 }).map((c) => String.fromCharCode(c)),
    });
    fc.assert(
      fc.property(any, (text) => {
        const shown = ['0', '1', '22'].reduce(
          (said, style) => said.replaceAll(`\u001b[${style}m`, ''),
          visible(text),
        );
        expect(shown).not.toMatch(/[^\P{Cc}\t\n]|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  test('what is hidden is written out, and plain text stays as it is', () => {
    expect(visible('a\u001b]0;title\u0007b\u202ec')).toBe('a\\u001b]0;title\\u0007b\\u202ec');
    expect(visible('Zürich\t1 ± 2\n')).toBe('Zürich\t1 ± 2\n');
    expect(visible('\u001b[1mBold\u001b[22m')).toBe('\u001b[1mBold\u001b[22m');
    expect(visible('\u001b[8mgone')).toBe('\\u001b[8mgone');
  });
});

/** The command as a shell runs it, so that its streams can be what they like. */
function shell(command: string): { code: number | null; stderr: string; stdout: string } {
  const chipcast = `"${process.execPath}" "${inject('command')}"`;
  const { status, stderr, stdout } = spawnSync(
    'bash',
    ['-c', command.replace(/\bchipcast (?=[a-z])/, `${chipcast} `)],
    {
      cwd: root,
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  return { code: status, stderr, stdout };
}

test('law: what a model says of itself cannot change the terminal', () => {
  const path = join(folder, 'loud.ts');
  writeFileSync(
    path,
    `import { component, input, eq, model, outcome, quarterly, uniform } from 'chipcast';
const a = input('a', { label: 'A\\u001b[2J', unit: '-', distribution: uniform({ min: 0, max: 1 }), why: '\\u0007' });
const b = outcome('b', { label: 'B\\u001b]0;owned\\u0007', unit: '-', is: eq\`\${a} * 2\` });
export default model('loud', { title: 'L\\u001b[31m\\u202eX', calendar: quarterly('2026Q1', 4), headlines: ['b'], components: [component('all', 'All\\u001bc', { a, b })] });
`,
  );
  for (const command of [
    `chipcast run --model ${path} --trials 64 --executor inline --out ${folder}/loud`,
    `chipcast model --model ${path} --equations`,
    `chipcast model --model ${path}`,
  ]) {
    const { code, stdout, stderr } = shell(command);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('\\u001b');
    const plain = ['1', '22', '0'].reduce((said, k) => said.replaceAll(`\u001b[${k}m`, ''), stdout);
    expect(plain).not.toMatch(/[^\P{Cc}\t\n]|\u202e/u);
  }
});

test('a model that waits for what never comes ends the command, with a word', () => {
  const path = join(folder, 'waits.ts');
  writeFileSync(path, 'await new Promise(() => {});\n');
  expect(shell(`chipcast run --model ${path}`)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'chipcast: it ended before it was done: it waits for what never comes\n',
  });
});

describe.skipIf(process.platform !== 'linux')('streams, devices and folders of the system', () => {
  test('a full disk under the output fails, with a reason and no stack', () => {
    expect(shell('chipcast model --model heat-pumps > /dev/full')).toMatchObject({
      code: 1,
      stderr: 'chipcast: the output cannot be written: the disk is full\n',
    });
  });

  test('a reader that goes is no failure, and what was asked is done', () => {
    const { code, stderr } = shell(
      `chipcast run --model heat-pumps --trials 64 --executor inline --out ${folder} 2>&1 >/dev/null | true; exit \${PIPESTATUS[0]}`,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(
      shell(
        `chipcast verify heat-pumps-baseline --executor inline --out ${folder} | head -1; exit \${PIPESTATUS[0]}`,
      ),
    ).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    [
      'a device as a spec',
      'chipcast run /dev/zero',
      /run spec \/dev\/zero cannot be read: it is a device/,
    ],
    [
      'a device as a column',
      `chipcast dist 'empirical(file="/dev/zero", column="x")'`,
      /\/dev\/zero: it is a device/,
    ],
    ['no folder for runs', 'chipcast run --out ""', /--out.*It is empty; wanted a path/],
    [
      'a folder that can hold nothing',
      'chipcast run --model heat-pumps --trials 64 --executor inline --out /proc',
      /\/proc\/heat-pumps-baseline/,
    ],
    [
      'a link to nothing',
      `ln -s nowhere ${folder}/dangling; chipcast run ${folder}/dangling`,
      /dangling is a link to something that does not exist/,
    ],
    ['a folder as a spec', 'chipcast run docs', /run spec docs cannot be read: it is a folder/],
  ])('%s', (_, command, named) => {
    const { code, stderr, stdout } = shell(command);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(named);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});

function messageOf(ask: () => unknown): string {
  try {
    ask();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('law: what is nested too deeply is refused, not a stack that overflows', () => {
  const deep = 20_000;
  const text = (inner: string): string => `${'('.repeat(deep)}${inner}${')'.repeat(deep)}`;
  const equation = (said: string) =>
    eq(Object.assign([said], { raw: [said] }) as unknown as TemplateStringsArray);

  test.each([
    ['brackets', text('1')],
    ['signs', `${'-'.repeat(deep)}1`],
    ['negations', `${'not '.repeat(deep)}1`],
    ['powers', `${'2^'.repeat(deep)}1`],
    ['calls', `${'abs('.repeat(deep)}1${')'.repeat(deep)}`],
  ])('%s', (_, said) => {
    expect(() => parseEquation(equation(said))).toThrow(
      /nested more than 200 deep; give parts of it names/,
    );
  });

  test('terms in a row', () => {
    expect(() => parseEquation(equation(`1${'+1'.repeat(5 * deep)}`))).toThrow(
      /more than 100000 terms stand in a row/,
    );
    expect(parseEquation(equation(`1${'+1'.repeat(deep)}`)).kind).toBe('infix');
  });

  test.each([
    ['brackets', `${text('a > 1')}`],
    ['negations', `${'not '.repeat(deep)}a`],
    ['calls', `${'abs('.repeat(deep)}a${')'.repeat(deep)} > 1`],
    ['terms in a row', Array(deep).fill('a > 1').join(' and ')],
  ])('%s of a condition, whose message shows the place and not all of it', (_, said) => {
    const read = (): unknown => parseCondition(said, { columns: ['a'] });
    expect(read).toThrow(/nested more than 200 deep|more than 2500 terms stand in a row/);
    expect(messageOf(read).length).toBeLessThan(800);
  });

  test('distributions', () => {
    expect(() => parseDistribution(`${'truncate('.repeat(deep)}1${')'.repeat(deep)}`)).toThrow(
      /brackets stand more than 50 deep/,
    );
  });

  test('a run spec', () => {
    const path = join(folder, 'deep.yaml');
    writeFileSync(path, `name: x\nset: ${'['.repeat(deep)}\n`);
    const { code, stderr } = shell(`chipcast run ${path}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/nested too deeply/);
    expect(stderr).not.toMatch(/^ {4}at |fault of chipcast|call stack/m);
  });
});
