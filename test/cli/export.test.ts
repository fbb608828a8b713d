/**
 * `chipcast export`: what it writes holds what the run has, and a hub passes its checks or says why
 * not.
 */

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ExportOptions, exportCommand } from '../../src/cli/commands/export.ts';
import { scoreCommand } from '../../src/cli/commands/score.ts';
import { hubFaults } from '../../src/export/hub-check.ts';
import type { ScoreDocument } from '../../src/score/document.ts';
import type { ScoredHub } from '../../src/score/hub/score.ts';
import type { Summary } from '../../src/stats/summary.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
let plain = '';
let weighted = '';
const run = (options: Partial<Parameters<typeof finishedRun>[0]>) =>
  finishedRun({ trials: 2048, draws: true, out, ...options });
const exported = (named: string, options: Partial<ExportOptions>) =>
  answerTo(() => exportCommand(named, { format: 'csv', executor: 'inline', out, ...options }));
const truth = join(out, 'truth.yaml');
const summaryOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as Summary;

beforeAll(async () => {
  plain = await run({});
  weighted = await run({ given: ['pumps.inService[2027] < 526'] });
  writeFileSync(
    truth,
    `truth:
  - { target: 'pumps.inService[2026]', value: 480, known: 2027-02-01, earlier: { 2023: 330, 2024: 370, 2025: 420 } }
  - { target: 'pumps.inService[2027]', value: 510, known: 2028-02-01 }
  - { target: target.reached, value: 0, known: 2030-02-01 }
`,
  );
});

describe('hubs of one run', () => {
  test('are the same bytes', async () => {
    const first = await exported(plain, { format: 'hubverse', to: join(out, 'a') });
    const second = await exported(plain, { format: 'hubverse', to: join(out, 'b') });
    expect([first.code, second.code]).toEqual([0, 0]);
    const list = first.stdout.trim().split('\n');
    expect(list.length).toBeGreaterThanOrEqual(7);
    for (const path of list)
      expect(readFileSync(path.replace(join(out, 'a'), join(out, 'b')), 'utf8')).toBe(
        readFileSync(path, 'utf8'),
      );
  });
});

const PEOPLE = {
  modelId: 'acme-pumps',
  contact: 'A B <a@b.org>',
  repository: 'a/b',
  license: 'CC-BY-4.0',
};
const OUTPUT = 'model-output/acme-pumps/2025-12-31-acme-pumps.csv';

describe('a hub', () => {
  const hub = join(out, 'hub');
  beforeAll(async () => {
    const { code, stderr } = await exported(plain, {
      format: 'hubverse',
      to: hub,
      truth,
      ...PEOPLE,
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test('has mean, median, quantiles, cdf, pmf and 100 joint samples, and passes the checks', () => {
    expect(hubFaults(hub)).toEqual([]);
    const rows = parse(readFileSync(join(hub, OUTPUT), 'utf8'), { columns: true }) as Record<
      string,
      string
    >[];
    expect(new Set(rows.map((row) => row['output_type']))).toEqual(
      new Set(['mean', 'median', 'quantile', 'cdf', 'pmf', 'sample']),
    );
    const levels = rows
      .filter(
        (row) =>
          row['output_type'] === 'quantile' &&
          row['target'] === 'pumps.inService' &&
          row['target_end_date'] === '2027-12-31',
      )
      .map((row) => row['output_type_id']);
    expect(levels.slice(0, 4)).toEqual(['0.01', '0.025', '0.05', '0.1']);
    expect(levels.length).toBe(23);
    const samples = rows.filter((row) => row['output_type'] === 'sample');
    expect(new Set(samples.map((row) => row['output_type_id'])).size).toBe(100);
    const mean = rows.find(
      (row) => row['output_type'] === 'mean' && row['target'] === 'pumps.inService',
    )!;
    const found = summaryOf(plain).outcomes.find(({ id }) => id === 'pumps.inService[2026]')!;
    expect(Number(mean['value']) / found.mean.value!).toBeCloseTo(1, 12);
  });

  test('is joint: a sample is a trial of the run', () => {
    const rows = parse(readFileSync(join(hub, OUTPUT), 'utf8'), { columns: true }) as Record<
      string,
      string
    >[];
    const of = (target: string, date: string) =>
      rows
        .filter(
          (row) =>
            row['output_type'] === 'sample' &&
            row['target'] === target &&
            row['target_end_date'] === date,
        )
        .map((row) => Number(row['value']));
    // Whether the target is reached follows from the pumps in service at the end of 2029, in every
    // trial.
    const reached = of('target.reached', '2029-12-31');
    expect(of('pumps.inService', '2029-12-31').map((x) => (x >= 750 ? 1 : 0))).toEqual(reached);
  });

  test('is scored as the run is: WIS and absolute error up to neighbouring draws, squared error to the last digits', async () => {
    const hubScores = JSON.parse(
      (
        await answerTo(() =>
          scoreCommand([], {
            forecast: [join(hub, OUTPUT)],
            hub,
            truth: join(hub, 'target-data/oracle-output.csv'),
            executor: 'inline',
            out,
            json: true,
          }),
        )
      ).stdout,
    ) as { models: ScoredHub[] };
    const runScores = JSON.parse(
      (
        await answerTo(() =>
          scoreCommand([plain], { forecast: [], truth, executor: 'inline', out, json: true }),
        )
      ).stdout,
    ) as ScoreDocument;
    const [{ tasks, withoutForecast }] = hubScores.models;
    expect(withoutForecast).toEqual([]);
    const [first] = runScores.runs[0].targets;
    const same = tasks.find(
      ({ ids }) => ids['target'] === 'pumps.inService' && ids['target_end_date'] === '2026-12-31',
    )!;
    // Levels that fall exactly between two draws: the file has the lower one, the score of the run
    // averages both. Neighbours among thousands of draws are less than a thousandth of the spread
    // apart.
    const spread = first.forecast.p95 - first.forecast.p5;
    const apart = (a: number, b: number): number => Math.abs(a - b) / spread;
    expect(apart(same.wis!.total, first.scores.wis!.value!)).toBeLessThan(1e-3);
    expect(apart(same.absoluteError!, first.scores.absoluteError!.value!)).toBeLessThan(1e-3);
    expect(same.squaredError! / first.scores.squaredError!.value!).toBeCloseTo(1, 9);
    // A hundred trials tell the CRPS of all to about a tenth of the spread.
    expect(Math.abs(same.crps! - first.scores.crps!.value!)).toBeLessThan(0.1 * spread);
    // The event did not happen: of two categories the ranked probability score is the Brier score.
    const event = tasks.find(({ ids }) => ids['target'] === 'target.reached')!;
    expect(event.rps).toBeCloseTo(runScores.runs[0].targets[2].scores.brier!.value!, 12);
  });

  test.each([
    ['a quantile above the next', /(,quantile,0\.5,)\S+/, '$11e9', 'values fall'],
    ['a probability above 1', /(,pmf,yes,)\S+/, '$11.5', 'values that are not allowed'],
    ['probabilities that do not add up', /(,pmf,yes,)\S+/, '$10.0001', 'probabilities add up to'],
    [
      'a level that is no decimal text of the task',
      /,quantile,0\.025,/,
      ',quantile,0.0250000001,',
      'output_type_id that is not allowed',
    ],
    ['a row that is missing', /\n[^\n]*,median,NA,[^\n]*/, '', 'required rows are missing'],
    ['a row that comes twice', /(\n[^\n]*,mean,NA,[^\n]*)/, '$1$1', 'rows that come twice'],
    [
      'a sample that lacks a target',
      /\n[^\n]*,sample,s7,[^\n]*/,
      '',
      'sample s7 has other tasks than the first',
    ],
    [
      'a sample under another id',
      /,sample,s7,/,
      ',sample,s700000,',
      'the id of sample s700000 is too long',
    ],
    [
      'a sample of two rounds',
      /\n\d{4}-\d\d-\d\d(,[^\n]*,sample,s7,)/,
      '\n2020-01-01$1',
      'sample s7 is of 2 compound tasks',
    ],
    ['a sample too few', /\n[^\n]*,sample,s7,[^\n]*/g, '', 'has 99 samples; wanted 100'],
    ['a target of nobody', /pumps\.inService/, 'pumps.other', 'rows of no task'],
  ])('with %s is found out', (_, from, to, complaint) => {
    const bad = join(out, 'bad');
    cpSync(hub, bad, { recursive: true });
    const path = join(bad, OUTPUT);
    const text = readFileSync(path, 'utf8');
    const altered = text.replace(from, to);
    expect(altered).not.toBe(text);
    writeFileSync(path, altered);
    expect(hubFaults(bad).join('\n')).toContain(complaint);
  });

  test('of weighted trials has their quantiles, and samples only of trials that count', async () => {
    const other = join(out, 'weighted-hub');
    expect((await exported(weighted, { format: 'hubverse', to: other, ...PEOPLE })).code).toBe(0);
    const rows = parse(readFileSync(join(other, OUTPUT), 'utf8'), { columns: true }) as Record<
      string,
      string
    >[];
    const samples = rows.filter(
      (row) =>
        row['output_type'] === 'sample' &&
        row['target'] === 'pumps.inService' &&
        row['target_end_date'] === '2027-12-31',
    );
    expect(samples.length).toBe(100);
    expect(samples.filter((row) => Number(row['value']) >= 526)).toEqual([]);
  });
});

describe('what cannot be', () => {
  test('is refused all at once', async () => {
    const { code, stderr } = await exported(plain, {
      format: 'hubverse',
      modelId: 'a b',
      contact: 'me',
      repository: 'x',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/--model-id.*\n--contact.*\n--repository/);
  });

  test('takes outcomes for a hub by names, with commas or apart, and no condition', async () => {
    const to = join(out, 'asked-hub');
    const condition = await exported(plain, {
      format: 'hubverse',
      to,
      outcomes: ['target.reached', 'pumps.share[2026] > 0.5'],
    });
    expect([condition.code, existsSync(to)]).toEqual([2, false]);
    expect(condition.stderr).toContain('"pumps.share[2026] > 0.5" is a condition');
    const outcomes = ['target.reached,pumps.inService'];
    expect((await exported(plain, { format: 'hubverse', to, outcomes, ...PEOPLE })).code).toBe(0);
    const text = readFileSync(join(to, OUTPUT), 'utf8');
    const targets = (parse(text, { columns: true }) as { target: string }[]).map(
      ({ target }) => target,
    );
    expect([...new Set(targets)].toSorted()).toEqual(['pumps.inService', 'target.reached']);
  });

  test('does not replace a folder that is no hub', async () => {
    const mine = join(out, 'mine');
    mkdirSync(mine);
    writeFileSync(join(mine, 'diary.txt'), 'dear diary');
    const { code, stderr } = await exported(plain, { format: 'hubverse', to: mine });
    expect([code, existsSync(join(mine, 'diary.txt'))]).toEqual([2, true]);
    expect(stderr).toContain('is no hub');
  });
});
