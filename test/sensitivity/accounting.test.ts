import { describe, expect, test } from 'vitest';
import { eq, input, lever, normal, outcome, type Source } from '../../src/index.ts';
import { accounting } from '../../src/sensitivity/accounting.ts';
import type { Estimate } from '../../src/stats/summary.ts';
import { compileSmall } from '../compile/small.ts';

const share = (value: number, se = 0.002): Estimate => ({
  value,
  se,
  low: value - 2 * se,
  high: value + 2 * se,
});
const source = (id: string, date: string): Source => ({
  id,
  publisher: '',
  title: '',
  date,
  claim: '',
  value: '',
  unit: '',
});

const distribution = normal({ mean: 0, sd: 1 });
const inputs = [
  input('a', {
    unit: '-',
    distribution,
    label: 'The first',
    inputKind: 'market',
    sources: ['S1', 'S2'],
  }),
  input('b', { unit: '-', distribution, judgement: true }),
  input('c', { unit: '-', distribution, sources: ['S3'], judgement: true }),
  input('d', { unit: '-', distribution, sources: ['S4', 'S5', 'S6'] }),
  input('e', { unit: '-', distribution }),
];
const total = inputs.reduce((sum, one) => eq`${sum} + ${one}`, eq`0`);
const { program } = compileSmall(
  [outcome('it', { unit: '-', is: total }), lever('fixed', { unit: '-', value: 1 })],
  {
    sources: () => [
      source('S1', 'after 2025-12-08; late 2025-11'),
      source('S2', '2025-06-30'),
      source('S3', 'date not shown'),
      source('S4', 'Jan 2026'),
      source('S5', '2025'),
      source('S6', '2027-05-01'),
    ],
  },
);
const asOf = '2026-01-10';
const account = (influences: Record<string, Estimate>) =>
  accounting(program, 'Demand in 2028', influences, asOf);
const rowsOf = (influences: Record<string, Estimate>) =>
  Object.fromEntries(account(influences).rows.map((row) => [row.id, row]));

describe('rows', () => {
  test('stand by influence, and say what is assumed and on whose word', () => {
    const { rows } = account({ b: share(0.2), a: share(0.5), d: share(0.3) });
    expect(rows.map(({ id }) => id)).toEqual(['a', 'd', 'b']);
    expect(rows[0]).toEqual({
      id: 'a',
      label: 'The first',
      component: 'all',
      kind: 'market',
      influence: share(0.5),
      sources: ['S1', 'S2'],
      // Youngest: from 2025-12-08. Oldest: from 2025-06-30, which is 194 days (184 to the end of
      // the year).
      ageDays: { youngest: 33, oldest: 194 },
      judgement: false,
    });
    expect(rows[2]).toEqual({
      id: 'b',
      component: 'all',
      influence: share(0.2),
      sources: [],
      judgement: true,
    });
  });

  test('have no age where no source has a date', () => {
    expect(rowsOf({ c: share(0.5) })['c']).not.toHaveProperty('ageDays');
  });

  test('count a month that is not over as of today, a year from its first day, and nothing of the future', () => {
    // From 2025-01-01 to 2026-01-10: 365 and 9 days.
    expect(rowsOf({ d: share(0.5) })['d']!.ageDays).toEqual({ youngest: 0, oldest: 374 });
  });
});

describe('inputs without influence stand apart', () => {
  test.each<[string, Estimate, boolean]>([
    ['below 1 % with an interval around 0', share(0.003), true],
    ['below 0', share(-0.002), true],
    ['below 1 % but surely above 0', share(0.008), false],
    ['above 1 % with an interval around 0', share(0.02, 0.02), false],
    ['not known', { value: null, se: null, low: null, high: null }, true],
    [
      'below 1 % with an error that nobody knows',
      { value: 0.004, se: null, low: null, high: null },
      true,
    ],
  ])('%s', (_, influence, apart) => {
    const { rows, without } = account({ a: share(0.9), e: influence });
    expect(without.map(({ id }) => id)).toEqual(apart ? ['e'] : []);
    expect(rows.map(({ id }) => id)).toEqual(apart ? ['a'] : ['a', 'e']);
  });
});

describe('the sentence', () => {
  test('names the fewest inputs that hold 60 % of the sum', () => {
    // 0.61 of 1; the error of 0.61 with 0.002 for each: sqrt(0.39^2 * 2 + 0.61^2 * 2) * 0.002 = 0.2
    // %.
    const { bearing, sentence } = account({
      a: share(0.4),
      b: share(0.21),
      c: share(0.2),
      d: share(0.19),
    });
    expect(bearing).toEqual(['a', 'b']);
    expect(sentence).toBe(
      'Two inputs account for 61.0% of the variance of Demand in 2028, one of them judgement.',
    );
  });

  test('has the digits that the influences support', () => {
    const { sentence } = account({
      a: share(0.4, 0.03),
      b: share(0.21, 0.03),
      c: share(0.39, 0.03),
    });
    expect(sentence).toMatch(/ account for 79% of the variance/);
  });

  test('adds to the sum also where the shares add to more than 1', () => {
    // 0.9 of 1.5 are 60 %.
    const { bearing } = account({ a: share(0.9), b: share(0.3), c: share(0.3) });
    expect(bearing).toEqual(['a']);
  });

  test.each<[string, Record<string, Estimate>, RegExp]>([
    ['one input', { a: share(1) }, /^One input, which is not judgement, accounts for /],
    ['one judgement', { b: share(1) }, /^One input, which is judgement, accounts for /],
    [
      'two judgements',
      { b: share(0.5), c: share(0.5) },
      /^Two inputs account for .*, both judgement\.$/,
    ],
    [
      'no judgement',
      { a: share(0.4), d: share(0.4), e: share(0.2) },
      /^Two inputs account for .*, none of them judgement\.$/,
    ],
  ])('counts %s', (_, influences, said) => {
    expect(account(influences).sentence).toMatch(said);
  });

  test('counts in words up to twelve, then in digits', () => {
    const many = Array.from({ length: 40 }, (_, k) =>
      input(`x${k}`, { unit: '-', distribution, judgement: true }),
    );
    const of = (n: number) => {
      const chosen = many.slice(0, n);
      const sum = chosen.reduce((all, one) => eq`${all} + ${one}`, eq`0`);
      const made = compileSmall([outcome('it', { unit: '-', is: sum })]).program;
      const influences = Object.fromEntries(chosen.map(({ id }) => [id, share(1 / n, 0.0001)]));
      return accounting(made, 'X', influences, asOf).sentence;
    };
    expect(of(20)).toMatch(/^Twelve inputs account for .*, all of them judgement/);
    expect(of(40)).toMatch(/^24 inputs account for .*, all of them judgement/);
  });

  test('is not there where nothing has influence', () => {
    expect(account({ a: share(0.001) })).not.toHaveProperty('sentence');
  });
});

test('an id that is no input is refused', () => {
  expect(() => account({ nobody: share(0.5) })).toThrow('accounting: there is no input "nobody"');
});

test('an as-of date that is no day is refused', () => {
  expect(() => accounting(program, 'X', {}, '2026')).toThrow('"2026" is not a day');
});

test('a copula is one row with what all its members rest on, and the sentence counts the members', () => {
  const { rows, sentence } = accounting(
    program,
    'it',
    { pair: share(0.9), d: share(0.1) },
    '2026-06-30',
    { pair: ['a', 'b'] },
  );
  expect(rows.map(({ id, members }) => [id, members])).toEqual([
    ['pair', ['a', 'b']],
    ['d', undefined],
  ]);
  expect(rows[0].sources).toEqual(['S1', 'S2']);
  expect(rows[0].judgement).toBe(false);
  expect(sentence).toMatch(
    /^Two inputs \(those of pair move together\) account for 90(\.\d+)?% of the variance of it, one of them judgement\.$/,
  );
});
