import { expect, test } from 'vitest';
import { derive, type PlanChange } from '../../src/plan/derive.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { heatPumps, presets } from './heat-pumps.ts';

const program = heatPumps();
const plan = resolvePlan({ program, presets });

test('a change that repeats what is there keeps the id', () => {
  expect(derive(plan, {}).id).toBe(plan.id);
  expect(derive(plan, { trials: plan.trials, seed: plan.seed }).id).toBe(plan.id);
});

const evidence = { method: 'weights', observations: [], given: ['demand.units > 100'] } as const;
const exchange = {
  groups: [['demand.units']],
  matrices: [[[0]]],
  second: 'independent',
  dimensions: 4,
} as const;

test.each<[string, PlanChange]>([
  ['trials', { trials: 4096 }],
  ['seed', { seed: 'other' }],
  ['replicates', { replicates: 8 }],
  ['the design', { design: 'monte-carlo' }],
  ['a distribution', { inputs: plan.inputs.map((own) => ({ ...own, distribution: 'point(1)' })) }],
  ['the program', { program: { ...program, fingerprint: 'f'.repeat(64) } }],
  ['evidence', { evidence }],
  ['an exchange of samples', { exchange }],
])('another value of %s gives another id', (_, change) => {
  const changed = derive(plan, change);
  expect(changed.id).not.toBe(plan.id);
  expect(changed).toEqual({ ...plan, ...change, id: changed.id });
  expect(Object.isFrozen(changed)).toBe(true);
});

test('what is undefined is taken away, and the id is that of the plan without it', () => {
  const taken = derive(derive(plan, { evidence }), { evidence: undefined });
  expect(taken.id).toBe(plan.id);
  expect('evidence' in taken).toBe(false);
});
