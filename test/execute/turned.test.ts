/** A machine whose fixed inputs are turned gives the blocks of the plan that fixes them so. */

import { expect, test } from 'vitest';
import { Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { heatPumps } from '../plan/heat-pumps.ts';

const program = heatPumps();

function fixedAt(values: Readonly<Record<string, number>>) {
  const set = Object.entries(values).map(([id, x]) => ({ id, distribution: `point(${x})` }));
  const plan = resolvePlan({ program, trials: 1000, replicates: 4 });
  return {
    ...plan,
    inputs: plan.inputs.map((input) => set.find(({ id }) => id === input.id) ?? input),
  };
}

// Of an input with loadings, of one that would be folded into others, and of zeros, which are two.
test.each([
  { 'demand.units': 220 },
  { 'policy.ban': 0.25, 'stock.retirementRate': 0.07 },
  { 'policy.ban': -0 },
  { 'policy.ban': 0 },
])('%o', (values) => {
  const turned = Object.keys(values);
  const first = fixedAt(Object.fromEntries(turned.map((id) => [id, 1])));
  const simulator = new Simulator(first, loadKernel(), { turned });
  const before = simulator.block(0).digest;
  for (const [id, value] of Object.entries(values)) simulator.turn(id, value);
  const { digest } = simulator.block(0);
  expect(digest).toBe(new Simulator(fixedAt(values), loadKernel()).block(0).digest);
  expect(digest).not.toBe(before);
});
