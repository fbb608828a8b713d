/** Any distribution of any family, for laws. */

import fc from 'fast-check';
import {
  bernoulli,
  beta,
  binomial,
  chisquared,
  cumulative,
  type Distribution,
  discrete,
  discreteuniform,
  empirical,
  erlang,
  exponential,
  gamma,
  gev,
  gumbel,
  gumbelmin,
  histogram,
  inverseGaussian,
  johnsonSU,
  logistic,
  loglogistic,
  lognormal,
  loguniform,
  metalog,
  mixture,
  negativeBinomial,
  normal,
  pareto,
  pert,
  point,
  poisson,
  skewNormal,
  studentT,
  triangular,
  truncated,
  truncnormal,
  uniform,
  weibull,
} from '../../src/distributions/index.ts';

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

/**
 * Far from 0, so that a draw near 0 is a rare one: what laws allow for a rounding is a share of the
 * draw.
 */
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

/**
 * Made of other distributions, or through any quantiles: parts near each other, since in a gap a
 * draw tells little.
 */
const composed: fc.Arbitrary<Distribution> = fc.oneof(
  fc
    .tuple(farFromZero, real(0.25, 0.75))
    .map(([{ location: p10, scale }, share]) =>
      metalog({ p10, p50: p10 + share * scale, p90: p10 + scale }),
    ),
  fc
    .tuple(farFromZero, real(0, 1.5), real(0.5, 2), real(0.05, 0.95))
    .map(([{ location: mean, scale: sd }, shift, ratio, weight]) =>
      mixture([
        [normal({ mean, sd }), weight],
        [gumbel({ location: mean + shift * sd, scale: ratio * sd }), 1 - weight],
      ]),
    ),
  fc
    .tuple(farFromZero, real(-2, 1), real(0.1, 5), fc.boolean())
    .map(([{ location, scale }, from, width, both]) => {
      const min = location + from * scale;
      const inner = logistic({ location, scale });
      return truncated(inner, both ? { min, max: min + width * scale } : { min });
    }),
);

/** Bins of any width from 0.1 on, some of which may have nothing. */
const bins = fc
  .array(fc.tuple(real(0.1, 3), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 6 })
  .map((list) => {
    const edges = list.reduce((all, [width]) => [...all, all[all.length - 1] + width], [100]);
    return { edges, chips: list.map(([, chips], k) => (k === 0 ? chips + 1 : chips)) };
  });
const straight: fc.Arbitrary<Distribution> = fc.oneof(
  bins.map(({ edges, chips }) => histogram(edges, chips)),
  bins.map(({ edges, chips }) => {
    const total = chips.reduce((sum, chip) => sum + chip, 0);
    let below = 0;
    return cumulative(
      edges.map((edge, k) => [edge, k === 0 ? 0 : (below += chips[k - 1]) / total]),
    );
  }),
  fc
    .tuple(farFromZero, real(0.05, 0.95), fc.constantFrom(triangular, pert))
    .map(([{ location: p10, scale }, share, make]) =>
      make({ p10, mode: p10 + share * scale, p90: p10 + scale }),
    ),
);

/** Moderate ones: where draws span many orders of magnitude, 4000 strata do not give a mean. */
const shapes: fc.Arbitrary<Distribution> = fc.oneof(
  fc.record({ shape: real(0.3, 300), scale: real(0.01, 100) }).map(gamma),
  fc.record({ df: real(1, 100) }).map(chisquared),
  fc.record({ shape: fc.integer({ min: 1, max: 50 }), rate: real(0.01, 100) }).map(erlang),
  fc
    .tuple(real(0.01, 100), real(0.1, 1.2))
    .map(([mean, variation]) => inverseGaussian({ mean, sd: mean * variation })),
  fc
    .tuple(farFromZero, real(5, 200))
    .map(([{ location, scale }, df]) => studentT({ df, location, scale })),
  fc
    .tuple(farFromZero, real(-30, 30))
    .map(([{ location, scale }, shape]) => skewNormal({ location, scale, shape })),
  fc
    .tuple(farFromZero, real(-2, 2), real(1.5, 20))
    .map(([{ location, scale }, lean, delta]) =>
      johnsonSU({ gamma: lean, delta, xi: location, lambda: scale }),
    ),
  fc.record({ alpha: real(0.3, 50), beta: real(0.3, 50) }).map(beta),
  fc.tuple(ascending, real(0.1, 0.9), real(0.05, 0.9)).map(([{ min, max }, share, part]) =>
    beta({
      mean: min + share * (max - min),
      sd: part * (max - min) * Math.sqrt(share * (1 - share)),
      min,
      max,
    }),
  ),
);

export const continuous: fc.Arbitrary<Distribution> = fc.oneof(
  composed,
  straight,
  { arbitrary: extremes, weight: 4 },
  { arbitrary: shapes, weight: 4 },
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
  fc.record({ mean: real(0.001, 400) }).map(poisson),
  fc.record({ n: fc.integer({ min: 1, max: 400 }), p: real(0, 1) }).map(binomial),
  fc.record({ size: real(0.1, 50), p: real(0.05, 0.95) }).map(negativeBinomial),
  fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 }).map(empirical),
  fc.tuple(anyDiscrete, anyDiscrete, real(0.01, 0.99)).map(([one, other, weight]) =>
    mixture([
      [one, weight],
      [other, 1 - weight],
    ]),
  ),
  fc
    .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 40 }), real(0, 1))
    .map(([min, width, share]) =>
      truncated(discreteuniform({ min, max: min + width }), { min: min + share * width }),
    ),
);

export const anyDistribution = fc.oneof(continuous, stepped);

/** A uniform as streams give it: a multiple of 2^-53 inside (0, 1). */
export const uniformDraw = fc.oneof(
  fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }).map((numerator) => Number(numerator) / 2 ** 53),
  fc.constantFrom(2 ** -53, 0.5, 1 - 2 ** -53),
);
