/** `chipcast sensitivity`: asked, told, written and refused as it should be. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { type SensitivityOptions, sensitivityCommand } from '../../src/cli/commands/sensitivity.ts';
import { temporaryFolder } from '../folders.ts';
import { answerTo } from './chipcast.ts';

const folder = temporaryFolder();
const out = join(folder, 'out');
const sensitivity = (options: Partial<SensitivityOptions>) =>
  answerTo(() =>
    sensitivityCommand(undefined, {
      model: 'heat-pumps',
      method: 'sobol',
      groups: 'input',
      base: 256,
      executor: 'inline',
      outcomes: ['pumps.inService[2029]'],
      json: true,
      out,
      ...options,
    }),
  );
const only = <T>(outcomes: Record<string, T>): T => Object.values(outcomes)[0];

describe('what is told', () => {
  test('is one JSON document, the same as sensitivity.json, and the same again', async () => {
    const answer = await sensitivity({});
    expect([answer.code, answer.stderr]).toEqual([0, '']);
    const [run] = readdirSync(out);
    expect(run).toMatch(/^heat-pumps-baseline-/);
    expect(readFileSync(join(out, run, 'sensitivity.json'), 'utf8')).toBe(answer.stdout);
    const page = readFileSync(join(out, run, 'sensitivity.html'), 'utf8');
    expect(page).toContain('<svg');
    const again = await sensitivity({});
    expect(again.stdout).toBe(answer.stdout);
    expect(readFileSync(join(out, run, 'sensitivity.html'), 'utf8')).toBe(page);
    const { sobol, accounting } = only<any>(JSON.parse(answer.stdout).outcomes);
    const { value, low, high } = sobol.first['demand.growth'];
    expect(low).toBeLessThan(value);
    expect(value).toBeLessThan(high);
    expect(Object.keys(sobol.total)).toContain('factor.gasPrice');
    expect(sobol.second['demand.growth*demand.pumpShare2026']).toHaveProperty('value');
    expect(accounting.sentence).toMatch(
      /^\w+ inputs? accounts? for \d+(\.\d)?% of the variance of pumps.inService\[2029\]/,
    );
  });

  test('is the same from threads', async () => {
    const [inline, threads] = [
      await sensitivity({}),
      await sensitivity({ executor: 'threads', threads: 2 }),
    ];
    expect(threads.stdout).toBe(inline.stdout);
  });

  test('has every method when all are asked for', async () => {
    const { stdout } = await sensitivity({ method: 'all', base: 512 });
    const document = JSON.parse(stdout);
    const found = only<any>(document.outcomes);
    const keys = [
      'sobol',
      'shapley',
      'shares',
      'morris',
      'firstOrder',
      'delta',
      'pawn',
      'spearman',
      'src',
      'pcc',
      'prcc',
      'information',
      'tail',
      'dgsm',
      'tornado',
    ];
    for (const key of keys) expect(Object.keys(found), key).toContain(key);
    expect(document.watch.length).toBeGreaterThan(0);
    // Shares add up whatever the sampling error.
    const sum = Object.values<any>(found.shares.kind.shares).reduce(
      (total, { value }) => total + value,
      0,
    );
    expect(sum).toBeCloseTo(1, 9);
    expect(JSON.stringify(found)).not.toContain('NaN');
  });

  test('is of groups where groups are asked for', async () => {
    const groups = join(folder, 'groups.json');
    writeFileSync(groups, '{ "demand.growth": "demand", "demand.pumpShare2026": "demand" }');
    const byFile = JSON.parse((await sensitivity({ groups })).stdout);
    expect(Object.keys(byFile.groups)).toEqual(['other', 'demand']);
    const byKind = JSON.parse((await sensitivity({ groups: 'kind', method: 'shapley' })).stdout);
    expect(Object.keys(only<any>(byKind.outcomes).shapley).sort()).toEqual([
      'common factor',
      'market',
      'measurement',
      'technology',
    ]);
  });

  test('values learning before a choice', async () => {
    const options = ['pumps.installed[2026]', 'pumps.installed[2027]'];
    const { evppi } = JSON.parse((await sensitivity({ options })).stdout);
    expect(evppi.options).toEqual(options);
    // In nearly every trial more is installed in the second year: what is learned hardly changes
    // the choice, and is never a loss.
    for (const index of Object.values<any>(evppi.value)) {
      expect(index.high).toBeGreaterThanOrEqual(0);
      expect(Math.abs(index.value)).toBeLessThan(1);
    }
    const one = await sensitivity({ options: options.slice(0, 1) });
    expect(one.code).toBe(2);
    expect(one.stderr).toContain('two or more');
  });

  test('stands in the report of the run of the same question', async () => {
    await sensitivity({});
    const run = await answerTo(() =>
      runCommand(undefined, { model: 'heat-pumps', executor: 'inline', quiet: true, out } as never),
    );
    await answerTo(async () => reportCommand(run.stdout.trim(), { out }));
    const html = readFileSync(join(run.stdout.trim(), 'report.html'), 'utf8');
    expect(html).toMatch(/Pumps in service [^<]*, 2029: what drives it/);
  });
});

describe('draws from elsewhere', () => {
  const file = join(folder, 'draws.csv');
  beforeAll(() => {
    // y = 3 a: a moves it, b does not.
    const rows = Array.from({ length: 400 }, (_, i) => {
      const [a, b] = [(i * 0.618034) % 1, (i * 0.754878) % 1];
      return `${a},${b},${3 * a}`;
    });
    writeFileSync(file, `a,b,y\n${rows.join('\n')}\n`);
  });

  test('are read, and the input that moves the outcome is found', async () => {
    const { code, stdout } = await sensitivity({
      from: file,
      inputs: 'a,b',
      outcomes: ['y'],
      method: 'spearman,first-order',
    });
    expect(code).toBe(0);
    const { spearman, firstOrder } = only<any>(JSON.parse(stdout).outcomes);
    expect(spearman.a.value).toBeCloseTo(1, 10);
    expect(firstOrder.a.value).toBeGreaterThan(0.95);
    expect(firstOrder.b.low).toBeLessThan(0.05);
  });

  test('are refused where columns are missing, all at once', async () => {
    const { code, stderr } = await sensitivity({
      from: file,
      inputs: 'a,c',
      outcomes: ['z'],
      method: 'delta',
    });
    expect(code).toBe(2);
    expect(stderr).toContain('c');
    expect(stderr).toContain('z');
  });

  test('are refused without the names of columns', async () => {
    const { code, stderr } = await sensitivity({ from: file, outcomes: [] });
    expect(code).toBe(2);
    expect(stderr).toContain('--inputs');
    expect(stderr).toContain('--outcomes');
  });
});

describe('refused', () => {
  test.each([
    [{ method: 'sobl' }, 'did you mean sobol'],
    [{ outcomes: ['pumps.inservice'] }, 'did you mean pumps.inService'],
    [{ outcomes: ['pumps.share[2028] > much'] }, 'much'],
    [
      { outcomes: ['pumps.share[2028] > pumps.installed[2028]'] },
      'reads pumps.share[2028] and pumps.installed[2028]; an event is of one outcome',
    ],
    [{ groups: 'nowhere.json' }, 'there is no such file'],
    [{ base: 8 }, 'less than the 16 replicates'],
  ] as const)('%o', async (options, message) => {
    const { code, stderr } = await sensitivity(options as Partial<SensitivityOptions>);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('a file of groups in which a group is no text', async () => {
    const groups = join(folder, 'numbers.json');
    writeFileSync(groups, '{ "demand.growth": 5 }');
    const { code, stderr } = await sensitivity({ groups });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /--groups .*numbers\.json cannot be read: 1 problem\n +demand\.growth: /,
    );
  });

  test('a column that is named twice, or as input and as outcome, with every such fault', async () => {
    const file = join(folder, 'twice.csv');
    writeFileSync(file, `a,b,y\n${'1,2,3\n'.repeat(200)}`);
    const { code, stderr } = await sensitivity({
      from: file,
      inputs: 'a,b,a,y',
      outcomes: ['y', 'b', 'y'],
      method: 'spearman',
    });
    expect(code).toBe(2);
    expect(stderr).toContain('--inputs names "a" twice');
    expect(stderr).toContain('--outcomes names "y" twice');
    expect(stderr).toContain('"b" is named as an input and as an outcome');
    expect(stderr).toContain('"y" is named as an input and as an outcome');
  });

  test('points that come out otherwise than the journal says', async () => {
    await sensitivity({});
    const [run] = readdirSync(out).filter((name) => name.startsWith('heat-pumps-baseline'));
    const journals = readdirSync(join(out, run)).filter((name) => name.endsWith('.journal'));
    const { createHash } = await import('node:crypto');
    for (const name of journals) {
      const path = join(out, run, name);
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
      const changed = lines.map((line) => {
        const content = line
          .slice(17)
          .replace(/"digest":"(.)/, (_, first) => `"digest":"${first === '0' ? '1' : '0'}`);
        return `${createHash('sha256').update(content).digest('hex').slice(0, 16)} ${content}`;
      });
      writeFileSync(path, `${changed.join('\n')}\n`);
    }
    const { code, stderr } = await sensitivity({});
    expect(code).toBe(1);
    expect(stderr).toContain('came out otherwise');
  });
});
