/** Small models that the engine has never seen, each of which can be solved by hand. */

import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { drawInputs } from '../../src/compile/draws.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { drawsOf } from '../../src/execute/simulate.ts';
import {
  annual,
  component,
  constant,
  during,
  eq,
  factor,
  horizon,
  input,
  lever,
  loading,
  lognormal,
  type Model,
  model,
  normal,
  outcome,
  previous,
  quarterly,
  quarters,
  ratioOfSums,
  stock,
  sum,
  uniform,
  type Variable,
  variable,
  years,
} from '../../src/index.ts';
import { exp, log, normalCdf } from '../../src/math/functions.ts';
import { planOf, simulateAll } from '../kernel/agreement.ts';
import { outcomesOf } from './small.ts';

function modelOf(declarations: unknown, calendar = quarterly('2026Q1', 8)): Model {
  return model('small', {
    title: 'Small',
    calendar,
    components: [component('all', 'Everything.', declarations)],
  });
}

function solve(
  declarations: unknown,
  inputs: Record<string, number | number[]> = {},
  calendar = quarterly('2026Q1', 8),
): Record<string, number> {
  return outcomesOf(compile(modelOf(declarations, calendar)).program, inputs);
}

/** All trials of an outcome by the machine. */
function trialsOf(of: Model, id: string, trials: number): Float64Array {
  const plan = planOf(of, { design: 'monte-carlo', trials, replicates: 1, blockSize: trials });
  const column = outcomeColumns(plan.program).findIndex((known) => known.id === id);
  return simulateAll(plan, 256)[0]!.columns.slice(column * trials, (column + 1) * trials);
}

const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((a, b) => a + b, 0) / x.length;
/** Of deviations from means that are known. */
const covariance = (x: Float64Array, y: Float64Array, [mx, my]: [number, number]): number =>
  mean(x.map((value, i) => (value - mx) * (y[i]! - my)));

test('a stock that grows by a rate is a geometric sequence', () => {
  const rate = input('rate', { unit: '1/quarter', distribution: uniform({ min: 0, max: 1 }) });
  const level = stock('level', {
    unit: 'unit',
    over: quarters,
    opening: 100,
    change: eq`${rate} * ${previous}`,
  });
  const solved = solve(
    [
      outcome('level', { unit: 'unit', over: quarters, is: level }),
      outcome('end', { unit: 'unit', over: years, is: annual.last(level) }),
    ],
    { rate: 0.25 },
  );
  // 1.25^k is exact in binary up to 1.25^22, and so is a hundred times it here: no rounding at all.
  const powers = [1, 2, 3, 4, 5, 6, 7, 8].map((k) => 100 * 1.25 ** k);
  expect(Object.values(solved)).toEqual([powers[3], powers[7], ...powers]);
});

describe('an autoregression of order one with a shock every quarter', () => {
  const shock = input('shock', {
    unit: '-',
    distribution: normal({ mean: 0, sd: 2 }),
    over: quarters,
  });
  const level = variable('level', {
    unit: '-',
    over: quarters,
    opening: 8,
    is: eq`0.5 * ${previous} + ${shock}`,
  });
  const declarations = [
    outcome('level', { unit: '-', over: quarters, is: level }),
    outcome('end', { unit: '-', is: horizon.last(level) }),
  ];

  test('sums the shocks with weights that halve', () => {
    const shocks = [0, 0, 16, 0, 0, 0, -1, 0];
    // Halves of the opening, 4, 2, 1 and so on; on top 16, 8, 4, 2, 1, 0.5, and -1, -0.5. All exact
    // in binary.
    expect(Object.values(solve(declarations, { shock: shocks }))).toEqual([
      0.03125, 4, 2, 17, 8.5, 4.25, 2.125, 0.0625, 0.03125,
    ]);
  });

  test('has the mean and variance of its law over many trials', () => {
    const n = 20_000;
    const ends = trialsOf(modelOf(declarations), 'end', n);
    const expectedMean = 8 * 0.5 ** 8;
    const variance = 4 * ((1 - 0.25 ** 8) / (1 - 0.25));
    // Five standard errors: a normal sample's mean has variance / n, its variance 2 variance^2 / n.
    expect(Math.abs(mean(ends) - expectedMean)).toBeLessThan(5 * Math.sqrt(variance / n));
    const found = covariance(ends, ends, [expectedMean, expectedMean]);
    expect(Math.abs(found / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
  });
});

test('an order arrives three quarters later, through a chain of previous values', () => {
  const order = input('order', {
    unit: 'unit/quarter',
    distribution: uniform({ min: 0, max: 9 }),
    over: quarters,
  });
  const late = (id: string, of: typeof order | ReturnType<typeof variable>, opening: number) =>
    variable(id, { unit: 'unit/quarter', over: quarters, opening, is: eq`${of}` });
  const placed = late('placed', order, 1);
  const atSea = variable('atSea', {
    unit: 'unit/quarter',
    over: quarters,
    opening: 2,
    is: eq`${previous(placed)}`,
  });
  const inPort = variable('inPort', {
    unit: 'unit/quarter',
    over: quarters,
    opening: 3,
    is: eq`${previous(atSea)}`,
  });
  const arriving = variable('arriving', {
    unit: 'unit/quarter',
    over: quarters,
    is: eq`${previous(inPort)}`,
  });
  const store = stock('store', {
    unit: 'unit',
    over: quarters,
    opening: 10,
    change: eq`${arriving} - 2 [unit/quarter]`,
  });
  const solved = solve(
    [
      outcome('arriving', { unit: 'unit/quarter', over: quarters, is: arriving }),
      outcome('store', { unit: 'unit', over: quarters, is: store }),
    ],
    { order: [5, 6, 7, 8, 9, 100, 100, 100] },
  );
  // What was under way arrives first: 3, 2, 1. Then the orders.
  expect(Object.values(solved).slice(0, 8)).toEqual([3, 2, 1, 5, 6, 7, 8, 9]);
  expect(Object.values(solved).slice(8)).toEqual([11, 11, 10, 13, 17, 22, 28, 35]);
});

test('a budget is split: the first claim is met, the second gets what is left', () => {
  const budget = input('budget', { unit: 'EUR', distribution: uniform({ min: 0, max: 9 }) });
  const first = lever('first', { unit: 'EUR', value: 30 });
  const second = lever('second', { unit: 'EUR', value: 50 });
  const toFirst = variable('toFirst', { unit: 'EUR', is: eq`min(${first}, ${budget})` });
  const left = variable('left', { unit: 'EUR', is: eq`max(0, ${budget} - ${toFirst})` });
  const toSecond = variable('toSecond', { unit: 'EUR', is: eq`min(${second}, ${left})` });
  const declarations = [
    outcome('a', { unit: 'EUR', is: toFirst }),
    outcome('b', { unit: 'EUR', is: toSecond }),
    outcome('c', { unit: 'EUR', is: eq`${left} - ${toSecond}` }),
    outcome('d', {
      unit: 'code',
      is: eq`if(${budget} >= ${first} + ${second}, 2, if(${budget} >= ${first}, 1, 0))`,
    }),
  ];
  const at = (value: number) => Object.values(solve(declarations, { budget: value }));
  expect(at(20)).toEqual([20, 0, 0, 0]);
  expect(at(30)).toEqual([30, 0, 0, 1]);
  expect(at(70)).toEqual([30, 40, 0, 1]);
  expect(at(100)).toEqual([30, 50, 20, 2]);
});

describe('six quarters from 2026Q3: half a year, then a whole one', () => {
  const calendar = quarterly('2026Q3', 6);
  const flow = variable('flow', {
    unit: 'unit/quarter',
    over: quarters,
    is: eq`(t - 2)^2 * 1 [unit/quarter]`,
  });
  const rest = { unit: 'unit/quarter' };
  // The flow is 4, 1 in 2026 and 0, 1, 4, 9 in 2027.

  test('each year counts the quarters it has', () => {
    const solved = solve(
      [
        outcome('sum', { unit: 'unit', over: years, is: annual.sum(flow) }),
        outcome('mean', { ...rest, over: years, is: annual.mean(flow) }),
        outcome('first', { ...rest, over: years, is: annual.first(flow) }),
        outcome('last', { ...rest, over: years, is: annual.last(flow) }),
        outcome('min', { ...rest, over: years, is: annual.min(flow) }),
        outcome('max', { ...rest, over: years, is: annual.max(flow) }),
      ],
      {},
      calendar,
    );
    expect(solved).toEqual({
      'sum[2026]': 5,
      'sum[2027]': 14,
      'mean[2026]': 2.5,
      'mean[2027]': 3.5,
      'first[2026]': 4,
      'first[2027]': 0,
      'last[2026]': 1,
      'last[2027]': 9,
      'min[2026]': 1,
      'min[2027]': 0,
      'max[2026]': 4,
      'max[2027]': 9,
    });
  });

  test('the horizon is all of it, and a named time is that time', () => {
    const solved = solve(
      [
        outcome('sum', { unit: 'unit', is: horizon.sum(flow) }),
        outcome('mean', { ...rest, is: horizon.mean(flow) }),
        outcome('first', { ...rest, is: horizon.first(flow) }),
        outcome('last', { ...rest, is: horizon.last(flow) }),
        outcome('min', { ...rest, is: horizon.min(flow) }),
        outcome('max', { ...rest, is: horizon.max(flow) }),
        outcome('year', { unit: 'unit', is: during(2026).sum(flow) }),
        outcome('quarter', { ...rest, is: during('2027Q2').last(flow) }),
        outcome('middle', { ...rest, is: during('2027').mean(flow) }),
        outcome('growth', {
          unit: '-',
          is: eq`${during('2027').sum(flow)} / ${during('2026').sum(flow)} - 1`,
        }),
      ],
      {},
      calendar,
    );
    expect(solved).toEqual({
      sum: 19,
      mean: 19 / 6,
      first: 4,
      last: 9,
      min: 0,
      max: 9,
      year: 5,
      quarter: 1,
      middle: 3.5,
      growth: 14 / 5 - 1,
    });
  });

  test('a ratio of sums is no mean of ratios', () => {
    const share = lever('share', { unit: '-', value: 0.5 });
    const part = variable('part', { ...rest, over: quarters, is: eq`${flow} * ${share} * t` });
    const solved = solve(
      [
        outcome('ratio', { unit: 'share', over: years, is: ratioOfSums(part, flow) }),
        outcome('total', { unit: 'unit', is: horizon.sum(sum([flow, part])) }),
      ],
      {},
      calendar,
    );
    // t is 0, 1 then 2, 3, 4, 5; the parts are 0, 0.5 and 0, 1.5, 8, 22.5.
    expect(solved).toEqual({
      'ratio[2026]': 0.5 / 5,
      'ratio[2027]': 32 / 14,
      total: 19 + 32.5,
    });
  });
});

test('a season of four quarters returns, and its sum over a year vanishes', () => {
  const season = variable('season', {
    unit: '-',
    over: quarters,
    is: eq`cos(pi * t / 2) + 2 * sin(pi * t / 2)`,
  });
  const solved = solve([
    outcome('season', { unit: '-', over: quarters, is: season }),
    outcome('sum', { unit: '-', over: years, is: annual.sum(season) }),
  ]);
  const expected = [1, 2, -1, -2, 1, 2, -1, -2];
  // pi is a double: 7 pi / 2 is wrong by at most 1e-15, and slopes are at most 2.
  Object.entries(solved).forEach(([id, value], k) => {
    if (id.startsWith('sum')) expect(Math.abs(value)).toBeLessThan(1e-14);
    else expect(Math.abs(value - expected[k]!)).toBeLessThan(4e-15);
  });
});

test('an input that is drawn every quarter is another number every quarter', () => {
  const weather = input('weather', {
    unit: '-',
    distribution: normal({ mean: 0, sd: 1 }),
    over: quarters,
  });
  const once = input('once', { unit: '-', distribution: normal({ mean: 0, sd: 1 }) });
  const declarations = [
    outcome('product', { unit: '-', over: quarters, is: eq`${weather} * ${once}` }),
    outcome('sum', { unit: '-', is: horizon.sum(weather) }),
  ];
  const solved = solve(declarations, { weather: [1, 2, 3], once: 10 }, quarterly('2026Q4', 3));
  expect(solved).toEqual({
    'product[2026Q4]': 10,
    'product[2027Q1]': 20,
    'product[2027Q2]': 30,
    sum: 6,
  });
  // The sum of eight independent draws has variance 8; five standard errors, as above.
  const n = 20_000;
  const sums = trialsOf(modelOf(declarations), 'sum', n);
  expect(Math.abs(mean(sums))).toBeLessThan(5 * Math.sqrt(8 / n));
  expect(Math.abs(covariance(sums, sums, [0, 0]) / 8 - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
});

describe('inputs that load on a factor', () => {
  const economy = factor('economy');
  const demand = input('demand', {
    unit: '-',
    distribution: normal({ mean: 10, sd: 2 }),
    loadings: [loading(economy, 0.8)],
  });
  const price = input('price', {
    unit: '-',
    distribution: lognormal({ p10: 1, p90: 4 }),
    loadings: [loading(economy, -0.6)],
  });
  const share = input('share', {
    unit: '-',
    distribution: uniform({ min: 0, max: 1 }),
    loadings: [loading(economy, 0.6)],
  });
  const declarations = [demand, price, share].map((one) =>
    outcome(`its.${one.id}`, { unit: '-', is: one }),
  );

  test('move with it by their loading', () => {
    const plan = planOf(modelOf(declarations));
    const ids = plan.program.inputs.map(({ id }) => id);
    // The factor at one standard deviation, all else at the median.
    const drawn = drawInputs(plan.program, drawsOf(plan), (k) =>
      ids[k] === 'economy' ? normalCdf(1) : 0.5,
    );
    const value = (id: string) => drawn[ids.indexOf(id)] as number;
    // A few roundings, and those of the normal quantile and distribution functions.
    const near = (x: number, y: number) => expect(Math.abs(x / y - 1)).toBeLessThan(1e-14);
    near(value('economy'), 1);
    near(value('demand'), 10 + 2 * 0.8);
    // Median 2; log(4) / (2 * 1.2815515655446004) is its sigma.
    near(value('price'), 2 * exp(-0.6 * (Math.LN2 / 1.2815515655446004)));
    near(value('share'), normalCdf(0.6));
  });

  test('keep their own distribution', () => {
    const n = 20_000;
    const demands = trialsOf(modelOf(declarations), 'its.demand', n);
    // Five standard errors, as above.
    expect(Math.abs(mean(demands) - 10)).toBeLessThan(5 * (2 / Math.sqrt(n)));
    expect(Math.abs(covariance(demands, demands, [10, 10]) / 4 - 1)).toBeLessThan(
      5 * Math.sqrt(2 / n),
    );
  });

  test('are correlated by the product of their loadings', () => {
    const n = 20_000;
    const of = modelOf(declarations);
    const score = trialsOf(of, 'its.demand', n).map((x) => (x - 10) / 2);
    const sigma = Math.LN2 / 1.2815515655446004;
    const prices = trialsOf(of, 'its.price', n).map((x) => log(x / 2) / sigma);
    const correlation = covariance(score, prices, [0, 0]);
    // The product of two standard normals with correlation r has variance 1 + r^2: five standard
    // errors.
    expect(Math.abs(correlation + 0.48)).toBeLessThan(5 * Math.sqrt((1 + 0.48 ** 2) / n));
  });
});

test('a model of constants has one answer in every trial, and needs no draw', () => {
  const cars = constant('cars', { unit: 'unit', value: 12 });
  const wheels = lever('wheels', { unit: '-', value: 4 });
  const of = modelOf([
    outcome('all', { unit: 'unit', is: eq`${cars} * ${wheels}` }),
    outcome('byQuarter', { unit: '-', over: quarters, is: eq`t / ${wheels}` }),
    outcome('fixed', { unit: '-', over: years, is: eq`2 ^ 3` }),
    outcome('summed', { unit: '-', over: years, is: annual.sum(eq`1 + 1`) }),
  ]);
  const { program } = compile(of);
  const expected = [48, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 8, 8, 8, 8];
  expect(Object.values(outcomesOf(program))).toEqual(expected);
  const [block] = simulateAll(planOf(program, { trials: 10 }), 7);
  expect([...block!.columns]).toEqual(expected.flatMap((x) => Array.from({ length: 10 }, () => x)));
});

test('a model of one quarter is that quarter, its year and its horizon', () => {
  const growth = input('growth', { unit: '-', distribution: normal({ mean: 0, sd: 1 }) });
  const level = variable('level', {
    unit: '-',
    over: quarters,
    opening: 3,
    is: eq`${previous} * ${growth} + t`,
  });
  const calendar = quarterly('2026Q4', 1);
  const solved = solve(
    [
      outcome('level', { unit: '-', over: quarters, is: level }),
      outcome('level', { unit: '-', over: years, is: annual.sum(level) }),
      outcome('level', { unit: '-', is: horizon.mean(level) }),
      outcome('before', { unit: '-', over: quarters, is: previous(level) }),
    ],
    { growth: 2 },
    calendar,
  );
  expect(solved).toEqual({ 'level[2026]': 6, 'level[2026Q4]': 6, level: 6, 'before[2026Q4]': 3 });
});

test('states that exchange their values each quarter', () => {
  const one: Variable = variable('one', {
    unit: '-',
    over: quarters,
    opening: 1,
    is: eq`${previous(() => other)}`,
  });
  const other = variable('other', {
    unit: '-',
    over: quarters,
    opening: 2,
    is: eq`${previous(one)}`,
  });
  const solved = solve([
    outcome('it', { unit: '-', over: quarters, is: eq`10 * ${one} + ${other}` }),
  ]);
  expect(Object.values(solved)).toEqual([21, 12, 21, 12, 21, 12, 21, 12]);
});

test('a zero keeps its sign through the quarters, and so what is divided by it', () => {
  const solved = solve([outcome('it', { unit: '-', over: quarters, is: eq`1 / (0 * (t - 1))` })]);
  // 0 * -1 is -0, then 0 * 0 and so on.
  expect(Object.values(solved)).toEqual([-Infinity, ...Array.from({ length: 7 }, () => Infinity)]);
});
