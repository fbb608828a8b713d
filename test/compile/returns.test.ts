/** Internal rates of return, outcomes of a set, further levels of quantiles. */

import { describe, expect, test } from 'vitest';
import {
  annual,
  type Calendar,
  eq,
  horizon,
  input,
  irr,
  monthly,
  normal,
  outcome,
  quarterly,
  steps,
  variable,
  yearly,
  years,
} from '../../src/index.ts';
import { disagreement, planOf } from '../kernel/agreement.ts';
import { any, compileSmall, outcomesOf, problemsOf, small } from './small.ts';

const cash = input('cash', {
  unit: 'USD',
  over: steps,
  distribution: normal({ mean: 0, sd: 1 }),
});

function rateOf(flows: readonly number[], calendar: Calendar = yearly(2026, flows.length)): number {
  const { program } = compileSmall([outcome('it', { unit: '-', is: irr(cash) })], { calendar });
  return outcomesOf(program, { cash: flows })['it']!;
}

describe('the internal rate of return', () => {
  // scipy 1.17.1, brentq of the present value with xtol 1e-15.
  test.each([
    [[-100, 39, 59, 55, 20], 0.28094842115996105],
    [[-100, 0, 0, 74], -0.09549583034897256],
    [[100, -40, -40, -30], 0.05162887510732583],
  ])('of %j is %d', (flows, wanted) => {
    expect(rateOf(flows)).toBeCloseTo(wanted, 13);
  });

  test('is a rate a year, whatever the steps', () => {
    const month = rateOf([-100, 101], monthly('2026-01', 2));
    expect(month).toBeCloseTo(1.01 ** 12 - 1, 12);
  });

  test.each([
    ['no change of sign', [1, 2, 3]],
    ['several changes', [-100, 230, -132]],
    ['nothing', [0, 0, 0]],
    ['a rate above +1000 % a step', [-1, 12]],
  ])('with %s there is none', (_, flows) => {
    expect(rateOf(flows)).toBeNaN();
  });

  test('zeros before and between change no sign', () => {
    expect(rateOf([0, -100, 0, 121])).toBeCloseTo(0.1, 12);
  });

  test('machine and evaluator agree to the bit', () => {
    const first = any('first');
    const flow = variable('flow', {
      unit: '-',
      over: steps,
      is: eq`if(t == 0, -5 - abs(${first}), ${input('later', { unit: '-', over: steps, distribution: normal({ mean: 1, sd: 1 }) })})`,
    });
    const plan = planOf(
      small([outcome('it', { unit: '-', is: irr(flow) })], { calendar: quarterly('2026Q1', 9) }),
      { trials: 300 },
    );
    expect(disagreement(plan, [64, 7], 300)).toBeUndefined();
  });

  test('is refused of what is no cash of several steps', () => {
    const told = (calendar: Calendar, of: Parameters<typeof irr>[0]) =>
      problemsOf([outcome('it', { unit: '-', is: irr(of) })], { calendar }).join('\n');
    expect(told(yearly(2026, 3), any('x'))).toMatch(
      /irr wants cash that changes from year to year/,
    );
    expect(told(monthly('2026-01', 121), cash)).toMatch(/irr over 121 months; wanted at most 120/);
    expect(told(monthly('2026-01', 2), eq`${horizon.sum(cash)}`)).toMatch(/irr of an aggregate/);
  });
});

describe('outcomes of a set', () => {
  test('are one a member, named and labelled by it', () => {
    const drugs = { a: any('x', 'MUSD'), b: any('y', 'MUSD') };
    const all = outcome('npv', { label: 'Value', unit: 'MUSD', by: drugs, is: (of) => of });
    expect(all.map(({ id, label }) => [id, label])).toEqual([
      ['npv.a', 'Value, a'],
      ['npv.b', 'Value, b'],
    ]);
    expect(outcomesOf(compileSmall([all]).program, { x: 1, y: 2 })).toEqual({
      'npv.a': 1,
      'npv.b': 2,
    });
    const named = outcome('sold', {
      unit: 'USD',
      over: years,
      by: ['n', 's'],
      is: () => annual.sum(cash),
    });
    expect(named.map(({ id }) => id)).toEqual(['sold.n', 'sold.s']);
    expect(() => outcome('none', { unit: '-', by: [], is: () => cash })).toThrow(
      'outcome none: by has no members',
    );
  });
});

test.each([
  [80, 'quantiles: the level is 80; wanted a number between 0 and 1; did you mean 0.8?'],
  [0, 'quantiles: the level is 0; wanted a number between 0 and 1'],
])('%d is no level of a quantile', (level, message) => {
  const all = [outcome('it', { unit: '-', is: any('x') })];
  expect(problemsOf(all, { quantiles: [level] })).toContain(message);
});
