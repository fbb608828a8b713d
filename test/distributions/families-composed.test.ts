/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Distribution,
  discrete,
  empirical,
  metalog,
  mixture,
  normal,
  parseDistribution,
  truncated,
} from '../../src/distributions/index.ts';
import { justBelow } from '../../src/distributions/root.ts';
import { log, normalCdf } from '../../src/math/functions.ts';
import {
  drawer,
  expectClose,
  expectSame,
  lawTests,
  membersIn,
  problemsOf,
  referenceTests,
} from './family-laws.ts';

const members = membersIn('families-composed');
const isMixed = (text: string) =>
  /mixture\((0|1|poisson\(3\)):|:0.4, 10:/.test(text) || text.includes('mixture(0:');
/** What a spread is a millionth of, or a thousandth, has lost as many digits of it. */
const isNarrow = (text: string) =>
  /1000000, 1\)|0\.5001/.test(text) && text.startsWith('truncated');
const hasNineTerms = (text: string) => text.startsWith('metalog(p1=');

referenceTests(members.filter(({ text }) => !isNarrow(text) && !hasNineTerms(text)));
// A rounding of a value is 1e-10 of the spread, or 2e-12; the sd averages over several hundred.
referenceTests(
  members.filter(({ text }) => isNarrow(text)),
  1e-12,
  1e-11,
);
// Coefficients of nine terms are the differences of larger numbers: 2e-14 of an exponent of 700 is
// left.
referenceTests(
  members.filter(({ text }) => hasNineTerms(text)),
  3e-11,
);

// Of what is counted by steps of less than 1, and of what is so far out that 1e-300 of it is no
// number, only the reference.
const lawful = (text: string) =>
  !isMixed(text) && !text.startsWith('empirical(1000000') && !text.includes('min=60');
lawTests(members.map(({ text }) => text).filter(lawful));

test('every text of the reference is one of these families, and each has several', () => {
  const count = new Map<string, number>();
  for (const { text } of members) {
    const { family } = parseDistribution(text);
    count.set(family, (count.get(family) ?? 0) + 1);
  }
  expect([...count.keys()].toSorted()).toEqual(['empirical', 'metalog', 'mixture', 'truncated']);
  expect(Math.min(...count.values())).toBeGreaterThanOrEqual(2);
  expect(members.filter(({ text }) => isMixed(text)).length).toBe(4);
});

/**
 * That draws have the probabilities of the distribution: where the cdf is continuous, and at its
 * steps.
 */
function expectFaithful(distribution: Distribution, tolerance = 1e-9): void {
  const draw = drawer(distribution);
  const { text, cdf, survival } = distribution;
  for (let z = -8.2; z <= 8.2; z += 0.0137) {
    const x = draw(z);
    // A rounding of the draw to either side.
    const rounding = 4 * Number.EPSILON * Math.abs(x);
    const [low, high] = [justBelow(x - rounding), x + rounding];
    const miss =
      z < 0
        ? Math.max(cdf(low) - normalCdf(z), normalCdf(z) - cdf(high))
        : Math.max(survival(high) - normalCdf(-z), normalCdf(-z) - survival(low));
    if (!(miss <= tolerance)) expect.fail(`${text}: the draw ${x} of ${z} is off by ${miss}`);
  }
}

/**
 * The probability that draws have of a value, from the scores between which they are that value.
 */
function drawnProbability(distribution: Distribution, value: number): number {
  const draw = drawer(distribution);
  const score = (holds: (x: number) => boolean) => {
    let [low, high] = [-8.5, 8.5];
    for (let i = 0; i < 70; i++) {
      const middle = (low + high) / 2;
      if (holds(draw(middle))) high = middle;
      else low = middle;
    }
    return high;
  };
  const from = score((x) => x >= value);
  const to = score((x) => x > value);
  return from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from);
}

describe('draws have the probabilities of the distribution', () => {
  test.each(members.map(({ text }) => [text]))('those of %s, to 1e-9', (text) => {
    const distribution = parseDistribution(text);
    // At 1000000 a value is known to 1e-10 of the spread.
    expectFaithful(distribution, text.includes('1000000') ? 2e-9 : 1e-9);
  });

  test.each([
    ['mixture(0:0.3, lognormal(p10=1, p90=3):0.7)', 0, 0.3],
    ['mixture(mixture(1:0.5, normal(0, 1):0.5):0.4, uniform(-2, 3):0.6)', 1, 0.2],
    ['mixture(0.1:1e-6, normal(0, 1):0.999999)', 0.1, 1e-6],
    ['mixture(0.1:0.05, 0.3:0.05, normal(100, 1):0.9)', 0.3, 0.05],
    ['mixture(discrete(-1:0.25, 1e6:0.75):0.5, normal(0, 1):0.5)', 1e6, 0.375],
    // 0.3 of a whole from which the 0.7 * Phi(-5 / 3) below 0 are missing; mpmath 1.3.0 at 40
    // digits.
    ['truncated(mixture(0:0.3, normal(5, 3):0.7), min=0)', 0, 0.31038333007885444],
    ['mixture(poisson(3):0.5, normal(0, 1):0.5)', 3, 0.11202090382769387],
  ])('closed form: those of %s are %d with probability %d', (text, value, probability) => {
    const distribution = parseDistribution(text);
    // The score is known to a rounding, which is 1e-16 of a probability: exact but for that.
    expect(Math.abs(drawnProbability(distribution, value) - probability)).toBeLessThan(2e-15);
    expect(distribution.quantile(distribution.cdf(value) - probability / 2)).toBe(value);
  });

  test('law: mixtures of any normal distributions, however far apart, and a value', () => {
    const part = fc.record({
      mean: fc.double({ min: -50, max: 50, noNaN: true }),
      sd: fc.double({ min: 0.01, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(part, part, fc.double({ min: 0.01, max: 0.98, noNaN: true }), (a, b, weight) => {
        const half = (1 - weight) / 2;
        expectFaithful(
          mixture([
            [normal(a), weight],
            [normal(b), half],
            [discrete([[3, 1]]), half],
          ]),
        );
      }),
      { numRuns: 15 },
    );
  });

  test('a draw of a bounded distribution stays within the bounds, for a rounding of them', () => {
    for (const { text } of members) {
      const distribution = parseDistribution(text);
      const [least, greatest] = distribution.support;
      const draw = drawer(distribution);
      const room = (end: number) => 8 * Number.EPSILON * Math.abs(end);
      for (let z = -12.5; z <= 12.5; z += 0.0103) {
        const x = draw(z);
        if (!(x >= least - room(least) && x <= greatest + room(greatest)))
          expect.fail(`${text}: ${x} at z = ${z}`);
      }
    }
  });

  test('tables of smooth ones are even, those of others have some hundred intervals', () => {
    for (const { text } of members) {
      const { mapping } = parseDistribution(text);
      if (mapping.kind !== 'table') continue;
      const table = mapping.table();
      const smooth =
        text.startsWith('metalog') ||
        (text.startsWith('truncated(') &&
          /\((normal\((0|10),.*(min=0|8, 10|2, 20)|gumbel|pareto.*=(3|1.5|2.05)\)|lognormal)/.test(
            text,
          ) &&
          !text.includes('mixture'));
      if (smooth) expect(table.grid, text).toBe('even');
      expect(table.intervals, text).toBeLessThanOrEqual(400);
    }
  });
});

describe('metalog', () => {
  const levels: [number, number, number][] = [
    [0.1, 0.5, 0.9],
    [0.05, 0.5, 0.95],
    [0.25, 0.5, 0.75],
  ];
  /** Three quantiles 0, r and 1 at a level, the median and the level that mirrors it. */
  const triplet = (alpha: number, r: number) =>
    `metalog(p${100 * alpha}=0, p50=${r}, p${100 - 100 * alpha}=1)`;

  test('closed form: the mean and variance of three terms', () => {
    for (const [alpha] of levels) {
      for (const r of [0.35, 0.5, 0.62]) {
        // The terms of a symmetric triplet: Keelin (2016), section 4; M = a1 + a2 L + a3 (y - 1/2)
        // L has mean a1 + a3 / 2, and from the variances of L and (y - 1/2) L, pi^2 / 3 and pi^2 /
        // 36 + 1 / 12, its own: the two do not correlate.
        const spread = log((1 - alpha) / alpha);
        const a2 = 1 / (2 * spread);
        const a3 = (1 - 2 * r) / ((1 - 2 * alpha) * spread);
        const { mean, sd } = parseDistribution(triplet(alpha, r));
        expectClose(mean, r + a3 / 2, 1e-14, 'mean');
        const pi2 = Math.PI * Math.PI;
        const variance = (a2 * a2 * pi2) / 3 + a3 * a3 * (pi2 / 36 + 1 / 12);
        expectClose(sd, Math.sqrt(variance), 1e-14, 'sd');
      }
    }
  });

  test('reference: three terms rise where Keelin (2016) says they do', () => {
    for (const [alpha] of levels) {
      // The median may be this share of the way and more from the lower quantile to the upper;
      // 1.66711 is rounded.
      const least = (1 - 1.66711 * (0.5 - alpha)) / 2;
      for (const r of [least + 2e-6, 1 - least - 2e-6]) {
        expect(problemsOf(triplet(alpha, r)), `${alpha}, ${r}`).toEqual([]);
      }
      for (const r of [least - 2e-6, 1 - least + 2e-6]) {
        expect(problemsOf(triplet(alpha, r)).length, `${alpha}, ${r}`).toBe(1);
      }
    }
  });

  test('closed form: symmetric quantiles give a logistic distribution, those of a uniform one that', () => {
    expectSame('metalog(p10=1, p50=3, p90=5)', 'logistic(p10=1, p90=5)', 1e-14);
    const uniform = parseDistribution('metalog(p10=1, p30=3, p50=5, p90=9)');
    expectClose(uniform.mean, 5, 1e-14, 'mean');
    expectClose(uniform.sd, Math.sqrt(100 / 12), 1e-14, 'sd');
    expectClose(uniform.support[0], 0, 1e-14, 'least', 1e-13);
    expectClose(uniform.support[1], 10, 1e-14, 'greatest');
    for (const x of [0.001, 2, 9.999]) {
      expectClose(uniform.cdf(x), x / 10, 1e-10, `cdf at ${x}`);
      expectClose(uniform.density(x), 0.1, 1e-13, `density at ${x}`);
    }
    expect([uniform.cdf(-1), uniform.survival(11), uniform.density(11)]).toEqual([0, 0, 0]);
  });

  test('closed form: quantiles of a lognormal distribution above 5 keep their order when mirrored', () => {
    const below = parseDistribution('metalog(p10=6, p50=7, p90=10, min=5)');
    const above = parseDistribution('metalog(p10=-10, p50=-7, p90=-6, max=-5)');
    for (const p of [1e-12, 0.01, 0.3, 0.5]) {
      expectClose(above.upperQuantile(p), -below.quantile(p), 1e-15, `p = ${p}`);
      expectClose(above.quantile(p), -below.upperQuantile(p), 1e-15, `p = ${p}`);
    }
    expectClose(above.mean, -below.mean, 1e-14, 'mean');
    expectClose(above.sd, below.sd, 1e-14, 'sd');
  });

  test.each([
    ['metalog(p10=1, p50=2, p90=5)'],
    ['metalog(p5=10, p25=13, p50=16, p75=21, p95=30, min=0)'],
    ['metalog(p2.5=0.1, p10=0.2, p50=0.4, p75=0.5, p99=0.9, min=0, max=1)'],
    ['metalog(p1=1, p10=6, p33=11, p50=14, p75=20, p95=31)'],
    [
      'metalog(p1=0.3, p5=0.55, p10=0.75, p25=1.2, p50=2, p75=3.2, p90=5.1, p95=6.6, p99=11, min=0)',
    ],
  ])('closed form: %s has the quantiles that it is given', (text) => {
    const distribution = parseDistribution(text);
    for (const [, percent, x] of text.matchAll(/p([\d.]+)=([\d.]+)/g)) {
      expectClose(distribution.quantile(Number(percent) / 100), Number(x), 2e-13, percent);
    }
  });

  test('what a set of quantiles must look like is said', () => {
    const cases: [string, string][] = [
      [
        'metalog(p10=1, p50=4.9, p90=5)',
        'metalog: p50 is 4.9; beside the other quantiles it must be at most 4.33, or the density would be negative near p91.7',
      ],
      [
        'metalog(p5=1, p25=1.1, p50=3, p75=3.2, p95=3.5)',
        'metalog: p25 is 1.1; beside the other quantiles it must be at least 2.18, or the density would be negative below p0.1',
      ],
      ['metalog(p10=10, p50=30, p90=60, min=20)', 'metalog: p10 is 10; it must be above min 20'],
      ['metalog(p10=10, p50=30, p90=60, max=60)', 'metalog: p90 is 60; it must be below max 60'],
      [
        'metalog(p10=1, p50=2, p90=3, min=5, max=4)',
        'metalog: min is 5 and max is 4; min must be below max. Swapped?',
      ],
      [
        'metalog(p10=2, p50=1, p90=3)',
        'metalog: p10 is 2 and p50 is 1; p10 must be below p50. Swapped?',
      ],
      ['metalog(p10=1, p90=3)', 'metalog: p50 is missing; it takes p10, p50, p90, min, max'],
      [
        'metalog(p1=1, p10=2, p25=3, p50=4, p75=6, p90=9, p99=12)',
        'metalog: these 7 levels do not settle 7 terms: of 7, 11 or 15 levels that mirror each other one must be moved or left out',
      ],
      [
        'metalog(p50=1, p50.01=2, p50.02=3, p50.03=4, p50.04=5)',
        'metalog: these 5 levels do not settle 5 terms: they lie too close together',
      ],
      [
        'metalog(p10=1e-100, p50=1, p90=1e100, min=0)',
        'metalog: with these quantiles draws reach beyond the largest number; the outer ones must lie nearer to the others',
      ],
      [
        'metalog(p5=0.02, p25=0.1, p50=0.5, p75=0.9, p95=0.98, min=0, max=1)',
        'metalog: with these quantiles the density would be negative below p0.1, and moving one is not enough; give fewer quantiles, or ones nearer to a smooth curve',
      ],
    ];
    for (const [text, message] of cases) expect(problemsOf(text)).toEqual([message]);
  });

  test('law: the value that a refusal names is accepted, and one a little nearer is not', () => {
    const rise = fc.double({ min: 0.01, max: 1, noNaN: true });
    const bounds = fc.constantFrom('', ', min=-0.5', ', max=20', ', min=-0.5, max=20');
    const names = ['p5', 'p25', 'p50', 'p75', 'p95'];
    let refused = 0;
    fc.assert(
      fc.property(fc.array(rise, { minLength: 5, maxLength: 5 }), bounds, (rises, ends) => {
        let sum = 0;
        const values = rises.map((by) => Number((sum += by).toPrecision(5)));
        const text = (given: readonly number[]) =>
          `metalog(${names.map((name, k) => `${name}=${given[k]}`).join(', ')}${ends})`;
        const [problem] = problemsOf(text(values));
        const found = /(p\d+) is (\S+); .* at (least|most) (\S+),/.exec(problem ?? '');
        if (found === null) return;
        refused++;
        const [, name, , side, named] = found;
        const k = names.indexOf(name);
        expect(problemsOf(text(values.with(k, Number(named))))).toEqual([]);
        // Two units of the last of three digits, or of as many as there are, back to where it came
        // from.
        const digits = Math.max(3, named.replace(/^-?0?\.?0*/, '').replace('.', '').length);
        const [, exponent] = Number(named)
          .toExponential(digits - 1)
          .split('e');
        const unit = Number(`1e${Number(exponent) - digits + 1}`);
        const nearer = Number(named) + (side === 'least' ? -2 : 2) * unit;
        const passed = side === 'least' ? nearer <= values[k] : nearer >= values[k];
        if (!passed) expect(problemsOf(text(values.with(k, nearer))).length).toBe(1);
      }),
      { numRuns: 60 },
    );
    // The property says something only where sets are refused: about half are.
    expect(refused).toBeGreaterThan(10);
  });

  test('a constructor and other names', () => {
    const one = metalog({ p10: 1, p50: 2, p90: 5, min: 0 });
    expect(one.text).toBe('metalog(p10=1, p50=2, p90=5, min=0)');
    for (const text of [
      'metalog(1, 2, 5, 0)',
      'Keelin(p90=5, p50=2, p10=1, lower=0)',
      'metalog(p10=1, p50=2, p90=5, bl=0)',
      'metalog(p10=1, p50=2, p90=5, minimum=0)',
    ])
      expect(parseDistribution(text).text).toBe(one.text);
    expect(one.parameters).toEqual({ p10: 1, p50: 2, p90: 5, min: 0 });
  });
});

describe('mixture', () => {
  test('closed form: of one part, of equal parts, of mixtures', () => {
    expectSame('mixture(lognormal(p10=1, p90=3):1)', 'lognormal(p10=1, p90=3)', 4e-15);
    expectSame('mixture(gumbel(2, 1):0.25, gumbel(2, 1):0.75)', 'gumbel(2, 1)', 4e-15);
    expectSame(
      'mixture(mixture(normal(5, 1):0.5, uniform(1, 2):0.5):0.4, uniform(1, 2):0.6)',
      'mixture(normal(5, 1):0.2, uniform(1, 2):0.8)',
      4e-15,
    );
  });

  test('closed form: counts and values together are a discrete distribution', () => {
    const mixed = parseDistribution(
      'mixture(discrete(0:0.5, 2:0.5):0.5, 2:0.25, bernoulli(0.5):0.25)',
    );
    const plain = discrete([
      [0, 0.375],
      [1, 0.125],
      [2, 0.5],
    ]);
    expect(mixed.discrete).toBe(true);
    expect(mixed.mapping).toEqual(plain.mapping);
    // Steps included: multiples of 1/8 are exact.
    for (let k = 0; k <= 64; k++)
      expect(mixed.quantile(k / 64), `${k}`).toBe(plain.quantile(k / 64));
    for (const x of [-1, 0, 0.5, 1, 2, 3]) {
      expect([mixed.cdf(x), mixed.survival(x), mixed.density(x)]).toEqual([
        plain.cdf(x),
        plain.survival(x),
        plain.density(x),
      ]);
    }
    expect([mixed.mean, mixed.sd * mixed.sd]).toEqual([
      plain.mean,
      expect.closeTo(plain.sd ** 2, 15),
    ]);
  });

  test('closed form: at a step and in a gap the quantile is the least value whose cdf is p or more', () => {
    const gap = parseDistribution('mixture(uniform(0, 1):0.25, uniform(2, 3):0.75)');
    expect([gap.quantile(0.25), gap.upperQuantile(0.75)]).toEqual([1, 1]);
    expect(gap.quantile(0.25 + 1e-12)).toBeGreaterThan(2);
    const step = parseDistribution('mixture(uniform(0, 1):0.25, 1.5:0.5, uniform(2, 3):0.25)');
    const at = [0.25, 0.25 + 1e-12, 0.5, 0.75];
    expect(at.map((p) => step.quantile(p))).toEqual([1, 1.5, 1.5, 1.5]);
    expect(at.map((p) => step.upperQuantile(1 - p))).toEqual([1, 1.5, 1.5, 1.5]);
    expect(step.quantile(0.75 + 1e-12)).toBeGreaterThan(2);
    // The part that has a density.
    expect(step.discrete).toBe(false);
    expect([step.density(0.5), step.density(1.5), step.density(2.5)]).toEqual([0.25, 0, 0.25]);
  });

  test('closed form: moments of parts far apart, and of parts without', () => {
    const { mean, sd } = parseDistribution('mixture(normal(1e9, 1):0.5, normal(-1e9, 1):0.5)');
    expect([mean, sd]).toEqual([0, 1e9]);
    const narrow = parseDistribution('mixture(normal(1e9, 1e-3):0.5, normal(1e9, 1e-3):0.5)');
    expectClose(narrow.sd, 1e-3, 1e-15, 'sd');
    const heavy = parseDistribution('mixture(pareto(min=1, shape=0.5):0.01, normal(0, 1):0.99)');
    expect([heavy.mean, heavy.sd]).toEqual([Infinity, Infinity]);
    const noSd = parseDistribution('mixture(pareto(min=1, shape=1.5):0.5, 1:0.5)');
    expectClose(noSd.mean, 2, 1e-15, 'mean');
    expect(noSd.sd).toBe(Infinity);
  });

  test('what weights and parts must be is said', () => {
    expect(problemsOf('mixture()')[0]).toBe(
      'mixture: there are no parts; it takes distribution:weight pairs',
    );
    expect(problemsOf('mixture(normal(0, 1):0.3, 5:0.6)')).toEqual([
      'mixture: the weights add to 0.9; they must add to 1',
    ]);
    expect(problemsOf('mixture(normal(0, 1):1.5, 5:-0.5)')).toEqual([
      'mixture: the weight of normal(mean=0, sd=1) is 1.5; it must be above 0 and at most 1',
      'mixture: the weight of point(5) is -0.5; it must be above 0 and at most 1',
    ]);
    const many = empirical(Array.from({ length: 10_001 }, (_, k) => k));
    expect(() =>
      mixture([
        [many, 0.5],
        [normal({ mean: 0, sd: 1 }), 0.5],
      ]),
    ).toThrow(
      'mixture: the parts have 10001 separate values; it takes at most 10000 where a part has a density',
    );
  });

  test('steps of counts are known as far as a table reaches, beyond those that their own draws climb', () => {
    const { mapping } = parseDistribution('mixture(0:0.3, poisson(3):0.2, normal(5, 1):0.5)');
    // Found by halving they would take some hundred more.
    expect(mapping.kind === 'table' && mapping.table().intervals).toBeLessThan(300);
  });

  test('law: data with a tail have the probabilities of both', () => {
    const data = empirical(Array.from({ length: 300 }, (_, k) => 10 + log(1 + k)));
    const spliced = mixture([
      [data, 0.95],
      [parseDistribution('pareto(min=12, shape=3)'), 0.05],
    ]);
    expectFaithful(spliced);
    // Ten levels below and above every step.
    expect(spliced.mapping.kind === 'table' && spliced.mapping.table().intervals).toBeLessThan(
      1500,
    );
  });

  test('a constructor and other names', () => {
    const one = mixture([
      [normal({ mean: 0, sd: 1 }), 0.3],
      [parseDistribution('5'), 0.7],
    ]);
    expect(one.text).toBe('mixture(normal(mean=0, sd=1):0.3, point(5):0.7)');
    for (const text of [
      'mix(normal(0, 1):0.3, 5:0.7)',
      'mixture-distribution(0.3:normal(0, 1), 5:0.7)',
    ])
      expect(parseDistribution(text).text).toBe(one.text);
  });
});

describe('empirical', () => {
  test('closed form: values of any order, with ties, are steps of their share', () => {
    const one = parseDistribution('empirical(5, 1, 5, 2)');
    expect(one.text).toBe('empirical(1, 2, 5, 5)');
    expect(one.mapping).toEqual({ kind: 'steps', cumulative: [0.25, 0.5, 1], values: [1, 2, 5] });
    expect([0, 0.25, 0.26, 0.5, 0.51, 1].map((p) => one.quantile(p))).toEqual([1, 1, 2, 2, 5, 5]);
    expect([one.cdf(4.9), one.survival(2), one.density(5), one.density(4)]).toEqual([
      0.5, 0.5, 0.5, 0,
    ]);
    expect(one.mean).toBe(3.25);
    // (2.25^2 + 1.25^2 + 2 * 1.75^2) / 4
    expectClose(one.sd, Math.sqrt(3.1875), 1e-15, 'sd');
    expect(empirical([5, 1, 5, 2]).text).toBe(one.text);
    expect(parseDistribution('ecdf(1, 5, 2, 5)').text).toBe(one.text);
  });

  test('closed form: a hundred thousand values, quickly, and a few large ones, to the last digit', () => {
    const n = 100_000;
    const many = empirical(Array.from({ length: n }, (_, k) => k));
    expectClose(many.mean, (n - 1) / 2, 1e-15, 'mean');
    // A sum of as many terms, whose roundings hardly cancel.
    expectClose(many.sd, Math.sqrt((n * n - 1) / 12), 1e-13, 'sd');
    // Thousand and twenty-fourths are exact.
    const far = empirical(Array.from({ length: n }, (_, k) => 1e9 + k / 1024));
    expectClose(far.mean, 1e9 + (n - 1) / 2048, 1e-15, 'mean far from 0');
    const large = empirical([1e9, 1e9 + 1, 1e9 + 5]);
    expectClose(large.mean, 1e9 + 2, 1e-15, 'mean');
    expectClose(large.sd, Math.sqrt(14 / 3), 1e-15, 'sd');
    expect(empirical([7]).sd).toBe(0);
  });

  test('what the values must be is said', () => {
    expect(problemsOf('empirical()')[0]).toBe(
      'empirical: there are no values; it takes one or more',
    );
    expect(() => empirical([1, NaN])).toThrow(
      'empirical: value 2 is NaN; it must be a finite number',
    );
    expect(() => empirical([-1e308, 1e308])).toThrow('too large for a number');
    expect(() => empirical(Array.from({ length: 2 ** 17 + 1 }, (_, k) => k))).toThrow(
      'empirical: there are 131073 values; it takes at most 131072',
    );
  });
});

describe('truncated', () => {
  test('closed form: what is left of some families is one of theirs', () => {
    expectSame('truncated(exponential(mean=3), min=5)', 'exponential(scale=3, location=5)', 1e-13);
    expectSame('truncated(uniform(0, 4), 1, 3)', 'uniform(1, 3)', 1e-14);
    expectSame('truncated(pareto(min=1, shape=2.5), min=10)', 'pareto(min=10, shape=2.5)', 1e-13);
    expectSame('truncated(loguniform(1, 1000), max=10)', 'loguniform(1, 10)', 1e-13);
    expectSame('truncated(normal(1, 2), 0, 5)', 'truncnormal(1, 2, 0, 5)', 1e-13);
    expectSame(
      'truncated(truncated(normal(1, 2), min=0), max=5)',
      'truncnormal(1, 2, 0, 5)',
      1e-13,
    );
  });

  test('closed form: twelve digits far out in either tail', () => {
    const upper = parseDistribution('truncated(normal(0, 1), min=8, max=10)');
    const lower = parseDistribution('truncated(normal(0, 1), min=-10, max=-8)');
    for (const p of [1e-20, 1e-6, 0.1, 0.5]) {
      expectClose(upper.quantile(p), -lower.upperQuantile(p), 1e-15, `p = ${p}`);
      expectClose(upper.cdf(upper.quantile(p)), p, p < 1e-9 ? Infinity : 1e-8, `cdf at ${p}`);
    }
    // From 8 on the density falls like an exponential one: mpmath 1.3.0 at 40 digits, (phi(8) -
    // phi(10)) / (Phi(10) - Phi(8)).
    expectClose(upper.mean, 8.121368088023846, 1e-15, 'mean');
    expectClose(lower.mean, -8.121368088023846, 1e-15, 'mean');
  });

  test('closed form: near a bound at 0 the cdf is the density times x, however small x is', () => {
    const half = parseDistribution('truncated(normal(0, 1), min=0)');
    for (const x of [1e-300, 1e-100, 1e-10]) {
      expectClose(half.cdf(x), x * half.density(0), 1e-14, `cdf at ${x}`);
      expectClose(half.quantile(x), x / half.density(0), 1e-14, `quantile at ${x}`);
    }
  });

  test('closed form: a bound in a valley between two parts, where the cdf is one half to all digits', () => {
    const valley = 'mixture(normal(0, 1):0.5, normal(100, 1):0.5)';
    const upper = parseDistribution(`truncated(${valley}, min=10)`);
    // Phi(-10), of the lower half of the upper part: mpmath 1.3.0 at 40 digits.
    expectClose(upper.cdf(50), 7.6198530241605261e-24, 1e-14, 'cdf at 50');
    expectClose(upper.cdf(upper.quantile(1e-25)), 1e-25, 1e-12, 'cdf of a quantile');
    expectClose(upper.quantile(0.5), 100, 1e-14, 'median');
    const both = parseDistribution(`truncated(${valley}, min=10, max=90)`);
    expectClose(both.cdf(50), 0.5, 1e-14, 'half of it');
    expectFaithful(both);
    const again = parseDistribution(`truncated(truncated(${valley}, min=10), max=90)`);
    for (const p of [1e-12, 0.1, 0.4]) {
      expectClose(again.quantile(p), both.quantile(p), 1e-14, `p = ${p}`);
      expectClose(again.upperQuantile(p), both.upperQuantile(p), 1e-14, `q = ${p}`);
    }
  });

  test('closed form: a bound in a gap, or between values, moves the support to what is left', () => {
    const gap = 'mixture(uniform(0, 1):0.3, uniform(2, 3):0.7)';
    expectSame(`truncated(${gap}, min=1.5)`, 'uniform(2, 3)', 1e-14);
    expectSame(`truncated(${gap}, max=1.5)`, 'uniform(0, 1)', 1e-14);
    expect(parseDistribution(`truncated(${gap}, min=1)`).support).toEqual([2, 3]);
    const die = parseDistribution('truncated(discreteuniform(1, 6), min=1.5, max=4)');
    expect(die.support).toEqual([2, 4]);
    expect([die.mean, die.discrete]).toEqual([3, true]);
    expect([2, 3, 4].map((x) => die.density(x))).toEqual(
      [2, 3, 4].map(() => expect.closeTo(1 / 3, 15)),
    );
    const data = parseDistribution('truncated(empirical(1, 2, 2, 3, 9), max=3)');
    expect([data.mean, data.cdf(2)]).toEqual([2, 0.75]);
  });

  test('closed form: values at the bounds stay', () => {
    const zero = 'truncated(mixture(0:0.5, normal(0, 1):0.5), min=0)';
    // 0.5 of 0.75.
    expectClose(parseDistribution(zero).cdf(0), 2 / 3, 1e-15, 'cdf at 0');
    expectClose(
      parseDistribution(zero.replace('min', 'max')).survival(-1e-300),
      2 / 3,
      1e-15,
      'at 0',
    );
  });

  test('closed form: moments are infinite where the tail that makes them so is left', () => {
    const momentsOf = (text: string) => {
      const { mean, sd } = parseDistribution(text);
      return [mean, sd];
    };
    const infinite = [Infinity, Infinity];
    expect(momentsOf('truncated(pareto(min=1, shape=1), min=2)')).toEqual(infinite);
    expect(momentsOf('truncated(student-t(df=1), min=0)')).toEqual(infinite);
    expect(momentsOf('truncated(student-t(df=1), max=0)')).toEqual([-Infinity, Infinity]);
    // The half of a Student t with 1.5 degrees of freedom: mpmath 1.3.0 at 40 digits, 2 sqrt(v /
    // pi) gamma((v + 1) / 2) / ((v - 1) gamma(v / 2)).
    const [mean, sd] = momentsOf('truncated(student-t(df=1.5), min=0)');
    expectClose(mean, 2.0444098877321618, 1e-13, 'mean');
    expect(sd).toBe(Infinity);
    // Cut at both sides of a Cauchy distribution: 0 and sqrt(20 / (2 atan(10)) - 1).
    const [none, narrow] = momentsOf('truncated(student-t(df=1), -10, 10)');
    expect(Math.abs(none)).toBeLessThan(1e-14);
    expectClose(narrow, Math.sqrt(10 / Math.atan(10) - 1), 1e-13, 'sd');
  });

  test('what is left must be something', () => {
    expect(problemsOf('truncated(normal(0, 1))')).toEqual([
      'truncated: there is neither min nor max; it takes one or both',
    ]);
    expect(problemsOf('truncated(normal(0, 1), 3, 2)')).toEqual([
      'truncated: min is 3 and max is 2; min must be below max. Swapped?',
    ]);
    expect(problemsOf('truncated(normal(0, 1), 50, 51)')).toEqual([
      'truncated: hardly anything of normal(mean=0, sd=1) lies between min 50 and max 51; its values reach from -Infinity to Infinity',
    ]);
    expect(problemsOf('truncated(uniform(0, 1), min=2)')).toEqual([
      'truncated: hardly anything of uniform(min=0, max=1) lies above min 2; its values reach from 0 to 1',
    ]);
    expect(problemsOf('truncated(discrete(0:0.5, 1:0.5), max=-1)')).toEqual([
      'truncated: hardly anything of discrete(0:0.5, 1:0.5) lies below max -1; its values reach from 0 to 1',
    ]);
  });

  test('a constructor and other names', () => {
    const one = truncated(normal({ mean: 0, sd: 1 }), { min: 0 });
    expect(one.text).toBe('truncated(normal(mean=0, sd=1), min=0)');
    for (const text of [
      'trunc(normal(0, 1), 0)',
      'truncate(normal(0, 1), lower=0)',
      'truncated(normal(0, 1), a=0)',
      'truncated(normal(0, 1), low=0)',
    ])
      expect(parseDistribution(text).text).toBe(one.text);
    expect(truncated(normal({ mean: 0, sd: 1 }), { max: 3 }).text).toBe(
      'truncated(normal(mean=0, sd=1), max=3)',
    );
  });
});
