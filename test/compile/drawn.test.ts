/** Draws whose parameters are quantities, random walks, opinions and events. */

import { describe, expect, test } from 'vitest';
import { families } from '../../src/distributions/families.ts';
import type { Family } from '../../src/distributions/family.ts';
import {
  ar1,
  bernoulli,
  beta,
  binomial,
  chisquared,
  compound,
  type Distribution,
  type Drawn,
  discrete,
  discreteuniform,
  empirical,
  eq,
  erlang,
  event,
  exponential,
  factor,
  forecast,
  gamma,
  gev,
  gumbel,
  gumbelmin,
  histogram,
  horizon,
  input,
  inverseGaussian,
  johnsonSU,
  lever,
  loading,
  logistic,
  loglogistic,
  lognormal,
  loguniform,
  metalog,
  mixture,
  negativeBinomial,
  normal,
  outcome,
  type Part,
  pareto,
  pert,
  point,
  poisson,
  pool,
  randomWalk,
  skewNormal,
  steps,
  studentT,
  to,
  triangular,
  truncated,
  truncnormal,
  uniform,
  weibull,
} from '../../src/index.ts';
import { DRAWABLE } from '../../src/language/families.ts';
import { normalQuantile } from '../../src/math/functions.ts';
import { disagreement, planOf } from '../kernel/agreement.ts';
import { any, compileSmall, outcomesOf, problemsOf, small } from './small.ts';

const a = any('a');
const DRAWN_FAMILIES = DRAWABLE.map(({ name }) => name);
const LEVELS = [1e-9, 0.03, 0.2, 0.45, 0.6, 0.97, 1 - 1e-9];

/** The draw at a level, of a family with these parameters, each given as a quantity. */
function drawnAt(of: (given: never) => unknown, parameters: object, u: number, unit = '-'): number {
  const levers = Object.entries(parameters).map(
    ([name, value]) => [name, lever(`q.${name}`, { unit: '-', value: value as number })] as const,
  );
  const distribution = of(Object.fromEntries(levers) as never) as Drawn;
  const n = input('n', { unit, distribution });
  const { program } = compileSmall([outcome('it', { unit, is: n })]);
  const source = distribution.from === 'score' ? normalQuantile(u) : u;
  return outcomesOf(program, { 'n.draw': source })['it']!;
}

/** Of each family the parameters of each form of two or three numbers. */
const MEMBERS: readonly (readonly [(given: never) => Distribution | Drawn, object])[] = [
  [normal, { mean: 3, sd: 2 }],
  [normal, { p10: -1, p90: 4 }],
  [lognormal, { median: 7, sigma: 0.4 }],
  [lognormal, { mu: 0.5, sigma: 0.4 }],
  [lognormal, { mean: 3, sd: 1 }],
  [lognormal, { p10: 1, p90: 3 }],
  [uniform, { min: 2, max: 5 }],
  [loguniform, { min: 2, max: 50 }],
  [triangular, { min: 1, mode: 2, max: 5 }],
  [pert, { min: 1, mode: 2, max: 5 }],
  [exponential, { mean: 3, location: 1 }],
  [exponential, { scale: 3 }],
  [exponential, { rate: 3 }],
  [weibull, { shape: 1.7, scale: 5 }],
  [pareto, { min: 10, shape: 2.5 }],
  [logistic, { location: 1, scale: 2 }],
  [loglogistic, { scale: 3, shape: 2.5 }],
  [gumbel, { location: 10, scale: 2 }],
  [gumbelmin, { location: 10, scale: 2 }],
  [gev, { location: 10, scale: 2, shape: 0.2 }],
  [gev, { location: 10, scale: 2, shape: 0 }],
  [johnsonSU, { gamma: -0.5, delta: 1.5, xi: 2, lambda: 3 }],
  [truncnormal, { mean: 1, sd: 2, min: 0, max: 3 }],
  [gamma, { shape: 4, scale: 1.5 }],
  [gamma, { shape: 0.4, rate: 2 }],
  [gamma, { mean: 6, sd: 3 }],
  [gamma, { mean: 6, shape: 40 }],
  [erlang, { shape: 3, rate: 2 }],
  [erlang, { shape: 3, scale: 2 }],
  [chisquared, { df: 5 }],
  [beta, { alpha: 2, beta: 5 }],
  [beta, { mean: 0.25, n: 40 }],
  [beta, { mean: 3, n: 4, min: 1, max: 6 }],
  [beta, { mean: 0.3, sd: 0.1 }],
  [bernoulli, { p: 0.7 }],
  [poisson, { mean: 4.2 }],
  [poisson, { mean: 3000 }],
  [binomial, { n: 12, p: 0.3 }],
  [discreteuniform, { min: 1, max: 6 }],
  [normal, { p25: -1, p99: 4 }],
  [lognormal, { p5: 1, p50: 3 }],
  [uniform, { mean: 2, sd: 5 }],
  [uniform, { p10: 2, p80: 5 }],
  [loguniform, { p10: 2, p80: 50 }],
  [exponential, { p50: 3 }],
  [weibull, { p10: 2, p90: 5 }],
  [pareto, { mean: 10, sd: 2.5 }],
  [pareto, { p10: 10, p90: 25 }],
  [logistic, { mean: 1, sd: 2 }],
  [logistic, { p10: 1, p90: 2 }],
  [loglogistic, { p10: 1, p90: 2 }],
  [gumbel, { mean: 10, sd: 2 }],
  [gumbel, { p10: 10, p75: 22 }],
  [gumbelmin, { mean: 10, sd: 2 }],
  [gumbelmin, { p10: 10, p75: 22 }],
  [johnsonSU, { gamma: -0.5, delta: 1.5, mean: 2, sd: 3 }],
  [beta, { mode: 0.3, n: 12 }],
  [studentT, { df: 5, location: 10, scale: 2 }],
  [studentT, { df: 0.7 }],
  [studentT, { df: 5, mean: 10, sd: 2 }],
  [studentT, { p10: 1, p90: 4, df: 3 }],
  [inverseGaussian, { mean: 5, shape: 20 }],
  [inverseGaussian, { mean: 5, sd: 9 }],
  [skewNormal, { location: 10, scale: 2, shape: 3 }],
  [skewNormal, { mean: 10, sd: 2, shape: -3 }],
  [skewNormal, { mean: 10, sd: 2, skewness: -0.5 }],
  [skewNormal, { p10: 1, p90: 4, shape: 3 }],
  [negativeBinomial, { size: 5, p: 0.4 }],
  [negativeBinomial, { mean: 6, size: 5 }],
  [negativeBinomial, { mean: 6, sd: 4 }],
  [metalog, { p10: 1, p50: 2, p90: 5 }],
  [metalog, { p5: 1, p30: 2, p80: 4 }],
  [metalog, { p10: 1, p50: 2, p90: 5, min: 0.5 }],
  [metalog, { p10: 1, p50: 2, p90: 3, max: 4 }],
  [metalog, { p10: 1, p50: 2, p90: 5, min: 0, max: 10 }],
];

describe('a distribution whose parameters are quantities', () => {
  test.each(MEMBERS.map(([of, given]) => [JSON.stringify(given), of, given] as const))(
    '%s draws what the family with these numbers does',
    (_, of, given) => {
      const member = of(given as never) as Distribution;
      for (const u of LEVELS) {
        const [drawn, wanted] = [drawnAt(of, given, u), member.quantile(u)];
        // In the tails a rounding of 1 - u is as large a part of what is left.
        const share = u > 0.99 || u < 0.01 ? 1e-6 : 1e-10;
        expect(Math.abs(drawn - wanted)).toBeLessThanOrEqual(share * Math.abs(wanted) + 1e-12);
      }
    },
  );

  test('every family that takes quantities is among them', () => {
    const named = MEMBERS.map(([of]) => (of as unknown as { family: Family }).family.name);
    expect([...new Set(named)].sort()).toEqual(DRAWN_FAMILIES.toSorted());
  });

  test('is a variable, and the input behind it carries what is said of inputs', () => {
    const mood = factor('mood');
    const n = input('n', {
      unit: 'loss',
      label: 'Losses',
      distribution: poisson({ mean: any('mean', 'loss') }),
      judgement: true,
      inputKind: 'market',
      loadings: [loading(mood, 0.5)],
    });
    expect(n.kind).toBe('variable');
    const { program } = compileSmall([outcome('it', { unit: 'loss', is: n })]);
    const source = program.inputs.find(({ id }) => id === 'n.draw')!;
    expect(source.loadings).toEqual([{ factor: 'mood', weight: 0.5 }]);
    expect(source.about).toMatchObject({
      label: 'Draw behind: Losses',
      judgement: true,
      kind: 'market',
    });
  });

  test('bare numbers beside a quantity are in the unit of what is drawn', () => {
    const mean = any('mean', 'USD');
    const n = input('n', { unit: 'USD', distribution: normal({ mean, sd: 2 }) });
    const { program } = compileSmall([outcome('it', { unit: 'USD', is: n })]);
    expect(outcomesOf(program, { mean: 10, 'n.draw': 1.5 })['it']).toBe(13);
  });

  test('numbers alone are a distribution as ever', () => {
    expect(poisson({ mean: 3 }).text).toBe('poisson(mean=3)');
    expect(() => poisson({ mean: -1 })).toThrow('mean is -1; it must be above 0');
  });

  // What means nothing in some trial fails that trial and no other.
  test.each([
    [poisson, { mean: -1 }],
    [binomial, { n: 2.5, p: 0.5 }],
    [binomial, { n: 5, p: 1.5 }],
    [bernoulli, { p: -0.1 }],
    [normal, { mean: 0, sd: -1 }],
    [lognormal, { median: -2, sigma: 1 }],
    [uniform, { min: 3, max: 2 }],
    [triangular, { min: 0, mode: 5, max: 4 }],
    [pert, { min: 0, mode: -1, max: 4 }],
    [gamma, { shape: -1, scale: 1 }],
    [beta, { mean: 1.5, n: 10 }],
    [discreteuniform, { min: 0.5, max: 4 }],
    [studentT, { df: 0.1 }],
    [studentT, { df: 1.5, mean: 0, sd: 1 }],
    [studentT, { p10: 4, p90: 1, df: 3 }],
    [inverseGaussian, { mean: -1, shape: 2 }],
    [inverseGaussian, { mean: 1, sd: 0 }],
    [skewNormal, { location: 0, scale: 1, shape: 2000 }],
    [skewNormal, { mean: 0, sd: 1, skewness: 1.1 }],
    [negativeBinomial, { mean: 6, sd: 2 }],
    [negativeBinomial, { size: 5, p: 0 }],
    [metalog, { p10: 1, p50: 1.2, p90: 9 }],
    [metalog, { p10: 2, p50: 1, p90: 9 }],
    [metalog, { p10: 1, p50: 2, p90: 3, min: 1.5 }],
    [metalog, { p10: 1, p50: 2, p90: 3, max: 2.5 }],
  ] as const)('%o of %j fails the trial', (of, given) => {
    expect(drawnAt(of as never, given, 0.4)).toBeNaN();
  });

  test('machine and evaluator agree to the bit', () => {
    const rate = input('rate', { unit: '-', distribution: gamma({ mean: 4, sd: 2 }) });
    const losses = input('losses', { unit: 'count', distribution: poisson({ mean: rate }) });
    const damage = compound('damage', {
      unit: 'USD',
      count: losses,
      size: lognormal({ p10: 10, p90: 200 }),
      max: 15,
    });
    const walk = randomWalk('walk', {
      unit: '-',
      opening: 1,
      by: normal({ mean: 0, sd: rate }),
    });
    const level = ar1('level', { unit: '-', mean: rate, persistence: 0.8, sd: 0.3 });
    const sold = event('sold', {
      given: [event('recession', { p: 0.3 })],
      p: { yes: 0.2, no: eq`1 / (1 + ${rate})` },
    });
    const members = MEMBERS.map(([of, given], k) =>
      input(`m${k}`, {
        unit: '-',
        over: steps,
        distribution: (of as (given: object) => Drawn)(
          Object.fromEntries(
            Object.entries(given).map(([name, value]) => [
              name,
              eq`${value as number} * (1 + ${rate} / 100)`,
            ]),
          ),
        ),
      }),
    );
    const plan = planOf(
      small([
        ...members.map((is, k) => outcome(`o${k}`, { unit: '-', over: steps, is })),
        outcome('damage', { unit: 'USD', is: damage }),
        outcome('sold', { unit: '0/1', is: sold }),
        outcome('walk', { unit: '-', over: steps, is: walk }),
        outcome('level', { unit: '-', is: horizon.last(level) }),
      ]),
      { trials: 400 },
    );
    expect(disagreement(plan, [64, 7], 400)).toBeUndefined();
  });

  test('a mixture of Poissons by a gamma rate is a negative binomial', async () => {
    const rate = input('rate', { unit: 'count', distribution: gamma({ shape: 2, scale: 1.5 }) });
    const n = input('n', { unit: 'count', distribution: poisson({ mean: rate }) });
    const run = await forecast(
      small([outcome('n', { unit: 'count', is: n, outcomeKind: 'amount' })]),
      {
        trials: 40_000,
        seed: 'gamma-poisson',
      },
    );
    // Mean 2 * 1.5, variance 3 * (1 + 1.5); five standard errors of 40,000 independent trials.
    const { mean, sd } = run.summary.outcomes[0]!;
    expect(Math.abs(mean.value! - 3)).toBeLessThan((5 * Math.sqrt(7.5)) / 200);
    expect(Math.abs(sd.value! ** 2 / 7.5 - 1)).toBeLessThan((5 * Math.sqrt(2 + 6)) / 200);
  });
});

describe('compound', () => {
  test('the sum of a random number of losses', () => {
    const damage = compound('x', { unit: 'USD', count: a, size: '5 to 50', max: 3 });
    const { program } = compileSmall([outcome('it', { unit: 'USD', is: damage })]);
    const of = (count: number) =>
      outcomesOf(program, { a: count, 'x.1': 1, 'x.2': 10, 'x.3': 100 })['it'];
    expect([0, 1, 2.5, 3, 4].map(of)).toEqual([0, 1, 11, 111, NaN]);
  });

  test.each([
    [() => poisson({ mean: {} as never }), /mean is an object; wanted a number, a quantity/],
    [
      () => poisson({ men: a } as never),
      /poisson of quantities has men; wanted mean; did you mean mean\?/,
    ],
    [
      () => gamma({ mean: a } as never),
      /gamma of quantities has mean; wanted shape, scale or shape, rate or mean, sd or mean, shape/,
    ],
    [
      () => input('n', { unit: '-', distribution: poisson({ mean: a }), range: [0, 9] }),
      /input n: has a range, but follows from quantities/,
    ],
    [
      () => metalog({ p10: a, p90: 2 } as never),
      /metalog of quantities has p10, p90; wanted p10, p50, p90, \[min\], \[max\] \(or other levels\)/,
    ],
    [() => normal({ p10: a, 'p10.0': 3 }), /normal of quantities has p10.0 twice/],
    [
      () => normal({ p0: a, p90: 3 }),
      /normal of quantities has p0; levels lie between p0 and p100/,
    ],
    [
      () => beta({ p10: a, p90: 0.5 } as never),
      /wanted alpha, beta, \[min\], \[max\] or .*; only numbers settle beta by its quantiles/,
    ],
    [() => poisson(a as never), /poisson takes its parameters by name: poisson\({ mean: 4.5 }\)/],
    [() => poisson(3 as never), /poisson takes its parameters by name/],
    [
      () => normal({ mean: normal({ mean: 0, sd: 1 }), sd: 1 } as never),
      /mean is normal\(mean=0, sd=1\); wanted a number, a quantity/,
    ],
    [
      () => compound('n', { unit: '-', count: 1, size: '1 to 2', max: 201 }),
      /max is 201; wanted a whole number from 1 to 200/,
    ],
    [
      () => compound('n', { unit: '-', count: 1, size: '1 to 2', maxx: 20 } as never),
      /compound n: has no max; wanted a whole number from 1 to 200; is maxx meant to be max\?/,
    ],
    [() => input('n', { unit: '-', distribution: '50 to 5' }), /50 to 5 does not rise. Swapped\?/],
  ])('wrong input is refused', (make, message) => {
    expect(make).toThrow(message);
  });

  const ofQuantities = normal({ mean: a, sd: 1 });
  test.each<[string, () => unknown, string]>([
    [
      'mixture',
      () => mixture([[ofQuantities as never, 1]]),
      'not a normal of quantities; draw each part as an input and choose by `if` of an event',
    ],
    [
      'discrete',
      () => discrete([[a as never, 1]]),
      'not the quantity a; choose among quantities by `if` of an event or of a uniform input',
    ],
    ['empirical', () => empirical([a as never, 1]), 'choose among quantities by `if`'],
    ['histogram', () => histogram([0, a as never], [1]), 'choose among quantities by `if`'],
    [
      'truncated',
      () => truncated(normal({ mean: 0, sd: 1 }), { min: eq`${a} + 1` as never }),
      'not an equation; truncnormal takes quantities, and min, max and clamp hold a value',
    ],
    ['point', () => point({ value: a as never }), 'the quantity is itself that value'],
  ])('%s takes numbers alone, and says what to write instead', (family, make, message) => {
    expect(make).toThrow(`${family} takes numbers alone, `);
    expect(make).toThrow(message);
  });

  test('every family takes quantities, or says what to write instead', () => {
    const others = families.filter(({ name }) => !DRAWN_FAMILIES.includes(name));
    expect(others.map(({ name }) => name)).toEqual([
      'cumulative',
      'discrete',
      'empirical',
      'histogram',
      'mixture',
      'point',
      'truncated',
    ]);
    expect(DRAWN_FAMILIES.length + others.length).toBe(families.length);
    for (const { instead } of others) expect(instead).toBeTruthy();
  });

  test('units go through: a mean in another unit is told', () => {
    const mean = any('mean', 'kg');
    const x = input('x', { unit: 'USD', distribution: exponential({ mean }) });
    expect(problemsOf([outcome('it', { unit: 'USD', is: x })]).join()).toMatch(
      /its equation gives kg, but x is declared in USD/,
    );
  });
});

describe('walks', () => {
  const values = (is: Part, given: object) =>
    Object.values(
      outcomesOf(
        compileSmall([outcome('it', { unit: '-', over: steps, is: eq`${is}` })]).program,
        given as never,
      ),
    );

  test('a random walk adds or multiplies; an autoregressive process comes back to its mean', () => {
    const by = normal({ mean: 0, sd: 1 });
    const given = { 'w.step': [1, 2, 3, -1], 'x.shock': [2, 0, 0, 0] };
    expect(values(randomWalk('w', { unit: '-', opening: 10, by }), given)).toEqual([
      11, 13, 16, 15,
    ]);
    const times = randomWalk('w', { unit: '-', opening: 10, by, geometric: true });
    expect(values(times, given)).toEqual([10, 20, 60, -60]);
    const x = ar1('x', { unit: '-', mean: 1, persistence: 0.5, sd: 4 });
    expect(values(x, given)).toEqual([9, 5, 3, 2]);
  });
});

describe('judgement', () => {
  test('a range is a lognormal with ninety of a hundred draws in it', () => {
    const range = to(5, 50);
    expect(range.quantile(0.05)).toBeCloseTo(5, 10);
    expect(range.text).toBe(input('x', { unit: '-', distribution: '5 to 50' }).distribution.text);
    expect(
      drawnAt(
        ({ low, high }: { low: Part; high: Part }) => to(low, high),
        { low: 5, high: 50 },
        0.3,
      ),
    ).toBeCloseTo(range.quantile(0.3), 10);
    expect(() => to(-5, 50)).toThrow(/lies above 0; normal\(p5=-5, p95=50\)/);
  });

  test('opinions are pooled as a mixture, or by the geometric mean of their densities', () => {
    const linear = pool(['normal(0, 1)', normal({ mean: 4, sd: 1 })], { weights: [3, 1] });
    expect(linear.mean).toBeCloseTo(1, 12);
    // The product of normal densities is normal: mean (0 * 1 + 4 * 1) / 2, variance 1.
    const narrow = pool(['normal(0, 1)', 'normal(4, 1)'], { log: true });
    expect(narrow.mean).toBeCloseTo(2, 2);
    const same = pool([lognormal({ p10: 1, p90: 100 }), lognormal({ p10: 1, p90: 100 })], {
      log: true,
    });
    // A table of 500 points, without 1e-4 at either end.
    expect(same.quantile(0.9)).toBeGreaterThan(98);
    expect(same.quantile(0.9)).toBeLessThan(102);
  });

  test('an event depends on others', () => {
    const rain = event('rain', { p: 0.3 });
    const late = event('late', { given: [rain], p: { yes: 0.6, no: 0.1 } });
    const missed = event('missed', {
      given: [rain, late],
      p: { 'yes,yes': 0.9, 'yes, no': 0.2, 'no, yes': 0.7, 'no, no': 0 },
    });
    const { program } = compileSmall([outcome('it', { unit: '0/1', is: missed })]);
    const of = (rains: number, isLate: number, misses: number) =>
      outcomesOf(program, { 'rain.draw': rains, 'late.draw': isLate, 'missed.draw': misses })['it'];
    expect(of(0.1, 0.5, 0.8)).toBe(1);
    expect(of(0.1, 0.7, 0.8)).toBe(0);
    expect(of(0.9, 0.05, 0.6)).toBe(1);
    expect(of(0.9, 0.5, 0.0001)).toBe(0);
  });

  test.each([
    [() => pool([]), 'pool: has no opinions'],
    [() => pool(['1 to 2'], { weights: [1, 2] }), 'has 1 opinions and 2 weights'],
    [
      () => pool(['1 to 2', '2 to 3'], { weights: [1, 0] }),
      'a weight is 0; wanted weights above 0',
    ],
    [
      () => pool([uniform({ min: 0, max: 1 }), uniform({ min: 2, max: 3 })], { log: true }),
      'pool them linearly',
    ],
    [() => pool(['poisson(3)', '1 to 2'], { log: true }), 'has no density'],
    [() => event('e', { p: 1.5 }), 'p is 1.5; wanted a number from 0 to 1'],
    [() => event('e', { p: { yes: 0.5 } }), '"yes" is no answer; wanted a number'],
    [
      () => event('e', { given: [event('f', { p: 0.5 })], p: { yes: 0.5, nope: 1 } }),
      'no probability for "no"; "nope" is no answer; wanted p of "yes", "no"',
    ],
  ])('wrong judgement is refused', (make, message) => {
    expect(make).toThrow(message);
  });
});
