/** Draws whose parameters are quantities, random walks, opinions and events. */

import { describe, expect, test } from 'vitest';
import {
  ar1,
  compound,
  drawn,
  eq,
  event,
  gamma,
  type Hierarchical,
  horizon,
  input,
  lognormal,
  normal,
  outcome,
  type Part,
  pool,
  randomWalk,
  steps,
  to,
  uniform,
} from '../../src/index.ts';
import { disagreement, planOf } from '../kernel/agreement.ts';
import { any, compileSmall, outcomesOf, problemsOf, small } from './small.ts';

const a = any('a');
const valueOf = (of: Hierarchical, draw: number, unit = '-', given = {}): number => {
  const { program } = compileSmall([outcome('it', { unit, is: drawn('n', { unit, of }) })]);
  return outcomesOf(program, { 'n.draw': draw, ...given })['it']!;
};

describe('a draw whose parameters are quantities', () => {
  // scipy 1.17.1: poisson(4.2).ppf(u), binom(12, 0.3).ppf(u).
  test.each([
    [0.001, 0, 0],
    [0.3, 3, 3],
    [0.5, 4, 4],
    [0.9, 7, 6],
    [0.9999, 14, 10],
  ])('counts at %d', (u, poisson, binomial) => {
    expect(valueOf({ poisson: { mean: a, max: 40 } }, u, 'count', { a: 4.2 })).toBe(poisson);
    expect(valueOf({ binomial: { n: 12, p: a, max: 20 } }, u, 'count', { a: 0.3 })).toBe(binomial);
  });

  // scipy 1.17.1: expon(scale=3), weibull_min(1.7, scale=5), pareto(2.5, scale=10), logistic(1, 2), ppf(0.9).
  test.each([
    [{ exponential: { mean: 3 } }, 6.907755278982137],
    [{ weibull: { shape: 1.7, scale: 5 } }, 8.16653930265907],
    [{ pareto: { shape: 2.5, min: 10 } }, 25.118864315095806],
    [{ logistic: { mean: 1, scale: 2 } }, 5.394449154672439],
    [{ uniform: { min: 2, max: 4 } }, 3.8],
    [{ bernoulli: { p: 0.95 } }, 1],
  ] as const)('%j at 0.9 is %d', (of, wanted) => {
    expect(valueOf(of, 0.9)).toBeCloseTo(wanted, 11);
  });

  test('normal and lognormal go by their score', () => {
    expect(valueOf({ normal: { mean: 1, sd: 2 } }, 1.5)).toBe(4);
    expect(valueOf({ lognormal: { median: 7, sigma: 0.4 } }, 0)).toBe(7);
  });

  test('what cannot be fails its trial: a count beyond its greatest, a rate below 0', () => {
    expect(valueOf({ poisson: { mean: 4.2, max: 5 } }, 0.9999, 'count')).toBeNaN();
    expect(valueOf({ poisson: { mean: a, max: 5 } }, 0.5, 'count', { a: -1 })).toBeNaN();
    expect(valueOf({ binomial: { n: 12, p: 1, max: 12 } }, 0.5, 'count')).toBe(12);
    expect(valueOf({ binomial: { n: 13, p: 0.5, max: 12 } }, 0.5, 'count')).toBeNaN();
    expect(valueOf({ bernoulli: { p: a } }, 0.5, '0/1', { a: 1.5 })).toBeNaN();
  });

  test('machine and evaluator agree to the bit', () => {
    const rate = input('rate', { unit: '-', distribution: gamma({ mean: 4, sd: 2 }) });
    const losses = drawn('losses', { unit: 'count', of: { poisson: { mean: rate, max: 30 } } });
    const all: Hierarchical[] = [
      { normal: { mean: rate, sd: 1 } },
      { lognormal: { median: rate, sigma: 0.5 } },
      { uniform: { min: 0, max: rate } },
      { exponential: { mean: rate } },
      { weibull: { shape: rate, scale: 2 } },
      { pareto: { shape: rate, min: 1 } },
      { logistic: { mean: rate, scale: 1 } },
      { bernoulli: { p: eq`1 / (1 + ${rate})` } },
      { binomial: { n: losses, p: eq`1 / (1 + ${rate})`, max: 30 } },
    ];
    const damage = compound('damage', {
      unit: 'USD',
      count: losses,
      size: lognormal({ p10: 10, p90: 200 }),
      max: 15,
    });
    const walk = randomWalk('walk', { unit: '-', opening: 1, by: '0.9 to 1.1', geometric: true });
    const level = ar1('level', { unit: '-', mean: rate, persistence: 0.8, sd: 0.3 });
    const sold = event('sold', {
      given: [event('recession', { p: 0.3 })],
      p: { yes: 0.2, no: eq`1 / (1 + ${rate})` },
    });
    const plan = planOf(
      small([
        ...all.map((of, k) =>
          outcome(`o${k}`, { unit: '-', is: drawn(`d${k}`, { unit: '-', of }) }),
        ),
        outcome('damage', { unit: 'USD', is: damage }),
        outcome('sold', { unit: '0/1', is: sold }),
        outcome('walk', { unit: '-', over: steps, is: walk }),
        outcome('level', { unit: '-', is: horizon.last(level) }),
      ]),
      { trials: 400 },
    );
    expect(disagreement(plan, [64, 7], 400)).toBeUndefined();
  });

  test('the sum of a random number of losses', () => {
    const damage = compound('x', { unit: 'USD', count: a, size: '5 to 50', max: 3 });
    const { program } = compileSmall([outcome('it', { unit: 'USD', is: damage })]);
    const of = (count: number) =>
      outcomesOf(program, { a: count, 'x.1': 1, 'x.2': 10, 'x.3': 100 })['it'];
    expect([0, 1, 2.5, 3, 4].map(of)).toEqual([0, 1, 11, 111, NaN]);
  });

  test.each([
    [
      () => drawn('n', { unit: '-', of: { poison: { mean: 1, max: 2 } } as never }),
      /of is poison; wanted one of normal/,
    ],
    [
      () => drawn('n', { unit: '-', of: { poisson: { mean: 1 } } as never }),
      /poisson has mean; wanted mean, max/,
    ],
    [
      () => drawn('n', { unit: '-', of: { poisson: { mean: 1, max: 0 } } }),
      /max is 0; wanted a whole number from 1 to 1000/,
    ],
    [
      () => compound('n', { unit: '-', count: 1, size: '1 to 2', max: 201 }),
      /max is 201; wanted a whole number from 1 to 200/,
    ],
    [() => input('n', { unit: '-', distribution: '50 to 5' }), /50 to 5 does not rise. Swapped\?/],
  ])('wrong input is refused', (make, message) => {
    expect(make).toThrow(message);
  });

  test('units go through: a mean in another unit is told', () => {
    const mean = any('mean', 'kg');
    const x = drawn('x', { unit: 'USD', of: { exponential: { mean } } });
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
