/**
 * What every family is tested for: that its members have the numbers of a file of references, and
 * the laws that tie quantiles, probabilities and draws together.
 *
 * A file test/fixtures/NAME.json is made by NAME.py beside it (mpmath 1.3.0, 50 digits, printed to
 * 17).
 */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  applyMapping,
  type Distribution,
  DistributionError,
  parseDistribution,
} from '../../src/distributions/index.ts';
import { normalCdf } from '../../src/math/functions.ts';

/** A number of the file: JSON has no infinities. */
type Printed = number | 'inf' | '-inf' | 'nan';

export interface Member {
  readonly text: string;
  readonly mean: Printed;
  readonly sd: Printed;
  readonly support: readonly [Printed, Printed];
  readonly quantiles: readonly (readonly [p: number, x: number])[];
  /** Values exceeded with probability q. */
  readonly upper: readonly (readonly [q: number, x: number])[];
  readonly at: readonly (readonly [x: number, cdf: number, survival: number, density: Printed])[];
}

/** The members in test/fixtures/NAME.json. */
export function membersIn(name: string): Member[] {
  const file = new URL(`../fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Member[];
}

export function printed(value: Printed): number {
  if (value === 'inf') return Infinity;
  if (value === '-inf') return -Infinity;
  return value === 'nan' ? NaN : value;
}

/**
 * The value whose distance to zero one rounding of a draw is measured by, where the draw itself is
 * smaller.
 */
function offset(distribution: Distribution): number {
  const ends = distribution.support.filter(Number.isFinite);
  // Values of a half line or an interval are as far from its ends as the digits of the ends go. On
  // the whole line a draw is a location and a multiple of a scale; the median is about the
  // location.
  return ends.length > 0 ? Math.max(...ends.map(Math.abs)) : Math.abs(distribution.quantile(0.5));
}

/**
 * By how much a rounding of x, or of what x is counted from, moves a positive function of x,
 * relative to its value there: without limit where the rounding leads to an end of the support.
 */
function conditionAt(distribution: Distribution, of: (x: number) => number, x: number): number {
  const rounding = 2 * Number.EPSILON * Math.max(Math.abs(x), offset(distribution));
  const [least, greatest] = distribution.support;
  const below = of(Math.max(least, x - rounding));
  const above = of(Math.min(greatest, x + rounding));
  const size = Math.min(below, above);
  return size > 0 ? Math.abs(above - below) / size : Infinity;
}

/** That two numbers agree: both infinite or NaN alike, or within a relative error. */
export function expectClose(
  value: number,
  wanted: number,
  tolerance: number,
  what: string,
  absolute = 0,
): void {
  if (!Number.isFinite(wanted) || wanted === 0) {
    expect(Math.abs(value - wanted) <= absolute ? wanted : value, what).toBe(wanted);
  } else {
    const error = Math.abs(value - wanted);
    if (!(error <= tolerance * Math.abs(wanted) + absolute)) {
      expect.fail(`${what}: ${value}, not ${wanted}; relative error ${error / Math.abs(wanted)}`);
    }
  }
}

/**
 * That the members have the numbers of their file: quantiles and upper quantiles, probabilities and
 * densities, moments and support.
 *
 * @param tolerance  relative error allowed: 1e-12 is what families promise. A rounding of x, or of
 *                   the end or the location that x is counted from, is allowed on top, by what it
 *                   does to the value.
 * @param ofMoments  the same for mean and sd
 */
export function referenceTests(
  members: readonly Member[],
  tolerance = 1e-12,
  ofMoments = 1e-13,
): void {
  const rows = members.map((member) => [member.text, member] as const);

  test.each(rows)('%s has the quantiles of mpmath, both tails included', (text, member) => {
    const distribution = parseDistribution(text);
    // What lies on both sides of 0 has a quantile next to it, known to a rounding of its spread.
    const spread =
      distribution.support[0] === -Infinity && distribution.sd < Infinity ? distribution.sd : 0;
    const rounding = 4 * Number.EPSILON * offset(distribution) + Number.EPSILON * spread;
    for (const [p, x] of member.quantiles) {
      expectClose(distribution.quantile(p), x, tolerance, `p = ${p}`, rounding);
    }
    for (const [q, x] of member.upper) {
      expectClose(distribution.upperQuantile(q), x, tolerance, `q = ${q}`, rounding);
    }
  });

  test.each(rows)('%s has the probabilities and the density of mpmath', (text, member) => {
    const distribution = parseDistribution(text);
    for (const [x, ...wanted] of member.at) {
      for (const [k, name] of (['cdf', 'survival', 'density'] as const).entries()) {
        const of = (at: number) => distribution[name](at);
        const allowed = tolerance + (distribution.discrete ? 0 : conditionAt(distribution, of, x));
        expectClose(of(x), printed(wanted[k]), allowed, `${name} at ${x}`);
      }
    }
  });

  test.each(rows)('%s has the moments and the support of its definition', (text, member) => {
    const distribution = parseDistribution(text);
    const { mean, sd, support } = distribution;
    const rounding = 4 * Number.EPSILON * offset(distribution);
    expectClose(mean, printed(member.mean), ofMoments, 'mean', rounding);
    expectClose(sd, printed(member.sd), ofMoments, 'sd');
    // Ends that follow from other parameters have roundings, of the median or of themselves.
    const median = 4 * Number.EPSILON * Math.abs(distribution.quantile(0.5));
    for (const [k, end] of support.entries()) {
      const wanted = printed(member.support[k]);
      expectClose(end, wanted, 4 * Number.EPSILON, 'an end', wanted === 0 ? 0 : median);
    }
  });
}

/** Scores of draws: over all that a uniform of 53 bits can give. */
const SCORES = Array.from({ length: 821 }, (_, k) => (k - 410) / 50);

/** Laws of continuous and of stepped distributions. */
export function lawTests(texts: readonly string[]): void {
  const all = texts.map((text) => parseDistribution(text));
  const named = (some: readonly Distribution[]) => some.map((one) => [one.text, one] as const);
  const continuous = named(all.filter(({ discrete }) => !discrete));
  const discrete = named(all.filter(({ discrete }) => discrete));

  test.each(named(all))('%s is what its text gives', (text, distribution) => {
    const again = parseDistribution(text);
    const { family, parameters, mean, sd, support } = distribution;
    expect(again).toMatchObject({ family, parameters, text, mean, sd, support });
    expect(JSON.stringify(again.mapping)).toBe(JSON.stringify(distribution.mapping));
    // Quantiles of every seventh power of ten, the ends included.
    for (const p of [0, 1e-300, 1e-7, 0.5, 1 - 1e-7, 1])
      expect(again.quantile(p)).toBe(distribution.quantile(p));
  });

  test.each(named(all))('survival and cdf of %s add to 1', (_, distribution) => {
    for (const p of [1e-9, 0.003, 0.1, 0.3, 0.5, 0.7, 0.9, 0.998]) {
      const x = distribution.quantile(p);
      // A rounding of each.
      const sum = distribution.cdf(x) + distribution.survival(x);
      expect(Math.abs(sum - 1), `x = ${x}`).toBeLessThan(4 * Number.EPSILON);
    }
    const [least, greatest] = distribution.support;
    expect([distribution.cdf(-Infinity), distribution.survival(-Infinity)]).toEqual([0, 1]);
    expect([distribution.cdf(Infinity), distribution.survival(Infinity)]).toEqual([1, 0]);
    expect([distribution.quantile(0), distribution.quantile(1)]).toEqual([least, greatest]);
    expect([distribution.upperQuantile(1), distribution.upperQuantile(0)]).toEqual([
      least,
      greatest,
    ]);
  });

  test.each(continuous)(
    'quantile and cdf of %s undo each other in both tails',
    (_, distribution) => {
      const tails = [
        [distribution.quantile, distribution.cdf],
        [distribution.upperQuantile, distribution.survival],
      ] as const;
      const rounding = 4 * Number.EPSILON * offset(distribution);
      for (const [quantile, probability] of tails) {
        for (const p of [1e-300, 1e-200, 1e-90, 1e-40, 1e-16, 1e-7, 0.002, 0.03, 0.2, 0.4, 0.5]) {
          const x = quantile(p);
          // Where x is the end of the support, or too small a number for 15 digits, the way back is
          // lost.
          const lost = distribution.support.some(
            (end) => Math.abs(x - end) <= 1e-9 * Math.abs(end),
          );
          if (lost || Math.abs(x) < 1e-290 || !Number.isFinite(x)) continue;
          const allowed = 1e-12 + 2 * conditionAt(distribution, probability, x);
          expectClose(probability(x), p, allowed, `probability of the quantile at ${p}`);
          expectClose(quantile(probability(x)), x, 1e-12, `quantile of cdf(${x})`, rounding);
        }
      }
    },
  );

  test.each(continuous)('the density of %s is the slope of its cdf', (_, distribution) => {
    // Not at one half, where a triangle may have its kink.
    for (const p of [0.01, 0.2, 0.48, 0.8, 0.99]) {
      const step = 1e-5 * Math.min(p, 1 - p);
      const [x, low, high] = [p, p - step, p + step].map(distribution.quantile);
      // Values that have run into an end of the support have no slope left.
      const rounding = 4 * Number.EPSILON * Math.max(Math.abs(x), offset(distribution));
      if (rounding > 1e-6 * (high - low)) continue;
      // The density hardly bends over a hundred thousandth of a tail: a relative 1e-6 is seen of
      // it.
      const slope = (distribution.cdf(high) - distribution.cdf(low)) / (high - low);
      expectClose(distribution.density(x), slope, 1e-5, `density at ${x}`);
    }
  });

  test.each(discrete)(
    'the quantile of %s is the first value whose cdf exceeds p',
    (_, distribution) => {
      for (const p of [1e-300, 1e-90, 1e-12, 0.001, 0.03, 0.2, 0.5, 0.8, 0.97, 0.9999999]) {
        const x = distribution.quantile(p);
        expect(distribution.cdf(x), `p = ${p}`).toBeGreaterThan(p);
        // No value of these families lies closer than 1 to the next.
        if (x > distribution.support[0])
          expect(distribution.cdf(x - 1), `p = ${p}`).toBeLessThanOrEqual(p);
        const above = distribution.upperQuantile(p);
        expect(distribution.survival(above), `q = ${p}`).toBeLessThan(p);
        if (above > distribution.support[0])
          expect(distribution.survival(above - 1), `q = ${p}`).toBeGreaterThanOrEqual(p);
      }
    },
  );

  test.each(named(all))(
    'draws of %s are its quantiles, and rise with the score',
    (_, distribution) => {
      const { mapping } = distribution;
      const table = mapping.kind === 'table' ? mapping.table() : undefined;
      const spread = (distribution.quantile(0.84) - distribution.quantile(0.16)) / 2;
      let before = -Infinity;
      for (const z of SCORES) {
        const tail = normalCdf(-Math.abs(z));
        const draw = applyMapping(mapping, table, normalCdf(z), z);
        if (distribution.discrete) {
          // The uniform of a high score has lost the digits of the tail: what lies a rounding
          // around it.
          const u = normalCdf(z);
          expect(draw, `z = ${z}`).toBeGreaterThanOrEqual(
            distribution.quantile(u * (1 - 2 ** -50)),
          );
          const most = distribution.quantile(Math.min(1 - 2 ** -54, u * (1 + 2 ** -50)));
          expect(draw, `z = ${z}`).toBeLessThanOrEqual(most);
        } else {
          const exact = z <= 0 ? distribution.quantile(tail) : distribution.upperQuantile(tail);
          const allowed = (Math.abs(z) <= 4 ? 1e-9 : 1e-6) * Math.max(Math.abs(exact), spread);
          if (!(Math.abs(draw - exact) <= allowed)) {
            expect.fail(
              `z = ${z}: ${draw}, not ${exact}; error ${Math.abs(draw - exact) / spread} of the spread`,
            );
          }
        }
        // Where a draw is the sum of a location and something smaller, neighbours may differ by a
        // rounding.
        const rounding = 8 * Number.EPSILON * Math.max(Math.abs(draw), offset(distribution));
        if (!(draw >= before - rounding)) expect.fail(`z = ${z}: ${draw} stands after ${before}`);
        before = draw;
      }
    },
  );
}

/** The draw of each score, as the machine makes it. */
export function drawer({ mapping }: Distribution): (z: number) => number {
  const table = mapping.kind === 'table' ? mapping.table() : undefined;
  return (z) => applyMapping(mapping, table, normalCdf(z), z);
}

/**
 * That two texts give one member: the same quantiles, moments and support, to a share of their
 * size.
 */
export function expectSame(one: string, other: string, tolerance: number): void {
  const [a, b] = [parseDistribution(one), parseDistribution(other)];
  const size = tolerance * offset(b);
  for (const p of [1e-6, 0.1, 0.25, 0.5]) {
    expectClose(a.quantile(p), b.quantile(p), tolerance, `${one}: p = ${p}`, size);
    expectClose(a.upperQuantile(p), b.upperQuantile(p), tolerance, `${one}: q = ${p}`, size);
  }
  expectClose(a.mean, b.mean, tolerance, `${one}: mean`, size);
  expectClose(a.sd, b.sd, tolerance, `${one}: sd`);
  expectClose(a.support[0], b.support[0], tolerance, `${one}: least`, size);
  expectClose(a.support[1], b.support[1], tolerance, `${one}: greatest`, size);
}

/** That a text has, to a share of their size, the quantiles that it names: p10=3, p90=8. */
export function expectQuantiles(text: string, tolerance: number): void {
  const distribution = parseDistribution(text);
  const levels = [...text.matchAll(/\bp(\d+\.?\d*|\.\d+)=([^,)]+)/g)];
  expect(levels.length, text).toBeGreaterThan(0);
  for (const [, percent, value] of levels) {
    const [p, q] = [Number(percent) / 100, (100 - Number(percent)) / 100];
    const x = p <= 0.5 ? distribution.quantile(p) : distribution.upperQuantile(q);
    expectClose(x, Number(value), tolerance, `${text}: p = ${p}`, tolerance * offset(distribution));
  }
}

/** What is wrong with a text, in its order. */
export function problemsOf(text: string): string[] {
  try {
    parseDistribution(text);
  } catch (error) {
    if (error instanceof DistributionError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}
