/** A wrong input for each thing that the language can say: the message says what was meant. */

import { expect, test } from 'vitest';
import * as c from '../../src/index.ts';
import { any, anyQuarterly, problemsIn, problemsOf } from './small.ts';

const { eq } = c;
const a = any('a');
const q = anyQuarterly('q');
const v = c.variable('v', { unit: '-', over: c.steps, opening: 0, is: eq`${q}` });
const twoYears = { calendar: c.quarterly('2026Q1', 8) };
const of = (is: c.Part, over?: 'step' | 'year', options = {}) =>
  problemsOf(
    [c.outcome('it', { unit: '-', is: eq`${is}`, ...(over === undefined ? {} : { over }) })],
    options,
  );
/** What is said, whether it is thrown or told with the model. */
function said(make: () => unknown): string {
  try {
    return String(make());
  } catch (error) {
    return (error as Error).message;
  }
}

test.each<[string, () => unknown, string]>([
  ['a week', () => c.weekly('2026Q1', 4), 'wanted a week such as 2026-W01'],
  [
    'a sum of a rate a year',
    () =>
      problemsOf([
        c.outcome('it', {
          unit: 'USD/year',
          over: c.years,
          is: c.annual.sum(anyQuarterly('r', 'USD/year')),
        }),
      ]),
    'multiply by 0.25 [year/quarter] to convert',
  ],
  ['a date', () => of(eq`${c.at('2031Q1')}`), 'the model runs from 2026Q1 to 2026Q4'],
  [
    'time where there is none',
    () => of(a, 'year', { calendar: c.once() }),
    'a calendar of once() has no time; leave `over` out',
  ],
  [
    'the year, once a trial',
    () => of(eq`max(${a}, year)`, undefined, twoYears),
    'is one number for the horizon, but reads a quarterly quantity as it is',
  ],
  [
    'the year, beside an aggregate',
    () => of(eq`max(${c.annual.last(q)}, year)`, 'year', twoYears),
    'reads a quarterly quantity as it is; say annual.sum, annual.mean or annual.last of it',
  ],
  [
    'a table',
    () =>
      c.lookup(
        a,
        [
          [1, 1],
          [0, 2],
        ],
        { x: '-', y: '-' },
      ),
    'point 2 is at 0, after 1; wanted x ascending',
  ],
  [
    'a series',
    () => of(c.series('s', { unit: '-', values: [1, 2] }), 'step'),
    'the calendar has 4 quarters, so 2026Q3 has none',
  ],
  ['a lead', () => c.delay(v, a, { max: 0 }), 'wanted a whole number of steps from 1 to 400'],
  [
    'a last value',
    () => of(eq`${c.previous(q)}`, 'step'),
    'only variables and stocks over quarters have a last quarter',
  ],
  ['a unit', () => problemsIn(eq`${15} [yaer]`, 'year'), 'gives yaer, but it is declared in year'],
  [
    'a share in %',
    () => problemsIn(eq`${any('p', '%')} + ${any('f', 'fraction')}`),
    'multiply by 100 [%] to convert',
  ],
  ['a text', () => problemsIn(eq`${'demand'} + 1`), 'wanted a quantity, an equation or a number'],
  ['pow', () => problemsIn(eq`pow(${a}, 2)`), 'a power is written a ^ b'],
  ['=', () => problemsIn(eq`if(${a} = 1, 2, 3)`), 'equality is written a == b'],
  ['?:', () => problemsIn(eq`${a} ? 1 : 2`), 'a choice is written if(condition, a, b)'],
  ['an empty list', () => c.max([]), 'the list is empty; wanted one or more'],
  [
    'cash of once',
    () => problemsIn(eq`${c.irr(a)}`),
    'irr wants cash that changes from quarter to quarter',
  ],
  [
    'cash of one step',
    () => of(eq`${c.irr(q)}`, undefined, { calendar: c.quarterly('2026Q1', 1) }),
    'irr wants cash that changes from quarter to quarter',
  ],
  ['a level', () => of(a, undefined, { quantiles: [80] }), 'did you mean 0.8?'],
  ['a set', () => c.outcome('it', { unit: '-', by: [], is: () => a }), 'by has no members'],
  ['a range that falls', () => c.to(50, 5), '50 to 5 does not rise. Swapped?'],
  [
    'a range that lies',
    () =>
      problemsOf([
        c.outcome('it', {
          unit: '-',
          is: c.input('x', { unit: '-', distribution: '1 to 2', range: [5, 1] }),
        }),
      ]),
    'range is [5,1]; wanted [least, greatest]',
  ],
  [
    'a key',
    () =>
      problemsOf([
        c.outcome('it', {
          unit: '-',
          is: c.input('x', { unit: '-', distribution: '1 to 2', judgment: true } as never),
        }),
      ]),
    'did you mean judgement?',
  ],
  [
    'no unit',
    () =>
      problemsOf([
        c.outcome('it', { unit: '-', is: c.input('x', { distribution: '1 to 2' } as never) }),
      ]),
    'x: has no unit',
  ],
  ['a unit in words', () => problemsIn(a, 'USD per book'), 'write / for it: "USD/book"'],
  [
    'a parameter',
    () => c.poisson({ men: a } as never),
    'poisson of quantities has men; wanted mean; did you mean mean?',
  ],
  ['opinions', () => c.pool(['1 to 2'], { weights: [1, 2] }), 'wanted one each'],
  ['an answer', () => c.event('e', { p: { yes: 0.5 } }), '"yes" is no answer'],
  ['data', () => c.fit([1, -2], 'lognormal'), 'every value of lognormal is above 0'],
])('%s', (_, make, message) => {
  expect(said(make)).toContain(message);
});

test('levels of a forecast are checked before it is computed', async () => {
  const model = c.model('m', {
    title: 'M',
    calendar: c.once(),
    components: [c.component('all', 'All.', [c.outcome('it', { unit: '-', is: a })])],
  });
  await expect(c.forecast(model, { quantiles: [80], trials: 64 })).rejects.toThrow(
    'the level is 80; wanted a number between 0 and 1; did you mean 0.8?',
  );
  const many = Array.from({ length: 101 }, (_, k) => (k + 1) / 200);
  await expect(c.forecast(model, { quantiles: many, trials: 64 })).rejects.toThrow(
    'has 101 levels; wanted at most 100',
  );
});
