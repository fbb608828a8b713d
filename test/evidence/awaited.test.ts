/** Reports that were due: a vintage says which it does not know. */

import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { eq, outcome, quarters, variable } from '../../src/index.ts';
import type { AwaitedReport } from '../../src/language/model.ts';
import { plain } from '../../src/report/document.ts';
import { bareNames } from '../../src/report/names.ts';
import { unknownReports } from '../../src/report/pages/evidence.ts';
import { any, small } from '../compile/small.ts';
import { planOf } from './posterior.ts';

const a = any('a');
const sales = variable('sales', { unit: '-', over: quarters, is: eq`${a}` });
const parts = [a, sales, outcome('sales', { unit: '-', over: quarters, is: sales })];
const results: AwaitedReport = {
  report: 'Results of the third quarter',
  due: '2026-11-26',
  tells: ['sales[2026Q3]'],
  sources: ['S1'],
};
const awaiting = small(parts, { awaited: [results] });
const seen = (known: string, quantity = 'sales[2026Q3]') => ({
  known,
  quantity,
  likelihood: 'normal(0, 2)',
});
const said = (asOf: string, ...observations: ReturnType<typeof seen>[]) =>
  unknownReports(planOf(awaiting, { asOf, observations, trials: 256 }), bareNames()).map(plain);

test('a day later than it was due, a run says what it does not know; the day before it does not', () => {
  const guidance = seen('2026-09-24');
  expect(said('2026-11-29', guidance)).toEqual([
    'Not known on 2026-11-29: Results of the third quarter, due 2026-11-26, which would tell sales[2026Q3] (S1).',
  ]);
  expect(said('2026-11-26', guidance)).toHaveLength(1);
  expect(said('2026-11-25', guidance)).toEqual([]);
  // A month is its last day.
  expect(said('2026-11', guidance)).toHaveLength(1);
  const undated = planOf(awaiting, { observations: [guidance], trials: 256 });
  expect(unknownReports(undated, bareNames())).toEqual([]);
});

test('an observation of that day or later that speaks of it is the report', () => {
  expect(said('2026-11-29', seen('2026-11-26', 'sales[2026Q3] + a'))).toEqual([]);
  expect(said('2026-11-29', seen('2026-11-26', 'sales[2026Q2]'))).toHaveLength(1);
});

describe('a declaration', () => {
  const refused = (change: Partial<AwaitedReport>) => () =>
    compile(small(parts, { knows: '2025-12-31', awaited: [{ ...results, ...change }] }));

  test('is refused with what was meant', () => {
    expect(refused({ due: '2026-11-31' })).toThrow(/due.*2026-11 has 30 days/);
    expect(refused({ due: '2025-11-30' })).toThrow(
      /due is 2025-11-30; wanted a day after 2025-12-31/,
    );
    expect(refused({ tells: ['sale[2026Q3]'] })).toThrow(/"sale\[2026Q3\]".*sales\[2026Q3\]/);
    expect(refused({ tells: [] })).toThrow('tells nothing');
  });
});

test('the China model awaits what domain and register say is missing', async () => {
  const { default: china } = await import('../../models/china-ai-chips/index.ts');
  expect(china.awaited?.map(({ due, tells }) => [due, tells])).toEqual([
    ['2026-11-26', ['h200.units[2026Q3]']],
  ]);
});
