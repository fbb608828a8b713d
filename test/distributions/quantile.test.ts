/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDistribution } from '../../src/distributions/index.ts';
import { anyDistribution, continuous, stepped, uniformDraw } from './arbitrary.ts';
import { byText, reference } from './reference.ts';

describe('reference', () => {
  // 1e-13 of the value: the logarithms behind a far tail are of the order of 700, and each unit in
  // their last place is 1e-13 of what they are the logarithm of. Where bounds are not 0, also a
  // rounding of the larger bound.
  test.each(byText(reference.quantiles))(
    '%s has the quantiles of mpmath, tails included',
    (text, rows) => {
      const distribution = parseDistribution(text);
      const [least, greatest] = distribution.support;
      const bound = [least, greatest].filter(Number.isFinite).map(Math.abs);
      for (const [, p, x] of rows) {
        const error = Math.abs(distribution.quantile(p) - x);
        const rounding = least === 0 ? 0 : 4 * Number.EPSILON * Math.max(0, ...bound);
        expect(error, `p = ${p}, x = ${x}`).toBeLessThanOrEqual(1e-13 * Math.abs(x) + rounding);
      }
    },
  );

  test.each(byText(reference.quantiles))(
    '%s has the cdf that these quantiles belong to',
    (text, rows) => {
      const distribution = parseDistribution(text);
      for (const [, p, x] of rows) {
        // x is rounded to a double, so p is known no better than that rounding times the density,
        // which a difference of two quantiles measures.
        const next =
          distribution.cdf(x * (1 + 4 * Number.EPSILON)) -
          distribution.cdf(x * (1 - 4 * Number.EPSILON));
        expect(Math.abs(distribution.cdf(x) - p), `p = ${p}, x = ${x}`).toBeLessThanOrEqual(
          1e-12 * p + 2 * Math.abs(next) + Number.EPSILON,
        );
      }
    },
  );
});

describe('law', () => {
  test('the cdf undoes the quantile function of a continuous distribution', () => {
    fc.assert(
      fc.property(continuous, uniformDraw, (distribution, p) => {
        const x = distribution.quantile(p);
        // What half a rounding of x is worth in probability, seen from both sides.
        const around = Math.max(
          Math.abs(x),
          ...distribution.support.filter(Number.isFinite).map(Math.abs),
        );
        const rounding = 4 * Number.EPSILON * around;
        const width = distribution.cdf(x + rounding) - distribution.cdf(x - rounding);
        expect(Math.abs(distribution.cdf(x) - p)).toBeLessThanOrEqual(1e-12 + width);
      }),
      { numRuns: 800 },
    );
  });

  test('the quantile of a stepped distribution is the least value whose cdf is p or more', () => {
    fc.assert(
      fc.property(stepped, uniformDraw, (distribution, p) => {
        const x = distribution.quantile(p);
        const roundings = 8 * Number.EPSILON;
        expect(distribution.cdf(x)).toBeGreaterThanOrEqual(p - roundings);
        expect(distribution.cdf(x - 1e-6)).toBeLessThanOrEqual(p + roundings);
      }),
    );
  });

  test('the quantile of a stepped distribution undoes its cdf, value by value', () => {
    fc.assert(
      fc.property(stepped, ({ mapping, cdf, quantile, family }) => {
        // Where probabilities are sums or come from two sides, a rounding may lead to the
        // neighbour.
        fc.pre(
          mapping.kind === 'steps' &&
            !['mixture', 'truncated', 'negativebinomial'].includes(family),
        );
        if (mapping.kind !== 'steps') return;
        for (const x of mapping.values.slice(0, 64)) {
          if (cdf(x) < 1 && cdf(x) > 0) expect(quantile(cdf(x))).toBe(x);
        }
      }),
    );
  });

  test('quantiles rise with p and stay within the support', () => {
    fc.assert(
      fc.property(anyDistribution, uniformDraw, uniformDraw, (distribution, p, q) => {
        const [least, greatest] = distribution.support;
        const low = distribution.quantile(Math.min(p, q));
        const high = distribution.quantile(Math.max(p, q));
        // Two values of p a few roundings apart may come out in either order by a rounding of x.
        expect(low - high).toBeLessThanOrEqual(1e-12 * Math.max(1e-3, Math.abs(high)));
        expect(low).toBeGreaterThanOrEqual(least);
        expect(high).toBeLessThanOrEqual(greatest);
      }),
    );
  });

  test('the quantiles at 0 and 1 are the ends of the support', () => {
    fc.assert(
      fc.property(anyDistribution, (distribution) => {
        expect([distribution.quantile(0), distribution.quantile(1)]).toEqual([
          ...distribution.support,
        ]);
      }),
    );
  });

  test('there is no quantile outside [0, 1], nor at NaN, and the cdf of NaN is NaN', () => {
    fc.assert(
      fc.property(anyDistribution, (distribution) => {
        for (const p of [-1e-9, 1 + 1e-9, NaN])
          expect(() => distribution.quantile(p)).toThrow(RangeError);
        expect(distribution.cdf(NaN)).toBeNaN();
      }),
    );
  });

  test('a distribution cannot be changed', () => {
    fc.assert(
      fc.property(anyDistribution, (distribution) => {
        const parts = [
          distribution,
          distribution.parameters,
          distribution.support,
          distribution.mapping,
        ];
        expect(parts.every((part) => Object.isFrozen(part))).toBe(true);
      }),
    );
  });
});
