import { describe, expect, test } from 'vitest';
import {
  kindByValues,
  kindOf,
  kindOfUnit,
  type OutcomeKind,
  valueName,
} from '../../src/compile/outcome-kind.ts';
import type { ProgramOutcome } from '../../src/compile/program.ts';
import { eq, outcome, years } from '../../src/index.ts';
import { any, compileSmall, problemsOf } from './small.ts';

const of = (unit: string, kind?: OutcomeKind, codes?: Record<string, string>) => ({
  unit,
  about: { ...(kind ? { kind } : {}), ...(codes ? { codes } : {}) },
});

test('a unit tells events and categories, and nothing else', () => {
  expect(['0/1', 'code', 'quarter index', '-', 'EUR'].map(kindOfUnit)).toEqual([
    'event',
    'category',
    'category',
    undefined,
    undefined,
  ]);
});

test('what is declared goes before the unit', () => {
  expect(kindOf(of('probability', 'event'))).toBe('event');
  expect(kindOf(of('0/1', 'amount'))).toBe('amount');
});

describe('from the values that an outcome takes', () => {
  test.each<[string, ReturnType<typeof of>, number[] | undefined, OutcomeKind]>([
    [
      'many values are an amount, whatever is declared',
      of('code', 'category'),
      undefined,
      'amount',
    ],
    ['a declared amount stays one', of('-', 'amount'), [0, 1], 'amount'],
    ['a bare 0 or 1 is an event', of('-'), [0, 1], 'event'],
    ['bare whole numbers are categories', of('count'), [0, 1, 2], 'category'],
    ['an amount that is 0 everywhere stays one', of('EUR'), [0], 'amount'],
    ['a code is a category also where it is 0 or 1', of('code'), [0, 1], 'category'],
    ['an event that is 2 somewhere is none', of('0/1'), [0, 2], 'category'],
  ])('%s', (_, one, values, kind) => {
    expect(kindByValues(one, values)).toBe(kind);
  });
});

test('values read as their codes, else as quarters, else as numbers', () => {
  const names = (one: Pick<ProgramOutcome, 'unit' | 'about'>) =>
    [0, 1, 2].map((value) => valueName(one, ['2026Q1', '2026Q2'], value));
  expect(names(of('code', 'category', { 0: 'blocked', 1: 'open' }))).toEqual([
    'blocked',
    'open',
    '2',
  ]);
  expect(names(of('quarter index', undefined, { 2: 'never' }))).toEqual([
    '2026Q1',
    '2026Q2',
    'never',
  ]);
});

describe('in a model', () => {
  const x = any('x');

  test('kind and codes are told with the program and are no part of its fingerprint', () => {
    const bare = compileSmall([outcome('y', { unit: 'code', is: eq`floor(${x})` })]).program;
    const { program } = compileSmall([
      outcome('y', { unit: 'code', is: eq`floor(${x})`, codes: { 0: 'no', [-1]: 'less' } }),
    ]);
    expect(program.outcomes[0]!.about).toEqual({
      kind: 'category',
      codes: { 0: 'no', '-1': 'less' },
      equation: 'floor(x)',
    });
    expect(program.fingerprint).toBe(bare.fingerprint);
  });

  test('kinds that cannot be are refused, all at once', () => {
    const faults = problemsOf([
      outcome('a', { unit: 'EUR', is: eq`1 [EUR]`, outcomeKind: 'event' }),
      outcome('b', { unit: '0/1', is: eq`1`, outcomeKind: 'event', codes: { 0: 'no' } }),
      outcome('c', { unit: 'code', is: eq`1`, codes: { 0.5: 'half' } }),
      outcome('d', { unit: 'fraction', over: years, is: eq`1`, outcomeKind: 'category' }),
    ]);
    expect(faults).toEqual([
      'a: is an event in EUR; wanted a plain number, such as 0/1 or code',
      'b: has codes, but is declared an event; codes belong to a category',
      'c: has the code "0.5"; wanted a whole number',
    ]);
  });
});
