import { expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { drawInputs, planDraws } from '../../src/compile/draws.ts';
import { evaluate } from '../../src/compile/evaluate.ts';
import { outcomeColumns, streamNames } from '../../src/compile/program.ts';
import { parseDistribution } from '../../src/distributions/index.ts';

const { program, warnings } = compile(heatPumps);
const columns = outcomeColumns(program);
const draws = planDraws(
  program,
  program.inputs.map(({ distribution }) => parseDistribution(distribution)),
);

/** One trial with every uniform at `uniform`, and some inputs set. */
function trial(uniform: number, set: Record<string, number> = {}): (id: string) => number {
  const drawn = drawInputs(program, draws, () => uniform);
  const inputs = program.inputs.map(({ id }, k) => set[id] ?? drawn[k]!);
  const { outcomes } = evaluate(program, inputs);
  return (id) => outcomes[columns.findIndex((column) => column.id === id)]!;
}

test('the tutorial model compiles without a warning', () => {
  expect(warnings).toEqual([]);
});

test('its dimensions are exactly its streams', () => {
  const uncertain = program.inputs.filter((input) => !input.distribution.startsWith('point('));
  const streams = uncertain.flatMap((input) => streamNames(input, program.time.quarters));
  expect([...heatPumps.dimensions!].sort()).toEqual(streams.sort());
});

test('every figure of the tutorial is marked as a judgement', () => {
  const assumptions = program.inputs.filter(({ about }) => about.role !== 'factor');
  expect(assumptions.filter(({ about }) => !about.judgement)).toEqual([]);
});

test('its presets stay inside the ranges of the inputs', () => {
  for (const { set } of Object.values(heatPumps.presets!)) {
    for (const [id, value] of Object.entries(set)) {
      const [least, greatest] = program.inputs.find((input) => input.id === id)!.about.range!;
      expect(Number(value), id).toBeGreaterThanOrEqual(least);
      expect(Number(value), id).toBeLessThanOrEqual(greatest);
    }
  }
});

test('pumps in service never fall when the subsidy rises', () => {
  const inService = [0, 0.15, 0.3, 0.5].map((rate) =>
    trial(0.5, { 'subsidy.rate': rate })('pumps.inService[2029]'),
  );
  expect([...inService].sort((a, b) => a - b)).toEqual(inService);
});

// With nobody wanting a pump the stock only retires: opening * (1 - rate / 4) ^ 16.
test('without demand the stock retires geometrically', () => {
  const set = { 'demand.pumpShare2026': 0, 'stock.opening': 400, 'stock.retirementRate': 0.08 };
  const left = trial(0.5, set)('pumps.inService[2029]');
  let expected = 400;
  for (let quarter = 0; quarter < 16; quarter++) expected *= 1 - 0.08 / 4;
  // Sixteen roundings of a product and a difference.
  expect(Math.abs(left / expected - 1)).toBeLessThan(32 * Number.EPSILON);
});
