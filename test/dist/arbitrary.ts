/** Any distribution of any family, for laws. */

import fc from 'fast-check';
import {
  bernoulli,
  beta,
  discrete,
  discreteuniform,
  type Distribution,
  exponential,
  gev,
  gumbel,
  gumbelmin,
  logistic,
  loglogistic,
  lognormal,
  loguniform,
  normal,
  pareto,
  pert,
  point,
  triangular,
  truncnormal,
  uniform,
  weibull,
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

/** Far from 0, so that a draw near 0 is a rare one: what laws allow for a rounding is a share of the draw. */
const farFromZero = fc.record({ location: real(100, 200), scale: real(0.001, 2) });

/** Tails no heavier than those of which 4000 strata give the mean. */
const extremes: fc.Arbitrary<Distribution> = fc.oneof(
  fc
    .tuple(real(0.001, 100), real(1.001, 1000))
    .map(([min, ratio]) => loguniform({ min, max: min * ratio })),
  ascending.map(triangular),
  fc.record({ mean: real(0.001, 100) }).map(exponential),
  fc.record({ shape: real(0.9, 30), scale: real(0.01, 100) }).map(weibull),
  farFromZero.map(logistic),
  fc.record({ scale: real(0.01, 100), shape: real(6, 50) }).map(loglogistic),
  farFromZero.map(gumbel),
  farFromZero.map(gumbelmin),
  fc.record({ min: real(0.01, 100), shape: real(6, 50) }).map(pareto),
  fc
    .tuple(farFromZero, real(-0.4, 0.1))
    .map(([{ location, scale }, shape]) => gev({ location, scale, shape })),
);

export const continuous: fc.Arbitrary<Distribution> = fc.oneof(
  { arbitrary: extremes, weight: 4 },
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
