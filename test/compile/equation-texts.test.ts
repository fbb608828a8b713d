/** What a program tells of its equations. */

import { expect, test } from 'vitest';
import {
  annual,
  eq,
  input,
  outcome,
  previous,
  quarters,
  stock,
  uniform,
  variable,
  years,
} from '../../src/index.ts';
import { compileSmall } from './small.ts';

test('variables, stocks and outcomes have their equations as texts, with quantities by id', () => {
  const start = input('start', { unit: 'u', distribution: uniform({ min: 1, max: 3 }) });
  const flow = variable('flow', {
    label: 'What comes in',
    why: 'Somebody said so.',
    unit: 'u/quarter',
    over: quarters,
    is: eq`${start} / ${2} [quarter]`,
  });
  const held = stock('held', {
    unit: 'u',
    over: quarters,
    opening: start,
    change: eq`${flow} - 0.1 [1/quarter] * ${previous}`,
  });
  const { program } = compileSmall([
    start,
    flow,
    held,
    outcome('total', { unit: 'u', over: years, is: annual.last(held) }),
  ]);
  expect(program.variables.map(({ about }) => about)).toEqual([
    { label: 'What comes in', why: 'Somebody said so.', equation: 'start / 2 [quarter]' },
    { equation: 'previous + (flow - 0.1 [1/quarter] * previous)', opening: 'start' },
  ]);
  expect(program.outcomes[0].about).toEqual({ equation: 'last(held, year)' });
});
