import { describe, expect, test } from 'vitest';
import { answer, type Drawn } from '../../src/query/answer.ts';
import { parseQuery } from '../../src/query/query.ts';

const names = { columns: ['a', 'b', 'h200.units[2026]', 'h200.units[2027]'] };

const columns = new Map([
  ['a', Float64Array.of(1, 2, 3, 4, 5, 6, 7, Number.NaN)],
  ['b', Float64Array.of(0, 1, 0, 1, 0, 1, 0, 1)],
  ['h200.units[2026]', Float64Array.of(8, 7, 6, 5, 4, 3, 2, 1)],
  ['h200.units[2027]', Float64Array.of(1, 1, 2, 2, 3, 3, 4, 4)],
]);
const drawn: Drawn = {
  columns,
  weights: { firsts: [0, 4, 8], values: new Float64Array(8).fill(1) },
  isWeighted: false,
};
// The first trial counts not at all, the second four times.
const weighted: Drawn = {
  ...drawn,
  weights: { firsts: [0, 4, 8], values: Float64Array.of(0, 4, 1, 1, 1, 1, 1, 1) },
  isWeighted: true,
};
const ask = (text: string, of = drawn) => answer(parseQuery(text, names), of);

describe('by hand', () => {
  test.each([
    ['P(a > 3)', 4 / 7],
    ['P(a > 3 | b == 1)', 2 / 3],
    ['p ( a > 3 and b==1 )', 2 / 7],
    ['P((a > 3) or (b == 1))', 6 / 8],
    ['E(a)', 4],
    ['E(a | b == 0)', 4],
    ['E(h200.units[2026] + h200.units[2027])', 7],
    ['E(max(a, 4) | h200.units[2026] >= 2)', 34 / 7],
    ['Q(0.5, h200.units[2026] | b == 1)', 4],
    // The upper two of eight, the lower two; the upper and lower three, of which one is half in.
    ['ES(0.75, h200.units[2026])', 7.5],
    ['ES(0.25, h200.units[2026])', 1.5],
    ['ES(0.6875, h200.units[2026])', (8 + 7 + 0.5 * 6) / 2.5],
    ['Corr(h200.units[2026], -h200.units[2026])', -1],
  ])('%s is %d', (text, value) => {
    // Sums of whole numbers and one division.
    expect(ask(text).value).toBeCloseTo(value, 12);
  });

  test.each([
    ['P(a > 3)', 4 / 9],
    ['P(a > 3 | b == 1)', 2 / 6],
    ['E(a)', (4 * 2 + 3 + 4 + 5 + 6 + 7) / 9],
    ['Q(0.4, a)', 2],
    // Of nine the upper 4.5: half of 3 and four above.
    ['ES(0.5, a)', (0.5 * 3 + 4 + 5 + 6 + 7) / 4.5],
  ])('%s with weights is %d', (text, value) => {
    expect(ask(text, weighted).value).toBeCloseTo(value, 12);
  });

  // scipy 1.17.1: scipy.stats.spearmanr([1..7], [1, 1, 2, 2, 3, 3, 4]).statistic
  test('Corr has ties at their middle ranks', () => {
    expect(ask('Corr(a, h200.units[2027])').value).toBeCloseTo(0.9728456051340171, 12);
  });

  test('a weight of two is a trial twice', () => {
    const once = { firsts: [0, 3], values: Float64Array.of(2, 1, 1) };
    const twice = { firsts: [0, 4], values: Float64Array.of(1, 1, 1, 1) };
    const of = (a: number[], b: number[], weights: Drawn['weights']) =>
      answer(parseQuery('Corr(a, b)', names), {
        columns: new Map([
          ['a', Float64Array.from(a)],
          ['b', Float64Array.from(b)],
        ]),
        weights,
        isWeighted: true,
      }).value;
    expect(of([1, 2, 3], [5, 9, 7], once)).toBeCloseTo(of([1, 1, 2, 3], [5, 5, 9, 7], twice)!, 12);
  });
});

test('failed trials are left out and counted; those that the bar leaves out are not', () => {
  expect(ask('E(a)')).toMatchObject({ trials: 7, failures: 1 });
  expect(ask('E(a | b == 0)')).toMatchObject({ trials: 4, failures: 0 });
  expect(ask('P(a > 3 | b == 1)')).toMatchObject({ trials: 3, failures: 1 });
});

test('where no trial counts there is no answer', () => {
  expect(ask('E(a | b > 1)')).toMatchObject({ value: null, trials: 0 });
  expect(ask('P(a > 1 | b > 1)')).toMatchObject({ value: null, trials: 0 });
  expect(ask('Corr(a, b | b > 0)').value).toBeNull();
});

describe('what cannot be read is refused with what was wanted', () => {
  test.each([
    ['a > 3', 'this is no question; wanted P(CONDITION), E(AMOUNT)'],
    ['Cor(a, b)', 'did you mean Corr?'],
    ['P(a > 3', 'a bracket is not closed'],
    ['P(a > 3) + 1', 'found "+ 1" after the question'],
    ['P(a)(b)', 'after the question'],
    ['E(a > 3', 'a bracket is not closed'],
    ['Q(a)', 'wanted Q(LEVEL, AMOUNT)'],
    ['Q(90, a)', 'the level is 90; wanted a number between 0 and 1; did you mean 0.9?'],
    ['Q(, a)', 'the level is missing'],
    ['ES(95, a)', 'the level is 95; wanted a number between 0 and 1; did you mean 0.95?'],
    ['ES(a)', 'wanted ES(LEVEL, AMOUNT)'],
    ['Corr(a)', 'found 1 part between commas; wanted Corr(AMOUNT, AMOUNT)'],
    ['P(a + 1)', 'this gives a number, not yes or no'],
    ['P(a > 1 | c > 2)', 'there is no input or outcome c'],
    ['P(a > 1 | b > 1 | a > 2)', '|'],
    ['P()', 'P(): The condition cannot be read: 1 problem\n  the condition ends too early'],
  ])('%s', (text, message) => {
    expect(() => ask(text)).toThrow(message);
  });

  test('both sides of a bar at once', () => {
    expect(() => ask('P(c > 1 | d > 2)')).toThrow(/input or outcome c[\s\S]*input or outcome d/);
  });
});
