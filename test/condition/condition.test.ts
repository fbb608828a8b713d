import { describe, expect, test } from 'vitest';
import { ConditionError, parseCondition } from '../../src/condition/condition.ts';
import { evaluateCondition } from '../../src/condition/evaluate.ts';
import type { ConditionNames } from '../../src/condition/names.ts';

const names: ConditionNames = {
  columns: [
    'x',
    'h200.units[2026]',
    'h200.units[2027]',
    'prc.noise[2026Q1]',
    'prc.noise[2026Q2]',
    'balance.domesticUsd[2028]',
    'lead-time',
    'lead',
    'time',
  ],
  others: new Map([['us.levy', 'is 3 in every trial of this run']]),
};

const values: Readonly<Record<string, number>> = {
  x: 2,
  'h200.units[2026]': 40,
  'h200.units[2027]': 60,
  'prc.noise[2026Q1]': -1.5,
  'prc.noise[2026Q2]': Number.NaN,
  'balance.domesticUsd[2028]': 1.25,
  'lead-time': 7,
  lead: 10,
  time: 4,
};

/** Whether it holds in one trial, or `unknown`. */
function verdict(text: string, trial = values): boolean | 'unknown' {
  const condition = parseCondition(text, names);
  const { holds, unknown } = evaluateCondition(
    condition,
    (name) => Float64Array.of(trial[name]),
    1,
  );
  return unknown[0] === 1 ? 'unknown' : holds[0] === 1;
}

describe('a condition', () => {
  test.each([
    ['x > 1', true],
    ['x >= 2 and h200.units[2026] < 50', true],
    ['x > 2 or h200.units[2026] < 50', true],
    ['not x > 1', false],
    ['not (x > 1 and x > 3)', true],
    // `and` binds more closely than `or`, and both less than comparisons.
    ['x > 1 or x > 3 and x > 3', true],
    ['(x > 1 or x > 3) and x > 3', false],
    ['x + 2 * 3 == 8', true],
    ['(x + 2) * 3 == 12', true],
    ['-x ^ 2 == -4', true],
    ['2 ^ x ^ 3 == 256', true],
    ['x - 1 - 1 == 0', true],
    ['h200.units[2027] / h200.units[2026] >= 1.5', true],
    ['abs(prc.noise[2026Q1]) > 1', true],
    ['max(x, h200.units[2026], 3) == 40', true],
    ['min(x, 3) != 2', false],
    ['clamp(x, 3, 4) == 3', true],
    ['log(exp(x)) > 1.99 and sqrt(x * x) == 2', true],
    ['if(x > 3, 0, 1)', true],
    ['1e1 < h200.units[ 2026 ]', true],
    ['x', true],
    ['x - 2 == 0 and not (x - 2)', true],
    // The id with the minus sign is meant where there is one, else a difference.
    ['lead-time == 7', true],
    ['lead - time == 6', true],
    ['time-lead == -6', true],
    ['x\n  > 1', true],
  ])('%s is %s', (text, wanted) => {
    expect(verdict(text)).toBe(wanted);
  });

  test('names its columns, each once', () => {
    const condition = parseCondition('x > 1 and  h200.units[2026] > x', names);
    expect(condition.columns).toEqual(['x', 'h200.units[2026]']);
    expect(condition.text).toBe('x > 1 and h200.units[2026] > x');
  });
});

describe('where a value is no number', () => {
  const missing = 'prc.noise[2026Q2] > 0';
  test.each([
    [missing, 'unknown'],
    [`not ${missing}`, 'unknown'],
    [`${missing} and x > 3`, false],
    [`x > 3 and ${missing}`, false],
    [`${missing} and x > 1`, 'unknown'],
    [`${missing} or x > 1`, true],
    [`${missing} or x > 3`, 'unknown'],
    ['prc.noise[2026Q2] != 0', 'unknown'],
    ['max(x, prc.noise[2026Q2]) > 0', 'unknown'],
    [`if(${missing}, 1, 1)`, 'unknown'],
    ['log(0 - x) < 5', 'unknown'],
  ] as const)('%s is %s', (text, wanted) => {
    expect(verdict(text)).toBe(wanted);
  });
});

describe('a fault is told with its place', () => {
  const faultsOf = (text: string): string => {
    try {
      parseCondition(text, names);
    } catch (error) {
      expect(error).toBeInstanceOf(ConditionError);
      return (error as Error).message;
    }
    return 'none';
  };

  test('all unknown names and functions at once, with what may have been meant', () => {
    expect(faultsOf('h200.unit[2026] < maxx(3, 4) and y > 1')).toBe(
      [
        'The condition cannot be read: 3 problems',
        '  there is no input or outcome h200.unit[2026]; did you mean h200.units[2026] or h200.units[2027]?',
        '    h200.unit[2026] < maxx(3, 4) and y > 1',
        '    ^',
        '  there is no function maxx; did you mean max?',
        '    h200.unit[2026] < maxx(3, 4) and y > 1',
        '                      ^',
        '  there is no input or outcome y; did you mean x?',
        '    h200.unit[2026] < maxx(3, 4) and y > 1',
        '                                     ^',
      ].join('\n'),
    );
  });

  test.each([
    [
      'h200.units > 3',
      'h200.units has a value for each period; there is h200.units[2026], h200.units[2027]',
    ],
    [
      'h200.units[2031] > 3',
      'h200.units has no such period; there is h200.units[2026], h200.units[2027]',
    ],
    ['x[2026] > 3', 'x has no periods; leave out [2026]'],
    ['us.levy > 3', 'us.levy is 3 in every trial of this run'],
    ['x >', 'the condition ends too early'],
    ['x > 1 x > 2', 'expected an operator before this'],
    ['(x > 1', 'expected ) here'],
    ['1 < x < 3', 'comparisons do not chain: join two of them with `and`'],
    ['x > 3 [GW]', 'numbers have no unit here: they are in that of the column'],
    ['x = 3', '"=" means nothing here; equality is written a == b'],
    ['x + 1', 'this gives a number, not yes or no; compare it with another'],
    ['1 > 0', 'it reads no input and no outcome'],
    ['', 'the condition ends too early'],
    ['max(x) > 1', 'max takes at least 2 arguments, found 1'],
    ['log(x, 2) > 1', 'log takes 1 argument, found 2'],
  ])('%s: %s', (text, wanted) => {
    expect(faultsOf(text)).toContain(`  ${wanted}\n`);
  });
});
