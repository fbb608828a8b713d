/**
 * Copulas: what compiles, what is refused, and what inputs drawn through them look like.
 *
 * @slow computes for seconds
 */

import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { ModelError } from '../../src/compile/problem.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { correlations } from '../../src/execute/correlations.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import {
  bernoulli,
  component,
  copula,
  eq,
  factor,
  input,
  loading,
  lognormal,
  model,
  normal,
  outcome,
  quarterly,
  quarters,
  uniform,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { correlateOption } from '../../src/plan/correlate-option.ts';
import { blockCount, type Plan } from '../../src/plan/plan.ts';
import { readRunSpec } from '../../src/plan/read-spec.ts';
import { type Question, resolvePlan } from '../../src/plan/resolve.ts';
import { reproducingCommand } from '../../src/report/run-facts.ts';

const calendar = quarterly('2026Q1', 2);
const modelOf = (...declarations: unknown[]) =>
  model('fuels', {
    title: 'Fuels',
    calendar,
    components: [component('all', 'Everything.', declarations)],
  });

const oil = input('oil', { unit: '-', distribution: lognormal({ p10: 40, p90: 120 }) });
const gas = input('gas', { unit: '-', distribution: uniform({ min: 2, max: 14 }) });
const power = input('power', { unit: '-', distribution: normal({ mean: 60, sd: 20 }) });
const strike = input('strike', { unit: '-', distribution: bernoulli({ p: 0.2 }) });
const seen = [oil, gas, power, strike].map((of) => outcome(`seen.${of.id}`, { unit: '-', is: of }));
const matrix = [
  [1, 0.7, 0.3],
  [0.7, 1, -0.2],
  [0.3, -0.2, 1],
];

function faults(...declarations: unknown[]): string[] {
  try {
    compile(modelOf(...declarations));
  } catch (error) {
    if (error instanceof ModelError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

function drawn(plan: Plan): Map<string, number[]> {
  const simulator = new Simulator(plan, loadKernel());
  const collector = new DrawCollector(plan);
  for (let block = 0; block < blockCount(plan); block++) collector.add(simulator.block(block));
  return new Map(plan.program.outcomes.map(({ id }, k) => [id, [...collector.outcomes[k]]]));
}

const planOf = (declarations: unknown[], question: Partial<Question> = {}) =>
  resolvePlan({ program: compile(modelOf(...declarations)).program, ...question });

describe('what is refused', () => {
  test.each<[string, unknown[], string]>([
    ['one input', [copula('c', { of: [oil], rank: 0.5 })], 'has one input; wanted two or more'],
    ['an input twice', [copula('c', { of: [oil, gas, oil], rank: 0.5 })], 'names oil twice'],
    [
      'an input in two copulas',
      [copula('b', { of: [oil, gas], rank: 0.5 }), copula('c', { of: [gas, power], rank: 0.5 })],
      'gas is in the copula b already; an input is in one, put all that move together into it',
    ],
  ])('%s', (_, copulas, message) => {
    expect(faults(seen, copulas)).toContain(message);
  });

  test('an input that loads on a factor, and inputs that are drawn at different times', () => {
    const trend = factor('trend');
    const loaded = input('loaded', {
      unit: '-',
      distribution: normal({ mean: 0, sd: 1 }),
      loadings: [loading(trend, 0.5)],
    });
    const often = input('often', {
      unit: '-',
      over: quarters,
      distribution: normal({ mean: 0, sd: 1 }),
    });
    const found = faults(
      outcome('it', { unit: '-', over: quarters, is: eq`${oil} + ${loaded} + ${often}` }),
      copula('a', { of: [oil, loaded], rank: 0.5 }),
      copula('b', { of: [gas, often], rank: 0.5 }),
    );
    expect(found).toContain(
      'loaded loads on trend; an input has one reason to move with others, a factor or a copula',
    );
    expect(found).toContain(
      'gas is drawn once a trial and often once a quarter; wanted all the same',
    );
  });

  test('a target in two measures or in none', () => {
    const two = { of: [oil, gas], rank: 0.5, pearson: 0.5 };
    expect(faults(seen, copula('c', two))).toContain(
      'has rank and pearson; wanted one of rank, kendall and pearson',
    );
    const none = { of: [oil, gas] } as unknown as Parameters<typeof copula>[1];
    expect(faults(seen, copula('c', none))).toContain(
      'has no target; wanted one of rank, kendall and pearson',
    );
  });

  test('a matrix that no distribution has, with one near it that does', () => {
    const impossible = [
      [1, 0.9, 0.9],
      [0.9, 1, -0.9],
      [0.9, -0.9, 1],
    ];
    const ask = () => planOf([seen, copula('c', { of: [oil, gas, power], rank: impossible })]);
    expect(ask).toThrow(/cannot start/);
    expect(ask).toThrow(/oil/);
  });

  test("an unattainable Pearson correlation, with the bounds, in the model and in a run's overrides", () => {
    const together = copula('c', { of: [oil, strike], pearson: 0.6 });
    const of = [seen, together];
    expect(planOf(of).copulas).toHaveLength(1);
    // A rarer strike cannot go along with the price so closely.
    expect(() => planOf(of, { setOptions: ['strike=bernoulli(p=0.001)'] })).toThrow(/strike/);
  });

  test('in a run spec, with its place', () => {
    const text = [
      'name: together',
      'correlate:',
      '  - { inputs: [oil, gsa], rank: 0.5 }',
      '  - { inputs: [oil, power], rank: 1.5 }',
    ].join('\n');
    const { program } = compile(modelOf(seen));
    const ask = () => resolvePlan({ program, ...readRunSpec(text, 'together.yaml') });
    expect(ask).toThrow(
      /together\.yaml:3:5 correlate\[0\]: there is no input "gsa"; did you mean gas\?/,
    );
  });
});

describe('law: inputs drawn through a copula', () => {
  const of = [seen, copula('fuels', { of: [oil, gas, power], rank: matrix })];
  const tails = [seen, copula('fuels', { of: [oil, gas, power], rank: matrix, df: 3 })];
  const trials = 8192;

  test.each([
    ['Gaussian', of],
    ['Student t', tails],
  ])('%s: have the rank correlations asked for', (_, declarations) => {
    const plan = planOf(declarations, { trials, design: 'monte-carlo' });
    const table = correlations(plan, loadKernel())!;
    expect(table.trials).toBe(trials);
    expect(table.pairs.map(({ inputs }) => inputs.join())).toEqual([
      'oil,gas',
      'oil,power',
      'gas,power',
    ]);
    for (const { rank, by } of table.pairs) {
      expect(by).toBe('fuels');
      // Five standard errors of a rank correlation of independent trials, which is at most 1 /
      // sqrt(n).
      expect(Math.abs(rank.achieved.value! - rank.asked)).toBeLessThan(5 / Math.sqrt(trials));
    }
    const asked = table.pairs.map(({ rank }) => rank.asked);
    [0.7, 0.3, -0.2].forEach((value, k) => expect(asked[k]).toBeCloseTo(value, 12));
  });

  test('keep their own distributions', () => {
    for (const declarations of [of, tails]) {
      const draws = drawn(planOf(declarations, { trials, design: 'monte-carlo' }));
      for (const [id, { distribution }] of [
        ['seen.oil', oil],
        ['seen.gas', gas],
        ['seen.power', power],
      ] as const) {
        for (const p of [0.01, 0.25, 0.5, 0.9, 0.999]) {
          const below = draws.get(id)!.filter((x) => x <= distribution.quantile(p)).length / trials;
          expect(Math.abs(below - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / trials));
        }
      }
    }
  });

  test('leave all other draws as they were, and the first of the copula too', () => {
    const [free, bound] = [planOf([seen]), planOf(of)].map((plan) =>
      drawn({ ...plan, trials: 500 }),
    );
    for (const id of ['seen.oil', 'seen.strike']) expect(bound.get(id)).toEqual(free.get(id));
    expect(bound.get('seen.gas')).not.toEqual(free.get('seen.gas'));
  });

  test('stay as they were when one of them is fixed', () => {
    const fixed = drawn({ ...planOf(of, { setOptions: ['oil=70'] }), trials: 500 });
    const before = drawn({ ...planOf(of), trials: 500 });
    for (const id of ['seen.gas', 'seen.power']) expect(fixed.get(id)).toEqual(before.get(id));
    expect(new Set(fixed.get('seen.oil'))).toEqual(new Set([70]));
  });

  test('have extremes together under a t copula, and hardly under a Gaussian one', () => {
    const both = (declarations: unknown[]) => {
      const draws = drawn(planOf(declarations, { trials: 200_000, design: 'monte-carlo' }));
      const [a, b] = [draws.get('seen.oil')!, draws.get('seen.power')!];
      const [far, high] = [oil.distribution.quantile(0.99), power.distribution.quantile(0.99)];
      return a.filter((x, i) => x > far && b[i] > high).length / 2000;
    };
    const pair = (df?: number) => [
      seen,
      copula('pair', { of: [oil, power], kendall: 0.3, ...(df === undefined ? {} : { df }) }),
    ];
    // NumPy 2.4.6, seeded, 10^7 pairs of correlation sin(0.15 pi), normal and divided by the root
    // of a chi-squared over 3: of those above p99 in one, 0.1069 +- 0.001 and 0.3057 +- 0.002 are
    // above it in the other. Here 2000 are above; four standard errors.
    expect(Math.abs(both(pair()) - 0.1069)).toBeLessThan(4 * Math.sqrt(0.107 / 2000));
    expect(Math.abs(both(pair(3)) - 0.3057)).toBeLessThan(4 * Math.sqrt(0.306 / 2000));
  });

  test('comonotone inputs rise together', () => {
    const draws = drawn(
      planOf([seen, copula('c', { of: [oil, power], rank: 1 })], { trials: 300 }),
    );
    const order = (id: string) =>
      draws
        .get(id)!
        .map((x, i) => [x, i] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, i]) => i);
    expect(order('seen.oil')).toEqual(order('seen.power'));
  });
});

test('a copula is part of the question: with another one the run has another id', () => {
  const ids = [
    planOf([seen]),
    planOf([seen, copula('c', { of: [oil, gas], rank: 0.5 })]),
    planOf([seen, copula('c', { of: [oil, gas], rank: 0.6 })]),
    planOf([seen, copula('c', { of: [oil, gas], kendall: 0.5 })]),
    planOf([seen, copula('c', { of: [oil, gas], rank: 0.5, df: 4 })]),
    planOf([seen, copula('c', { of: [oil, gas], rank: 0.5, label: 'Why not' })]),
  ].map(({ id }) => id);
  expect(new Set(ids).size).toBe(5);
  expect(ids[5]).toBe(ids[1]);
});

test('a run spec correlates inputs of a model that does not', () => {
  const text = 'name: together\ncorrelate:\n  - { inputs: [oil, gas], kendall: 0.4, df: 5 }\n';
  const { program } = compile(modelOf(seen));
  const plan = resolvePlan({ program, ...readRunSpec(text, 'together.yaml'), trials: 16_384 });
  const table = correlations(plan, loadKernel())!;
  expect(table.pairs[0].kendall!.asked).toBeCloseTo(0.4, 12);
  expect(Math.abs(table.pairs[0].kendall!.achieved.value! - 0.4)).toBeLessThan(0.02);
});

describe('copulas of the command line', () => {
  const { program } = compile(modelOf(seen));
  const ask = (...options: string[]) =>
    resolvePlan({ program, correlateOptions: options.map(correlateOption) });

  test('are those of a spec, and the command that a report gives asks for the same', () => {
    const text =
      'name: fuels-baseline\ncorrelate:\n  - { inputs: [oil, gas, power], kendall: [[1, 0.5, 0.2], [0.5, 1, 0], [0.2, 0, 1]], df: 4 }\n';
    const spec = resolvePlan({ program, ...readRunSpec(text, 'fuels.yaml') });
    const [, option] = /--correlate '([^']*)'/.exec(reproducingCommand(spec))!;
    expect(ask(option).id).toBe(spec.id);
    expect(ask('{ inputs: [oil, gas], rank: 0.5 }').copulas).toHaveLength(1);
  });

  test.each([
    ['{ inputs: [oil, gas]', 'cannot be read'],
    ['{ inputs: [oil, gas], rnak: 0.5 }', 'there is no key "rnak"; did you mean rank'],
    ['{ inputs: [oil], rank: 0.5 }', 'wanted two inputs or more'],
    ['{ inputs: [oil, gas] }', 'has no target; wanted one of rank, kendall and pearson'],
    ['{ inputs: [oil, gas], rank: 0.5, df: 0.5 }', 'degrees of freedom from 1 on'],
    ['{ inputs: [oil, coal], rank: 0.5 }', 'there is no input "coal"'],
  ])('%s is refused', (option, message) => {
    expect(() => ask(option)).toThrow(message);
    expect(() => ask(option)).toThrow(`--correlate '${option}'`);
  });
});
