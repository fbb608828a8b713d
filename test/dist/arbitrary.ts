/** Any distribution of any family, for laws. */

import fc from 'fast-check';
import {
  bernoulli,
  beta,
  type Distribution,
  discrete,
  discreteuniform,
  lognormal,
  normal,
  pert,
  point,
  truncnormal,
  uniform,
} from '../../src/dist/index.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Three numbers in ascending order, the first and last at least a thousandth apart. */
const ascending = fc
  .tuple(real(-100, 100), real(0, 1), real(0.001, 100))
  .map(([min, share, width]) => ({
    min,
    mode: Math.min(min + width, min + share * width),
    max: min + width,
  }));

const anyDiscrete = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    selector: ([value]) => value,
  })
  .map((pairs) => {
    const total = pairs.reduce((sum, [, weight]) => sum + weight, 0);
    return discrete(
      pairs
        .toSorted(([one], [other]) => one - other)
        .map(([value, weight]) => [value, weight / total] as const),
    );
  });

export const continuous: fc.Arbitrary<Distribution> = fc.oneof(
  fc.record({ mean: real(-100, 100), sd: real(0.001, 100) }).map(normal),
  fc
    .tuple(real(0.001, 100), real(1.01, 1000))
    .map(([p10, ratio]) => lognormal({ p10, p90: p10 * ratio })),
  ascending.map(({ min, max }) => uniform({ min, max })),
  ascending.map(pert),
  fc.record({ mean: real(0.02, 0.98), n: real(0.5, 500) }).map(beta),
  fc
    .tuple(ascending, real(-3, 3), real(0.1, 10))
    .map(([{ min, max }, shift, ratio]) =>
      truncnormal({ mean: min + shift * (max - min), sd: ratio * (max - min), min, max }),
    ),
);

export const stepped: fc.Arbitrary<Distribution> = fc.oneof(
  fc.record({ value: real(-100, 100) }).map(point),
  anyDiscrete,
  fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 100 }))
    .map(([min, width]) => discreteuniform({ min, max: min + width })),
  fc.record({ p: real(0, 1) }).map(bernoulli),
);

export const anyDistribution = fc.oneof(continuous, stepped);

/** A uniform as streams give it: a multiple of 2^-53 inside (0, 1). */
export const uniformDraw = fc.oneof(
  fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }).map((numerator) => Number(numerator) / 2 ** 53),
  fc.constantFrom(2 ** -53, 0.5, 1 - 2 ** -53),
);
