import { describe, expect, test } from 'vitest';
import { log } from '../../../src/math/functions.ts';
import { hubConfig } from '../../../src/score/hub/config.ts';
import { scoreHubs } from '../../../src/score/hub/score.ts';
import { hubTables } from '../../../src/score/hub/tables.ts';
import { forecastsOf, refusal, truthsOf, written } from './files.ts';

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
];
/**
 * The second case of the tests of covidHubUtils: 22 against -2, 0, 3, 3, 4, with levels that are
 * off by 1e-16.
 */
const quantiles = (location: string) =>
  [
    ['0.1', -2],
    ['0.25', 0],
    ['0.50000000000000011', 3],
    ['0.75', 3],
    ['0.90000000000000002', 4],
  ].map(([level, value]) => `${task(location)},quantile,${level},${value}`);
const categories = (order: readonly string[]) => {
  const shares: Readonly<Record<string, number>> = { low: 0.1, moderate: 0.2, high: 0.7 };
  return order.map(
    (id) => `2022-11-19,wk flu hosp rate category,1,25,2022-11-26,pmf,${id},${shares[id]}`,
  );
};
const FORECAST = [
  HEAD,
  ...quantiles('25'),
  `${task('25')},median,NA,3`,
  `${task('25')},mean,,2`,
  ...[20, 24, 26].map((value, k) => `${task('25')},sample,${k},${value}`),
  ...categories(['low', 'moderate', 'high']),
  ...[
    [1, 0.33],
    [2, 0.77],
    [3, 1],
  ].map(([id, p]) => `2022-11-19,wk flu hosp rate,1,25,2022-11-26,cdf,${id},${p}`),
  ...quantiles('44'),
];
/** tasks.json of a hub with the target of categories. */
const tasksJson = (
  type: string,
  required: readonly string[],
  optional: readonly string[] | null = null,
) =>
  hubConfig(
    written(`tasks-${type}-${required.join('')}.json`, [
      JSON.stringify({
        rounds: [
          {
            model_tasks: [
              {
                task_ids: {},
                output_type: { pmf: { output_type_id: { required, optional } } },
                target_metadata: [
                  {
                    target_id: 'category',
                    target_keys: { target: 'wk flu hosp rate category' },
                    target_type: type,
                    target_units: 'category',
                  },
                ],
              },
            ],
          },
        ],
      }),
    ]),
  );

describe('files of a hub', () => {
  const forecasts = forecastsOf({ '2022-11-19-team-model.csv': FORECAST });
  const truths = truthsOf(TRUTH);
  const ordinal = tasksJson('ordinal', ['low', 'moderate', 'high']);
  const [scored] = scoreHubs(forecasts, truths, ordinal).models;
  const of = (target: string) => scored.tasks.find(({ ids }) => ids['target'] === target)!;

  test('are scored by every output type', () => {
    expect(scored.model).toBe('team-model');
    const one = of('wk inc flu hosp');
    // By the formula of the test in covidHubUtils: (9.5 + 0.6 + 18 + 0.75 + 19) / 2.5.
    expect(one.wis!.total).toBeCloseTo(47.85 / 2.5, 10);
    expect(one.medianError).toBe(19);
    expect(one.absoluteError).toBe(19);
    expect(one.squaredError).toBe(400);
    // -2 has no log(1 + x).
    expect(one.logWis).toBe(undefined);
    // E|X - y| = (2 + 2 + 4) / 3, less half of E|X - X'| = (4 + 6 + 2) 2 / 9.
    expect(one.crps).toBeCloseTo(8 / 3 - 12 / 9, 12);
    expect(one.covered).toEqual({ '0.5': false, '0.8': false });
    expect(one.atOrBelow).toEqual({ 0.1: false, 0.25: false, 0.5: false, 0.75: false, 0.9: false });
    // rps_ordinal of scoringutils; cumulative probabilities of 0.33, 0.77 and 1 with the truth in
    // the second.
    expect(of('wk flu hosp rate category').rps).toBeCloseTo(0.5, 12);
    expect(of('wk flu hosp rate').thresholdRps).toBeCloseTo(0.33 * 0.33 + 0.23 * 0.23, 12);
    expect(scored.tasks.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('tasks without a truth and truths without a forecast are listed', () => {
    expect(scored.withoutTruth).toEqual([expect.objectContaining({ location: '44' })]);
    expect(scored.withoutForecast).toEqual([expect.objectContaining({ location: '36' })]);
  });

  test('means are by target and output type, never over two of them', () => {
    const tables = hubTables([scored], { config: ordinal });
    expect(tables.map(({ target, outputType, unit }) => [target, outputType, unit])).toEqual([
      ['wk flu hosp rate', 'cdf', undefined],
      ['wk flu hosp rate category', 'pmf', 'category'],
      ['wk inc flu hosp', 'quantile', undefined],
      ['wk inc flu hosp', 'median', undefined],
      ['wk inc flu hosp', 'mean', undefined],
      ['wk inc flu hosp', 'sample', undefined],
    ]);
    expect(tables[2].models[0].means['wis']).toEqual({ value: 47.85 / 2.5, tasks: 1 });
  });

  describe('categories', () => {
    const scoreOf = (order: readonly string[], config?: ReturnType<typeof hubConfig>) =>
      scoreHubs(
        forecastsOf({ '2022-11-19-team-model.csv': [HEAD, ...categories(order)] }),
        truths,
        config,
      ).models[0].tasks[0];

    test.each([[['low', 'moderate', 'high']], [['moderate', 'high', 'low']]])(
      'take their order from the hub, not from the file: %j',
      (order) => expect(scoreOf(order, ordinal).rps).toBeCloseTo(0.5, 12),
    );

    test('without an order have the log score alone', () => {
      for (const config of [undefined, tasksJson('nominal', ['low', 'moderate', 'high'])]) {
        const { rps, log: score } = scoreOf(['low', 'moderate', 'high'], config);
        expect(rps).toBe(undefined);
        expect(score).toBeCloseTo(-log(0.2), 12);
      }
    });

    test('of an older hub, in part required and in part optional, have no order', () => {
      expect(
        scoreOf(['low', 'moderate', 'high'], tasksJson('ordinal', ['moderate'], ['low', 'high']))
          .rps,
      ).toBe(undefined);
    });

    test.each([
      ['numbers by size, 10 after 9', ['9', '10', '11'], '9'],
      ['dates', ['2026-01-03', '2026-01-10', '2026-01-17'], '2026-01-03'],
    ])('are ordered without a hub: %s', (_, ids, truth) => {
      const rows = ids.map((id, k) => `01,pmf,${id},${[0.1, 0.6, 0.3][k]}`);
      const truthRows = truthsOf([
        'location,output_type,output_type_id,oracle_value',
        ...ids.map((id) => `01,pmf,${id},${id === truth ? 1 : 0}`),
      ]);
      for (const own of [rows, rows.toReversed(), [rows[1], rows[2], rows[0]]]) {
        const found = forecastsOf({
          't-m.csv': ['location,output_type,output_type_id,value', ...own],
        });
        // Cumulative 0.1 and 0.7 against 1 and 1.
        const [{ rps }] = scoreHubs(found, truthRows).models[0].tasks;
        expect(rps).toBeCloseTo(0.9 * 0.9 + 0.3 * 0.3, 12);
      }
    });
  });

  test('crossing quantiles and probabilities that do not add up are faults of their task alone', () => {
    const [{ tasks }] = scoreHubs(
      forecastsOf({
        '2022-11-19-t-crossing.csv': [
          HEAD,
          `${task('25')},quantile,0.25,5`,
          `${task('25')},quantile,0.75,3`,
          `${task('25')},median,NA,3`,
          `2022-11-19,wk flu hosp rate category,1,25,2022-11-26,pmf,low,0.4`,
          `2022-11-19,wk flu hosp rate category,1,25,2022-11-26,pmf,moderate,0.4`,
        ],
      }),
      truths,
    ).models;
    expect(tasks[0]).toMatchObject({
      absoluteError: 19,
      faults: ['quantile: quantiles that are less than the one before: 0.75'],
    });
    expect(tasks[0].wis).toBe(undefined);
    expect(tasks[1].faults).toEqual(['pmf: the probabilities add up to 0.8, not 1']);
  });
});

describe('a truth that the target cannot have is refused, with its place', () => {
  const head = 'location,output_type,output_type_id,value';
  const pmf = [head, '01,pmf,low,0.5', '01,pmf,high,0.5'];
  test.each([
    [
      'text for a number',
      [head, '01,quantile,0.5,3'],
      ['location,oracle_value', '01,many'],
      'line 2: the truth of location 01 is many; wanted a number',
    ],
    [
      'no known category',
      pmf,
      ['location,oracle_value', '01,middling'],
      'line 2: the truth of location 01 is middling, which is no category of it; wanted one of low, high',
    ],
    [
      'a share for a category',
      pmf,
      ['location,output_type,output_type_id,oracle_value', '01,pmf,low,0.7', '01,pmf,high,0.3'],
      'line 2: the truth of pmf low is 0.7; wanted 1 where it came true, else 0',
    ],
    [
      'two categories at once',
      pmf,
      ['location,output_type,output_type_id,oracle_value', '01,pmf,low,1', '01,pmf,high,1'],
      'location 01 has two truths: low in',
    ],
    [
      'thresholds that contradict each other',
      [head, '01,cdf,1,0.5'],
      ['location,output_type,output_type_id,oracle_value', '01,cdf,1,1', '01,cdf,2,0'],
      'the truth is above 2',
    ],
  ])('%s', (_, forecast, truth, complaint) => {
    const { name, message } = refusal(() =>
      scoreHubs(forecastsOf({ 't-m.csv': forecast }), truthsOf(truth)),
    );
    expect(name).toBe('ScoreError');
    expect(message).toContain(complaint);
  });

  test('counts for forecasts that are shares, which add up to 1 over an id', () => {
    const forecast = (shares: readonly number[]) =>
      forecastsOf({
        't-m.csv': [
          'location,clade,output_type,output_type_id,value',
          ...['AL', 'AK'].flatMap((location) =>
            shares.map((share, k) => `${location},24${'ABC'[k]},mean,NA,${share}`),
          ),
        ],
      });
    const truth = (a: number, b: number) =>
      truthsOf(['location,clade,oracle_value', `AL,24A,${a}`, `AL,24B,${b}`]);
    expect(refusal(() => scoreHubs(forecast([0.4, 0.35, 0.25]), truth(12, 30))).message).toContain(
      'the forecasts of t-m are shares that add up to 1 over clade, and the truths are not: 12 in',
    );
    // Small expected counts are no shares, and shares may be scored against shares.
    for (const [shares, a, b] of [
      [[0.4, 0.35, 0.9], 12, 30],
      [[0.4, 0.35, 0.25], 0.3, 0.7],
    ] as const)
      expect(scoreHubs(forecast(shares), truth(a, b)).models[0].tasks).toHaveLength(2);
  });

  test.each([
    ['binary', 0.5, 'the target is binary: wanted 0 or 1'],
    ['discrete', 2.5, 'the target is discrete: wanted a whole number'],
    ['compositional', 12, 'the target is compositional: wanted a share, from 0 to 1'],
  ])('by the configuration of the hub: %s', (type, value, complaint) => {
    const config = hubConfig(
      written(`tasks-${type}.json`, [
        JSON.stringify({
          rounds: [
            { model_tasks: [{ target_metadata: [{ target_keys: null, target_type: type }] }] },
          ],
        }),
      ]),
    );
    const forecasts = forecastsOf({ 't-m.csv': [head, '01,mean,,0.3'] });
    const truths = (x: number) => truthsOf(['location,oracle_value', `01,${x}`]);
    expect(refusal(() => scoreHubs(forecasts, truths(value), config)).message).toContain(complaint);
    expect(scoreHubs(forecasts, truths(1), config).models[0].tasks[0].squaredError).toBeCloseTo(
      0.49,
      12,
    );
  });
});

describe('categories that a forecast leaves out', () => {
  const head = 'location,target,output_type,output_type_id,value';
  const pmf = (shares: Readonly<Record<string, number>>) => [
    head,
    ...Object.entries(shares).map(([id, share]) => `01,lev,pmf,${id},${share}`),
  ];
  const config = (categories: readonly string[]) =>
    hubConfig(
      written(`tasks-left-out.json`, [
        JSON.stringify({
          rounds: [
            {
              model_tasks: [
                {
                  output_type: { pmf: { output_type_id: { required: categories } } },
                  target_metadata: [{ target_keys: { target: 'lev' }, target_type: 'ordinal' }],
                },
              ],
            },
          ],
        }),
      ]),
    );
  const scores = (lines: readonly string[], truth: readonly string[], order?: readonly string[]) =>
    scoreHubs(forecastsOf({ 't-m.csv': lines }), truthsOf(truth), order && config(order)).models[0]
      .tasks[0];
  const order = ['low', 'moderate', 'high', 'very high'];
  const named = (category: string) => ['location,target,oracle_value', `01,lev,${category}`];

  test('have the probability 0: the RPS counts the steps across them', () => {
    const left = pmf({ 'very high': 0.5, low: 0.5 });
    // Half a unit off below each of three steps: 3 * 0.25.
    expect(scores(left, named('very high'), order).rps).toBe(0.75);
    const whole = pmf({ low: 0.5, moderate: 0, high: 0, 'very high': 0.5 });
    expect(scores(whole, named('very high'), order).rps).toBe(0.75);
  });

  test('and if one of them came true, the log score is infinite', () => {
    const found = scores(pmf({ low: 0.5, high: 0.5 }), named('moderate'), order);
    // 0.5 off below low, and from moderate to high; nothing beyond.
    expect(found).toMatchObject({ log: null, rps: 0.5, faults: [] });
  });

  test('are known from the rows of the truth and from other models as well', () => {
    const truth = [
      'location,target,output_type,output_type_id,oracle_value',
      ...[1, 2, 3, 4].map((id) => `01,lev,pmf,${id},${id === 4 ? 1 : 0}`),
    ];
    const left = pmf({ 1: 0.5, 4: 0.5 });
    expect(scores(left, truth).rps).toBe(0.75);
    const both = scoreHubs(
      forecastsOf({ 't-a.csv': left, 't-b.csv': pmf({ 1: 0.5, 2: 0, 3: 0, 4: 0.5 }) }),
      truthsOf(named('4')),
    );
    expect(both.models.map(({ tasks: [{ rps }] }) => rps)).toEqual([0.75, 0.75]);
  });
});
