/** Tables, series, lags, delays, lists and money: against what they are by hand, and the machine. */

import { describe, expect, test } from 'vitest';
import {
  argmax,
  constant,
  cumulative,
  delay,
  type Equation,
  eq,
  horizon,
  lookup,
  max,
  min,
  npv,
  outcome,
  type Part,
  previous,
  quarters,
  rank,
  series,
  smooth,
  sort,
  variable,
} from '../../src/index.ts';
import { exp, pow } from '../../src/math/functions.ts';
import { any, compileSmall, outcomesOf, problemsIn, problemsOf } from './small.ts';

const x = any('x', 'MW');
const at = (is: Equation, value: number, unit = 'share'): number =>
  outcomesOf(compileSmall([outcome('it', { unit, is })]).program, { x: value })['it']!;

describe('a table', () => {
  const points = [
    [0, 1],
    [100, 3],
    [200, 3],
    [400, 2],
  ] as const;
  const units = { x: 'MW', y: 'share' };

  test.each([
    [-5, 1],
    [0, 1],
    [25, 1.5],
    [100, 3],
    [150, 3],
    [300, 2.5],
    [400, 2],
    [1e9, 2],
  ])('linear at %d is %d', (value, wanted) => {
    expect(at(lookup(x, points, units), value)).toBe(wanted);
  });

  test('by steps it has the value of the point before', () => {
    const stepped = lookup(x, points, { ...units, between: 'step' });
    expect([-1, 99, 100, 399, 400].map((value) => at(stepped, value))).toEqual([1, 1, 3, 3, 2]);
  });

  test('monotone cubics meet the points and pass none by', () => {
    const smoothed = lookup(x, points, { ...units, between: 'monotone' });
    for (const [place, value] of points) expect(at(smoothed, place)).toBeCloseTo(value, 12);
    const values = Array.from({ length: 41 }, (_, k) => at(smoothed, 10 * k));
    values.slice(1, 11).forEach((value, k) => expect(value).toBeGreaterThanOrEqual(values[k]!));
    // Hermite's cubic half way: (1 + 3) / 2 + 100 / 8 * (0.02 - 0), its slopes at both ends.
    expect(values[5]).toBeCloseTo(2.25, 12);
  });

  test('beyond its ends there may be no value', () => {
    const refused = lookup(x, points, { ...units, beyond: 'refused' });
    expect([-1, 0, 400, 401].map((value) => at(refused, value))).toEqual([NaN, 1, 2, NaN]);
  });

  test('is in its units, and its points ascend', () => {
    expect(problemsIn(lookup(any('y', 'kg'), points, units), 'share')[0]).toMatch(/y in kg and/);
    expect(() => lookup(x, [[1, 2]], units)).toThrow(/has 1 points; wanted two or more/);
    expect(() =>
      lookup(
        x,
        [
          [1, 2],
          [1, 3],
        ],
        units,
      ),
    ).toThrow('lookup: point 2 is at 1, after 1; wanted x ascending');
    expect(() => lookup(x, points, { ...units, beyond: 'hold' as 'held' })).toThrow(
      /held or refused/,
    );
  });
});

describe('over the quarters', () => {
  const demand = series('demand', { unit: 'bus', values: [10, 20, 40, 80, 160] });
  const own = variable('own', { unit: 'bus', over: quarters, opening: 5, is: eq`${demand}` });
  const byQuarter = (is: Part, inputs = {}, unit = 'bus'): number[] => {
    const { program } = compileSmall([outcome('it', { unit, over: quarters, is: eq`${is}` })]);
    return Object.values(outcomesOf(program, inputs));
  };

  test('a series has its values, and as many as the calendar', () => {
    expect(byQuarter(demand)).toEqual([10, 20, 40, 80]);
    const short = series('short', { unit: 'bus', values: [1, 2] });
    expect(problemsIn(horizon.sum(short), 'bus')[0] ?? problemsOf([short]).join()).toMatch(
      /has 2 values; the calendar has 4 quarters, so 2026Q3 has none/,
    );
    expect(() => series('s', { unit: '-', values: [1, NaN] })).toThrow(/value 2 is NaN/);
  });

  test('previous goes back several quarters, to the opening', () => {
    expect(byQuarter(previous(own, 2))).toEqual([5, 5, 10, 20]);
    expect(problemsIn(eq`${previous(own, 1.5)}`)[0]).toMatch(/whole number of quarters from 1/);
  });

  test('a delay takes the lead of its trial', () => {
    const lead = any('lead', 'quarter');
    const late = delay(own, lead, { max: 3 });
    expect(byQuarter(late, { lead: 0 })).toEqual([10, 20, 40, 80]);
    expect(byQuarter(late, { lead: 1.7 })).toEqual([5, 5, 10, 20]);
    expect(byQuarter(late, { lead: 3.6 })).toEqual([NaN, NaN, NaN, NaN]);
    expect(() => delay(own, lead, { max: 0 })).toThrow(/max is 0; wanted a whole number/);
  });

  test('smoothing comes nearer by 1 - exp(-1 / tau)', () => {
    const tau = constant('tau', { unit: 'quarter', value: 2 });
    const part = 1 - exp(-0.5);
    const [first, second] = byQuarter(smooth(own, tau));
    expect(first).toBeCloseTo(5 + 5 * part, 12);
    expect(second).toBeCloseTo(first! + (20 - first!) * part, 12);
  });

  test('what accumulates is an amount', () => {
    const flow = variable('flow', {
      unit: 'bus/quarter',
      over: quarters,
      is: eq`t * 1 [bus/quarter]`,
    });
    expect(byQuarter(cumulative(flow))).toEqual([0, 1, 3, 6]);
  });

  test('cash is worth less the later it comes', () => {
    const cash = variable('cash', {
      unit: 'EUR/quarter',
      over: quarters,
      is: eq`100 [EUR/quarter]`,
    });
    const rate = constant('rate', { unit: 'fraction', value: 0.08 });
    const { program } = compileSmall([outcome('it', { unit: 'EUR', is: npv(cash, { rate }) })]);
    const wanted = [0, 1, 2, 3].reduce((sum, t) => sum + 100 * pow(1.08, -t / 4), 0);
    expect(outcomesOf(program)['it']).toBeCloseTo(wanted, 9);
  });
});

describe('lists', () => {
  const list = ['a', 'b', 'c', 'd'].map((id) => any(id));
  const value = (is: Equation): number =>
    outcomesOf(compileSmall([outcome('it', { unit: '-', is })]).program, {
      a: 3,
      b: 9,
      c: 9,
      d: 1,
    })['it']!;

  test('least, greatest, place, rank, order', () => {
    const all = eq`0 * (${list[0]!} + ${list[1]!} + ${list[2]!} + ${list[3]!})`;
    const of = (is: Part): number => value(eq`${is} + ${all}`);
    expect([min(list), max(list), argmax(list), rank(list[0]!, list)].map(of)).toEqual([
      1, 9, 1, 3,
    ]);
    expect(sort(list).map(of)).toEqual([1, 3, 9, 9]);
    expect(() => max([])).toThrow('max: the list is empty; wanted one or more');
  });
});

test.each([
  [eq`pow(2, 3)`, /unknown function "pow"; a power is written a \^ b/],
  [eq`1 = 2`, /"=" means nothing here; equality is written a == b/],
  [eq`1 > 2 ? 3 : 4`, /"\?" means nothing here; a choice is written if\(condition, a, b\)/],
])('what other languages write is told in ours', (equation, message) => {
  expect(problemsIn(equation)[0]).toMatch(message);
});
