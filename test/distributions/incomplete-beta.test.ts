import quantile from '@stdlib/stats-base-dists-beta-quantile';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logistic, logitBeta } from '../../src/distributions/incomplete-beta.ts';
import { exp, log } from '../../src/math/functions.ts';

const shape = fc.double({ min: 0.3, max: 80, noNaN: true });

test('reference: quantiles agree with an independent library', () => {
  fc.assert(
    fc.property(shape, shape, fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (a, b, p) => {
      const ours = logistic(logitBeta(a, b).quantile(log(p)));
      const theirs = quantile(p, a, b);
      // The library holds 4e-16 for ordinary shapes, by its own tests; half a dozen digits are left
      // for odd ones.
      expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-11);
    }),
    { numRuns: 500 },
  );
});

test('law: the cdf undoes the quantile, even where x itself is no longer a number above 0', () => {
  const anyShape = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(
      anyShape,
      anyShape,
      fc.double({ min: -600, max: -0.7, noNaN: true }),
      (a, b, logP) => {
        const distribution = logitBeta(a, b);
        const y = distribution.quantile(logP);
        // y is rounded, and the logarithm moves by at most a for each unit of y; the rest is the
        // size of the logarithms that enter, up to 1e5 for these shapes.
        const rounding = Number.EPSILON * (a * Math.abs(y) + 1e5);
        expect(Math.abs(distribution.logCdf(y) - logP)).toBeLessThan(4 * rounding + 1e-12);
      },
    ),
    { numRuns: 500 },
  );
});

test('closed form: Beta(a, 1) has cdf x^a, so the logarithm of x is log(p) / a', () => {
  for (const a of [0.01, 0.5, 1, 3, 40]) {
    for (const logP of [-1, -30, -700]) {
      const y = logitBeta(a, 1).quantile(logP);
      const logX = logP / a;
      // logit(x) = log(x) - log(1 - x).
      const exact = logX - log(1 - exp(logX));
      expect(Math.abs(y - exact)).toBeLessThan(1e-13 * Math.max(1, Math.abs(exact)));
    }
  }
});
