/**
 * Given-data methods where inputs share a copula: each member by itself, and the copula as a group.
 *
 * @slow computes for seconds
 */

import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import {
  copula,
  eq,
  horizon,
  type Input,
  input,
  lognormal,
  normal,
  quarters,
  uniform,
  variable,
} from '../../src/index.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { analyse } from '../../src/sensitivity/analyse.ts';
import type { OutcomeAnalysis } from '../../src/sensitivity/document.ts';
import { analysed, holds } from './analysis.ts';
import { oneOutcome } from './functions.ts';

const assumed = (id: string, sd: number): Input =>
  input(id, { unit: '-', distribution: normal({ mean: 0, sd }) });

describe('closed form: 1000 + a + b + c of normals with sd 1, 1 and 10, the last two correlated by 0.8', () => {
  const [a, b, c] = [assumed('a', 1), assumed('b', 1), assumed('c', 10)];
  const variance = 1 + 1 + 100 + 2 * 0.8 * 10;
  // Cov(y, b) = 1 + 0.8 * 10, Cov(y, c) = 100 + 0.8 * 10; the pair explains all but a.
  const first = {
    a: 1 / variance,
    b: 81 / variance,
    c: 108 ** 2 / 100 / variance,
    pair: 117 / variance,
  };
  const analysis = (of: readonly Input[]) =>
    analysed(
      oneOutcome(
        'dependent',
        [a, b, c, copula('pair', { of, pearson: 0.8 })],
        eq`1000 + ${a} + ${b} + ${c}`,
      ),
      'first-order,information,spearman,regression,delta,pawn,tail',
    );

  test('first-order indices and what is removed are of members and of the copula, in any order of its list', async () => {
    for (const of of [
      [b, c],
      [c, b],
    ]) {
      const { firstOrder, information } = await analysis(of);
      for (const [id, truth] of Object.entries(first)) {
        // Lines in 32 classes of an input leave 1 / 1,000 of what it explains unexplained.
        expect(Math.abs(firstOrder![id]!.value! - truth)).toBeLessThan(
          4 * firstOrder![id]!.se! + 0.001,
        );
        expect(information![id].removed!.value! / (variance * truth)).toBeCloseTo(1, 1);
      }
      expect(information!['pair'].sdLeft!.value).toBeCloseTo(1, 1);
    }
  });

  test('a linear model is explained by its linear fit, and members have the coefficients of the model', async () => {
    const { src, pcc, linear, spearman, prcc } = await analysis([b, c]);
    expect(linear!.rSquared!.value).toBeCloseTo(1, 12);
    expect(Object.keys(src!).sort()).toEqual(['a', 'b', 'c']);
    Object.entries({ a: 1, b: 1, c: 10 }).forEach(([id, sd]) => {
      // The sample's own standard deviations: 1 of 100 at this size of sample is five standard
      // errors or more.
      expect(src![id]!.value! / (sd / Math.sqrt(variance))).toBeCloseTo(1, 1);
      expect(pcc![id]!.value).toBeCloseTo(1, 9);
      expect(prcc![id]!.value).toBeGreaterThan(0.5);
    });
    // Of normals (6 / pi) asin(r / 2): Pearson (1907).
    const r = 108 / 10 / Math.sqrt(variance);
    expect(Math.abs(spearman!['c']!.value! - (6 / Math.PI) * Math.asin(r / 2))).toBeLessThan(0.003);
  });

  test('delta and the tails know the members; that of the copula is not below that of a member', async () => {
    const { delta, pawn, tail } = await analysis([b, c]);
    for (const of of [delta!, pawn!]) {
      expect(Object.keys(of)).toHaveLength(4);
      expect(of['pair']!.high).toBeGreaterThan(of['c']!.low!);
      expect(of['c']!.low).toBeGreaterThan(of['b']!.high!);
    }
    expect(tail!.highest.drivers['b'].direction).toBe('higher');
  });
});

describe('closed form: groups', () => {
  const grouped = async (
    declarations: readonly unknown[],
    is: ReturnType<typeof eq>,
    table: Record<string, string>,
  ): Promise<OutcomeAnalysis> => {
    const { program } = compile(oneOutcome('grouped', declarations, is));
    const plan = resolvePlan({ program, seed: '1', trials: 1024, replicates: 16 });
    const { outcomes } = await analyse(
      plan,
      {
        methods: new Set(['first-order', 'regression', 'spearman']),
        outcomes: ['y'],
        grouping: new Map(Object.entries(table)),
      },
      inlineExecutor(),
    );
    return outcomes['y'];
  };

  test('what the members of a group do only together is in its first-order index', async () => {
    const [a, b, c] = [assumed('a', 1), assumed('b', 1), assumed('c', 1)];
    // Variances 1 and 1/4: no member explains anything of the product alone.
    const { firstOrder } = await grouped([a, b, c], eq`${a} * ${b} + ${c} / 2`, {
      a: 'both',
      b: 'both',
      c: 'rest',
    });
    // Over ten seeds nine intervals hold 0.8, this one does not; its error is 2.8 standard errors.
    const { value, se } = firstOrder!['both']!;
    expect(Math.abs(value! - 0.8)).toBeLessThan(4 * se!);
    expect(se).toBeLessThan(0.01);
    expect(holds(firstOrder!['rest'], 0.2)).toBe(true);
  });

  test('a portfolio of two dependent pairs, in a group for each', async () => {
    // y = x1 x3 + x2 x4, (x1, x2) with sd 4 and 2 and correlation 0.3, (x3, x4) with means 250 and
    // 400 and sd 20 and 30, correlation -0.3: Kucherenko, Tarantola and Annoni (2012),
    // doi:10.1016/j.cpc.2011.12.020, test case 2, with covariances by hand: E[y | x3, x4] = 0; E[y
    // | x1, x2] = 250 x1 + 400 x2.
    const xs = [
      [0, 4],
      [0, 2],
      [250, 20],
      [400, 30],
    ].map(([mean, sd], k) => input(`x${k + 1}`, { unit: '-', distribution: normal({ mean, sd }) }));
    const pairs = [
      copula('shares', { of: [xs[0], xs[1]], pearson: 0.3 }),
      copula('prices', { of: [xs[2], xs[3]], pearson: -0.3 }),
    ];
    const [s12, s34] = [0.3 * 8, -0.3 * 600];
    const linear = 250 ** 2 * 16 + 400 ** 2 * 4 + 2 * 250 * 400 * s12;
    const variance = linear + 16 * 400 + 4 * 900 + 2 * s12 * s34;
    const {
      firstOrder,
      src,
      linear: fit,
    } = await grouped([...xs, ...pairs], eq`${xs[0]} * ${xs[2]} + ${xs[1]} * ${xs[3]}`, {
      x1: 'left',
      x2: 'left',
      x3: 'right',
      x4: 'right',
    });
    expect(holds(firstOrder!['left'], linear / variance)).toBe(true);
    expect(holds(firstOrder!['right'], 0)).toBe(true);
    expect(fit!.rSquared!.value).toBeCloseTo(linear / variance, 2);
    expect(Object.keys(src!)).toEqual(['x1', 'x2', 'x3', 'x4']);
  });

  test('an event of a sum is followed where no polynomial follows it', async () => {
    const [a, b, c] = [assumed('a', 1), assumed('b', 1), assumed('c', 1)];
    const pair = copula('pair', { of: [a, b], pearson: 0.5 });
    const { firstOrder } = await analysed(
      oneOutcome('event', [a, b, c, pair], eq`if(${a} + ${b} > 1, 1, 0) + 0 * ${c}`),
      'first-order',
    );
    // Of what a and b decide alone, whatever the correlation.
    expect(firstOrder!['pair']!.value).toBeGreaterThan(0.97);
    expect(firstOrder!['pair']!.high).toBeGreaterThan(0.985);
    expect(holds(firstOrder!['c'], 0)).toBe(true);
  });

  test('lognormals with a correlation, and one without effect', async () => {
    const [a, b] = ['a', 'b'].map((id) =>
      input(id, { unit: '-', distribution: lognormal({ mu: 0, sigma: 0.5 }) }),
    );
    const [c, d] = ['c', 'd'].map((id) =>
      input(id, { unit: '-', distribution: uniform({ min: 0, max: 1 }) }),
    );
    const pairs = [
      copula('ab', { of: [a, b], rank: 0.6 }),
      copula('cd', { of: [c, d], kendall: -0.4 }),
    ];
    const { firstOrder } = await analysed(
      oneOutcome('product', [a, b, c, d, ...pairs], eq`${a} * ${b} + 0 * ${c} + 0 * ${d}`),
      'first-order',
    );
    expect(firstOrder!['ab']!.value).toBeCloseTo(1, 2);
    for (const id of ['cd', 'c', 'd']) expect(holds(firstOrder![id], 0)).toBe(true);
  });
});

test('closed form: a linear model of an input drawn every quarter is explained by its linear fit, whatever its weights', async () => {
  const q = input('q', { unit: '-', distribution: normal({ mean: 0, sd: 1 }), over: quarters });
  const b = assumed('b', 1);
  const level = variable('level', { unit: '-', over: quarters, is: eq`${q}` });
  const { src, pcc, linear } = await analysed(
    oneOutcome(
      'quarterly',
      [q, b, level],
      eq`${horizon.sum(level)} + 5 * ${horizon.last(level)} + ${b}`,
    ),
    'regression',
  );
  expect(linear!.rSquared!.value).toBeCloseTo(1, 12);
  // Weights 1, 1, 1 and 6: variance 39, and 9 / sqrt(4) a standard deviation of the sum of the
  // quarters.
  expect(src!['q']!.value! / (4.5 / Math.sqrt(40))).toBeCloseTo(1, 2);
  expect(src!['b']!.value! / (1 / Math.sqrt(40))).toBeCloseTo(1, 2);
  expect([pcc!['q']!.value, pcc!['b']!.value]).toEqual([
    expect.closeTo(1, 9),
    expect.closeTo(1, 9),
  ]);
});
