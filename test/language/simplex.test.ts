/** Shares that add to 1: closed forms of their moments, and laws. */

import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import {
  beta,
  component,
  copula,
  dirichlet,
  input,
  logisticShares,
  lognormal,
  model,
  normal,
  outcome,
  quarterly,
  type Shares,
  sharesOf,
  sticks,
  uniform,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';

const TRIALS = 65_536;

/** Draws of the shares, in the order of the names. */
function drawsOf(names: readonly string[], shares: Shares<string>, ...more: unknown[]): number[][] {
  const seen = names.map((name) => outcome(`seen.${name}`, { unit: 'fraction', is: shares[name] }));
  const { program, warnings } = compile(
    model('shares', {
      title: 'Shares',
      calendar: quarterly('2026Q1', 1),
      components: [component('all', 'Everything.', [seen, more])],
    }),
  );
  expect(warnings).toEqual([]);
  const plan = resolvePlan({ program, trials: TRIALS });
  const simulator = new Simulator(plan, loadKernel());
  const collector = new DrawCollector(plan);
  for (let block = 0; block < blockCount(plan); block++) collector.add(simulator.block(block));
  return names.map((name) => [
    ...collector.outcomes[program.outcomes.findIndex(({ id }) => id === `seen.${name}`)],
  ]);
}

const mean = (x: readonly number[]) => x.reduce((sum, value) => sum + value, 0) / x.length;
const covariance = (x: readonly number[], y: readonly number[]) => {
  const [a, b] = [mean(x), mean(y)];
  return x.reduce((sum, value, i) => sum + (value - a) * (y[i] - b), 0) / x.length;
};

function addToOne(draws: readonly number[][]): void {
  for (let i = 0; i < draws[0].length; i++) {
    const sum = draws.reduce((total, share) => total + share[i], 0);
    // A handful of roundings of numbers up to 1.
    if (!(Math.abs(sum - 1) <= 8 * Number.EPSILON))
      expect.fail(`shares of trial ${i} add to ${sum}`);
    if (draws.some((share) => !(share[i] >= 0))) expect.fail(`a share of trial ${i} is negative`);
  }
}

describe('dirichlet', () => {
  const names = ['rail', 'road', 'water', 'pipe'];
  const weights = { rail: 4, road: 2.5, water: 0.7, pipe: 0.3 };

  test('closed form: means, variances and covariances', () => {
    const draws = drawsOf(names, dirichlet('mix', { of: weights }));
    addToOne(draws);
    const total = 7.5;
    names.forEach((one, j) => {
      const a = weights[one as 'rail'] / total;
      // Sobol points do far better than five standard errors of independent draws.
      expect(Math.abs(mean(draws[j]) - a)).toBeLessThan(1e-4);
      names.forEach((other, k) => {
        const b = weights[other as 'rail'] / total;
        const exact = ((j === k ? a : 0) - a * b) / (total + 1);
        expect(Math.abs(covariance(draws[j], draws[k]) - exact), `${one} ${other}`).toBeLessThan(
          2e-4,
        );
      });
    });
  });

  test('a further share leaves the sticks before it as they were named', () => {
    const more = dirichlet('mix', { of: { ...weights, air: 1 } });
    expect(more.rail.id).toBe('mix.rail');
    const inputs = compile(
      model('shares', {
        title: 'Shares',
        calendar: quarterly('2026Q1', 1),
        components: [
          component('all', 'Everything.', [outcome('o', { unit: 'fraction', is: more.air })]),
        ],
      }),
    ).program.inputs.map(({ id }) => id);
    expect(inputs).toEqual([
      'mix.pipe.stick',
      'mix.rail.stick',
      'mix.road.stick',
      'mix.water.stick',
    ]);
  });

  test('weights that are none are refused, all at once', () => {
    expect(() => dirichlet('mix', { of: { rail: 0, road: 2, water: NaN } })).toThrow(
      'dirichlet mix: rail is 0, water is NaN; wanted weights above 0',
    );
    expect(() => dirichlet('mix', { of: { rail: 2 } })).toThrow('wanted two shares or more');
  });
});

describe('sticks', () => {
  test('closed form: parts of what is left', () => {
    const shares = sticks('mix', {
      of: { rail: beta({ mean: 0.6, n: 20 }), road: uniform({ min: 0.2, max: 0.8 }) },
      rest: 'water',
    });
    const draws = drawsOf(['rail', 'road', 'water'], shares);
    addToOne(draws);
    expect(mean(draws[0])).toBeCloseTo(0.6, 4);
    expect(mean(draws[1])).toBeCloseTo(0.4 * 0.5, 4);
    expect(mean(draws[2])).toBeCloseTo(0.4 * 0.5, 4);
  });

  test('a part beyond 0 to 1 is refused', () => {
    expect(() =>
      sticks('mix', { of: { rail: normal({ mean: 0.5, sd: 0.1 }) }, rest: 'road' }),
    ).toThrow('sticks mix: rail is normal(mean=0.5, sd=0.1); wanted distributions on 0 to 1');
    expect(() =>
      sticks('mix', { of: { rail: uniform({ min: 0, max: 1 }) }, rest: 'rail' }),
    ).toThrow('rail is named twice');
  });
});

describe('logistic normal shares', () => {
  test('reference: means against quadrature, also of scores far from 0', () => {
    const { shares } = logisticShares('mix', {
      of: { rail: normal({ mean: 1, sd: 0.5 }), road: normal({ mean: -0.5, sd: 1 }) },
      rest: 'water',
    });
    const draws = drawsOf(['rail', 'road', 'water'], shares);
    addToOne(draws);
    // mpmath 1.3.0, two-dimensional quadrature at 20 digits.
    LOGISTIC_MEANS.forEach((exact, j) =>
      expect(Math.abs(mean(draws[j]) - exact)).toBeLessThan(1e-4),
    );
    const { shares: far } = logisticShares('far', {
      of: { rail: normal({ mean: 900, sd: 300 }) },
      rest: 'road',
    });
    addToOne(drawsOf(['rail', 'road'], far));
  });

  test('scores may move together', () => {
    const { shares, scores } = logisticShares('mix', {
      of: { rail: normal({ mean: 0, sd: 1 }), road: normal({ mean: 0, sd: 1 }) },
      rest: 'water',
    });
    const { rail, road } = scores;
    const together = copula('scores', { of: [rail, road], rank: 0.9 });
    const names = ['rail', 'road', 'water'];
    const [free, bound] = [drawsOf(names, shares), drawsOf(names, shares, together)];
    const correlation = ([a, b]: number[][]) =>
      covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
    expect(correlation(free)).toBeLessThan(-0.2);
    // Which shares of a Dirichlet never are.
    expect(correlation(bound)).toBeGreaterThan(0.2);
  });
});

test('shares of amounts are each over their sum', () => {
  const amount = (id: string) =>
    input(id, { unit: 'USD', distribution: lognormal({ p10: 1, p90: 5 }) });
  const shares = sharesOf('mix', { of: { rail: amount('rail'), road: amount('road') } });
  const draws = drawsOf(['rail', 'road'], shares);
  addToOne(draws);
  // Two amounts of one distribution share alike.
  expect(mean(draws[0])).toBeCloseTo(0.5, 4);
});

// Means of rail, road and water.
const LOGISTIC_MEANS = [0.595667162460638, 0.179312370055042, 0.22502046748432];
