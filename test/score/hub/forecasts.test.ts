import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { hubForecasts, modelOf } from '../../../src/score/hub/forecasts.ts';
import { readTable } from '../../../src/tables/read-table.ts';
import { forecastsOf, refusal } from './files.ts';

const HEAD = 'reference_date,location,output_type,output_type_id,value';
const rows = (date: string, values: readonly number[]) =>
  values.map((value, k) => `${date},01,quantile,${[0.25, 0.5, 0.75][k]},${value}`);

describe('rounds', () => {
  test('of one model are one forecast', () => {
    const forecasts = forecastsOf({
      '2026-01-01-t-base.csv': [HEAD, ...rows('2026-01-01', [1, 2, 3])],
      '2026-01-08-t-base.csv': [HEAD, ...rows('2026-01-08', [2, 3, 4])],
      '2026-01-08-t-other.csv': [HEAD, ...rows('2026-01-08', [2, 3, 4])],
    });
    expect(forecasts.map(({ model, tasks }) => [model, tasks.length])).toEqual([
      ['t-base', 2],
      ['t-other', 1],
    ]);
  });

  test('with the same task twice are refused, and it is said what would tell them apart', () => {
    const head = 'location,output_type,output_type_id,value';
    const bare = rows('', [1, 2, 3]).map((line) => line.slice(1));
    const { message } = refusal(() =>
      forecastsOf({
        '2026-01-01-t-base.csv': [head, ...bare],
        '2026-01-08-t-base.csv': [head, ...bare],
      }),
    );
    expect(message).toContain(
      '2026-01-08-t-base.csv, line 2: quantile 0.25 of location 01 is already given in 2026-01-01-t-base.csv, line 2, and 2 more rows of this task likewise; no column such as reference_date tells the rounds of the two files apart',
    );
  });

  test('with different columns are refused', () => {
    const { message } = refusal(() =>
      forecastsOf({
        '2026-01-01-t-base.csv': [HEAD, ...rows('2026-01-01', [1, 2, 3])],
        '2026-01-08-t-base.csv': ['location,output_type,output_type_id,value', '01,median,NA,1'],
      }),
    );
    expect(message).toContain('has no column reference_date, which');
  });
});

test('a column model_id names models, else the file does', () => {
  const forecasts = forecastsOf({
    '2026-01-01-all.csv': [
      `model_id,${HEAD}`,
      ...rows('2026-01-01', [1, 2, 3]).map((line) => `a-one,${line}`),
      ...rows('2026-01-01', [2, 3, 4]).map((line) => `b-two,${line}`),
    ],
  });
  expect(forecasts.map(({ model }) => model)).toEqual(['a-one', 'b-two']);
  expect(
    ['2026-01-01-team-model.csv', 'x/team-model.csv.gz', '2026-01-01-team-model.gz.parquet'].map(
      modelOf,
    ),
  ).toEqual(['team-model', 'team-model', 'team-model']);
  // Rounds need not be named by a day: the folder of the model says where its name begins.
  expect(
    ['hub/team-model/round-2-team-model.csv', 'model/2026-01-01-team-model.csv'].map(modelOf),
  ).toEqual(['team-model', 'team-model']);
});

describe('samples', () => {
  test('are numbered by run_grouping and stochastic_run where scenario hubs do so', () => {
    const [{ taskIds, tasks }] = forecastsOf({
      't-s.csv': [
        'location,output_type,output_type_id,run_grouping,stochastic_run,value',
        '01,sample,NA,1,1,10',
        '01,sample,NA,1,2,12',
        '01,sample,NA,2,1,14',
        '01,quantile,0.5,NA,NA,12',
      ],
    });
    expect(taskIds).toEqual(['location']);
    expect([...tasks[0].samples]).toEqual([
      ['1/1', 10],
      ['1/2', 12],
      ['2/1', 14],
    ]);
    expect(tasks[0].quantiles).toEqual([{ level: 0.5, value: 12 }]);
  });

  test('with the same number twice are refused with both rows', () => {
    const { message } = refusal(() =>
      forecastsOf({
        't-s.csv': [
          'location,output_type,output_type_id,value',
          '01,sample,7,10',
          '01,sample,7,12',
        ],
      }),
    );
    expect(message).toContain(
      't-s.csv, line 3: sample 7 of location 01 is already given in t-s.csv, line 2',
    );
  });
});

describe('levels', () => {
  const levelsOf = (levels: readonly string[]) =>
    forecastsOf({
      't-l.csv': [
        'location,output_type,output_type_id,value',
        ...levels.map((level, k) => `01,quantile,${level},${k}`),
      ],
    })[0].tasks[0].quantiles.map(({ level }) => level);

  test('off by 1e-6 are the levels that are meant', () => {
    expect(levelsOf(['0.100001', '0.25', '0.5000000001', '0.749999', '0.9'])).toEqual([
      0.1, 0.25, 0.5, 0.75, 0.9,
    ]);
    // Single precision: 0.1 and 0.9 as float32.
    expect(levelsOf(['0.10000000149011612', '0.8999999761581421'])).toEqual([0.1, 0.9]);
  });

  test('of thirds, and 0 and 1, are kept', () =>
    expect(levelsOf(['0', '0.333333', '0.666667', '0.99999', '1'])).toEqual([
      0, 0.333333, 0.666667, 0.99999, 1,
    ]));

  test('that are the same after that are refused', () => {
    expect(refusal(() => levelsOf(['0.1', '0.100001'])).message).toContain(
      'line 3: quantile 0.1 of location 01 is already given in t-l.csv, line 2',
    );
  });
});

test('Parquet says the same as CSV, with levels as text or numbers and horizons as doubles', () => {
  const path = join(tmpdir(), `2026-01-01-t-parquet-${process.pid}.parquet`);
  parquetWriteFile({
    filename: path,
    columnData: [
      { name: 'location', data: ['01', '01', '01'], type: 'STRING' },
      { name: 'horizon', data: [1, 1, 1], type: 'DOUBLE' },
      { name: 'output_type', data: ['quantile', 'quantile', 'quantile'], type: 'STRING' },
      { name: 'output_type_id', data: [0.25, 0.5, 0.75], type: 'DOUBLE' },
      { name: 'value', data: [1, 2, 3], type: 'INT32' },
    ],
  });
  const [{ tasks }] = hubForecasts([readTable(path)]);
  rmSync(path);
  const [{ tasks: same }] = forecastsOf({
    't-csv.csv': [
      'location,horizon,output_type,output_type_id,value',
      ...[1, 2, 3].map((value, k) => `01,1,quantile,${(k + 1) / 4},${value}`),
    ],
  });
  expect(tasks).toEqual(same);
});

describe('what is wrong with a file', () => {
  test('is told by line, all at once', () => {
    const { name, message } = refusal(() =>
      forecastsOf({
        'bad.csv': [
          'location,output_type,output_type_id,value',
          '01,quantil,0.5,3',
          '01,quantile,half,3',
          '01,quantile,1.5,3',
          '01,pmf,low,1.5',
          '01,median,NA,many',
          '01,median,NA,0x1F',
          '01,sample,NA,3',
          '01,mean,NA,',
        ],
      }),
    );
    expect(name).toBe('ScoreError');
    for (const part of [
      'bad.csv cannot be scored: 8 faults',
      'bad.csv, line 2: output_type is quantil; wanted one of quantile, median, mean, sample, pmf, cdf',
      'bad.csv, line 3: output_type_id of a quantile is half;',
      'bad.csv, line 4: output_type_id of a quantile is 1.5; wanted a level, from 0 to 1',
      'bad.csv, line 5: value of a pmf is 1.5; wanted a probability, from 0 to 1',
      'bad.csv, line 6: value is many;',
      'bad.csv, line 7: value is 0x1F; write it in decimal digits',
      'bad.csv, line 8: sample without an output_type_id',
      'bad.csv, line 9: value is missing; wanted a number',
    ])
      expect(message).toContain(part);
  });

  test('in the form of before, it is told what its columns are called now', () => {
    const { message } = refusal(() =>
      forecastsOf({
        't-old.csv': [
          'forecast_date,target,location,type,quantile,value',
          '2026-01-01,1 wk,01,quantile,0.1,10',
        ],
      }),
    );
    expect(message).toContain('has no column output_type, output_type_id; it has forecast_date');
    expect(message).toContain(
      '"type" is called output_type now, "quantile" is called output_type_id',
    );
  });
});
