/**
 * `chipcast export` of tables: they hold what the run, the analysis, the scores and the batch have.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { batchCommand } from '../../src/cli/commands/batch.ts';
import { type ExportOptions, exportCommand } from '../../src/cli/commands/export.ts';
import { scoreCommand } from '../../src/cli/commands/score.ts';
import { sensitivityCommand } from '../../src/cli/commands/sensitivity.ts';
import type { ScoreDocument } from '../../src/score/document.ts';
import type { Analysis } from '../../src/sensitivity/document.ts';
import type { Summary } from '../../src/stats/summary.ts';
import { root, temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
let plain = '';
let weighted = '';
/** The question of `weighted`, without draws.parquet. */
let without = '';
const exported = (named: string, options: Partial<ExportOptions>) =>
  answerTo(() => exportCommand(named, { format: 'csv', executor: 'inline', out, ...options }));
type Row = Readonly<Record<string, string>>;
const rowsOf = (csv: string) => parse(csv, { columns: true }) as Row[];
async function table(named: string, options: Partial<ExportOptions>): Promise<Row[]> {
  const { code, stdout, stderr } = await exported(named, options);
  expect([code, stderr]).toEqual([0, '']);
  return rowsOf(readFileSync(stdout.trim(), 'utf8'));
}
const json = <T>(folder: string, name: string) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
const summaryOf = (folder: string) => json<Summary>(folder, 'summary.json');

beforeAll(async () => {
  const given = ['pumps.inService[2027] < 526'];
  plain = await finishedRun({ trials: 2048, draws: true, out });
  weighted = await finishedRun({ trials: 2048, draws: true, out, given });
  without = await finishedRun({ trials: 2048, out: join(out, 'without'), given, draws: false });
  expect(existsSync(join(without, 'draws.parquet'))).toBe(false);
});

describe('the summary', () => {
  test('has every number to the last bit', async () => {
    const rows = await table(plain, {});
    const { outcomes } = summaryOf(plain);
    expect(rows.map(({ id }) => id)).toEqual(outcomes.map(({ id }) => id));
    rows.forEach((row, k) => {
      const { mean, quantiles, unit } = outcomes[k];
      expect([row['mean'], row['mean_se'], row['p95_high']].map(Number)).toEqual([
        mean.value,
        mean.se,
        quantiles.p95.high,
      ]);
      expect(row['unit']).toBe(unit);
    });
    const first = rows.find(({ id }) => id === 'pumps.inService[2026]')!;
    expect([first['outcome'], first['period'], first['step']]).toEqual([
      'pumps.inService',
      '2026',
      'year',
    ]);
  });

  test('is the same as Parquet', async () => {
    const { stdout } = await exported(plain, { format: 'parquet' });
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(stdout.trim()) });
    const { outcomes } = summaryOf(plain);
    expect(rows.map(({ id, mean, failures }) => [id, mean, failures])).toEqual(
      outcomes.map(({ id, mean, failures }) => [id, mean.value, failures]),
    );
  });

  test('is long with a row a statistic', async () => {
    const rows = await table(plain, { long: true });
    const { outcomes } = summaryOf(plain);
    expect(rows.length).toBe(outcomes.length * 9);
    const last = outcomes.at(-1)!;
    const p5 = rows.find(({ id, statistic }) => id === last.id && statistic === 'p5')!;
    expect([p5['value'], p5['se'], p5['low'], p5['high']].map(Number)).toEqual([
      last.quantiles.p5.value,
      last.quantiles.p5.se,
      last.quantiles.p5.low,
      last.quantiles.p5.high,
    ]);
  });
});

describe('draws', () => {
  test('come trial by trial, with their weights', async () => {
    const rows = await table(weighted, { what: ['draws'], to: join(out, 'sub', 'draws.csv') });
    expect(rows.length).toBe(2048);
    const weights = rows.map(({ weight }) => Number(weight));
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
    const mean = rows.reduce(
      (sum, row, i) => sum + weights[i] * Number(row['pumps.inService[2028]']),
      0,
    );
    const found = summaryOf(weighted).outcomes.find(({ id }) => id === 'pumps.inService[2028]')!;
    // Sums of 2,048 terms in another order.
    expect(mean / found.mean.value!).toBeCloseTo(1, 10);
  });

  test('are the same bits where they are computed again, for the run kept none', async () => {
    const again = join(out, 'again.csv');
    const options = { what: ['draws'], to: again, out: join(out, 'without') };
    const found = await table(without, options);
    expect(found).toEqual(await table(weighted, { what: ['draws'], to: join(out, 'kept.csv') }));
  });

  test('are long with the columns that others expect, an outcome after the other', async () => {
    const { stdout } = await exported(weighted, { what: ['draws'], long: true });
    const csv = readFileSync(stdout.trim(), 'utf8');
    expect(csv.split('\n')[0]).toBe('trial,outcome,period,value,unit,weight');
    const rows = rowsOf(csv);
    const wide = await table(weighted, { what: ['draws'], to: join(out, 'wide.csv') });
    const columns = summaryOf(weighted).outcomes.map(({ id }) => id);
    expect(rows.length).toBe(columns.length * 2048);
    columns.forEach((id, k) => {
      for (const trial of [0, 1, 2047]) {
        const { outcome, period, ...row } = rows[k * 2048 + trial];
        expect(id.startsWith(outcome)).toBe(true);
        if (id.includes('[')) expect(id).toBe(`${outcome}[${period}]`);
        expect(row).toMatchObject({
          trial: String(trial),
          value: wide[trial][id],
          weight: wide[trial]['weight'],
        });
      }
    });
  });

  test('are those that were asked for: outcomes and inputs, with or without period', async () => {
    const rows = await table(plain, {
      what: ['draws'],
      to: join(out, 'few.csv'),
      outcomes: ['pumps.inService[2027],target.reached', 'stock.opening'],
    });
    expect(Object.keys(rows[0])).toEqual([
      'trial',
      'stock.opening',
      'pumps.inService[2027]',
      'target.reached',
    ]);
  });

  test('of a run that stays as it is: its own file is not written over', async () => {
    const before = readFileSync(join(plain, 'draws.parquet'));
    const { stdout } = await exported(plain, { what: ['draws'], format: 'parquet' });
    expect(stdout.trim()).toBe(join(plain, 'draws-export.parquet'));
    expect(readFileSync(join(plain, 'draws.parquet')).equals(before)).toBe(true);
    const file = await asyncBufferFromFile(stdout.trim());
    const rows = await parquetReadObjects({ file });
    const kept = await parquetReadObjects({
      file: await asyncBufferFromFile(join(plain, 'draws.parquet')),
    });
    expect(rows).toEqual(kept.map((row) => ({ ...row, trial: Number(row['trial']) })));
  });
});

test('an analysis has a row a measure of an input', async () => {
  const asked = { model: 'heat-pumps', seed: 'of its own', base: 256, out, groups: 'input' };
  const { code, stdout } = await answerTo(() =>
    sensitivityCommand(undefined, {
      ...asked,
      method: 'sobol,shapley,morris,tail,tornado',
      executor: 'inline',
      set: [],
      preset: [],
      correlate: [],
    } as never),
  );
  expect(code).toBe(0);
  const folder = stdout.trim().split('\n').at(-1)!.replace('/sensitivity.json', '');
  // The question was analysed and never run.
  expect(existsSync(join(folder, 'run.json'))).toBe(false);
  const rows = await table(folder, { what: ['sensitivity'] });
  const analysis = json<Analysis>(folder, 'sensitivity.json');
  const inputs = Object.keys(analysis.groups);
  const [[outcome, of]] = Object.entries(analysis.outcomes);
  const found = (method: string, measure: string, input: string, other = '') =>
    rows.filter(
      (row) =>
        row['outcome'] === outcome &&
        row['method'] === method &&
        row['measure'] === measure &&
        row['input'] === input &&
        row['with_input'] === other,
    );
  const number = (row: Row) => Number(row['value']);
  for (const input of inputs) {
    const [total, ...others] = found('sobol', 'total', input);
    expect(others).toEqual([]);
    const index = of.sobol!.total[input]!;
    expect([number(total), Number(total['se'])]).toEqual([index.value, index.se]);
    expect(number(found('morris', 'mu_star', input)[0])).toBe(of.morris![input].muStar!.value);
    expect(number(found('shapley', 'index', input)[0])).toBe(of.shapley![input]!.value);
  }
  const [pair] = Object.keys(of.sobol!.second);
  const [a, b] = pair.split('*');
  expect(number(found('sobol', 'second', a, b)[0])).toBe(of.sobol!.second[pair]!.value);
  const [bar] = of.tornado!.rows;
  expect(number(found('tornado', 'outcome_at_high', bar.input)[0])).toBe(bar.outcomeAt[1]);
  const tails = Object.entries(analysis.outcomes).flatMap(([id, { tail }]) =>
    Object.entries(tail!.highest.drivers).flatMap(([input, { distance }]) =>
      distance === null ? [] : [{ id, input, distance }],
    ),
  );
  expect(tails.length).toBeGreaterThan(0);
  for (const { id, input, distance } of tails) {
    const row = rows.find(
      (one) =>
        one['outcome'] === id && one['measure'] === 'highest_distance' && one['input'] === input,
    )!;
    expect(number(row)).toBe(distance.value);
  }
});

test('scores have a row a score, of the run and of naive forecasts', async () => {
  const truth = join(out, 'truth.yaml');
  writeFileSync(
    truth,
    `truth:
  - { target: 'pumps.inService[2026]', value: 480, known: 2027-02-01, earlier: { 2023: 330, 2024: 370, 2025: 420 } }
  - { target: target.reached, value: 0, known: 2030-02-01 }
`,
  );
  const missing = await exported(plain, { what: ['scores'] });
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('has no score.json; chipcast score makes it');
  await answerTo(() =>
    scoreCommand([plain], { forecast: [], truth, executor: 'inline', out } as never),
  );
  const rows = await table(plain, { what: ['scores'] });
  const [pumps] = json<ScoreDocument>(plain, 'score.json').runs[0].targets;
  const of = (forecaster: string, score: string) =>
    rows.find(
      (row) =>
        row['target'] === pumps.target &&
        row['forecaster'] === forecaster &&
        row['score'] === score,
    )!;
  expect([of('run', 'crps')['value'], of('run', 'crps')['se']].map(Number)).toEqual([
    pumps.scores.crps!.value,
    pumps.scores.crps!.se,
  ]);
  expect(of('run', 'absolute_error')['truth']).toBe('480');
  expect(new Set(rows.map((row) => row['forecaster'])).size).toBeGreaterThan(1);
});

describe('a batch', () => {
  const spec = join(out, 'levels.yaml');
  beforeAll(async () => {
    writeFileSync(
      spec,
      'name: levels\nmodel: heat-pumps\ntrials: 512\nmatrix:\n  presets: [[], subsidy-ends]\n  seeds: [1, 2]\n',
    );
    const { code } = await answerTo(() =>
      batchCommand(spec, { executor: 'inline', out, quiet: true } as never),
    );
    expect(code).toBe(0);
  });

  test('is one table: the summary of every cell, its axes, the difference from the first', async () => {
    const rows = await table('levels', { what: ['batch'] });
    const cells = [...new Set(rows.map(({ cell }) => cell))];
    expect(cells).toEqual([
      'baseline / seed 1',
      'baseline / seed 2',
      'subsidy-ends / seed 1',
      'subsidy-ends / seed 2',
    ]);
    const last = rows.filter(({ cell }) => cell === cells[2]);
    expect([last[0]['axis_1'], last[0]['axis_2']]).toEqual(['subsidy-ends', 'seed 1']);
    const { outcomes } = summaryOf(join(out, last[0]['run']));
    expect(last.map((row) => Number(row['mean']))).toEqual(outcomes.map(({ mean }) => mean.value));
    // Cells of one seed share draws: the difference of means is that of the means, to rounding.
    const headline = last.find((row) => row['mean_difference'] !== '')!;
    const base = rows.find((row) => row['cell'] === cells[0] && row['id'] === headline['id'])!;
    expect(Number(headline['mean_difference'])).toBeCloseTo(
      Number(headline['mean']) - Number(base['mean']),
      9,
    );
  });

  test('without its file is refused with those that there are', async () => {
    const { code, stderr } = await exported('labels', { what: ['batch'] });
    expect(code).toBe(2);
    expect(stderr).toContain(`no batch "labels"; batches in ${out}: levels`);
  });

  test('whose cells were not all done says which are not in the table', async () => {
    const path = join(out, 'levels.batch.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"state": "done"', '"state": "failed"'));
    const { code, stderr } = await exported('levels', { what: ['batch'], to: join(out, 'b.csv') });
    writeFileSync(path, text);
    expect(code).toBe(0);
    expect(stderr).toBe('Not done, and not in the table: baseline / seed 1\n');
  });
});

describe('a workbook', () => {
  test('holds several tables', async () => {
    const to = join(out, 'all.xlsx');
    const { code, stdout } = await exported(plain, {
      format: 'xlsx',
      what: ['summary,draws'],
      outcomes: ['target.reached'],
      to,
    });
    expect([code, stdout]).toEqual([0, `${to}\n`]);
    expect(readFileSync(to).toString('latin1', 0, 2)).toBe('PK');
  });
});

describe('standard output', () => {
  const printed = (command: string) =>
    execFileSync('bash', ['-o', 'pipefail', '-c', command], { cwd: root, maxBuffer: 2 ** 28 });
  const words = () => `"${process.execPath}" "${inject('command')}" export "${plain}" --to -`;

  test('takes a table, and nothing else', async () => {
    const path = (await exported(plain, { what: ['draws'], to: join(out, 'file.csv') })).stdout;
    expect(printed(`${words()} --what draws`).equals(readFileSync(path.trim()))).toBe(true);
    const parquet = printed(`${words()} --format parquet`);
    expect([
      parquet.toString('latin1', 0, 4),
      parquet.toString('latin1', parquet.length - 4),
    ]).toEqual(['PAR1', 'PAR1']);
  });

  test('may be closed by who reads it', () => {
    expect(printed(`${words()} --what draws --long | head -n 1`).toString()).toBe(
      'trial,outcome,period,value,unit\n',
    );
  });
});

describe('what does not go together', () => {
  test.each([
    [{ truth: 'x' }, '--truth has no meaning with --format csv'],
    [{ what: ['sumary'] }, '--what is "sumary"; wanted some of summary, sets, draws'],
    [{ format: 'parquet', bom: true }, '--bom has no meaning with --format parquet'],
    [{ outcomes: ['a'] }, '--outcomes has no meaning with --what summary'],
    [{ what: ['scores'], long: true }, '--long has no meaning with --what scores'],
    [{ what: ['summary', 'draws'] }, '--what names 2 tables; a csv file takes one'],
    [{ format: 'hubverse', to: '-' }, 'a hub is a folder'],
    [{ to: '-', json: true }, '--json has no meaning with --to -'],
    [{ format: 'hubverse', what: ['draws'] }, '--what has no meaning with --format hubverse'],
    [{ what: ['draws'], outcomes: ['target.reeched'] }, 'did you mean target.reached?'],
    [
      { what: ['draws'], outcomes: ['pumps.share[2026] > 0.5'] },
      'is a condition; draws are of outcomes',
    ],
  ] as [Partial<ExportOptions>, string][])('%o is refused', async (options, complaint) => {
    const { code, stderr } = await exported(plain, options);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });

  test('is said all at once', async () => {
    const { stderr } = await exported(plain, {
      truth: 'x',
      bom: true,
      format: 'xlsx',
      to: '-',
      json: true,
    });
    expect(stderr.trim().split('\n').length).toBe(3);
  });
});

test('a run without all its files is refused', async () => {
  const run = await finishedRun({ trials: 512, out, seed: 'cut' });
  rmSync(join(run, 'run.json'));
  const { code, stderr } = await exported(run, {});
  expect(code).toBe(2);
  expect(stderr).toContain('is not finished; there is nothing to export yet');
});
