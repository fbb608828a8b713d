import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { explained as inHelp } from '../../src/cli/options.ts';
import { program } from '../../src/cli/program.ts';
import { VERSION } from '../../src/version.ts';
import { root } from '../folders.ts';
import { type Answer, chipcast } from './chipcast.ts';

const silent = { code: 0, stderr: '' };
const { commands } = program;

/** All at once, for each takes its third of a second to start. */
const answers = new Map<string, Answer>();
beforeAll(async () => {
  const asked = ['run --help', 'sensitivity --help', '--help', '', '--version'];
  const ask = async (words: string): Promise<void> => {
    answers.set(words, await chipcast(...words.split(' ').filter(Boolean)));
  };
  await Promise.all(asked.map(ask));
}, 60_000);

test.each([
  ['run', 'Usage: chipcast run [options] [spec]'],
  ['resume', 'Usage: chipcast resume [options] <run>'],
  ['verify', 'Usage: chipcast verify [options] [run]'],
  ['trial', 'Usage: chipcast trial [options] [run] [number]'],
  ['model', 'Usage: chipcast model [options]'],
  ['batch', 'Usage: chipcast batch [options] <spec>'],
  ['score', 'Usage: chipcast score [options] [runs...]'],
  ['export', 'Usage: chipcast export [options] <run>'],
])('`chipcast %s --help` says how it is used', (name, usage) => {
  const help = commands.find((command) => command.name() === name)!.helpInformation();
  expect(help.split('\n')[0]).toBe(usage);
});

test.each(commands.map((command) => [command.name(), command] as const))(
  'the help of `chipcast %s` explains every argument and option, and hides what is for tests',
  (_, command) => {
    const help = command.helpInformation();
    const explained = [command, ...command.registeredArguments].map(({ description }) =>
      typeof description === 'string' ? description : command.description(),
    );
    explained.push(...command.options.filter(({ hidden }) => !hidden).map(inHelp));
    for (const text of explained) {
      expect(text).not.toBe('');
      // The help folds lines.
      expect(help.replace(/\s+/g, ' ')).toContain(text.replace(/\s+/g, ' '));
    }
    // Changes speed only.
    expect(help).not.toContain('--chunk');
  },
);

test('defaults are said in one way, wherever they are declared', () => {
  const option = (description: string, defaultValue?: unknown, argChoices?: string[]) =>
    inHelp({ description, defaultValue, argChoices });
  expect(option('where runs are kept', 'runs/out')).toBe('where runs are kept (default: runs/out)');
  expect(option('points', 4096)).toBe('points (default: 4096)');
  expect(option('how (default: weights)', undefined, ['weights', 'tempering'])).toBe(
    'how (one of weights, tempering; default: weights)',
  );
  expect(option('repeatable', [])).toBe('repeatable');
});

test('every file of src/cli/commands is a command that help lists', () => {
  const files = readdirSync(join(root, 'src', 'cli', 'commands')).filter(
    (file) => file !== 'index.ts',
  );
  expect(files.toSorted()).toEqual(commands.map((command) => `${command.name()}.ts`).toSorted());
});

test('help comes from a process of its own, too', () => {
  const { stdout, ...rest } = answers.get('run --help')!;
  expect(rest).toEqual(silent);
  expect(stdout.split('\n')[0]).toBe('Usage: chipcast run [options] [spec]');
});

test('the help of sensitivity names the methods, which are loaded for it', () => {
  const { stdout, ...rest } = answers.get('sensitivity --help')!;
  expect(rest).toEqual(silent);
  expect(stdout.replace(/\s+/g, ' ')).toContain('sobol, shapley, ');
});

test('`chipcast --help` lists every command and the exit codes, and so does `chipcast` alone', () => {
  const [asked, alone] = [answers.get('--help')!, answers.get('')!];
  expect({ code: asked.code, stderr: asked.stderr }).toEqual(silent);
  for (const command of commands)
    expect(asked.stdout).toMatch(new RegExp(`^  ${command.name()} `, 'm'));
  expect(asked.stdout).toContain('Exit codes: 0 done, 1 failed, 2 usage or bad input.');
  expect(alone).toEqual(asked);
});

test('`chipcast --version` is one line', () => {
  expect(answers.get('--version')).toEqual({ ...silent, stdout: `${VERSION}\n` });
});
