/** An argument that begins with a minus and a digit is a value, wherever a value can stand. */

import { describe, expect, test } from 'vitest';
import { ValueCommand } from '../../src/cli/value-command.ts';
import { chipcast } from './chipcast.ts';

const VALUES = ['-5', '-5 to 50', '-.5', '-.5 to 2', '-1e3', '-5a', '-2026-11', '-0'];

/** What a command is given by these words: its arguments, then its options. */
function given(declare: (command: ValueCommand) => unknown, ...words: string[]) {
  let heard: unknown[] = [];
  const program = new ValueCommand('program').exitOverride();
  program.configureOutput({ writeErr: () => {} });
  const command = program.command('do');
  declare(command);
  command.action((...all: unknown[]) => {
    heard = all.slice(0, -1);
  });
  program.parse(['do', ...words], { from: 'user' });
  return heard;
}

describe.each(VALUES)('%j', (value) => {
  test('is an argument, before and behind options', () => {
    const declare = (command: ValueCommand) => command.argument('<value>').option('--json');
    expect(given(declare, value)).toEqual([value, {}]);
    expect(given(declare, value, '--json')).toEqual([value, { json: true }]);
    expect(given(declare, '--json', value)).toEqual([value, { json: true }]);
    expect(given(declare, '--', value)).toEqual([value, {}]);
  });

  test('is the value of an option: of one that needs one, may have one, or takes several', () => {
    const declare = (command: ValueCommand) =>
      command.option('--seed <text>').option('--ledger [file]').option('--ids <ids...>');
    expect(given(declare, '--seed', value)).toEqual([{ seed: value }]);
    expect(given(declare, `--seed=${value}`)).toEqual([{ seed: value }]);
    expect(given(declare, '--ledger', value)).toEqual([{ ledger: value }]);
    expect(given(declare, '--ids', value, 'b', value, '--seed', 'c')).toEqual([
      { ids: [value, 'b', value], seed: 'c' },
    ]);
  });

  test('is what the parser of an option or an argument reads', () => {
    const read = (text: string) => `read ${text}`;
    const declare = (command: ValueCommand) =>
      command.argument('<value>', '', read).option('--seed <text>', '', read);
    expect(given(declare, value, '--seed', value)).toEqual([
      `read ${value}`,
      { seed: `read ${value}` },
    ]);
  });
});

test.each(['-x', '-x5', '-', '--5x', '-.x', '-e5'])('%j is no value', (word) => {
  const declare = (command: ValueCommand) => command.option('--json');
  expect(() => given(declare, word)).toThrow(/unknown option|too many arguments/);
});

test('short options stay options', () => {
  const declare = (command: ValueCommand) => command.option('-q, --quiet').argument('[value]');
  expect(given(declare, '-q', '-5')).toEqual(['-5', { quiet: true }]);
});

test('commands say what they think of such a value, not that it is no option', async () => {
  const [range, number, trials] = await Promise.all([
    chipcast('dist', '-5 to 50'),
    chipcast('dist', '-.5', '--json'),
    chipcast('run', '--trials', '-3k'),
  ]);
  expect([range.code, range.stderr]).toEqual([
    2,
    '-5 to 50 is a lognormal range, which lies above 0; normal(p5=-5, p95=50) reaches below\n',
  ]);
  expect(number.code).toBe(0);
  expect(JSON.parse(number.stdout)).toMatchObject({ text: 'point(-0.5)' });
  expect([trials.code, trials.stderr]).toEqual([
    2,
    "error: option '--trials <n>' argument '-3k' is invalid. Wanted a whole number from 1 to 1000000000.\n",
  ]);
});
