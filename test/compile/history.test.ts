import { describe, expect, test } from 'vitest';
import { annual, outcome, quarters, variable, years } from '../../src/index.ts';
import { eq } from '../../src/language/equation.ts';
import type { PastValue, Source } from '../../src/language/model.ts';
import { any, compileSmall, problemsOf } from './small.ts';

const sold = variable('sold', {
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${any('x')} * 1 [kunit/quarter]`,
});
const declared = [
  outcome('sold', { unit: 'kunit', over: years, is: annual.sum(sold) }),
  outcome('sold', { unit: 'kunit/quarter', over: quarters, is: sold }),
];
const row = (id: string): Source => ({
  id,
  publisher: 'P',
  title: 'T',
  date: '2025',
  claim: 'C',
  value: '1',
  unit: '-',
});
const options = {
  units: { kunit: '1000 unit', thousand: '1000 unit' },
  sources: () => [row('S1'), row('S2'), row('S3')],
};
const past = (changes: Partial<PastValue> = {}): PastValue => ({
  outcome: 'sold',
  period: '2025',
  value: 4,
  unit: 'kunit',
  sources: ['S1'],
  ...changes,
});

describe('the history of a model', () => {
  test('is carried in the program by outcome and time, with the sources it cites', () => {
    const rows = [
      past({ period: '2025Q4', value: 1.5, unit: 'kunit/quarter' }),
      past({ note: 'another count', value: 5, sources: ['S2'] }),
      past(),
      past({ period: '2024' }),
    ];
    const { program } = compileSmall(declared, { ...options, history: rows });
    expect(program.history).toEqual([rows[3], rows[1], rows[2], rows[0]]);
    expect(program.sources!.map(({ id }) => id)).toEqual(['S1', 'S2']);
  });

  test('is no part of the fingerprint', () => {
    const { program } = compileSmall(declared, options);
    expect(program).not.toHaveProperty('history');
    const told = compileSmall(declared, { ...options, history: [past()] }).program;
    expect(told.fingerprint).toBe(program.fingerprint);
  });

  test('may be in any unit of the same size', () => {
    const { program } = compileSmall(declared, {
      ...options,
      history: [past({ unit: 'thousand' })],
    });
    expect(program.history).toHaveLength(1);
  });

  test('is refused with all its faults at once', () => {
    const rows = [
      past({ outcome: 'slod' }),
      past({ unit: 'unit' }),
      past({ unit: 'k(' }),
      past({ period: '2026' }),
      past({ period: '2026Q1' }),
      past({ period: 'Q4 2025' }),
      past({ value: Number.NaN, period: '2023' }),
      past({ sources: ['S4'], period: '2022' }),
      past({ period: '2021' }),
      past({ period: '2021', value: 5 }),
    ];
    expect(problemsOf(declared, { ...options, history: rows })).toEqual([
      'history slod 2025: outcome "slod" does not exist; did you mean sold?',
      'history sold 2025: unit is "unit", but sold is in kunit or kunit/quarter',
      expect.stringMatching(/^history sold 2025: unit is "k\(": /),
      'history sold 2025: stands twice with the same sources; once, with what they say',
      'history sold 2026: the period is not over before 2026Q1, the first quarter of the horizon',
      'history sold 2026Q1: the period is not over before 2026Q1, the first quarter of the horizon',
      'history sold Q4 2025: period is "Q4 2025"; wanted a year or a quarter, such as 2025 or 2025Q3',
      'history sold 2023: value is NaN; wanted a number',
      expect.stringMatching(/^history sold 2022: source "S4" is not in the register/),
      'history sold 2021: stands twice with the same sources; once, with what they say',
    ]);
  });
});
