/** `chipcast revise`: what it tells, writes and refuses. */

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ReviseOptions, reviseCommand } from '../../src/cli/commands/revise.ts';
import type { Revision } from '../../src/revision/revise.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
const [before, after] = [[], ['demand.growth=0.3', 'installers.hiring=0.05']];
const runs: string[] = [];
const revise = (old: string, now: string, options: Partial<ReviseOptions> = {}) =>
  answerTo(() =>
    reviseCommand(old, now, { statistic: 'p50', executor: 'inline', out, ...options }),
  );

beforeAll(async () => {
  for (const set of [before, after]) runs.push(await finishedRun({ set, out }));
});

describe('a revision', () => {
  test('names what was edited, and the parts of each headline add up', async () => {
    const { code, stdout } = await revise(runs[0], runs[1], { json: true });
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as Revision;
    expect(found.edits.map(({ name }) => name)).toEqual([
      'input demand.growth',
      'input installers.hiring',
    ]);
    expect(Object.keys(found.headlines)).toContain('target.reached');
    for (const { change, parts } of Object.values(found.headlines))
      expect(parts.reduce((sum, { value }) => sum + value!, 0)).toBe(change.value);
    expect(readFileSync(join(runs[1], 'revise.json'), 'utf8')).toBe(stdout);
    const page = readFileSync(join(runs[1], 'revise.html'), 'utf8');
    // For a desk and for a phone.
    expect(page.match(/<svg/g)).toHaveLength(2 * Object.keys(found.headlines).length);
  });

  test('is told in lines, the largest part first', async () => {
    const { stdout } = await revise(runs[0], runs[1], { outcomes: ['target.reached'] });
    const said = stdout.replaceAll(/\s+/g, ' ');
    expect(said).toMatch(/^750 thousand pumps [^:]*: [\d.]+% before, [\d.]+% now /);
    expect(said).toMatch(/ The edits that did most: [^(]+\([+-][\d.]+ points\), /);
    expect(stdout).toMatch(/\n {2}change +-?[\d.]+ +± [\d.]+%/);
  });

  test('of a mean says so', async () => {
    const { stdout } = await revise(runs[0], runs[1], {
      outcomes: ['pumps.inService[2029]'],
      statistic: 'mean',
    });
    expect(stdout).toMatch(/ in 2029 \(mean\): [\d,]+\s/);
  });

  test('of the same run is none', async () => {
    const { code, stdout } = await revise(runs[0], runs[0]);
    expect([code, /nothing was\s+edited/.test(stdout)]).toEqual([0, true]);
  });

  test('of what is no run, not finished or no outcome is refused', async () => {
    expect((await revise(runs[0], 'nothing')).code).toBe(2);
    const unknown = await revise(runs[0], runs[1], { outcomes: ['target.reach'] });
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('did you mean target.reached'),
    ]);
    rmSync(join(runs[1], 'run.json'));
    const unfinished = await revise(runs[0], runs[1]);
    expect([unfinished.code, unfinished.stderr]).toEqual([
      2,
      expect.stringContaining('is not finished'),
    ]);
  });
});
