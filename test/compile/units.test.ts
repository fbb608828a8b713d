import { describe, expect, test } from 'vitest';
import {
  annual,
  during,
  type Equation,
  eq,
  horizon,
  outcome,
  previous,
  quarters,
  ratioOfSums,
  stock,
  variable,
  years,
} from '../../src/index.ts';
import { any, anyQuarterly, compileSmall, outcomesOf, problemsIn, problemsOf } from './small.ts';

const price = any('price', 'EUR/unit');
const cost = any('cost', 'EUR');
const units = any('units', 'unit');
const thousands = any('thousands', 'kunit');
const rate = any('rate', '1/year');
const plain = any('plain');
const percent = any('percent', '%');

const kunit = { units: { kunit: '1000 unit' } };
const lines = (...text: string[]): string => text.join('\n');

describe('a mismatch names both sides with their units, and the place', () => {
  test.each<[string, Equation, string]>([
    [
      'a sum',
      eq`${cost} + ${price}`,
      lines(
        'it: units: adds cost in EUR and price in EUR/unit; multiply by a quantity in unit to convert',
        '    cost + price',
        '         ^',
      ),
    ],
    [
      'a difference of multiples',
      eq`2 * (${units} - ${thousands})`,
      lines(
        'it: units: subtracts units in unit and thousands in kunit; multiply by 1000 [unit/kunit] to convert',
        '    2 * (units - thousands)',
        '               ^',
      ),
    ],
    [
      'a comparison with a number',
      eq`if(${cost} > 3, 1, 0)`,
      lines(
        'it: units: compares cost in EUR and 3 in 1; multiply by a quantity in EUR to convert',
        '    if(cost > 3, 1, 0)',
        '            ^',
      ),
    ],
    [
      'the branches of if',
      eq`if(${plain}, ${cost}, ${units})`,
      lines(
        'it: units: if gives either cost in EUR and units in unit; multiply by a quantity in EUR/unit to convert',
        '    if(plain, cost, units)',
        '    ^',
      ),
    ],
    [
      'a condition',
      eq`if(${cost}, 1, 2)`,
      lines(
        'it: units: the condition of if wants a plain number, but cost is in EUR',
        '    if(cost, 1, 2)',
        '    ^',
      ),
    ],
    [
      'a connective',
      eq`${cost} and 1`,
      lines(
        'it: units: `and` wants a plain number, but cost is in EUR',
        '    cost and 1',
        '         ^',
      ),
    ],
    [
      'a function of numbers',
      eq`exp(${rate})`,
      lines('it: units: exp wants a plain number, but rate is in 1/year', '    exp(rate)', '    ^'),
    ],
    [
      'a percentage where a plain number is wanted',
      eq`log(${percent})`,
      lines(
        'it: units: log wants a plain number, but percent is in %',
        '    log(percent)',
        '    ^',
      ),
    ],
    [
      'an exponent',
      eq`${plain} ^ ${cost}`,
      lines(
        'it: units: an exponent wants a plain number, but cost is in EUR',
        '    plain ^ cost',
        '          ^',
      ),
    ],
    [
      'a base with a unit and an exponent that may be anything',
      eq`${cost} ^ ${plain}`,
      lines(
        'it: units: the base cost is in EUR, so its exponent must be a plain number',
        '    cost ^ plain',
        '         ^',
      ),
    ],
    [
      'a root of half a unit',
      eq`sqrt(${cost})`,
      lines('it: units: the square root of cost in EUR has no unit', '    sqrt(cost)', '    ^'),
    ],
    [
      'the least of two',
      eq`min(${units}, 2 * ${thousands})`,
      lines(
        'it: units: min compares units in unit and (2 * thousands) in 1000 unit; multiply by 1000 [unit/(1000 unit)] to convert',
        '    min(units, 2 * thousands)',
        '    ^',
      ),
    ],
    [
      'bounds',
      eq`clamp(${units}, 0, ${cost})`,
      lines(
        'it: units: clamp compares units in unit and cost in EUR; multiply by a quantity in unit/EUR to convert',
        '    clamp(units, 0, cost)',
        '    ^',
      ),
    ],
  ])('in %s', (_, equation, message) => {
    // What the equation gives is then a consequence; the first line is the fault.
    expect(problemsIn(equation, 'whatever', kunit)[0]).toBe(message);
  });

  test('in a fragment, shown in its own text', () => {
    const fragment = eq`${cost} + ${units}`;
    expect(problemsIn(eq`3 * ${fragment}`, 'EUR')).toEqual([
      lines(
        'it: units: adds cost in EUR and units in unit; multiply by a quantity in EUR/unit to convert',
        '    cost + units',
        '         ^',
      ),
    ]);
  });

  test('between an equation and what is declared', () => {
    expect(problemsIn(eq`${price} * ${units}`, 'USD')).toEqual([
      'it: units: its equation gives EUR, but it is declared in USD; multiply by a quantity in USD/EUR to convert',
    ]);
    expect(problemsIn(thousands, 'unit', kunit)).toEqual([
      'it: units: its equation gives kunit, but it is declared in unit; multiply by 1000 [unit/kunit] to convert',
    ]);
  });
});

test('bounds of different units are a mismatch also of a number that has none', () => {
  expect(problemsIn(eq`clamp(0, ${cost}, ${units})`, 'EUR')).toEqual([
    lines(
      'it: units: clamp compares 0 in EUR and units in unit; multiply by a quantity in EUR/unit to convert',
      '    clamp(0, cost, units)',
      '    ^',
    ),
  ]);
});

test('zero is zero in every unit, any other number is a plain number', () => {
  expect(problemsIn(eq`max(0, ${cost})`, 'EUR')).toEqual([]);
  expect(problemsIn(eq`${cost} > 0`, '0/1')).toEqual([]);
  expect(problemsIn(eq`if(${plain}, 0, ${cost}) + ${0}`, 'EUR')).toEqual([]);
  expect(problemsIn(eq`0`, 'EUR')).toEqual([]);
  expect(problemsIn(eq`${cost} + 1`, 'EUR')).toHaveLength(1);
  expect(problemsIn(eq`${1}`, 'EUR')).toHaveLength(1);
});

test.each<[equation: Equation, unit: string]>([
  [eq`${price} * ${units}`, 'EUR'],
  [eq`${cost} / ${units} / ${price}`, '-'],
  [eq`${cost}^2 / ${cost}`, 'EUR'],
  [eq`sqrt(${cost} * ${price} * ${units})`, 'EUR'],
  [eq`(${cost}^2)^0.5`, 'EUR'],
  [eq`${cost}^0`, '-'],
  [eq`abs(-${cost}) + floor(${cost})`, 'EUR'],
  [eq`exp(${cost} / ${cost}) * sin(pi)`, '-'],
  [eq`${percent} * ${cost}`, '0.01 EUR'],
  [eq`min(${cost}, 3 [EUR]) * 2 [1/year]`, 'EUR/year'],
  [eq`clamp(${plain}, 0, 1) ^ ${plain}`, '-'],
  [eq`${thousands} * 1000 [unit/kunit]`, 'unit'],
])('law: units go the way of the arithmetic, case %#', (equation, unit) => {
  expect(problemsIn(equation, unit, kunit)).toEqual([]);
});

test('a root of a power that is no whole number is found again when raised', () => {
  expect(problemsIn(eq`(${cost}^0.1)^3 / ${cost}^0.3`, '-')).toEqual([]);
});

describe('numbers with units', () => {
  test('closed form: 3 [month/quarter] times a rate per month is a rate per quarter', () => {
    const perMonth = any('perMonth', 'unit/month');
    const { program } = compileSmall([
      outcome('it', { unit: 'unit/quarter', is: eq`3 [month/quarter] * ${perMonth}` }),
    ]);
    expect(outcomesOf(program, { perMonth: 7 })['it']).toBe(21);
  });

  test('a unit that cannot be read is pointed at', () => {
    expect(problemsIn(eq`1 + 3 [month//quarter]`)).toEqual([
      lines(
        'it: unit "month//quarter" cannot be read at "/quarter": expected a symbol',
        '    1 + 3 [month//quarter]',
        '        ^',
      ),
    ]);
  });

  test('a number multiplied by its unit is not converted: 2 [kunit] is not 2000 [unit]', () => {
    expect(problemsIn(eq`2 [kunit] + 2000 [unit]`, 'kunit', kunit)).toHaveLength(1);
    const { program } = compileSmall([outcome('it', { unit: 'kunit', is: eq`2 [kunit]` })], kunit);
    expect(outcomesOf(program)['it']).toBe(2);
  });
});

describe('units of a model', () => {
  test('a definition makes two ways of saying one thing the same', () => {
    expect(problemsIn(eq`${thousands} + ${any('other', '1000 unit')}`, 'kunit', kunit)).toEqual([]);
    expect(problemsIn(eq`${thousands} + ${any('other', '1000 unit')}`, 'kunit')).toHaveLength(1);
  });

  test('a circular definition is told where it is used', () => {
    const circular = { units: { a: '2 b', b: '3 a' } };
    expect(problemsOf([outcome('it', { unit: 'a', is: eq`1 [a]` })], circular)).toEqual([
      'it: unit a is defined by itself: a -> b -> a\n    1 [a]\n    ^',
      'it: unit a is defined by itself: a -> b -> a',
    ]);
  });

  test('an unreadable definition is told where it is used', () => {
    const unreadable = { units: { crate: '12 [unit]' } };
    expect(problemsIn(any('crates', 'crate'), 'crate', unreadable)).toEqual([
      'crates: unit "12 [unit]" cannot be read at " [unit]": expected *, / or the end',
      'it: unit "12 [unit]" cannot be read at " [unit]": expected *, / or the end',
    ]);
  });

  test('an unreadable unit of a quantity is told once, and equations that read it are not blamed', () => {
    const broken = any('broken', 'EUR/');
    expect(problemsIn(eq`${broken} + ${cost} - ${broken}`, 'EUR')).toEqual([
      'broken: unit "EUR/" cannot be read at "its end": expected a symbol',
    ]);
  });
});

describe('time', () => {
  const flow = anyQuarterly('flow', 'unit/quarter');
  const level = stock('level', {
    unit: 'unit',
    over: quarters,
    opening: 0,
    change: eq`${flow}`,
  });

  test('the change of a stock is in its unit per quarter', () => {
    expect(problemsIn(horizon.last(level), 'unit')).toEqual([]);
    const wrong = stock('wrong', {
      unit: 'unit',
      over: quarters,
      opening: 0,
      change: eq`${level}`,
    });
    expect(problemsIn(horizon.last(wrong), 'unit')).toEqual([
      'wrong: units: its change, in its unit per quarter, gives unit, but unit/quarter is wanted; ' +
        'multiply by a quantity in 1/quarter to convert',
    ]);
  });

  test('the opening of a stock is in its unit; a bare number is taken to be', () => {
    const opened = (opening: Equation | number | typeof cost) =>
      problemsIn(
        horizon.last(stock('s', { unit: 'unit', over: quarters, opening, change: eq`${flow}` })),
        'unit',
      );
    expect(opened(5)).toEqual([]);
    expect(opened(units)).toEqual([]);
    expect(opened(eq`2 * ${units}`)).toEqual([]);
    expect(opened(cost)).toEqual([
      's: units: its opening gives EUR, but unit is wanted; multiply by a quantity in unit/EUR to convert',
    ]);
    expect(opened(eq`5`)).toEqual([
      's: units: its opening gives 1, but unit is wanted; multiply by a quantity in unit to convert',
    ]);
  });

  test('last quarter a quantity was in its own unit', () => {
    expect(problemsIn(eq`${horizon.last(eq`${previous(level)} + ${flow}`)}`, 'unit')[0]).toMatch(
      /^it: units: adds previous\(level\) in unit and flow in unit\/quarter/,
    );
  });

  test('the sum of a flow per quarter is an amount; other aggregates keep the unit', () => {
    expect(problemsIn(horizon.sum(flow), 'unit')).toEqual([]);
    expect(problemsIn(during('2026').sum(flow), 'unit')).toEqual([]);
    expect(problemsIn(horizon.mean(flow), 'unit/quarter')).toEqual([]);
    expect(problemsIn(horizon.max(flow), 'unit/quarter')).toEqual([]);
    expect(problemsIn(horizon.sum(level), 'unit')).toEqual([]);
    expect(problemsIn(horizon.sum(flow), 'unit/quarter')).toHaveLength(1);
  });

  test('a ratio of sums of two flows is a ratio', () => {
    const part = variable('part', { unit: 'unit/quarter', over: quarters, is: eq`${flow} / 2` });
    const share = outcome('share', { unit: 'fraction', over: years, is: ratioOfSums(part, flow) });
    expect(problemsOf([share])).toEqual([]);
    expect(
      problemsOf([outcome('sum', { unit: 'unit', over: years, is: annual.sum(flow) })]),
    ).toEqual([]);
  });

  test('the sum of a flow is an amount also where the model says how long a quarter is', () => {
    expect(problemsIn(horizon.sum(flow), 'unit', { units: { quarter: '3 month' } })).toEqual([]);
  });
});
