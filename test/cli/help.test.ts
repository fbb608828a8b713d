import { beforeAll, expect, test } from 'vitest';
import { VERSION } from '../../src/version.ts';
import { type Answer, chipcast } from './chipcast.ts';

const silent = { code: 0, stderr: '' };
const usages = [
  ['run', 'Usage: chipcast run [options] [spec]'],
  ['resume', 'Usage: chipcast resume [options] <run>'],
  ['verify', 'Usage: chipcast verify [options] [run]'],
  ['trial', 'Usage: chipcast trial [options] [run] [number]'],
  ['model', 'Usage: chipcast model [options]'],
  ['batch', 'Usage: chipcast batch [options] <spec>'],
  ['score', 'Usage: chipcast score [options] [runs...]'],
  ['export', 'Usage: chipcast export [options] <run>'],
] as const;

/** All at once, for each takes its third of a second to start. */
const answers = new Map<string, Answer>();
beforeAll(async () => {
  const asked = [...usages.map(([command]) => `${command} --help`), '--help', '', '--version'];
  const ask = async (words: string): Promise<void> => {
    answers.set(words, await chipcast(...words.split(' ').filter(Boolean)));
  };
  await Promise.all(asked.map(ask));
}, 60_000);

test.each(usages)('`chipcast %s --help` says how it is used', (command, usage) => {
  const { stdout, ...rest } = answers.get(`${command} --help`)!;
  expect(rest).toEqual(silent);
  expect(stdout.split('\n')[0]).toBe(usage);
  // Changes speed only, and is for tests.
  expect(stdout).not.toContain('--chunk');
});

test('`chipcast --help` lists every command and the exit codes, and so does `chipcast` alone', () => {
  const [asked, alone] = [answers.get('--help')!, answers.get('')!];
  expect({ code: asked.code, stderr: asked.stderr }).toEqual(silent);
  for (const [command] of usages) expect(asked.stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect(asked.stdout).toContain('Exit codes: 0 done, 1 failed, 2 usage or bad input.');
  expect(alone).toEqual(asked);
});

test('`chipcast --version` is one line', () => {
  expect(answers.get('--version')).toEqual({ ...silent, stdout: `${VERSION}\n` });
});
