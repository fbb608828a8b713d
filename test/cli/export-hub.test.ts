/**
 * Exported hubs against the schemas of the Hubverse, and what our own check finds in hubs that were
 * altered.
 */

import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type ExportOptions, exportCommand } from '../../src/cli/commands/export.ts';
import { hubFaults } from '../../src/export/hub-check.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';
import { writeHardModel } from './hub-model.ts';

const out = temporaryFolder();
const hub = join(out, 'hub');
const bare = join(out, 'bare');
let run = '';
let pumps = '';
const { model, truth } = writeHardModel(join(out, 'model'));
const PEOPLE = {
  modelId: 'acme-hard',
  contact: 'A. B. <a@b.org>',
  repository: 'acme/hub',
  license: 'CC0-1.0',
};
const exported = (named: string, options: Partial<ExportOptions>) =>
  answerTo(() => exportCommand(named, { format: 'hubverse', executor: 'inline', out, ...options }));
const json = (folder: string, path: string) =>
  JSON.parse(readFileSync(join(folder, path), 'utf8')) as Record<string, unknown>;
const table = (folder: string, path: string) =>
  parse(readFileSync(join(folder, path), 'utf8'), { columns: true }) as Record<string, string>[];
let said = '';

beforeAll(async () => {
  run = await finishedRun({ model, out });
  pumps = await finishedRun({ out });
  const { code, stderr } = await exported(run, { to: hub, truth, outcomes: ['all'], ...PEOPLE });
  expect(code).toBe(0);
  said = stderr;
  const { code: other } = await exported(pumps, { to: bare });
  expect(other).toBe(0);
});

const SCHEMAS = process.env['CHIPCAST_HUBVERSE_SCHEMAS'];

describe('the schemas of the Hubverse', () => {
  if (SCHEMAS === undefined || !existsSync(SCHEMAS))
    test.skip('are not here: CHIPCAST_HUBVERSE_SCHEMAS names no folder that has them', () => {});
  else
    test.each([
      ['tasks.json', 'tasks-schema.json'],
      ['admin.json', 'admin-schema.json'],
      ['target-data.json', 'target-data-schema.json'],
    ])('take %s of every hub', (file, schema) => {
      // Their round ids have a keyword of another package for the text of an error.
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      formats.default(ajv);
      const validate = ajv.compile(json(SCHEMAS, schema));
      for (const folder of [hub, bare]) {
        validate(json(folder, `hub-config/${file}`));
        expect(validate.errors).toBe(null);
      }
      // The schema is one that can refuse.
      expect(validate({ ...json(hub, `hub-config/${file}`), schema_version: 6 })).toBe(false);
    });
});

test('metadata of the model are what the hub itself wants', () => {
  for (const folder of [hub, bare]) {
    const validate = new Ajv2020().compile(json(folder, 'hub-config/model-metadata-schema.json'));
    const [file] = readdirSync(join(folder, 'model-metadata'));
    const metadata = parseYaml(
      readFileSync(join(folder, 'model-metadata', file), 'utf8'),
    ) as object;
    validate(metadata);
    expect(validate.errors).toBe(null);
    expect(validate({ ...metadata, team_abbr: 'a b' })).toBe(false);
  }
});

describe('a hub', () => {
  test('passes our own check', () => {
    expect(hubFaults(hub)).toEqual([]);
    expect(hubFaults(bare)).toEqual([]);
  });

  test('has target data of dates of its targets only; earlier observations stand beside it', () => {
    expect(table(hub, 'target-data/time-series.csv')).toEqual([
      { target: 'opened', target_end_date: '2026-12-31', observation: '1' },
      { target: LONG, target_end_date: '2026-12-31', observation: '27000000' },
      { target: LONG.replace('1', '2'), target_end_date: '2026-03-31', observation: '2500000' },
    ]);
    // Published history first; of 2025 the truths say another value, which gives way.
    expect(
      table(hub, 'auxiliary-data/earlier-observations.csv').map((row) => [
        row['target'],
        row['target_end_date'],
        row['observation'],
        row['note'],
      ]),
    ).toEqual([
      [LONG, '2023-12-31', '9000000', ''],
      [LONG, '2024-12-31', '11000000', ''],
      [LONG, '2025-12-31', '19500000', 'a second count'],
      [LONG.replace('1', '2'), '2025-12-31', '5000000', ''],
    ]);
    const oracle = table(hub, 'target-data/oracle-output.csv');
    expect(oracle.filter((row) => row['output_type'] === 'cdf')).toEqual([]);
    // A category that no trial reached came true: it has a row, and the forecast gives it nothing.
    expect(
      oracle
        .filter((row) => row['target'] === 'answer' && row['output_type'] === 'pmf')
        .map((row) => [row['output_type_id'], row['oracle_value']]),
    ).toEqual([
      ['answer: yes', '0'],
      ['answer: perhaps', '0'],
      ['answer: 3', '1'],
    ]);
  });

  test('without a truth has no empty target data', () => {
    expect(existsSync(join(bare, 'target-data'))).toBe(false);
  });

  test('leaves out an outcome that no trial has, and says so', () => {
    expect(said).toBe('never is left out: no trial has a value of it\n');
  });

  test('says which options were not given, and what stands in their place', async () => {
    const { stderr } = await exported(pumps, { to: join(out, 'half'), contact: 'A <a@b.org>' });
    expect(stderr).toContain('Not given: --model-id, --repository, --license.');
    expect(stderr).toContain('the repository is example/forecast-hub');
    expect(stderr).not.toContain('nobody@');
    expect(readFileSync(join(out, 'half', 'README.md'), 'utf8')).toContain(
      '--model-id, --repository, --license were not given',
    );
    const [metadata] = readdirSync(join(out, 'half', 'model-metadata'));
    expect(readFileSync(join(out, 'half', 'model-metadata', metadata), 'utf8')).not.toContain(
      'license',
    );
  });

  test.each([
    [{ contact: 'A B <a@b>' }, '--contact is "A B <a@b>"'],
    [{ contact: '<a@b.org>' }, '--contact is "<a@b.org>"'],
    [{ repository: 'a/b/c' }, '--repository is "a/b/c"'],
    [{ license: ' ' }, '--license is empty'],
  ])('is not written for %o', async (options, complaint) => {
    const to = join(out, 'refused');
    const { code, stderr } = await exported(pumps, { to, ...options });
    expect([code, existsSync(to)]).toEqual([2, false]);
    expect(stderr).toContain(complaint);
  });
});

const LONG = 'sales.ofAllVendorsWithServic~1';
const ADMIN = 'hub-config/admin.json';
const TASKS = 'hub-config/tasks.json';
const TARGETS = 'hub-config/target-data.json';
const SERIES = 'target-data/time-series.csv';
const ORACLE = 'target-data/oracle-output.csv';
const METADATA = 'model-metadata/acme-hard.yml';

test.each([
  [
    ADMIN,
    'a key that the version forbids',
    /^\{/,
    '{ "model_output_dir": "model-output",',
    'model_output_dir',
  ],
  [ADMIN, 'no maintainer', /"maintainer": .*/, '', 'maintainer'],
  [ADMIN, 'an email that is none', /a@b\.org/, 'a@b', 'contact.email'],
  [ADMIN, 'a host that is unknown', /"github"/, '"example"', 'repository.host'],
  [ADMIN, 'a time zone that is none', /Africa\/Abidjan/, 'Africa/Utopia', 'wanted a time zone'],
  [ADMIN, 'another version', /v6\.0\.0/, 'v5.0.0', 'schema_version'],
  [
    TASKS,
    'a target_id of more than 30 letters',
    /"target_id": "/,
    '$&xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'target_id',
  ],
  [TASKS, 'a step without a unit', /"time_unit": "month",/, '', 'wants a time_unit'],
  [
    TASKS,
    'a unit of time that is unknown',
    /"time_unit": "month"/,
    '"time_unit": "quarter"',
    'time_unit',
  ],
  [TASKS, 'a level above 1', /0\.99$/m, '1.5', 'output_type_id.required'],
  [TASKS, 'a level twice', /0\.975,/, '0.95,', 'a value comes twice'],
  [
    TASKS,
    'a target key of no target',
    /"target_keys": \{\s+"target": "answer"/,
    '"target_keys": {"target": "question"',
    'target key question is no value of target',
  ],
  [
    TASKS,
    'a compound task id that is none',
    /"compound_taskid_set": \[\s+"origin_date"/,
    '"compound_taskid_set": ["horizon"',
    'compound_taskid_set has horizon',
  ],
  [
    TASKS,
    'more samples wanted than allowed',
    /"max_samples_per_task": 100/,
    '"max_samples_per_task": 9',
    'min_samples_per_task is greater',
  ],
  [
    TASKS,
    'two tasks that allow the same rows',
    /"sales\.ofAllVendorsWithServic~2"/,
    `"${LONG}"`,
    'allow the same rows',
  ],
  [
    TARGETS,
    'an observable unit that is no task id',
    /"target",/,
    '"vendor",',
    'observable_unit has vendor',
  ],
  [TARGETS, 'no column of dates', /"date_col": .*/, '', 'date_col'],
  [
    SERIES,
    'a date of no target',
    /opened,2026-12-31/,
    'opened,2024-12-31',
    'rows of no task: opened | 2024-12-31',
  ],
  [
    SERIES,
    'a target that is no series',
    /opened,2026/,
    'answer,2027',
    'targets that are not step ahead, or of a type that is no series: answer',
  ],
  [SERIES, 'no observation', /observation/, 'value', 'column observation is missing'],
  [SERIES, 'a row twice', /opened.*\n/, '$&$&', 'rows that come twice: opened | 2026-12-31'],
  [
    SERIES,
    'an observation that is no number',
    /(opened.*,)1/,
    '$1x',
    'observations that are no numbers: "x"',
  ],
  [
    ORACLE,
    'cdf rows of targets with other thresholds',
    /$/,
    `${LONG},2026-12-31,cdf,27000000,1\n`,
    `cdf of ${LONG} | 2026-12-31 lacks`,
  ],
  [ORACLE, 'an id of a mean', /mean,NA/, 'mean,0.5', 'output_type_id that must be NA'],
  [
    ORACLE,
    'a category less',
    /opened,2026-12-31,pmf,no,0\n/,
    '',
    'pmf of opened | 2026-12-31 lacks: no',
  ],
  [ORACLE, 'two categories that came true', /pmf,no,0/, 'pmf,no,1', 'has not exactly one category'],
  [
    ORACLE,
    'a category that half came true',
    /pmf,no,0/,
    'pmf,no,0.5',
    'has values other than 0 and 1',
  ],
  [
    ORACLE,
    'a date of no target',
    /opened,2026/g,
    'opened,2031',
    'rows of no task: opened | 2031-12-31',
  ],
  [ORACLE, 'a column of its own', /oracle_value/, 'truth', 'column oracle_value is missing'],
  [
    METADATA,
    'the metadata of another model',
    /team_abbr: acme/,
    'team_abbr: other',
    'it is of other-hard, not of acme-hard',
  ],
  [METADATA, 'no methods', /methods: .*\n(  .*\n)*/, '', 'methods is missing'],
  [METADATA, 'a key that its schema lacks', /$/, 'colour: red\n', 'does not know colour'],
])('%s with %s is found out', (path, _, from, to, complaint) => {
  const bad = join(out, 'bad');
  rmSync(bad, { recursive: true, force: true });
  cpSync(hub, bad, { recursive: true });
  const text = readFileSync(join(bad, path), 'utf8');
  const altered = text.replace(from, to);
  expect(altered).not.toBe(text);
  writeFileSync(join(bad, path), altered);
  expect(hubFaults(bad).join('\n')).toContain(complaint);
});
