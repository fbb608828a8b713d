import { describe, expect, test } from 'vitest';
import { observableOutcomes } from '../../src/compile/observables.ts';
import {
  annual,
  constant,
  eq,
  horizon,
  outcome,
  previous,
  quarters,
  stock,
  variable,
  years,
} from '../../src/index.ts';
import type { Observable } from '../../src/language/model.ts';
import { any, compileSmall, problemsOf } from './small.ts';

const x = any('x');
const rate = variable('rate', { unit: '-', is: eq`2 * ${x}` });
const level = stock('level', {
  unit: '-',
  over: quarters,
  opening: 1,
  change: eq`${rate} * ${previous} / 1 [quarter]`,
});
const declared = [
  level,
  variable('idle', { unit: '-', over: quarters, is: eq`${x} + t` }),
  constant('fixed', { unit: '-', value: 1 }),
  outcome('final', { unit: '-', is: horizon.last(level) }),
  outcome('mean', { unit: '-', over: years, is: annual.mean(level) }),
  outcome('shown', { unit: '-', over: quarters, is: eq`${level} + 1` }),
];
const seen = (changes: Partial<Observable>): Observable => ({
  quantity: 'level',
  lagDays: 57,
  by: 'The office',
  ...changes,
});
const compiled = (...observables: Observable[]) => compileSmall(declared, { observables }).program;

test('a program carries what will be observed, with unit and how often', () => {
  const { observables } = compiled(
    seen({ label: 'The level' }),
    seen({ quantity: 'rate' }),
    seen({ quantity: 'shown', lagDays: 0 }),
  );
  expect(observables).toEqual([
    {
      quantity: 'level',
      label: 'The level',
      unit: '-',
      over: 'quarter',
      lagDays: 57,
      by: 'The office',
    },
    { quantity: 'rate', unit: '-', over: 'trial', lagDays: 57, by: 'The office' },
    { quantity: 'shown', unit: '-', over: 'quarter', lagDays: 0, by: 'The office' },
  ]);
});

test('law: to observe something moves neither the fingerprint nor a program without observables', () => {
  const without = compileSmall(declared).program;
  expect(without).not.toHaveProperty('observables');
  expect(compileSmall(declared, { observables: [] }).program).toEqual(without);
  const { observables: _, ...rest } = compiled(seen({}));
  expect(rest).toEqual(without);
});

test('observables can be recorded as outcomes', () => {
  const program = compiled(seen({}), seen({ quantity: 'rate' }), seen({ quantity: 'shown' }));
  const valueOf = (id: string) => program.variables.find((one) => one.id === id)!.value;
  expect(observableOutcomes(program)).toEqual([
    { id: 'level', unit: '-', over: 'quarter', value: valueOf('level'), about: {} },
    { id: 'rate', unit: '-', over: 'horizon', value: valueOf('rate'), about: {} },
    {
      id: 'shown',
      unit: '-',
      over: 'quarter',
      value: program.outcomes.find(({ id }) => id === 'shown')!.value,
      about: {},
    },
  ]);
});

describe('what cannot be observed is refused', () => {
  test.each<[string, Partial<Observable>, string]>([
    [
      'an unknown id',
      { quantity: 'levle' },
      'observable levle: does not exist; did you mean level?',
    ],
    [
      'an outcome by year',
      { quantity: 'mean' },
      'observable mean: is an outcome by year; wanted a variable, a stock or an outcome by quarter',
    ],
    [
      'an outcome of the horizon',
      { quantity: 'final' },
      'observable final: is an outcome for the horizon; wanted a variable, a stock or an outcome by quarter',
    ],
    [
      'an input',
      { quantity: 'x' },
      'observable x: is an assumption (input); wanted a variable, a stock or an outcome by quarter: what is seen is a result of the model',
    ],
    [
      'a variable that no outcome reads',
      { quantity: 'idle' },
      'observable idle: is observed, but no outcome depends on it, so it tells nothing of them',
    ],
    [
      'a lag before the quarter ends',
      { lagDays: -1 },
      'observable level: lagDays is -1; wanted whole days after the end of a quarter, 0 to 3650',
    ],
    [
      'a lag of half a day',
      { lagDays: 0.5 },
      'observable level: lagDays is 0.5; wanted whole days after the end of a quarter, 0 to 3650',
    ],
    ['nobody', { by: ' ' }, 'observable level: does not say by whom'],
  ])('%s', (_, changes, message) => {
    const problems = problemsOf(declared, { observables: [seen(changes)] });
    expect(problems.filter((line) => !line.startsWith('warning'))).toEqual([message]);
  });

  test('the same thing twice', () => {
    const observables = [seen({}), seen({ lagDays: 3 })];
    expect(problemsOf(declared, { observables })).toContain(
      'observable level: stands twice; once, with the lag that is meant',
    );
  });
});
