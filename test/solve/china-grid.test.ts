/** Solving on the China model against a grid of runs, each asked by itself. */

import { beforeAll, expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { type Frontier, forecast, type Run, type Solution, solve } from '../../src/node/index.ts';
import { documentText } from '../../src/report/media/terminal.ts';
import { namesOf } from '../../src/report/names.ts';
import { solvePage } from '../../src/report/pages/solve.ts';

const YIELD = 'foundry.startYieldForced';
const question = { trials: 1024, seed: 'grid' } as const;
let run: Run;

beforeAll(async () => {
  run = await forecast(china, question);
});

/** The statistic of runs of their own, one for each value. */
async function grid(
  asked: string,
  values: readonly number[],
  set: Readonly<Record<string, number>> = {},
): Promise<number[]> {
  const found: number[] = [];
  for (const value of values) {
    const one = await forecast(china, { ...question, set: { ...set, [YIELD]: value } });
    found.push(one.ask(asked).value!);
  }
  return found;
}

/** Number of the cell of a rising grid in which it passes the target. */
function cellOf(statistics: readonly number[], target: number): number {
  return statistics.findIndex((value, k) => value < target && (statistics[k + 1] ?? 0) >= target);
}

const STEPS = Array.from({ length: 13 }, (_, k) => 0.2 + 0.05 * k);

test('the yield for a median balance lies in the cell in which the grid passes it', async () => {
  const statistics = await grid('Q(0.5, balance.domesticUsd[2028])', STEPS);
  const target = (statistics[4]! + statistics[5]!) / 2;
  const { crossings, input } = (await solve(run, {
    inputs: [{ id: YIELD, between: [0.2, 0.8] }],
    for: `Q(0.5, balance.domesticUsd[2028]) = ${target}`,
  })) as Solution;
  expect(crossings).toHaveLength(1);
  const k = cellOf(statistics, target);
  // On the same draws there is no noise between the two.
  expect(crossings[0]!.value).toBeGreaterThan(STEPS[k]!);
  expect(crossings[0]!.value).toBeLessThan(STEPS[k + 1]!);
  expect(crossings[0]!.rises).toBe(true);
  expect(input.unit).toBe('fraction');
}, 120_000);

test('a frontier has a row a value, each in its cell of the grid, and stands as a table', async () => {
  const asked = 'P(balance.domesticReached[2028])';
  const target = 0.3;
  const found = (await solve(run, {
    inputs: [
      { id: 'demand.gross2026', between: [40, 80] },
      { id: YIELD, between: [0.2, 0.8] },
    ],
    for: `${asked} = ${target}`,
    points: 3,
  })) as Frontier;
  expect(found.rows.map(({ at }) => at)).toEqual([40, 60, 80]);
  const { at, crossings } = found.rows[1]!;
  const statistics = await grid(asked, STEPS, { 'demand.gross2026': at });
  const k = cellOf(statistics, target);
  if (k < 0) {
    expect(crossings).toEqual([]);
  } else {
    expect(crossings[0]!.value).toBeGreaterThanOrEqual(STEPS[k]!);
    expect(crossings[0]!.value).toBeLessThanOrEqual(STEPS[k + 1]!);
  }
  const page = solvePage(found, namesOf(run.plan.program));
  const text = documentText(page, { width: 100 });
  for (const value of ['40', '60', '80']) expect(text).toMatch(new RegExp(`^ *${value} `, 'm'));
}, 240_000);
