/** Any member of any family, for laws: families come from the index, numbers from fast-check. */

import fc from 'fast-check';
import { type Distribution, type Family, families } from '../../src/distributions/index.ts';

/** Any member of a family, none too extreme. */
export function memberOf(family: Family): fc.Arbitrary<Distribution> {
  return fc.gen().map((draw) =>
    family.member({
      real: (min, max) => draw(fc.double, { min, max, noNaN: true }),
      whole: (min, max) => draw(fc.integer, { min, max }),
    }),
  );
}

export const anyDistribution = fc.oneof(...families.map(memberOf));
export const continuous = anyDistribution.filter(({ discrete }) => !discrete);
export const stepped = anyDistribution.filter(({ discrete }) => discrete);

/** A uniform as streams give it: a multiple of 2^-53 inside (0, 1). */
export const uniformDraw = fc.oneof(
  fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }).map((numerator) => Number(numerator) / 2 ** 53),
  fc.constantFrom(2 ** -53, 0.5, 1 - 2 ** -53),
);
