/** `chipcast compare`: what it tells, writes and refuses. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CompareOptions, compareCommand } from '../../src/cli/commands/compare.ts';
import type { Comparison } from '../../src/revision/comparison.ts';
import type { Summary } from '../../src/stats/summary.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
const runs: string[] = [];
const compare = (named: readonly string[], options: Partial<CompareOptions> = {}) =>
  answerTo(() => compareCommand(named, { executor: 'inline', out, ...options }));

beforeAll(async () => {
  for (const asked of [
    {},
    { preset: ['subsidy-ends'] },
    { seed: '2' },
    { model: 'china-ai-chips', trials: 64 },
  ])
    runs.push(await finishedRun({ ...asked, out }));
});

describe('runs against the first', () => {
  test('differ by what their summaries differ by, paired where they share draws', async () => {
    const { code, stdout } = await compare(runs.slice(0, 3), { json: true });
    expect(code).toBe(0);
    const comparison = JSON.parse(stdout) as Comparison;
    expect(comparison.runs.map(({ paired }) => paired)).toEqual([true, false]);
    const summary = (k: number) =>
      JSON.parse(readFileSync(join(runs[k], 'summary.json'), 'utf8')) as Summary;
    const mean = (k: number) =>
      summary(k).outcomes.find(({ id }) => id === 'pumps.inService[2029]')!.mean.value!;
    const [found] = comparison.runs[0].outcomes['pumps.inService[2029]'].differences;
    // The same mean, summed in another order.
    expect(found.difference.value).toBeCloseTo(mean(1) - mean(0), 9);
    expect(readFileSync(join(runs[0], 'compare.json'), 'utf8')).toBe(stdout);
    expect(readFileSync(join(runs[0], 'compare.html'), 'utf8')).toContain('<svg');
  });

  test('are told in a table', async () => {
    const { stdout } = await compare(runs.slice(0, 2), { outcomes: ['target.reached'] });
    expect(stdout).toMatch(/^[^:]*: [\d.]+% in\s+subsidy-ends-\S+, \d+%\s+in\s+heat-pumps-\S+\n/);
    expect(stdout).toContain('All runs use the same trials');
    expect(stdout).toMatch(/ +\d+% +[\d.]+% +-\d+\.\d+ ± \d\.\d+%\n/);
  });

  test('are asked for a condition too, which is an event', async () => {
    const { code, stdout } = await compare(runs.slice(0, 2), {
      outcomes: ['pumps.inService[2029] > 700'],
      json: true,
    });
    expect(code).toBe(0);
    const { outcomes } = (JSON.parse(stdout) as Comparison).runs[0];
    const { unit, differences } = outcomes['pumps.inService[2029] > 700'];
    expect([unit, differences.length]).toEqual(['0/1', 1]);
    const [share, other] = await Promise.all(
      runs.slice(0, 2).map(async (run) => {
        const file = Uint8Array.from(readFileSync(join(run, 'draws.parquet'))).buffer;
        const rows = await parquetReadObjects({ file, columns: ['pumps.inService[2029]'] });
        return (
          rows.filter((row) => Number(row['pumps.inService[2029]']) > 700).length / rows.length
        );
      }),
    );
    expect(share).toBeGreaterThan(0.05);
    expect(differences[0].from.value).toBe(share);
    expect(differences[0].to.value).toBe(other);
  });

  test('that are no runs, the same, too few, or have nothing in common are refused', async () => {
    const refusals = [
      await compare([runs[0], 'nothing']),
      await compare([runs[0], runs[0]]),
      await compare([runs[0]]),
      await compare([runs[0], runs[3]]),
      await compare(runs.slice(0, 2), { outcomes: ['pumps.shar'] }),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    const said = refusals.map(({ stderr }) => stderr);
    expect(said[1]).toContain('named twice');
    expect(said[3]).toContain('no outcome in common');
    expect(said[4]).toContain('did you mean');
  });
});
