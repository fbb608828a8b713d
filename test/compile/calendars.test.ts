/** Models by weeks, months, days, years, and without time. */

import { describe, expect, test } from 'vitest';
import {
  annual,
  at,
  byMonth,
  byQuarter,
  type Calendar,
  constant,
  cumulative,
  daily,
  days,
  delay,
  during,
  eq,
  horizon,
  monthly,
  months,
  npv,
  once,
  outcome,
  type Part,
  quarterly,
  quarters,
  series,
  steps,
  stock,
  variable,
  weekly,
  weeks,
  yearly,
  years,
} from '../../src/index.ts';
import { any, compileSmall, outcomesOf, problemsOf } from './small.ts';

/** 1, 2, 3, ... units a step. */
function counted(count: number, unit: string) {
  return series('flow', { unit, values: Array.from({ length: count }, (_, t) => t + 1) });
}

function valuesOf(calendar: Calendar, declarations: unknown, inputs = {}): Record<string, number> {
  return outcomesOf(compileSmall(declarations, { calendar }).program, inputs);
}

describe('sums and names of periods', () => {
  test('months add up to quarters and years as the calendar has them', () => {
    const flow = counted(6, 'bus/month');
    const found = valuesOf(monthly('2026-11', 6), [
      outcome('a', { unit: 'bus', over: quarters, is: byQuarter.sum(flow) }),
      outcome('a', { unit: 'bus', over: years, is: annual.sum(flow) }),
      outcome('a', { unit: 'bus/month', over: months, is: flow }),
      outcome('march', { unit: 'bus', is: during('2027-03').sum(flow) }),
      outcome('first', { unit: 'bus', is: during('2027Q1').sum(flow) }),
    ]);
    // November and December; January to March; April.
    expect(found).toEqual({
      'a[2026]': 3,
      'a[2027]': 18,
      'a[2026-11]': 1,
      'a[2026-12]': 2,
      'a[2027-01]': 3,
      'a[2027-02]': 4,
      'a[2027-03]': 5,
      'a[2027-04]': 6,
      'a[2026Q4]': 3,
      'a[2027Q1]': 12,
      'a[2027Q2]': 6,
      march: 5,
      first: 12,
    });
  });

  test('a week belongs to the month and year of its Thursday', () => {
    const flow = counted(6, 'case/week');
    // 2026-W53 ends with Sunday 2027-01-03, its Thursday is 2026-12-31; 2027-W05 has 2027-02-04.
    const found = valuesOf(weekly('2026-W53', 6), [
      outcome('a', { unit: 'case', over: months, is: byMonth.sum(flow) }),
      outcome('a', { unit: 'case', over: years, is: annual.sum(flow) }),
      outcome('a', { unit: 'case/week', over: weeks, is: flow }),
    ]);
    expect(found).toMatchObject({ 'a[2026-12]': 1, 'a[2027-01]': 14, 'a[2027-02]': 6 });
    expect(found).toMatchObject({ 'a[2026]': 1, 'a[2027]': 20, 'a[2026-W53]': 1 });
  });

  test('the year of a yearly model is its step', () => {
    const flow = counted(3, 'bus/year');
    const found = valuesOf(yearly(2026, 3), [
      outcome('sum', { unit: 'bus', over: years, is: annual.sum(flow) }),
      outcome('rate', { unit: 'bus/year', over: steps, is: flow }),
    ]);
    expect(found).toMatchObject({ 'sum[2026]': 1, 'sum[2028]': 3, 'rate[2027]': 2 });
  });

  test('without time there is one value', () => {
    const x = any('x');
    expect(valuesOf(once(), [outcome('a', { unit: '-', is: eq`2 * ${x}` })], { x: 3 })).toEqual({
      a: 6,
    });
  });
});

describe('what equations say of time', () => {
  const named = (calendar: Calendar, is: Part): number[] =>
    Object.values(valuesOf(calendar, [outcome('a', { unit: '-', over: steps, is: eq`${is}` })]));

  test('year, season and elapsed', () => {
    const months4 = monthly('2026-11', 4);
    expect(named(months4, eq`year`)).toEqual([2026, 2026, 2027, 2027]);
    expect(named(months4, eq`season`)).toEqual([11, 12, 1, 2]);
    expect(named(months4, eq`elapsed`)).toEqual([0, 1 / 12, 2 / 12, 3 / 12]);
    expect(named(weekly('2026-W52', 3), eq`season + 100 * (year - 2026)`)).toEqual([52, 53, 101]);
    expect(named(daily('2024-12-30', 3), eq`season`)).toEqual([365, 366, 1]);
    expect(named(quarterly('2026Q3', 3), eq`year + season / 10`)).toEqual([2026.3, 2026.4, 2027.1]);
    expect(named(yearly(2026, 2), eq`season + elapsed`)).toEqual([1, 2]);
  });

  test('a date is the number of its step', () => {
    expect(named(monthly('2026-11', 4), eq`t >= ${at('2027')}`)).toEqual([0, 0, 1, 1]);
    expect(named(daily('2026-12-31', 3), eq`t >= ${at('2027-01-01')}`)).toEqual([0, 1, 1]);
  });

  test('a stock, a delay, a sum so far and money go by steps', () => {
    const flow = variable('flow', {
      unit: 'USD/month',
      over: months,
      opening: 0,
      is: eq`100 [USD/month]`,
    });
    const rate = constant('rate', { unit: 'fraction', value: 0.1 });
    const found = valuesOf(monthly('2026-01', 13), [
      outcome('sum', { unit: 'USD', is: horizon.last(cumulative(flow)) }),
      outcome('late', {
        unit: 'USD',
        is: horizon.sum(delay(flow, eq`2 [month]`, { max: 3 })),
      }),
      outcome('npv', { unit: 'USD', is: npv(flow, { rate }) }),
    ]);
    const wanted = Array.from({ length: 13 }, (_, t) => 100 * 1.1 ** (-t / 12));
    expect(found['sum']).toBe(1300);
    expect(found['late']).toBe(1100);
    expect(found['npv']).toBeCloseTo(
      wanted.reduce((a, b) => a + b),
      9,
    );
  });
});

describe('what is refused', () => {
  const perYear = variable('rate', { unit: 'USD/year', over: steps, is: eq`8 [USD/year]` });
  const sumOf = (calendar: Calendar, of = perYear) =>
    problemsOf([outcome('a', { unit: 'USD', is: horizon.sum(of) })], { calendar })[0];

  test('a sum of a rate by another span of time, with how to convert it', () => {
    expect(sumOf(quarterly('2026Q1', 4))).toContain(
      'a sum over quarters of what is in USD/year counts a whole year in every quarter; say mean for a rate, or make it USD/quarter first: multiply by 0.25 [year/quarter] to convert',
    );
    expect(sumOf(weekly('2026-W01', 4))).toMatch(/counts a whole year in every week/);
    expect(sumOf(yearly(2026, 2))).toBeUndefined();
  });

  test.each([
    [
      monthly('2026-01', 3),
      weeks,
      /is over weeks, but the calendar goes by months; say `over: steps`/,
    ],
    [monthly('2026-01', 3), quarters, /is over quarters, but the calendar goes by months/],
    [once(), steps, /is over steps, but a calendar of once\(\) has no time; leave `over` out/],
  ] as const)('a quantity over what the calendar has not', (calendar, over, message) => {
    const x = variable('x', { unit: '-', over, is: eq`1` });
    const all = problemsOf([outcome('a', { unit: '-', is: horizon.last(x) })], { calendar });
    expect(all.join('\n')).toMatch(message);
  });

  test('an outcome over shorter periods, an aggregate that is not of its periods, a date outside', () => {
    const calendar = monthly('2026-01', 6);
    const flow = counted(6, 'bus/month');
    const told = (over: typeof weeks | typeof quarters | typeof days, is: Part) =>
      problemsOf([outcome('a', { unit: 'bus', over, is: eq`${is}` })], { calendar });
    expect(told(days, flow).join()).toMatch(/is over days, but the calendar goes by months/);
    expect(told(quarters, byMonth.sum(flow)).join()).toMatch(
      /is reported by quarter, but reads a quantity over months as it is; say byQuarter.last/,
    );
    expect(told(quarters, annual.sum(flow)).join()).toMatch(/is reported by quarter, but reads an/);
    expect(told(quarters, flow)).toHaveLength(2);
    const late = problemsOf([outcome('a', { unit: '-', is: eq`${at('2027Q1')}` })], { calendar });
    expect(late.join()).toMatch(/unknown time reference "2027Q1": the model runs from 2026-01/);
  });

  test('a change by another span of time', () => {
    const level = stock('level', {
      unit: 'bus',
      over: months,
      opening: 0,
      change: eq`1 [bus/quarter]`,
    });
    const calendar = monthly('2026-01', 3);
    expect(
      problemsOf([outcome('a', { unit: 'bus', is: horizon.last(level) })], { calendar })[0],
    ).toMatch(/its change, in its unit per month, gives bus\/quarter/);
  });
});
