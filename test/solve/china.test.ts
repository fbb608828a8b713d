/**
 * Solving on the China model, held against runs beside what was found, each asked by itself.
 *
 * @slow: summarises every outcome of a large model, run after run
 */

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

/** On either side of a value: half a hundredth of the inputs' range of 0.6. */
const STEP = 0.003;

/** The statistic of a run just below a value of the yield, and of one just above it. */
async function besides(
  value: number,
  asked: string,
  set: Readonly<Record<string, number>> = {},
): Promise<[below: number, above: number]> {
  const at = async (startYield: number): Promise<number> => {
    const one = await forecast(china, { ...question, set: { ...set, [YIELD]: startYield } });
    return one.ask(asked).value!;
  };
  return [await at(value - STEP), await at(value + STEP)];
}

test('the median balance passes the target at the yield that is found', async () => {
  const asked = 'Q(0.5, balance.domesticUsd[2028])';
  const target = run.ask(asked).value!;
  const { crossings, input } = (await solve(run, {
    inputs: [{ id: YIELD, between: [0.2, 0.8] }],
    for: `${asked} = ${target}`,
  })) as Solution;
  expect(crossings).toHaveLength(1);
  // On the same draws there is no noise between the two.
  const [below, above] = await besides(crossings[0]!.value, asked);
  expect(below).toBeLessThan(target);
  expect(above).toBeGreaterThan(target);
  expect(crossings[0]!.rises).toBe(true);
  expect(input.unit).toBe('fraction');
});

test('a frontier has a row a value, each held by runs beside it, and stands as a table', async () => {
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
  expect(crossings).toHaveLength(1);
  const [below, above] = await besides(crossings[0]!.value, asked, { 'demand.gross2026': at });
  expect(below).toBeLessThan(target);
  expect(above).toBeGreaterThan(target);
  // More is wanted in the rows after it, so a row without a crossing stays on one side.
  expect(found.rows[0]!.least!.estimate.value).toBeGreaterThan(target);
  expect(found.rows[2]!.greatest!.estimate.value).toBeLessThan(target);
  const page = solvePage(found, namesOf(run.plan.program));
  const text = documentText(page, { width: 100 });
  for (const value of ['40', '60', '80']) expect(text).toMatch(new RegExp(`^ *${value} `, 'm'));
});
