import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { log } from '../../../src/math/functions.ts';
import { scoreHubs } from '../../../src/score/hub/score.ts';
import { forecastsOf, refusal, truthsOf } from './files.ts';

const HEAD = 'location,horizon,target_end_date,target,output_type,output_type_id,value';
/** Quantiles of a task: 10 to 50 for location 01, a hundred more for others. */
const quantiles = (location: string, horizon: string, date: string, base = 0) =>
  [0.1, 0.25, 0.5, 0.75, 0.9].map(
    (level, k) => `${location},${horizon},${date},inc,quantile,${level},${base + 10 * (k + 1)}`,
  );
const FORECAST = [
  HEAD,
  ...quantiles('01', '0', '2026-01-03'),
  ...quantiles('01', '1', '2026-01-10'),
  ...quantiles('02', '0', '2026-01-03', 100),
];
const TRUTH_HEAD = 'location,target_end_date,target,oracle_value';
const TRUTH = [TRUTH_HEAD, '01,2026-01-03,inc,30', '01,2026-01-10,inc,31', '02,2026-01-03,inc,132'];
/** 3.6 for width each, and 0, 1 and 2 half over 2.5 for the median: by hand. */
const WIS = [3.6, 3.6 + 0.5 / 2.5, 3.6 + 1 / 2.5];
const wisOf = (forecast: readonly string[], truth: readonly string[], asOf?: string) =>
  scoreHubs(
    forecastsOf({ '2026-01-01-t-base.csv': forecast }),
    truthsOf(truth, asOf),
  ).models[0].tasks.map(({ wis }) => wis!.total);
const refused = (forecast: readonly string[], truth: readonly string[], asOf?: string) =>
  refusal(() => wisOf(forecast, truth, asOf));
const close = (found: readonly number[], wanted: readonly number[] = WIS) => {
  expect(found).toHaveLength(wanted.length);
  // Sums of a few numbers below 200: 1e-12 is a hundred times their rounding.
  found.forEach((wis, k) => expect(Math.abs(wis - wanted[k])).toBeLessThan(1e-12));
};

describe('one truth a task', () => {
  test('is joined by the ids that both have', () => close(wisOf(FORECAST, TRUTH)));

  test('equal ones pass', () => close(wisOf(FORECAST, [...TRUTH, TRUTH[2]])));

  test('conflicting ones are refused with both rows', () => {
    const { name, message } = refused(FORECAST, [...TRUTH, '01,2026-01-03,inc,999']);
    expect(name).toBe('ScoreError');
    expect(message).toMatch(
      /location 01, target_end_date 2026-01-03, target inc has two truths: 30 in .*, line 2, 999 in .*, line 5/,
    );
  });

  test('conflicting ones are refused however their ids are written', () => {
    const forecast = FORECAST.map((line) => line);
    const truth = [
      'horizon,target_end_date,oracle_value',
      '0,2026-01-03,30',
      '0.0,2026-01-03 00:00:00,31',
    ];
    expect(refused(forecast.slice(0, 6), truth).message).toContain('has two truths: 30');
  });

  test('law: the order of rows matters neither in forecasts nor in truths', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(FORECAST.slice(1), { minLength: 15 }),
        fc.shuffledSubarray(TRUTH.slice(1), { minLength: 3 }),
        (forecast, truth) =>
          close(wisOf([HEAD, ...forecast], [TRUTH_HEAD, ...truth]).toSorted((a, b) => a - b)),
      ),
      { numRuns: 20 },
    );
  });
});

describe('versions', () => {
  const versions = [
    `as_of,${TRUTH_HEAD}`,
    ...TRUTH.slice(1).map((line) => `2026-03-01,${line}`),
    ...TRUTH.slice(1).map((line) => `2026-01-20,${line.replace(/\d+$/, '7')}`),
    '2026-05-02,02,2026-01-03,inc,NA',
  ];

  test('the newest of each task counts, wherever it stands; withdrawn is not known', () => {
    const rows = versions.slice(1);
    for (const order of [rows, rows.toReversed()])
      close(wisOf(FORECAST, [versions[0], ...order]), WIS.slice(0, 2));
  });

  test.each([
    ['2026-05-01', WIS],
    ['2026-03-01', WIS],
  ])('or the newest at a day: %s', (asOf, wanted) =>
    close(wisOf(FORECAST, versions, asOf), wanted),
  );

  test('an earlier day has the earlier values, a day before all has none', () => {
    // 7 lies below all quantiles of 10 to 50: 3.6 and 3 + 13 / 2.5 + 23 / 2 / 2.5.
    expect(wisOf(FORECAST, versions, '2026-01-20')[0]).toBeCloseTo(3.6 + (3 + 13 + 11.5) / 2.5, 12);
    expect(refused(FORECAST, versions, '2026-01-19').name).toBe('NothingInCommon');
  });

  test('may have times, of different zones', () => {
    const truth = [
      `as_of,${TRUTH_HEAD}`,
      ...TRUTH.slice(1).map((line) => `2026-03-01T12:00:00+02:00,${line}`),
      '2026-03-01T09:59:00Z,01,2026-01-03,inc,7',
    ];
    close(wisOf(FORECAST, truth));
  });

  test('of a pmf the newest counts also where a version names only the category that came true', () => {
    const truth = (first: string, second: string) => [
      'location,target,output_type,output_type_id,oracle_value,as_of',
      first,
      second,
    ];
    const [old, revised] = ['01,lev,pmf,low,1,2026-01-05', '01,lev,pmf,high,1,2026-01-06'];
    for (const lines of [truth(old, revised), truth(revised, old)]) {
      expect(truthsOf(lines).truths.map(({ category }) => category)).toEqual(['high']);
      expect(truthsOf(lines, '2026-01-05').truths.map(({ category }) => category)).toEqual(['low']);
    }
  });

  test('two values of one version are refused', () => {
    expect(refused(FORECAST, [...versions, '2026-03-01,01,2026-01-03,inc,8']).message).toContain(
      'has two truths: 30',
    );
  });

  test('a day that the calendar lacks is refused, and so is a version without a day', () => {
    const wrong = [...versions, '2026-02-30,01,2026-01-03,inc,8', 'NA,01,2026-01-03,inc,8'];
    const { message } = refused(FORECAST, wrong);
    expect(message).toContain('line 9: as_of: found 2026-02-30, but 2026-02 has 28 days');
    expect(message).toContain('line 10: as_of: is missing');
  });

  test('a truth without versions has none to choose from', () => {
    expect(refused(FORECAST, TRUTH, '2026-03-01').message).toContain('there is no column as_of');
  });
});

describe('a column that only the truth has', () => {
  const withColumn = (name: string, values: readonly string[]) => [
    `${name},${TRUTH_HEAD}`,
    ...TRUTH.slice(1).map((line, k) => `${values[k]},${line}`),
  ];

  test('may be constant', () =>
    close(wisOf(FORECAST, withColumn('age_group', ['all', 'all', 'all']))));

  test('is refused by name where it tells rows of one task apart', () => {
    const truth = [...withColumn('age_group', ['all', 'all', 'all']), '0-4,01,2026-01-03,inc,3'];
    expect(refused(FORECAST, truth).message).toMatch(
      /the truth has 2 rows for the task location 01, target_end_date 2026-01-03, target inc, told apart by age_group \(all in .*line 2, 0-4 in .*line 5\), which the forecast of t-base lacks/,
    );
  });

  test('is refused where it varies and no id determines it', () => {
    expect(refused(FORECAST, withColumn('age_group', ['all', '0-4', '0-4'])).message).toContain(
      'the truth has 2 values of age_group (all, 0-4)',
    );
  });

  test.each([
    [
      'the name of a place',
      'location_name',
      ['Alabama', 'Alabama', 'Alaska'],
      'follows from location',
    ],
    ['another measured number', 'weekly_rate', ['0.25', '1.09', '1.73'], 'is not used'],
  ])('may be %s, with a note', (_, name, values, note) => {
    const forecasts = forecastsOf({ '2026-01-01-t-base.csv': FORECAST });
    const { models, notes } = scoreHubs(forecasts, truthsOf(withColumn(name, values)));
    close(models[0].tasks.map(({ wis }) => wis!.total));
    expect(notes.join()).toContain(note);
  });
});

test('a column that only the forecast has must not give one truth to different things', () => {
  const forecast = [
    `age_group,${HEAD}`,
    ...quantiles('01', '0', '2026-01-03').map((line) => `all,${line}`),
    ...quantiles('01', '0', '2026-01-03').map((line) => `0-4,${line}`),
  ];
  expect(refused(forecast, TRUTH).message).toContain('the truth has no column age_group');
  const scenarios = forecast.map((line) => line.replace('age_group', 'scenario_id'));
  close(wisOf(scenarios, TRUTH), [3.6, 3.6]);
});

describe('a column that only the truth has and that follows from an id', () => {
  const truth = (name: string, values: readonly [string, string]) => [
    `${TRUTH_HEAD},${name}`,
    `01,2026-01-03,inc,30,${values[0]}`,
    `01,2026-01-10,inc,31,${values[0]}`,
    `02,2026-01-03,inc,132,${values[1]}`,
  ];
  test('may be a label of it', () =>
    close(wisOf(FORECAST, truth('location_name', ['Alabama', 'Alaska']))));

  test('is refused by name where it differs from place to place and says something else', () => {
    const { message } = refused(FORECAST, truth('age_group', ['all', '0-4']));
    expect(message).toContain('the truth has 2 values of age_group (all, 0-4)');
  });
});

describe('a truth without a day', () => {
  const timeless = ['location,target,oracle_value', '01,inc,30', '02,inc,132'];

  test('does not serve several days', () => {
    const { message } = refused(FORECAST, timeless);
    expect(message).toContain('would serve target_end_date 2026-01-03 and 2026-01-10');
    expect(message).toContain('would serve horizon 0 and 1');
  });

  test('serves the forecasts of several rounds', () => {
    const rounds = (days: readonly string[]) => [
      'reference_date,location,target,output_type,output_type_id,value',
      ...days.flatMap((day) => [`${day},01,inc,quantile,0.5,30`, `${day},02,inc,quantile,0.5,130`]),
    ];
    expect(wisOf(rounds(['2026-01-03', '2026-01-10']), timeless)).toEqual([0, 2, 0, 2]);
  });
});

describe('days that the calendar lacks', () => {
  const february = (lines: readonly string[]) =>
    lines.map((line) => line.replace('2026-01-03', '2026-02-30'));

  test('are refused in the ids of a forecast and of a truth, at midnight too', () => {
    const why = 'target_end_date: found 2026-02-30, but 2026-02 has 28 days';
    expect(refused(february(FORECAST), TRUTH).message).toContain(`, line 2: ${why}`);
    expect(refused(FORECAST, february(TRUTH)).message).toContain(`, line 2: ${why}`);
    const midnight = TRUTH.map((line) => line.replace('2026-01-10', '2026-02-30T00:00:00Z'));
    expect(refused(FORECAST, midnight).message).toContain(`, line 3: ${why}`);
  });

  test('are refused among categories', () => {
    const peak = (day: string) => [HEAD, `01,0,2026-01-03,peak,pmf,${day},1`];
    const truth = (day: string) => [TRUTH_HEAD, `01,2026-01-03,peak,${day}`];
    const complaint = 'found 2026-11-31, but 2026-11 has 30 days';
    expect(refused(peak('2026-11-31'), truth('2026-11-30')).message).toContain(complaint);
    expect(refused(peak('2026-11-30'), truth('2026-11-31')).message).toContain(complaint);
  });
});

describe('ids', () => {
  test('True and TRUE are one, as Python and R write them', () => {
    const forecast = [HEAD, ...['TRUE,0.7', 'FALSE,0.3'].map((p) => `01,0,2026-01-03,up,pmf,${p}`)];
    const [task] = scoreHubs(
      forecastsOf({ 't-m.csv': forecast }),
      truthsOf([TRUTH_HEAD, '01,2026-01-03,up,True']),
    ).models[0].tasks;
    expect(task.log).toBeCloseTo(-log(0.7), 14);
  });

  test('1 and 1.0 are one number, a date with a midnight is a date', () => {
    const truth = [
      'location,horizon,target_end_date,target,oracle_value',
      '01,0.0,2026-01-03T00:00:00Z,inc,30',
      '01,1.0,2026-01-10 00:00:00,inc,31',
      '02,0.0,2026-01-03T00:00:00.000+05:30,inc,132',
    ];
    close(wisOf(FORECAST, truth));
  });

  test('01 and 1 are two, which is said, also where only some differ', () => {
    const bare = TRUTH.map((line) => line.replace(/^0/, ''));
    const { name, message } = refused(FORECAST, bare);
    expect(name).toBe('NothingInCommon');
    expect(message).toMatch(
      /location never meets: t-base has 01, 02; the truth has 1, 2\. Leading zeros differ/,
    );
    const some = [...TRUTH.slice(0, 3), bare[3]];
    const { notes } = scoreHubs(forecastsOf({ 't-base.csv': FORECAST }), truthsOf(some));
    expect(notes).toEqual([
      'location differs in leading zeros: 02 and 2 are two ids, in the forecast and in the truth.',
    ]);
  });

  test.each([
    ['1/3/2026', 'a US date, month/day/year'],
    ['13/1/2026', 'a date as day/month/year'],
    ['03.01.2026', 'a date as day.month.year'],
    ['20260103', 'a date without hyphens'],
    ['3 Jan 2026', 'a date in words'],
  ])('a date of another form is named: %s', (date, form) => {
    const forecast = [HEAD, ...quantiles('01', '0', date)];
    const { name, message } = refused(forecast, TRUTH);
    expect(name).toBe('NothingInCommon');
    expect(message).toContain(
      `target_end_date never meets: t-base has ${date}; the truth has 2026-01-03, 2026-01-10. ${date} in the forecast is ${form}`,
    );
  });
});

describe('nothing in common', () => {
  test('names the columns of both sides where they share none', () => {
    const { name, message } = refused(FORECAST, ['place,oracle_value', '01,30']);
    expect(name).toBe('NothingInCommon');
    expect(message).toContain(
      'No column is in both: the truth has place; the forecast of t-base has location',
    );
  });

  test('says that values meet and their combinations do not', () => {
    const { message } = refused(FORECAST, [TRUTH_HEAD, '02,2026-01-10,inc,3']);
    expect(message).toContain('Each of location, target_end_date, target has values in common');
  });
});

test('a time series serves as truth, and its history is not listed as truths without a forecast', () => {
  const series = [
    'target_end_date,target,location,observation',
    '2020-01-04,inc,01,1',
    '2026-01-03,inc,01,30',
  ];
  const [{ tasks, withoutForecast, withoutTruth }] = scoreHubs(
    forecastsOf({ '2026-01-01-t-base.csv': FORECAST }),
    truthsOf(series),
  ).models;
  close(
    tasks.map(({ wis }) => wis!.total),
    [3.6],
  );
  expect([withoutForecast.length, withoutTruth.length]).toEqual([0, 2]);
});

test.each([
  [['location,target_end_date,value', '01,2026-01-03,30'], 'has no column oracle_value'],
  [['location,oracle_value,observation', '01,30,30'], 'has both oracle_value and observation'],
  [['location,oracle_valu', '01,30'], 'it has location, oracle_valu'],
])('a truth has one column of values: %j', (truth, complaint) => {
  expect(refused(FORECAST, truth).message).toContain(complaint);
});
