import { expect, test } from 'vitest';
import { hubOutput } from '../../src/export/hub-rows.ts';
import type { HubTarget } from '../../src/export/hub-targets.ts';

test('an event that is neither yes nor no in some trials is no row of a hub', () => {
  const target = {
    name: 'open',
    outcome: { id: 'open', kind: 'event' },
    periods: [{ column: 'open', endDate: '2026-12-31' }],
    categories: [
      { value: 0, name: 'no' },
      { value: 1, name: 'yes' },
    ],
  } as unknown as HubTarget;
  const rowsOf = (draws: readonly number[]) =>
    hubOutput(
      {} as never,
      [target],
      new Map([['open', Float64Array.from(draws)]]),
      { values: new Float64Array(draws.length).fill(1), firsts: [0, draws.length] },
      '2026-11-30',
      '1',
    ).rows.filter(([, , , type]) => type === 'pmf');
  expect(rowsOf([0, 1, 1, Number.NaN]).map((row) => row.slice(4))).toEqual([
    ['no', 1 / 3],
    ['yes', 2 / 3],
  ]);
  expect(() => rowsOf([0, 1, 1, 5])).toThrow('open has other values than 0 and 1 in 25% of trials');
  expect(() => rowsOf([5, 5])).toThrow('open has other values than 0 and 1 in 100% of trials');
});
