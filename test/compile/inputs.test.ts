/** Assumptions that cannot mean what they say are refused. */

import { expect, test } from 'vitest';
import { factor, input, lever, loading, normal, outcome } from '../../src/index.ts';
import { problemsOf } from './small.ts';

test('an input loads on a factor once, for two weights would widen its distribution', () => {
  const mood = factor('mood');
  const twice = input('demand', {
    unit: '-',
    distribution: normal({ mean: 0, sd: 1 }),
    loadings: [loading(mood, 0.9), loading(mood, 0.3)],
  });
  expect(problemsOf([outcome('it', { unit: '-', is: twice })])).toEqual([
    'demand: loads on mood twice; once, with the weight that is meant',
  ]);
});

test('a fixed value lies in its own range, where overrides have to', () => {
  const levy = lever('levy', { unit: 'fraction', value: 0.7, range: [0, 0.5] });
  expect(problemsOf([outcome('it', { unit: 'fraction', is: levy })])).toEqual([
    'levy: value is 0.7, outside its own range of 0 to 0.5 (fraction)',
  ]);
  const bound = lever('levy', { unit: 'fraction', value: 0.5, range: [0, 0.5] });
  expect(problemsOf([outcome('it', { unit: 'fraction', is: bound })])).toEqual([]);
});
