/** `chipcast ask`, `solve` and `bridge` as a person calls them. */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { askCommand } from '../../src/cli/commands/ask.ts';
import { type BridgeOptions, bridgeCommand } from '../../src/cli/commands/bridge.ts';
import { type SolveCommandOptions, solveCommand } from '../../src/cli/commands/solve.ts';
import type { Revision } from '../../src/revision/revise.ts';
import type { Solution } from '../../src/solve/document.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
const how = { executor: 'inline', out } as const;
const asked = { ...how, model: 'heat-pumps', trials: 2048 };
let run: string;
beforeAll(async () => {
  run = await finishedRun({ out });
});

describe('ask', () => {
  const ask = (questions: readonly string[], json = false) =>
    answerTo(() => askCommand(run, questions, { ...how, json }));

  test('answers in lines: the value, its error and interval, and from how many trials', async () => {
    const { code, stdout } = await ask(['P(target.reached)', 'Q(0.9, pumps.installed[2029])']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^P\(target\.reached\): [\d.]+ ± [\d.]+%\n/);
    const said = stdout.replaceAll(/\s+/g, ' ');
    expect(said).toMatch(/ P\(target\.reached\) [\d.]+ ± [\d.]+% [\d.]+ to [\d.]+% [\d,]+ trials/);
    expect(said).toMatch(/[\d.]+ ± [\d.]+ thousand/);
  });

  test('says why there is no answer', async () => {
    const { stdout } = await ask(['E(pumps.installed[2029] | target.reached > 1)']);
    expect(stdout).toContain('no answer: no trial counts');
  });

  test('as JSON has the same numbers', async () => {
    const { stdout } = await ask(['P(target.reached)'], true);
    const { answers } = JSON.parse(stdout) as { answers: { unit: string; answer: object }[] };
    expect(answers).toMatchObject([{ unit: 'probability', answer: { failures: 0 } }]);
  });

  test('names everything that cannot be read, with exit code 2', async () => {
    const { code, stderr } = await ask(['P(target.reachd)', 'Q(2, target.reached)']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean target.reached');
    expect(stderr).toContain('the level is 2');
  });
});

describe('solve', () => {
  const solve = (options: Partial<SolveCommandOptions>) =>
    answerTo(() =>
      solveCommand(undefined, {
        ...asked,
        input: ['subsidy.rate'],
        for: 'P(target.reached) = 0.5',
        between: [],
        points: 5,
        ...options,
      }),
    );

  test('gives the value, and what was tried', async () => {
    const { code, stdout } = await solve({});
    expect(code).toBe(0);
    const said = stdout.replaceAll(/\s+/g, ' ');
    expect(said).toMatch(/^[A-Z][^.]* at \d+\.\d+%: P\(750 thousand [^)]*\) is 50%/);
    expect(said).toMatch(/ Simulation error leaves \d+\.\d+ to \d+\.\d+% open\. /);
    expect(stdout).toMatch(/\n *70 +[89]\d\.\d/);
    const page = stdout.trim().split('\n').at(-2)!;
    expect(readFileSync(page, 'utf8')).toContain('<svg');
    const json = JSON.parse((await solve({ json: true })).stdout) as Solution;
    expect(json.crossings).toHaveLength(1);
    // The probability at the ends of the range holds the target between them.
    expect(json.least?.x).toBe(0);
    expect(json.greatest?.x).toBe(0.7);
  });

  test('says how near it came where there is none', async () => {
    const { code, stdout } = await solve({ between: ['0,0.2'] });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^No value of [^:]*\sfrom\s0\sto\s20%\sbrings\s[^:]*\sto\s50%:\s+at\smost/,
    );
  });

  test('of two inputs gives a frontier', async () => {
    const { stdout } = await solve({ input: ['subsidy.rate', 'demand.growth'], points: 3 });
    expect(stdout).toMatch(/at\s+these\s+pairs\s+of/);
    expect(stdout).toMatch(/\n *35 +0\.\d+ \(0\.\d+ to 0\.\d+\)/);
  });

  test.each([
    [{ between: ['x'] }, '--between is "x"; wanted two numbers'],
    [{ between: ['0,1', '0,1'] }, '--between is given more often than --input'],
    [{ input: ['subsidy.rat'] }, 'did you mean subsidy.rate?'],
    [{ for: 'P(target.reached)' }, 'found no number to reach'],
  ])('%j is refused', async (options, message) => {
    const { code, stderr } = await solve(options);
    expect([code, stderr.includes(message)]).toEqual([2, true]);
  });
});

describe('bridge', () => {
  const bridge = (options: Partial<BridgeOptions>) =>
    answerTo(() =>
      bridgeCommand(undefined, {
        ...asked,
        from: 'baseline',
        to: 'subsidy-ends',
        outcomes: ['target.reached'],
        statistic: 'p50',
        ...options,
      }),
    );

  test('takes the difference apart, and its parts add up', async () => {
    const { code, stdout } = await bridge({ set: ['demand.growth=0.3'], json: true });
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as Revision;
    expect(found.edits.map(({ name }) => name)).toEqual(['input subsidy.rate']);
    const { change, parts } = found.headlines['target.reached'];
    expect(parts[0].value).toBe(change.value);
  });

  test('between two presets, in lines and as a page', async () => {
    const { stdout } = await bridge({ from: 'training-drive' });
    expect(stdout).toContain('from training-drive to subsidy-ends; 2 edits');
    const page = stdout.trim().split('\n').at(-2)!;
    expect(readFileSync(page, 'utf8')).toContain('<svg');
  });

  test('refuses a preset that is none', async () => {
    const { code, stderr } = await bridge({ to: 'subsidy-end' });
    expect([code, stderr.includes('did you mean subsidy-ends')]).toEqual([2, true]);
  });
});
