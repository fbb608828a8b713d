import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { eq, outcome } from '../../src/index.ts';
import { normalCdf } from '../../src/math/functions.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { differences, shareDraws } from '../../src/revision/compare.ts';
import { compareRuns } from '../../src/revision/comparison.ts';
import { outcomeDraws } from '../../src/revision/outcome-draws.ts';
import { askedOutcomes } from '../../src/sensitivity/request.ts';
import { any, small } from '../compile/small.ts';
import { planOf } from '../evidence/posterior.ts';

const a = any('a');
const b = any('b');
const model = small([
  outcome('y', { unit: '-', is: eq`${a} + ${b}` }),
  outcome('high', { unit: '0/1', is: eq`if(${a} + ${b} > 1, 1, 0)` }),
]);
const planWith = (set: readonly string[], seed = '1'): Plan =>
  resolvePlan({
    program: compile(model).program,
    setOptions: set,
    seed,
    trials: 4096,
    design: 'monte-carlo',
  });

async function compared(from: Plan, to: Plan, id: string) {
  const executor = inlineExecutor();
  const [first, second] = [
    await outcomeDraws(from, new Set([id]), executor),
    await outcomeDraws(to, new Set([id]), executor),
  ];
  return differences(
    { draws: first.columns.get(id)!, weights: first.weights },
    { draws: second.columns.get(id)!, weights: second.weights },
    id === 'high',
    shareDraws(from, to),
  );
}

describe('differences of runs', () => {
  it('that share draws are as certain as what differs', async () => {
    const found = await compared(planWith([]), planWith(['a=normal(mean=1, sd=1)']), 'y');
    expect(found.map(({ statistic }) => statistic)).toEqual(['mean', 'p5', 'p50', 'p95']);
    for (const { difference, from } of found) {
      // Every trial moves by 1; what is left is rounding in 16 sums of 256 numbers.
      expect(difference.value).toBeCloseTo(1, 12);
      expect(difference.se!).toBeLessThan(1e-12);
      expect(from.se!).toBeGreaterThan(0.01);
    }
  });

  it('of an event are those of its probability, with an error that the pairs earn', async () => {
    const [found, ...others] = await compared(
      planWith([]),
      planWith(['a=normal(mean=0.2, sd=1)']),
      'high',
    );
    expect(others).toEqual([]);
    const wanted = normalCdf(-0.8 / Math.SQRT2) - normalCdf(-1 / Math.SQRT2);
    const { value, se } = found.difference;
    expect(Math.abs(value! - wanted)).toBeLessThan(5 * se!);
    const apart = Math.sqrt(found.from.se! * found.from.se! + found.to.se! * found.to.se!);
    expect(se!).toBeLessThan(apart / 1.5);
  });

  it('that share none have the errors of both', async () => {
    const [found] = await compared(planWith([]), planWith([], '2'), 'y');
    const { value, se } = found.difference;
    expect(se).toBeCloseTo(Math.hypot(found.from.se!, found.to.se!), 12);
    expect(Math.abs(value!)).toBeLessThan(5 * se!);
  });

  it('name the outcomes that one of them has not', async () => {
    const other = small([outcome('y', { unit: '-', is: eq`${a} + ${b}` })]);
    const fewer = resolvePlan({ program: compile(other).program, trials: 64 });
    const more = resolvePlan({ program: compile(model).program, trials: 64 });
    const { runs } = await compareRuns(
      [
        { name: 'more', plan: more },
        { name: 'fewer', plan: fewer },
      ],
      askedOutcomes(more.program, ['y > 1', 'high']),
      inlineExecutor(),
    );
    expect(runs[0].missing).toEqual(['high']);
    expect(Object.keys(runs[0].outcomes)).toEqual(['y > 1']);
  });

  it('take in the weights of evidence', async () => {
    const weighed = planOf(model, {
      trials: 4096,
      observations: [{ quantity: 'a', likelihood: 'normal(1, 0.5)' }],
    });
    const free: Plan = resolvePlan({
      program: weighed.program,
      seed: '1',
      trials: 4096,
      design: 'sobol',
    });
    const [found] = await compared(free, weighed, 'y');
    // The posterior mean of a is 4 / 5.
    expect(Math.abs(found.difference.value! - 0.8)).toBeLessThan(5 * found.difference.se!);
    expect(found.difference.se!).toBeGreaterThan(0);
  });
});

describe('means that the tail of an outcome does not allow', () => {
  const heavy = small([
    outcome('ratio', { unit: '-', is: eq`${a} / ${b}` }),
    outcome('seven', { unit: '-', is: eq`0 * ${a} + 7` }),
  ]);
  const plan = (seed: string): Plan =>
    resolvePlan({ program: compile(heavy).program, seed, trials: 4096, design: 'monte-carlo' });
  const compare = async (from: Plan, to: Plan, id: string) => {
    const executor = inlineExecutor();
    const [x, y] = [
      await outcomeDraws(from, new Set([id]), executor),
      await outcomeDraws(to, new Set([id]), executor),
    ];
    return differences(
      { draws: x.columns.get(id)!, weights: x.weights },
      // Weights that are no powers of two: sums of them round.
      {
        draws: y.columns.get(id)!,
        weights: { ...y.weights, values: y.weights.values.map(() => 0.1) },
      },
      false,
      shareDraws(from, to),
    );
  };

  it.each(['1', '2'])('are not given, and neither is their difference (seed %s)', async (seed) => {
    const found = await compare(plan('1'), plan(seed), 'ratio');
    const mean = found.find(({ statistic }) => statistic === 'mean')!;
    for (const estimate of [mean.from, mean.to, mean.difference]) {
      expect(estimate.value).toBeNull();
      expect(estimate.unsupported).toContain('tail has Pareto k');
    }
    expect(found.find(({ statistic }) => statistic === 'p50')!.difference.value).not.toBeNull();
  });

  it('but a constant differs from itself by nothing, however its sums are rounded', async () => {
    for (const { difference } of await compare(plan('1'), plan('2'), 'seven'))
      expect(difference).toMatchObject({ value: 0, se: 0 });
  });
});
