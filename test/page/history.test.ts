/** Published values of before: beside the forecast in the table of headlines, and at the head of a fan. */

import { expect, test } from 'vitest';
import type { PastValue } from '../../src/language/model.ts';
import type { PageInput } from '../../src/page/beside.ts';
import { pageFigures } from '../../src/page/figures.ts';
import { headlineTable } from '../../src/page/rows.ts';
import { en } from '../../src/page/words/en.ts';
import { facts, heatPumps, planOf, summaryOf } from '../report/heat-pumps.ts';

const past = (value: number, sources: readonly string[], note?: string): PastValue => ({
  outcome: 'stock.inService',
  period: '2025',
  value,
  unit: 'unit',
  sources,
  ...(note === undefined ? {} : { note }),
});

/** The small run with a history, its stock in another unit. */
function inputOf(history: readonly PastValue[], unit: string): PageInput {
  const outcomes = heatPumps.program.outcomes.map((outcome) =>
    outcome.id === 'stock.inService' ? { ...outcome, unit } : outcome,
  );
  const program = { ...heatPumps.program, history, outcomes };
  return { plan: { ...planOf(), program }, summary: summaryOf(), facts };
}

const published = [past(900, ['S1'], 'a count'), past(1100, ['S2', 'S3'])];

test('values that contradict each other are a range, and who says which is in full behind it', () => {
  const { rows } = headlineTable(inputOf(published, 'unit'), en);
  const row = rows.find(({ id }) => id === 'stock.inService');
  expect(row?.past['2025']).toEqual({
    main: '900–1,100',
    exact: '900 (S1: a count); 1,100 (S2, S3)',
  });
});

test('a fan of shares by quarter begins with the years of before; one of amounts does not', () => {
  const shares = pageFigures(inputOf([past(0.4, ['S1'])], 'ratio'), en).lead;
  if (shares?.kind !== 'fan') throw new Error('there is no fan');
  expect(shares.periods.slice(0, 2)).toEqual(['2025', '2026Q1']);
  expect(shares.series[0].past).toEqual([{ period: '2025', value: 0.4 }]);
  expect(shares.caption).toContain('Dots are published values.');
  // An amount of a year is not one of a quarter.
  const amounts = pageFigures(inputOf(published, 'unit'), en).lead;
  if (amounts?.kind !== 'fan') throw new Error('there is no fan');
  expect(amounts.periods[0]).toBe('2026Q1');
  expect(amounts.series[0].past).toEqual([]);
});
