/**
 * Histograms and cumulative distributions, and triangles and PERTs by their mode and two levels.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cumulative,
  histogram,
  parseDistribution,
  pert,
  triangular,
} from '../../src/distributions/index.ts';
import { normalCdf } from '../../src/math/functions.ts';
import {
  drawer,
  expectQuantiles,
  expectSame,
  lawTests,
  membersIn,
  problemsOf,
  referenceTests,
} from './family-laws.ts';

const members = membersIn('families-straight');
const texts = members.map(({ text }) => text);

referenceTests(members);
lawTests(texts);

describe('equal distributions', () => {
  test.each([
    ['histogram(0:3, 10:7, 25)', 'histogram(0:0.3, 10:0.7, 25)'],
    ['roulette(0:3, 10:7, 25)', 'cumulative(0:0, 10:0.3, 25:1)'],
    ['histogram(0:3, 10:7, 25:0)', 'histogram(0:3, 10:7, 25)'],
    ['histogram(-1:0, 2:1, 6:0, 9)', 'uniform(2, 6)'],
    ['cumulative(1:0, 2:0, 6:1, 7:1)', 'uniform(2, 6)'],
    ['histogram(0:1, 1:1, 2:1, 3)', 'uniform(0, 3)'],
  ])('%s is %s', (one, other) => expectSame(one, other, 1e-14));

  test('functions and texts', () => {
    expect(histogram([0, 10, 25], [0.3, 0.7]).text).toBe('histogram(0:0.3, 10:0.7, 25)');
    const pairs = [
      [0, 0],
      [10, 0.3],
      [25, 1],
    ] as const;
    expect(cumulative(pairs).text).toBe('cumulative(0:0, 10:0.3, 25:1)');
    expect(triangular({ p10: 2, mode: 3, p90: 6 }).text).toBe('triangular(p10=2, p90=6, mode=3)');
    expect(pert({ p10: 2, mode: 3, p90: 6 }).parameters).toEqual({ p10: 2, p90: 6, mode: 3 });
    expect(() => histogram([0, 1], [1, 2])).toThrow(/2 edges for 2 bins; wanted one edge more/);
  });
});

test.each(texts.filter((text) => /^(?:pert|triangular)/.test(text)))(
  '%s has its quantiles',
  (text) => expectQuantiles(text, 1e-12),
);

test('between bins that have nothing no draw falls', () => {
  const draw = drawer(parseDistribution('histogram(0:1, 1:0, 5:1, 6)'));
  for (let z = -6; z <= 6; z += 0.003) {
    const x = draw(z);
    expect(x <= 1 + 1e-9 || x >= 5 - 1e-9, `${x} at ${z}`).toBe(true);
    expect(Math.abs(x - (z < 0 ? 2 * normalCdf(z) : 6 - 2 * normalCdf(-z)))).toBeLessThan(1e-8);
  }
});

test('law: a mode within reach of two levels is met, and both levels are', () => {
  const level = fc.double({ min: 0.1, max: 0.9, noNaN: true });
  fc.assert(
    fc.property(
      level,
      fc.constantFrom('triangular', 'pert'),
      fc.constantFrom(['p10', 'p90'], ['p5', 'p75']),
      (share, family, [low, high]) => {
        const text = `${family}(${low}=100, ${high}=110, mode=${100 + 10 * share})`;
        const distribution = parseDistribution(text);
        const mode = 100 + 10 * share;
        const beside = [mode - 0.01, mode + 0.01].map((x) => distribution.density(x));
        expect(distribution.density(mode)).toBeGreaterThanOrEqual(Math.max(...beside));
        expectQuantiles(text, 1e-12);
      },
    ),
    { numRuns: 40 },
  );
});

describe('refusals', () => {
  test.each([
    [
      'histogram(0:0.3, 10:0.6, 25)',
      'histogram: the probabilities add to 0.9; they must add to 1, or all be whole numbers of chips',
    ],
    [
      'histogram(0:1, 10:2)',
      'histogram: 10 is the last edge and begins no bin, but has 2; write it alone, or another edge after it',
    ],
    [
      'histogram(0, 10:2, 20)',
      '"0" has no probability; histogram takes edge:probability pairs and a last edge',
    ],
    ['histogram(0:0, 10:0, 20)', 'histogram: no bin has a probability; at least one must'],
    [
      'histogram(0:-1, 10:2, 20)',
      'histogram: the bin from 0 has -1; wanted a probability, or a number of chips, of 0 or more',
    ],
    [
      'histogram(5)',
      'histogram: there are no bins; it takes edge:probability pairs and the last edge, such as histogram(0:0.3, 10:0.7, 25)',
    ],
    ['histogram(0:1, -1:1, 3)', 'histogram: -1 stands after 0; values must ascend'],
    [
      'histogram(-1e308:1, 1e308)',
      'histogram: values reach from -1e+308 to 1e+308; that range is too large for a number',
    ],
    [
      'cumulative(0:0.1, 5:1)',
      'cumulative: the first value, 0, has 0.1; it is the least possible one and must have 0',
    ],
    [
      'cumulative(0:0, 5:0.5)',
      'cumulative: the last value, 5, has 0.5; it is the greatest possible one and must have 1',
    ],
    [
      'cumulative(0:0, 3:0.6, 4:0.5, 5:1)',
      'cumulative: the probability of no more than 4 is 0.5, below the 0.6 of 3; it must not fall',
    ],
    ['cumulative(0:0, 0:1)', 'cumulative: 0 stands after 0; values must ascend'],
    [
      'cumulative(0:0, 5)',
      '"5" has no cumulative probability; cumulative takes value:cumulative probability pairs',
    ],
    [
      'cumulative(7:1)',
      'cumulative: it takes two values or more with the probability of no more than each, such as cumulative(0:0, 10:0.3, 25:1)',
    ],
    [
      'triangular(p10=2, mode=9, p90=6)',
      'triangular: mode is 9, and p10 is 2 and p90 is 6; with these it must lie between 1.675 and 6.325',
    ],
    [
      'pert(p10=2, mode=1, p90=6)',
      'pert: mode is 1, and p10 is 2 and p90 is 6; with these it must lie between 1.76 and 6.24',
    ],
    ['pert(p10=2, p90=6)', 'pert: mode is missing; it takes p10, p90, mode'],
    [
      'triangular(p10=6, mode=3, p90=2)',
      'triangular: p10 is 6 and p90 is 2; p10 must be below p90. Swapped?',
    ],
  ])('%s', (text, message) => expect(problemsOf(text)).toContain(message));
});
