/** An outcome over a set is one table of set by year, in reports and exports. */

import { beforeAll, describe, expect, test } from 'vitest';
import { aboutRun } from '../../src/export/about-run.ts';
import { setsTable } from '../../src/export/sets-table.ts';
import {
  annual,
  component,
  forecast,
  input,
  model,
  outcome,
  pert,
  quarterly,
  quarters,
  type Run,
  years,
} from '../../src/index.ts';
import { namesOf } from '../../src/report/names.ts';
import { groupParts } from '../../src/report/pages/outcomes.ts';

const sold = (id: string, mode: number) =>
  input(`sold.${id}`, {
    unit: 'piece',
    over: quarters,
    distribution: pert({ min: 0, mode, max: 40 }),
  });
const shops = { north: sold('north', 10), south: sold('south', 20) };
const chain = model('chain', {
  title: 'Shops',
  calendar: quarterly('2026Q3', 4),
  components: [
    component('all', 'All.', [
      outcome('sales', {
        label: 'Sales',
        unit: 'piece',
        over: years,
        by: shops,
        is: (shop) => annual.sum(shop),
      }),
      outcome('total', { unit: 'piece', over: years, is: annual.sum(shops.north) }),
    ]),
  ],
});
let run: Run;

beforeAll(async () => {
  run = await forecast(chain, { trials: 1024, seed: 'shops' });
});

test('the set is kept with the run and is no part of the fingerprint', () => {
  const { program } = run.plan;
  expect(program.outcomes.find(({ id }) => id === 'sales.north')?.about.set).toEqual({
    id: 'sales',
    member: 'north',
    label: 'Sales',
  });
  expect(program.outcomes.find(({ id }) => id === 'total')?.about.set).toBeUndefined();
});

describe('as a table for others', () => {
  test('a row a member and statistic, a column a year', () => {
    const table = setsTable(run.plan.program, run.summary, aboutRun(run.plan, 'chain'))!;
    expect(table.columns.map(({ name }) => name)).toEqual([
      'outcome',
      'member',
      'label',
      'unit',
      'step',
      'statistic',
      'in_2026',
      'in_2027',
    ]);
    const rows = Array.from({ length: table.rows }, (_, k) =>
      table.columns.map((_column, c) => table.cells(c, k, k + 1)[0]),
    );
    // Two members, each with mean, standard deviation and seven quantiles.
    expect(rows).toHaveLength(2 * 9);
    const of = (id: string) => run.summary.outcomes.find((one) => one.id === id)!;
    expect(rows.find((row) => row[1] === 'south' && row[5] === 'p50')).toEqual([
      'sales',
      'south',
      'Sales, south',
      'piece',
      'year',
      'p50',
      of('sales.south[2026]').quantiles.p50.value,
      of('sales.south[2027]').quantiles.p50.value,
    ]);
  });

  test('there is none of a model without sets', async () => {
    const plain = model('plain', {
      title: 'Plain',
      calendar: quarterly('2026Q3', 4),
      components: [
        component('all', 'All.', [
          outcome('x', { unit: 'piece', over: years, is: annual.sum(shops.north) }),
        ]),
      ],
    });
    const { plan, summary } = await forecast(plain, { trials: 256 });
    expect(setsTable(plan.program, summary, {})).toBeUndefined();
  });
});

test('in a report the set is a table before its members, which have their own', () => {
  const parts = groupParts(run.plan, run.summary, namesOf(run.plan.program));
  const [group] = parts.filter(({ title }) => title.includes('sales'));
  const [first, ...others] = group!.blocks.map((block) =>
    block.kind === 'part' ? block : undefined,
  );
  expect(first).toMatchObject({ title: 'Sales', id: 'sales', about: 'piece' });
  const table = first!.blocks[0]!;
  if (table.kind !== 'table') throw new Error('wanted a table');
  expect(table.columns.map(({ heading }) => heading)).toEqual(['', '2026', '2027']);
  expect(table.rows.map(([name]) => name)).toEqual(['north', 'south']);
  const median = run.summary.outcomes.find(({ id }) => id === 'sales.north[2027]')!.quantiles.p50;
  expect(table.rows[0]![2]).toEqual({ value: median.value, se: median.se, isShare: false });
  expect(others.map((part) => part?.id)).toEqual(['sales.north', 'sales.south']);
});
