/** Scores of a hub against an independent computation: test/fixtures/hub-scores.py. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scoreHubs } from '../../../src/score/hub/score.ts';
import { hubTables } from '../../../src/score/hub/tables.ts';
import { forecastsOf, truthsOf } from './files.ts';

interface Model {
  readonly levels: readonly number[];
  readonly values: Readonly<Record<string, readonly number[]>>;
  readonly wis: Readonly<Record<string, number>>;
  readonly logWis: Readonly<Record<string, number>>;
  readonly meanWis: number;
  readonly coverage: Readonly<Record<string, number>>;
  readonly atOrBelow: Readonly<Record<string, number>>;
}

const reference = JSON.parse(
  readFileSync(new URL('../../fixtures/hub-scores.json', import.meta.url), 'utf8'),
) as {
  readonly truths: Readonly<Record<string, number>>;
  readonly models: Readonly<Record<string, Model>>;
  readonly relative: Readonly<Record<string, number>>;
  readonly samples: readonly (readonly number[])[];
  readonly crps: readonly number[];
  readonly energy: number;
  readonly pmf: readonly number[];
  readonly rps: readonly number[];
  readonly log: readonly number[];
};

const HEAD = 'location,horizon,output_type,output_type_id,value';
const ids = (task: string): string => task.replace(' ', ',');
const truths = truthsOf([
  'location,horizon,oracle_value',
  ...Object.entries(reference.truths).map(([task, value]) => `${ids(task)},${value}`),
]);
const rowsOf = ({ levels, values }: Model): string[] =>
  Object.entries(values).flatMap(([task, own]) =>
    own.map((value, k) => `${ids(task)},quantile,${levels[k]},${value}`),
  );
// Sums of at most 23 terms below 100: rounding is far below 1e-11.
const close = (found: number | null | undefined, wanted: number): void =>
  expect(Math.abs(found! - wanted)).toBeLessThan(1e-11);

describe.each(Object.entries(reference.models))('%s', (name, model) => {
  const { models } = scoreHubs(forecastsOf({ [`${name}.csv`]: [HEAD, ...rowsOf(model)] }), truths);
  const [{ models: rows }] = hubTables(models);

  test('WIS and log-scale WIS, task by task and in the mean', () => {
    expect(models[0].tasks).toHaveLength(Object.keys(model.wis).length);
    for (const { ids: own, wis, logWis } of models[0].tasks) {
      const task = `${own['location']} ${own['horizon']}`;
      close(wis!.total, model.wis[task]);
      close(wis!.dispersion + wis!.overprediction + wis!.underprediction, model.wis[task]);
      close(logWis, model.logWis[task]);
    }
    close(rows[0].means['wis'].value, model.meanWis);
  });

  test('coverage of intervals and quantiles', () => {
    const inside = (shares: (typeof rows)[0]['coverage']): Record<string, number> =>
      Object.fromEntries(Object.entries(shares).map(([level, share]) => [level, share.inside]));
    expect(inside(rows[0].coverage)).toEqual(model.coverage);
    expect(inside(rows[0].quantileCoverage)).toEqual(model.atOrBelow);
  });
});

test('relative WIS of models that have not forecast the same tasks', () => {
  const files = Object.keys(reference.relative).map((name) => [
    `${name}.csv`,
    [HEAD, ...rowsOf(reference.models[name])],
  ]);
  const { models } = scoreHubs(forecastsOf(Object.fromEntries(files)), truths);
  const [{ models: rows }] = hubTables(models, { baseline: 't-b' });
  for (const { model, relative, scaled } of rows) {
    close(relative, reference.relative[model]);
    close(scaled, reference.relative[model] / reference.relative['t-b']);
  }
});

test('CRPS and energy score of samples', () => {
  const rows = reference.samples.flatMap((trial, s) =>
    trial.map((value, h) => `US,${h},sample,${s},${value}`),
  );
  const [{ tasks, joint }] = scoreHubs(forecastsOf({ 't-s.csv': [HEAD, ...rows] }), truths).models;
  for (const { ids: own, crps } of tasks) close(crps, reference.crps[Number(own['horizon'])]);
  expect(joint).toMatchObject([
    { tasks: 4, samples: 60, same: { location: 'US' }, differ: { horizon: ['0', '1', '2', '3'] } },
  ]);
  close(joint[0].energy, reference.energy);
});

test('RPS and log score of categories', () => {
  const rows = reference.pmf.map((p, k) => `US,0,pmf,${k},${p}`);
  const forecasts = forecastsOf({ 't-c.csv': [HEAD, ...rows] });
  reference.rps.forEach((wanted, place) => {
    const [{ tasks }] = scoreHubs(
      forecasts,
      truthsOf(['location,horizon,oracle_value', `US,0,${place}`]),
    ).models;
    close(tasks[0].rps, wanted);
    close(tasks[0].log, reference.log[place]);
  });
});
