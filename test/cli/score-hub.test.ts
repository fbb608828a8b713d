/** `chipcast score --forecast`: files of a hub. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ScoreOptions, scoreCommand } from '../../src/cli/commands/score.ts';
import type { HubDocument } from '../../src/report/hub-document.ts';
import { temporaryFolder } from '../folders.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
const file = (name: string, lines: readonly string[]): string => {
  const path = join(out, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};
const score = (options: Partial<ScoreOptions>) =>
  answerTo(() => scoreCommand([], { forecast: [], executor: 'inline', out, ...options }));

const LEVELS = [0.1, 0.25, 0.5, 0.75, 0.9];
const TASKS = ['01,0', '01,1', '02,0', '02,1'];
const forecast = (name: string, shift: number) =>
  file(name, [
    'location,horizon,target,output_type,output_type_id,value',
    ...TASKS.flatMap((task) =>
      LEVELS.map((level, k) => `${task},inc,quantile,${level},${10 * (k + 1) + shift}`),
    ),
  ]);
const a = forecast('2026-01-01-team-a.csv', 0);
const b = forecast('2026-01-01-team-b.csv', 20);
const truth = file('truth.csv', [
  'location,horizon,target,oracle_value',
  ...TASKS.map((task) => `${task},inc,30`),
]);

describe('files of a hub', () => {
  test('are scored in tables of at most 80 columns', async () => {
    const { code, stdout } = await score({ forecast: [a, b], truth });
    expect(code).toBe(0);
    // Of a: 0.2 * 40 / 2 + 0.5 * 20 / 2 over 2.5; of b also 20 / 2, 10 and 0 outside.
    expect(stdout).toMatch(/team-a +4 +3\.6 +3\.6 +0 +0 /);
    expect(stdout).toMatch(/team-b +4 +11\.6 +3\.6 +8 +0 /);
    expect(stdout).toMatch(/^team-a scores best on inc: mean WIS 3\.6\n/);
    expect(stdout).toContain('team-a against team-b: better in 4, worse in 0 of 4');
    // The first line names a file, whose name may be long.
    expect(
      stdout
        .split('\n')
        .slice(2)
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  test('and by ids, with relative WIS and a baseline, as a document', async () => {
    const { stdout } = await score({
      forecast: [a, b],
      truth,
      by: 'horizon, location',
      baseline: 'team-b',
      json: true,
    });
    const { tables, by, baseline } = JSON.parse(stdout) as HubDocument;
    expect([by, baseline]).toEqual([['horizon', 'location'], 'team-b']);
    expect(tables.map((table) => Object.values(table.by).join(' '))).toEqual([
      '0 01',
      '0 02',
      '1 01',
      '1 02',
    ]);
    expect(tables[0].models.map(({ scaled }) => scaled)).toEqual([
      expect.closeTo(3.6 / 11.6, 12),
      1,
    ]);
    const text = (await score({ forecast: [a, b], truth, by: 'horizon' })).stdout;
    expect(text).toMatch(/ {2}horizon +model +tasks/);
  });

  test('take the truth and the order of categories from the folder of the hub', async () => {
    const hub = join(out, 'hub');
    mkdirSync(join(hub, 'hub-config'), { recursive: true });
    mkdirSync(join(hub, 'target-data'));
    file('hub/target-data/oracle-output.csv', [
      'location,output_type,output_type_id,oracle_value',
      '01,pmf,low,0',
      '01,pmf,middle,1',
      '01,pmf,high,0',
    ]);
    const tasks = (type: string) => ({
      rounds: [
        {
          model_tasks: [
            {
              output_type: { pmf: { output_type_id: { required: ['low', 'middle', 'high'] } } },
              target_metadata: [{ target_keys: null, target_type: type }],
            },
          ],
        },
      ],
    });
    const pmf = file('t-pmf.csv', [
      'location,output_type,output_type_id,value',
      '01,pmf,high,0.6',
      '01,pmf,low,0.1',
      '01,pmf,middle,0.3',
    ]);
    file('hub/hub-config/tasks.json', [JSON.stringify(tasks('ordinal'))]);
    // 0.1 against 0 and 0.4 against 1.
    expect((await score({ forecast: [pmf], hub })).stdout).toMatch(/t-pmf +1 +1\.204 +0\.37\n/);
    file('hub/hub-config/tasks.json', [JSON.stringify(tasks('nominal'))]);
    const { stdout } = await score({ forecast: [pmf], hub });
    expect(stdout).toMatch(/t-pmf +1 +1\.204\n/);
    expect(stdout).not.toContain('RPS');
  });

  test('say which tasks an energy score is of', async () => {
    const samples = file('t-samples.csv', [
      'location,horizon,output_type,output_type_id,value',
      ...['0', '1'].flatMap((horizon) =>
        [1, 2, 3].map((s) => `01,${horizon},sample,${s},${10 * s}`),
      ),
    ]);
    const { stdout } = await score({ forecast: [samples], truth });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'of 2 tasks together, from 3 samples (location 01; horizon 0, 1)',
    );
  });

  test('tell on standard error which column of the truth is not used', async () => {
    const named = file('named.csv', [
      'location,location_name,horizon,target,oracle_value',
      ...['0', '1'].flatMap((horizon) => [
        `01,Alabama,${horizon},inc,30`,
        `02,Alaska,${horizon},inc,30`,
      ]),
    ]);
    const { code, stderr } = await score({ forecast: [a], truth: named });
    expect(code).toBe(0);
    expect(stderr).toContain('Column location_name of the truth (Alabama, Alaska) is not used');
  });
});

describe('exit codes', () => {
  test('nothing in common is 1, with the values of both sides', async () => {
    const other = file('other.csv', ['location,oracle_value', '1,30', '2,30']);
    const { code, stderr } = await score({ forecast: [a], truth: other });
    expect(code).toBe(1);
    expect(stderr).toContain('location never meets: team-a has 01, 02; the truth has 1, 2.');
    expect(stderr).not.toContain('fault of chipcast');
  });

  test.each([
    [{ forecast: [a] }, 'needs --truth as well'],
    [
      { forecast: [a], truth: file('twice.csv', ['location,oracle_value', '01,1', '01,2']) },
      'has two truths: 1 in twice.csv, line 2, 2 in twice.csv, line 3',
    ],
    [{ forecast: [a], truth, by: 'place' }, '--by: there is no id place'],
    [
      { forecast: [a], truth, baseline: 'team-z' },
      '--baseline: there is no model team-z; there is team-a',
    ],
    [
      { forecast: [a], truth, asOf: '2026-02-30' },
      '--as-of: found 2026-02-30, but 2026-02 has 28 days',
    ],
    [{ forecast: [a], truth, asOf: '2026-02-20' }, 'there is no column as_of'],
    [{ forecast: [a], truth, hub: out }, 'is no folder of a hub'],
  ])('what cannot be scored is 2: %j', async (options, complaint) => {
    const { code, stderr } = await score(options);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });

  test('options of hubs are not for runs', async () => {
    const { code, stderr } = await answerTo(() =>
      scoreCommand(['x'], { forecast: [], executor: 'inline', out, by: 'horizon', hub: 'h' }),
    );
    expect(code).toBe(2);
    expect(stderr).toContain('--hub, --by: only for files of a hub, with --forecast');
  });

  test('several after one --forecast, as a shell writes them for a pattern, are all read', async () => {
    const answer = await answerTo(() =>
      scoreCommand([b], { forecast: [a], executor: 'inline', out, truth, json: true }),
    );
    expect(answer.code).toBe(0);
    const { models } = JSON.parse(answer.stdout) as HubDocument;
    expect(models.map(({ model }) => model)).toEqual(['team-a', 'team-b']);
    const missing = await answerTo(() =>
      scoreCommand(['run-7'], { forecast: [a], executor: 'inline', out, truth }),
    );
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('not both at once: run-7 is no file of a hub');
  });
});
