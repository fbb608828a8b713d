import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { afterAll, describe, expect, test } from 'vitest';
import { readHubForecasts, readHubTruths } from '../../src/score/read-hub.ts';
import { compareHubs, scoreHub } from '../../src/score/score-hub.ts';

const folder = mkdtempSync(join(tmpdir(), 'hub-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const HEAD =
  'reference_date,target,horizon,location,target_end_date,output_type,output_type_id,value';
const task = (location: string) => `2022-11-19,wk inc flu hosp,1,${location},2022-11-26`;
/** As the oracle output of the example hubs: a row an output type, quantiles without a level. */
const TRUTH = [
  'location,target_end_date,target,output_type,output_type_id,oracle_value',
  '25,2022-11-26,wk inc flu hosp,quantile,NA,22',
  '25,2022-11-26,wk inc flu hosp,median,NA,22',
  '25,2022-11-26,wk inc flu hosp,mean,NA,22',
  '25,2022-11-26,wk inc flu hosp,sample,NA,22',
  '25,2022-11-26,wk flu hosp rate category,pmf,low,0',
  '25,2022-11-26,wk flu hosp rate category,pmf,moderate,1',
  '25,2022-11-26,wk flu hosp rate category,pmf,high,0',
  '25,2022-11-26,wk flu hosp rate,cdf,1,0',
  '25,2022-11-26,wk flu hosp rate,cdf,2,1',
  '25,2022-11-26,wk flu hosp rate,cdf,3,1',
  '36,2022-11-26,wk inc flu hosp,quantile,NA,5',
].join('\n');
const truthFile = written('oracle-output.csv', `${TRUTH}\n`);

/** The second case of the tests of covidHubUtils: 22 against -2, 0, 3, 3, 4, with levels that are off by 1e-16. */
const quantiles = (location: string) =>
  [
    ['0.1', -2],
    ['0.25', 0],
    ['0.50000000000000011', 3],
    ['0.75', 3],
    ['0.90000000000000002', 4],
  ].map(([level, value]) => `${task(location)},quantile,${level},${value}`);
const forecastFile = written(
  '2022-11-19-team-model.csv',
  `${[
    HEAD,
    ...quantiles('25'),
    `${task('25')},median,NA,3`,
    `${task('25')},mean,,2`,
    ...[20, 24, 26].map((value, k) => `${task('25')},sample,${k},${value}`),
    ...[
      ['low', 0.1],
      ['moderate', 0.2],
      ['high', 0.7],
    ].map(([id, p]) => `2022-11-19,wk flu hosp rate category,1,25,2022-11-26,pmf,${id},${p}`),
    ...[
      [1, 0.33],
      [2, 0.77],
      [3, 1],
    ].map(([id, p]) => `2022-11-19,wk flu hosp rate,1,25,2022-11-26,cdf,${id},${p}`),
    ...quantiles('44'),
  ].join('\n')}\n`,
);

describe('files of a hub', async () => {
  const truths = await readHubTruths(truthFile);
  const [forecast] = await readHubForecasts(forecastFile);
  const scored = scoreHub(forecast, truths);
  const of = (target: string) => scored.tasks.find(({ ids }) => ids['target'] === target)!;

  test('are scored by every output type', () => {
    expect(forecast.model).toBe('team-model');
    const one = of('wk inc flu hosp');
    // By the formula of the test in covidHubUtils: (9.5 + 0.6 + 18 + 0.75 + 19) / 2.5.
    expect(one.wis!.total).toBeCloseTo(47.85 / 2.5, 10);
    expect(one.absoluteError).toBe(19);
    expect(one.squaredError).toBe(400);
    // E|X - y| = (2 + 2 + 4) / 3, less half of E|X - X'| = (4 + 6 + 2) 2 / 9.
    expect(one.crps).toBeCloseTo(8 / 3 - 12 / 9, 12);
    expect(one.covered).toEqual({ '0.5': false, '0.8': false });
    // rps_ordinal of scoringutils; cumulative probabilities of 0.33, 0.77 and 1 with the truth in the second.
    expect(of('wk flu hosp rate category').rps).toBeCloseTo(0.5, 12);
    expect(of('wk flu hosp rate').rps).toBeCloseTo(0.33 * 0.33 + 0.23 * 0.23, 12);
    expect(scored.tasks.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('with targets missing on either side are told', () => {
    expect(scored.withoutTruth).toEqual([expect.objectContaining({ location: '44' })]);
    expect(scored.withoutForecast).toEqual([expect.objectContaining({ location: '36' })]);
  });

  test('as Parquet say the same', async () => {
    const rows = [...quantiles('25')].map((line) => line.split(','));
    const names = HEAD.split(',');
    const path = join(folder, '2022-11-19-team-other.parquet');
    parquetWriteFile({
      filename: path,
      columnData: names.map((name, k) =>
        name === 'value'
          ? { name, data: rows.map((row) => Number(row[k])), type: 'DOUBLE' as const }
          : { name, data: rows.map((row) => row[k]), type: 'STRING' as const },
      ),
    });
    const [other] = await readHubForecasts(path);
    expect(other.model).toBe('team-other');
    const again = scoreHub(other, truths);
    expect(again.tasks[0].wis).toEqual(of('wk inc flu hosp').wis);
    expect(compareHubs([scored, again])).toMatchObject([{ targets: 1, same: 1 }]);
  });

  test('samples of several tasks have an energy score', async () => {
    // es_ensemble "nrg" of the tests of scoringrules: 0.3949793.
    const values = [
      [0.79546742, 0.477796, 0.2164079, 0.5409873],
      [0.02461368, 0.7584595, 0.318181, 0.1319422],
    ];
    const file = written(
      '2022-11-19-team-joint.csv',
      `${[HEAD, ...values.flatMap((own, k) => own.map((value, s) => `${task(String(k))},sample,s${s},${value}`))].join('\n')}\n`,
    );
    const truth = written(
      'joint.csv',
      'location,target_end_date,oracle_value\n0,2022-11-26,0.2743836\n1,2022-11-26,0.81464\n',
    );
    const [joint] = await readHubForecasts(file);
    const [{ tasks, energy }] = scoreHub(joint, await readHubTruths(truth)).joint;
    expect(tasks).toBe(2);
    expect(energy).toBeCloseTo(0.3949793, 6);
  });
});

describe('what is wrong with files', () => {
  test('is told by row, all at once', async () => {
    const bad = written(
      'bad.csv',
      `${[
        HEAD,
        `${task('25')},quantil,0.5,3`,
        `${task('25')},quantile,half,3`,
        `${task('25')},pmf,low,1.5`,
        `${task('25')},median,NA,many`,
      ].join('\n')}\n`,
    );
    await expect(readHubForecasts(bad)).rejects.toThrow(
      /4 fault\(s\)\n {2}row 1: output_type is quantil; .*\n {2}row 2: .*half.*\n {2}row 3: .*1\.5.*\n {2}row 4: value is many/,
    );
    await expect(readHubForecasts(join(folder, 'none.csv'))).rejects.toThrow('does not exist');
    await expect(readHubTruths(forecastFile)).rejects.toThrow('has no column oracle_value');
  });

  test('crossing quantiles and probabilities that do not add up are faults of their task alone', async () => {
    const file = written(
      'crossing.csv',
      `${[
        HEAD,
        `${task('25')},quantile,0.25,5`,
        `${task('25')},quantile,0.75,3`,
        `${task('25')},median,NA,3`,
        `2022-11-19,wk flu hosp rate category,1,25,2022-11-26,pmf,low,0.4`,
        `2022-11-19,wk flu hosp rate category,1,25,2022-11-26,pmf,moderate,0.4`,
      ].join('\n')}\n`,
    );
    const [forecast] = await readHubForecasts(file);
    const { tasks } = scoreHub(forecast, await readHubTruths(truthFile));
    expect(tasks[0]).toMatchObject({
      absoluteError: 19,
      faults: ['quantile: quantiles that are less than the one before: 0.75'],
    });
    expect(tasks[0].wis).toBe(undefined);
    expect(tasks[1].faults).toEqual(['pmf: the probabilities add up to 0.8, not 1']);
  });
});
