import { describe, expect, test } from 'vitest';
import { hubConfig } from '../../../src/score/hub/config.ts';
import { scoreHubs } from '../../../src/score/hub/score.ts';
import { relativeSkill } from '../../../src/score/hub/skill.ts';
import { hubTables } from '../../../src/score/hub/tables.ts';
import { forecastsOf, refusal, truthsOf, written } from './files.ts';

const truths = truthsOf([
  'location,horizon,target,oracle_value',
  '01,1,cases,10',
  '01,2,cases,20',
  '02,1,cases,10',
  '02,10,cases,20',
  '01,1,deaths,1',
]);
/** A median alone: its WIS is its absolute error. */
const one = (location: string, horizon: number, target: string, value: number) =>
  `${location},${horizon},${target},quantile,0.5,${value}`;
const A = [
  'location,horizon,target,output_type,output_type_id,value',
  one('01', 1, 'cases', 12),
  one('01', 2, 'cases', 24),
  one('02', 1, 'cases', 18),
  one('02', 10, 'cases', 4),
  one('01', 1, 'deaths', 3),
];
/** The same columns in another order; a task is missing. */
const B = [
  'target,value,horizon,output_type,location,output_type_id',
  'cases,11,1,quantile,01,0.5',
  'cases,22,2,quantile,01,0.5',
  'cases,14,1,quantile,02,0.5',
  'deaths,5,1,quantile,01,0.5',
];
const { models } = scoreHubs(forecastsOf({ 'a-a.csv': A, 'b-b.csv': B }), truths);

describe('tables', () => {
  test('are by target, with a mean for each model', () => {
    const tables = hubTables(models);
    expect(
      tables.map(({ target, models: rows }) => [target, rows.map(({ means }) => means['wis'])]),
    ).toEqual([
      [
        'cases',
        [
          { value: (2 + 4 + 8 + 16) / 4, tasks: 4 },
          { value: (1 + 2 + 4) / 3, tasks: 3 },
        ],
      ],
      [
        'deaths',
        [
          { value: 2, tasks: 1 },
          { value: 4, tasks: 1 },
        ],
      ],
    ]);
  });

  test('and on request by any ids, in order of their size', () => {
    const tables = hubTables(models, { by: ['horizon'] });
    expect(
      tables.map(({ target, by, models: rows }) => [
        target,
        by['horizon'],
        rows.map(({ means }) => means['wis'].value),
      ]),
    ).toEqual([
      ['cases', '1', [5, 2.5]],
      ['cases', '2', [4, 2]],
      ['cases', '10', [16]],
      ['deaths', '1', [2, 4]],
    ]);
    expect(hubTables(models, { by: ['horizon', 'location'] })).toHaveLength(5);
  });

  test('compare models on their common tasks, whatever the order of columns', () => {
    const [cases] = hubTables(models);
    // Sums 14 and 7 over the three common tasks: ratios 2 and 1/2, and the model itself with 1.
    expect(cases.models.map(({ relative }) => relative)).toEqual([
      expect.closeTo(Math.SQRT2, 12),
      expect.closeTo(Math.SQRT1_2, 12),
    ]);
    expect(cases.comparisons).toMatchObject([
      { first: 'a-a', second: 'b-b', targets: 3, better: 0, same: 0 },
    ]);
    expect(cases.comparisons[0].differences[0].difference.value).toBeCloseTo(7 / 3, 12);
  });

  test('and with a baseline', () => {
    const [cases] = hubTables(models, { baseline: 'b-b' });
    expect(cases.models.map(({ scaled }) => scaled)).toEqual([expect.closeTo(2, 12), 1]);
    expect(cases.comparisons.map(({ first, second }) => [first, second])).toEqual([['a-a', 'b-b']]);
  });

  test('refuse ids and models that do not exist', () => {
    expect(refusal(() => hubTables(models, { by: ['horizons'] })).message).toContain(
      '--by: there is no id horizons; the forecasts have location, horizon, target; did you mean horizon?',
    );
    expect(refusal(() => hubTables(models, { baseline: 'c-c' })).message).toContain(
      '--baseline: there is no model c-c; there are a-a, b-b',
    );
  });
});

describe('relative skill', () => {
  const scores = (...values: readonly (number | undefined)[]) =>
    new Map(
      values.flatMap((value, k): [string, number][] =>
        value === undefined ? [] : [[String(k), value]],
      ),
    );

  test('leaves out pairs without a common task, and models that have none at all', () => {
    const skill = relativeSkill(
      new Map([
        ['a', scores(2, 4)],
        ['b', scores(1, undefined, 8)],
        ['c', scores(undefined, 2, undefined)],
        ['d', scores(undefined, undefined, undefined, 5)],
      ]),
    );
    // a against b 2, against c 2, itself 1; b against a 1/2, itself; c likewise.
    expect(skill.get('a')!.relative).toBeCloseTo(Math.cbrt(4), 12);
    expect(skill.get('b')!.relative).toBeCloseTo(Math.SQRT1_2, 12);
    expect(skill.get('c')!.relative).toBeCloseTo(Math.SQRT1_2, 12);
    expect(skill.has('d')).toBe(false);
  });

  test('a mean of 0 on one side has no geometric mean; on both sides the pair does not count', () => {
    expect(
      relativeSkill(
        new Map([
          ['a', scores(0)],
          ['b', scores(1)],
        ]),
      ).size,
    ).toBe(0);
    expect(
      relativeSkill(
        new Map([
          ['a', scores(0)],
          ['b', scores(0)],
        ]),
      ).size,
    ).toBe(0);
  });
});

describe('samples that belong together', () => {
  const head = 'reference_date,location,horizon,output_type,output_type_id,value';
  const truth = truthsOf(['location,horizon,oracle_value', '01,0,1', '01,1,2', '02,0,3', '02,1,4']);
  const rows = (date: string, shift: (location: string) => number) =>
    ['01', '02'].flatMap((location) =>
      [0, 1].flatMap((horizon) =>
        [0, 1, 2].map((s) => `${date},${location},${horizon},sample,${s + shift(location)},${s}`),
      ),
    );
  const jointOf = (
    files: Readonly<Record<string, readonly string[]>>,
    config?: ReturnType<typeof hubConfig>,
  ) =>
    scoreHubs(forecastsOf(files), truth, config).models[0].joint.map(({ tasks, same, differ }) => [
      tasks,
      Object.keys(same),
      Object.keys(differ),
    ]);

  test('have the same numbers in one file and round', () => {
    expect(
      jointOf({
        '2026-01-01-t-s.csv': [head, ...rows('2026-01-01', () => 0)],
        '2026-01-08-t-s.csv': [head, ...rows('2026-01-08', () => 0)],
      }),
    ).toEqual([
      [4, ['reference_date'], ['location', 'horizon']],
      [4, ['reference_date'], ['location', 'horizon']],
    ]);
  });

  test('with numbers of their own are groups of their own', () => {
    const shift = (location: string): number => (location === '01' ? 0 : 100);
    expect(jointOf({ 't-s.csv': [head, ...rows('2026-01-01', shift)] })).toEqual([
      [2, ['reference_date', 'location'], ['horizon']],
      [2, ['reference_date', 'location'], ['horizon']],
    ]);
  });

  test('are told by the configuration of the hub', () => {
    const config = hubConfig(
      written('tasks-compound.json', [
        JSON.stringify({
          rounds: [
            {
              model_tasks: [
                {
                  output_type: {
                    sample: {
                      output_type_id_params: {
                        compound_taskid_set: ['reference_date', 'location'],
                      },
                    },
                  },
                  target_metadata: [{ target_keys: null }],
                },
              ],
            },
          ],
        }),
      ]),
    );
    expect(jointOf({ 't-s.csv': [head, ...rows('2026-01-01', () => 0)] }, config)).toHaveLength(2);
  });
});

test('a folder that is no hub, and a file of another form, are refused', () => {
  expect(refusal(() => hubConfig('/none')).message).toContain(
    'wanted one with hub-config/tasks.json',
  );
  expect(refusal(() => hubConfig(written('x.json', ['{']))).message).toContain('is no JSON');
  expect(refusal(() => hubConfig(written('y.json', ['{"rounds": 3}']))).message).toContain(
    'rounds',
  );
});

test('a model that gave no probability to what happened is not made better by leaving that task out', () => {
  const pmf = (first: number, second: number) => [
    'location,target,output_type,output_type_id,value',
    `01,lev,pmf,low,${first}`,
    `01,lev,pmf,high,${1 - first}`,
    `02,lev,pmf,low,${second}`,
    `02,lev,pmf,high,${1 - second}`,
  ];
  const known = truthsOf(['location,target,oracle_value', '01,lev,low', '02,lev,high']);
  const relativeOf = (sure: number) => {
    const files = { 'a-a.csv': pmf(0.9, sure), 'b-b.csv': pmf(0.6, 0.5) };
    const [table] = hubTables(scoreHubs(forecastsOf(files), known).models);
    return table.models.map(({ relative, infinite }) => ({ relative, infinite }));
  };
  // On location 01 alone a would be the better one.
  expect(relativeOf(1)).toEqual([
    { relative: undefined, infinite: 1 },
    { relative: undefined, infinite: 0 },
  ]);
  expect(relativeOf(0.5)[0].relative).toBeLessThan(1);
});
