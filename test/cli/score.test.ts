/** `chipcast score`: what it tells, writes and refuses. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ScoreOptions, scoreCommand } from '../../src/cli/commands/score.ts';
import type { ScoreDocument } from '../../src/score/document.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
const runs: string[] = [];
const score = (named: readonly string[], options: Partial<ScoreOptions> = {}) =>
  answerTo(() => scoreCommand(named, { forecast: [], executor: 'inline', out, ...options }));
const truth = join(out, 'truth.yaml');

beforeAll(async () => {
  for (const asked of [
    { model: 'heat-pumps' },
    { model: 'heat-pumps', preset: ['subsidy-ends'] },
    { model: 'china-ai-chips', trials: 4096 },
    { model: 'china-ai-chips', trials: 4096, asOf: '2026-11', minEss: 100 },
  ])
    runs.push(await finishedRun({ ...asked, out }));
  writeFileSync(
    truth,
    `truth:
  - { target: 'pumps.inService[2026]', value: 480, known: 2027-02-01, earlier: { 2023: 330, 2024: 370, 2025: 420 } }
  - { target: 'pumps.inService[2027]', value: 510, known: 2028-02-01, earlier: { 2023: 330, 2024: 370, 2025: 420 } }
  - { target: 'pumps.share[2026]', below: 0.5, known: 2027-02-01 }
  - { target: target.reached, value: 0, known: 2030-02-01 }
  - { target: subsidy.rate, value: 0.3, known: 2027-02-01 }
  - { target: 'pumps.inServise[2028]', value: 1, known: 2030-02-01 }
`,
  );
});

describe('runs', () => {
  test('are scored against a file, an input too; what is missing is told with the nearest name', async () => {
    const { code, stdout } = await score([runs[0], runs[1]], { truth, json: true });
    expect(code).toBe(0);
    const document = JSON.parse(stdout) as ScoreDocument;
    const [baseline, preset] = document.runs;
    expect(baseline.targets.map(({ target, kind }) => [target, kind])).toEqual([
      ['pumps.inService[2026]', 'amount'],
      ['pumps.inService[2027]', 'amount'],
      ['pumps.share[2026]', 'amount'],
      ['target.reached', 'event'],
      ['subsidy.rate', 'amount'],
    ]);
    expect(baseline.missing[0].why).toContain('did you mean pumps.inService[2028]');
    expect(baseline.joint).toMatchObject([
      { targets: ['pumps.inService[2026]', 'pumps.inService[2027]'] },
    ]);
    // Where the subsidy is a fixed 0, the CRPS is the distance.
    expect(preset.targets[4].scores.crps!.value).toBeCloseTo(0.3, 12);
    const pairs = document.comparisons.map(({ first, second }) => [first === baseline.run, second]);
    expect(pairs).toEqual([
      [true, preset.run],
      [true, 'last value'],
      [true, 'random walk'],
      [false, 'last value'],
      [false, 'random walk'],
    ]);
    for (const name of ['score.json', 'score.html'])
      expect(existsSync(join(runs[0], name))).toBe(true);
    expect(readFileSync(join(runs[0], 'score.json'), 'utf8')).toBe(stdout);
  });

  test('of the China model are held against its own truths, seven of them', async () => {
    const { code, stdout } = await score([runs[2]]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d of 7 targets fell inside the 90% interval/);
    expect(stdout).toMatch(/ 0 to 33 +8\d% chance/);
    expect(stdout).toContain('too few targets to tell');
  });

  test('as of November 2026 knew all of that: nothing is a forecast, nothing is compared', async () => {
    const { stdout } = await score([runs[3]], { json: true });
    const { runs: scored, comparisons } = JSON.parse(stdout) as ScoreDocument;
    expect(scored[0].targets.every(({ hindsight }) => hindsight)).toBe(true);
    expect([comparisons, scored[0].calibration.targets]).toEqual([[], 0]);
  });
});

describe('what cannot be scored', () => {
  test.each([
    [[], {}, 'score needs a run or several, or --forecast'],
    [['heat'], { forecast: ['x.csv'] }, 'not both at once'],
    [[], { forecast: ['x.csv'] }, '--forecast needs --truth as well'],
    [['none'], {}, 'no run "none"'],
  ])('%j %j', async (named, options, complaint) => {
    const { code, stderr } = await score(named, options);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });

  test('a model without truths wants a file, and a file of another model is refused', async () => {
    expect((await score([runs[0]])).stderr).toContain('--truth FILE names one');
    const { code, stderr } = await score([runs[2]], { truth });
    expect(code).toBe(2);
    expect(stderr).toContain('has no target that the run has');
  });
});
