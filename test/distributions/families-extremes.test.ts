/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Distribution,
  exponential,
  gev,
  gumbel,
  gumbelmin,
  logistic,
  loglogistic,
  loguniform,
  normal,
  pareto,
  parseDistribution,
  triangular,
  uniform,
  weibull,
} from '../../src/distributions/index.ts';
import { log } from '../../src/math/functions.ts';
import {
  drawer,
  expectClose,
  expectQuantiles,
  expectSame,
  lawTests,
  membersIn,
  printed,
  problemsOf,
  referenceTests,
} from './family-laws.ts';

const members = membersIn('families-extremes');

// Parameters that follow from moments and quantiles are rounded, and with them everything else.
referenceTests(members, 3e-13);

/** Members given by the parameters of their formula, which are the doubles of the reference. */
const exact = members.filter(({ text }) => !/sd=|\bp\d/.test(text));

test.each(exact.map((member) => [member.text, member] as const))(
  'reference: %s keeps its digits at every given number, with nothing allowed for its rounding',
  (text, member) => {
    const distribution = parseDistribution(text);
    // A rounding of x may be all that is left of a distance to 0 or to an end, where no sum is
    // meant to be better.
    for (const [p, x] of member.quantiles)
      expectClose(distribution.quantile(p), x, 2e-14, `p = ${p}`);
    for (const [q, x] of member.upper)
      expectClose(distribution.upperQuantile(q), x, 2e-14, `q = ${q}`);
    // The exponent behind a probability of 1e-300 is 690, and half a rounding of it 6e-14 of the
    // probability.
    for (const [x, ...wanted] of member.at) {
      for (const [k, name] of (['cdf', 'survival', 'density'] as const).entries())
        expectClose(distribution[name](x), printed(wanted[k]), 2e-13, `${name} at ${x}`);
    }
    // A handful of roundings, halved by the root of a standard deviation.
    expectClose(distribution.mean, printed(member.mean), 1e-15, 'mean');
    expectClose(distribution.sd, printed(member.sd), 1e-15, 'sd');
  },
);

lawTests(members.map(({ text }) => text));

test('every text of the reference is one of these families, and each has several', () => {
  const count = new Map<string, number>();
  for (const { text } of members) {
    const { family } = parseDistribution(text);
    count.set(family, (count.get(family) ?? 0) + 1);
  }
  const families =
    'exponential gev gumbel gumbelmin logistic loglogistic loguniform normal pareto triangular uniform weibull';
  expect([...count.keys()].toSorted().join(' ')).toBe(families);
  expect(Math.min(...count.values())).toBeGreaterThanOrEqual(2);
});

describe('tables', () => {
  const tables = members.flatMap(({ text }) => {
    const { mapping } = parseDistribution(text);
    return mapping.kind === 'table' ? [[text, mapping] as const] : [];
  });
  /** A mode inside is a kink of the quantile function, where no even table does. */
  const kinked = (text: string) => /^triangular.*(mode=(4|1e-12|-1e-09)|min=-5)/.test(text);

  test.each(tables.filter(([text]) => !kinked(text)))(
    'that of %s is even, with steps of 1/16 or more',
    (_, mapping) => {
      const table = mapping.table();
      expect(table.grid === 'even' ? table.step : 0).toBeGreaterThanOrEqual(1 / 16);
    },
  );

  test.each(tables.filter(([text]) => kinked(text)))(
    'that of %s has fewer than 100 intervals around the kink at its mode',
    (_, mapping) => {
      expect(mapping.table().intervals).toBeLessThan(100);
    },
  );

  test('draws stay within the bounds, for a rounding', () => {
    const bounded = members
      .map(({ text }) => parseDistribution(text))
      .filter(({ support }) => support.every(Number.isFinite));
    expect(bounded.length).toBeGreaterThan(10);
    for (const distribution of bounded) {
      const { text, support } = distribution;
      const draw = drawer(distribution);
      const room = 1e-9 * (support[1] - support[0]);
      for (let z = -12.5; z <= 12.5; z += 0.013) {
        const x = draw(z);
        if (!(x >= support[0] - room && x <= support[1] + room))
          expect.fail(`${text}: ${x} at z = ${z}`);
      }
    }
  });
});

describe('closed form', () => {
  // Two ways to one value, each with a few roundings; powers of E as small as 1e-6 to the shape
  // count too.
  test.each([
    ['weibull(shape=1, scale=3)', 'exponential(mean=3)'],
    ['weibull(shape=1, scale=3, location=2)', 'exponential(scale=3, location=2)'],
    ['gev(location=2, scale=3, shape=0)', 'gumbel(location=2, scale=3)'],
    ['gev(location=2, scale=3, shape=1e-22)', 'gumbel(location=2, scale=3)'],
    ['exponential(mean=5, location=2)', 'exponential(scale=3, location=2)'],
    ['exponential(rate=0.25)', 'exponential(mean=4)'],
    ['triangular(min=0, mode=0, max=1e-9)', 'triangular(min=0, mode=1e-30, max=1e-9)'],
    ['uniform(mean=3, sd=1)', `uniform(min=${3 - Math.sqrt(3)}, max=${3 + Math.sqrt(3)})`],
    ['loguniform(p25=2, p75=8)', 'loguniform(min=1, max=16)'],
    ['uniform(p25=2, p75=4)', 'uniform(min=1, max=5)'],
    ['exponential(p50=2)', `exponential(mean=${2 / Math.LN2})`],
    ['loglogistic(p25=1, p75=9)', 'loglogistic(scale=3, shape=1)'],
    ['pareto(p50=2, p75=4)', 'pareto(min=1, shape=1)'],
    [
      'pareto(mean=2, sd=2)',
      `pareto(min=${2 * (1 - 1 / (1 + Math.SQRT2))}, shape=${1 + Math.SQRT2})`,
    ],
  ])('%s is %s', (one, other) => expectSame(one, other, 4e-15));

  const probabilities = [1e-12, 0.001, 0.1, 0.25, 0.5];
  /** That one distribution is what a function makes of another. */
  function expectImage(
    image: Distribution,
    of: Distribution,
    f: (x: number) => number,
    falls = false,
  ) {
    for (const p of probabilities) {
      const [low, high] = falls
        ? [of.upperQuantile(p), of.quantile(p)]
        : [of.quantile(p), of.upperQuantile(p)];
      expectClose(image.quantile(p), f(low), 1e-14, `p = ${p}`, 1e-14);
      expectClose(image.upperQuantile(p), f(high), 1e-14, `q = ${p}`, 1e-14);
    }
  }

  test('minus a gumbel is a gumbelmin', () => {
    const of = gumbel({ location: 2, scale: 3 });
    expectImage(gumbelmin({ location: -2, scale: 3 }), of, (x) => -x, true);
  });

  test('the logarithm of a loglogistic is logistic, that of a pareto over its min exponential', () => {
    const logarithm = logistic({ location: log(3), scale: 1 / 4 });
    expectImage(logarithm, loglogistic({ scale: 3, shape: 4 }), log);
    const wait = exponential({ rate: 4 });
    expectImage(wait, pareto({ min: 1, shape: 4 }), log);
  });

  test('the logarithm of a loguniform is uniform, minus that of a weibull gumbel', () => {
    expectImage(uniform({ min: log(2), max: log(9) }), loguniform({ min: 2, max: 9 }), log);
    const score = gumbel({ location: -log(3), scale: 1 / 4 });
    expectImage(score, weibull({ shape: 4, scale: 3 }), (x) => -log(x), true);
  });

  test('a gev of shape -1/k is a mirrored weibull of shape k', () => {
    const of = weibull({ shape: 4, scale: 12 });
    expectImage(gev({ location: 0, scale: 3, shape: -0.25 }), of, (x) => 12 - x, true);
  });

  test('a triangular of mode max is the greater of two uniforms, and the lesser for mode min', () => {
    const [lesser, greater] = [0, 1].map((mode) => triangular({ min: 0, mode, max: 1 }));
    for (const p of probabilities) {
      expectClose(greater.quantile(p), Math.sqrt(p), 1e-15, `p = ${p}`);
      expectClose(lesser.upperQuantile(p), 1 - Math.sqrt(p), 1e-15, `q = ${p}`);
      // 1 - sqrt(1 - p) without its loss.
      expectClose(lesser.quantile(p), p / (1 + Math.sqrt(1 - p)), 1e-15, `p = ${p}`);
    }
  });
});

// Far from 0 and from each other, and close together: ratios of 1.001 to 1000.
const rise = fc.tuple(
  fc.double({ min: 0.01, max: 100, noNaN: true }),
  fc.double({ min: 1.001, max: 1000, noNaN: true }),
);
const pairOfLevels = fc.constantFrom(
  ['p10', 'p90'],
  ['p2.5', 'p97.5'],
  ['p50', 'p99'],
  ['p0.1', 'p25'],
  ['p75', 'p90'],
);

describe('law: values at two levels are the quantiles there', () => {
  const forms = [
    'normal',
    'uniform',
    'logistic',
    'gumbel',
    'gumbelmin',
    'weibull',
    'loglogistic',
    'pareto',
    'gev(shape=0.2)',
    'gev(shape=-2)',
    'gev(shape=1e-9)',
    'weibull(location=-3)',
  ];
  test.each(forms)('%s', (form) => {
    const [, family, inside = ''] = /^(\w+)(?:\((.*)\))?$/.exec(form)!;
    fc.assert(
      fc.property(rise, pairOfLevels, ([low, ratio], [one, other]) => {
        const text = `${family}(${one}=${low}, ${other}=${low * ratio}${inside === '' ? '' : `, ${inside}`})`;
        // Some steep rises take a shape out of bounds.
        fc.pre(problemsOf(text).length === 0);
        // A dozen roundings, each of which may count as much as the logarithm of 1000, or the
        // spread in terms of the least value.
        expectQuantiles(text, 1e-13);
      }),
    );
  });

  test('loguniform', () => {
    fc.assert(
      fc.property(rise, ([low, ratio]) =>
        expectQuantiles(`loguniform(p20=${low}, p70=${low * ratio})`, 1e-13),
      ),
    );
  });

  test('exponential, at one level', () => {
    fc.assert(
      fc.property(rise, pairOfLevels, ([low, ratio], [level]) => {
        expectQuantiles(`exponential(${level}=${low})`, 1e-14);
        expectQuantiles(`exponential(${level}=${low * ratio}, location=${low / 2})`, 1e-14);
      }),
    );
  });

  test('gev, at three levels', () => {
    fc.assert(
      fc.property(rise, fc.double({ min: 0.02, max: 50, noNaN: true }), ([low, ratio], bend) => {
        const middle = low * ratio;
        const text = `gev(p10=${low}, p50=${middle}, p95=${middle + bend * (middle - low)})`;
        // The shape, up to 7 here, and the differences between the three values have their own
        // roundings.
        expectQuantiles(text, 1e-12);
      }),
    );
  });
});

describe('law: the parameters that moments lead to have these moments', () => {
  // From the member that has the mean and sd to two of its quantiles, from these to one whose
  // moments are computed.
  const again = (made: Distribution) =>
    parseDistribution(`${made.family}(p25=${made.quantile(0.25)}, p75=${made.quantile(0.75)})`);
  const anyMean = fc.double({ min: 1, max: 1000, noNaN: true });
  const anyVariation = fc.double({ min: 0.01, max: 5, noNaN: true });
  test.each([
    ['weibull', weibull],
    ['loglogistic', loglogistic],
    ['pareto', pareto],
    ['logistic', logistic],
    ['gumbel', gumbel],
    ['gumbelmin', gumbelmin],
    ['normal', normal],
    ['uniform', uniform],
  ])('%s', (_, family) => {
    fc.assert(
      fc.property(anyMean, anyVariation, (mean, variation) => {
        const sd = mean * variation;
        const made = family({ mean, sd });
        expect([made.mean, made.sd]).toEqual([mean, sd]);
        const found = again(made);
        // The quartiles are 1 % of themselves apart or more, so that a hundred roundings of the
        // scale are possible; of the shape of a log-logistic or Pareto with an sd five times its
        // mean, 2.02 or more, its distance from 2 has lost two digits.
        expectClose(found.mean, mean, 1e-12, 'mean', 1e-13 * sd);
        expectClose(found.sd, sd, 1e-12, 'sd');
      }),
    );
  });

  test('gev, beside a shape', () => {
    const anyShape = fc.double({ min: -3, max: 0.49, noNaN: true });
    fc.assert(
      fc.property(anyMean, anyVariation, anyShape, (mean, variation, shape) => {
        const sd = mean * variation;
        const made = gev({ mean, sd, shape });
        const [p25, p75] = [made.quantile(0.25), made.quantile(0.75)];
        const found = gev({ p25, p75, shape });
        expectClose(found.mean, mean, 1e-12, 'mean', 1e-13 * sd);
        expectClose(found.sd, sd, 1e-12, 'sd');
      }),
    );
  });

  test('weibull, from a location', () => {
    const made = weibull({ mean: 12, sd: 3, location: 5 });
    const counted = weibull({ mean: 7, sd: 3 });
    for (const p of [0.001, 0.5, 0.999])
      expectClose(made.quantile(p), 5 + counted.quantile(p), 1e-15, `p = ${p}`);
  });
});

test('law: a gev moves by no more than its shape where that passes 0 and where its table changes', () => {
  for (const shape of [-1e-9, -1e-15, 1e-15, 1e-9]) {
    const [bent, straight] = [
      gev({ location: 0, scale: 1, shape }),
      gumbel({ location: 0, scale: 1 }),
    ];
    for (const p of [1e-9, 0.1, 0.5, 0.9, 1 - 1e-9]) {
      const y = straight.quantile(p);
      // (exp(shape y) - 1) / shape = y + shape y^2 / 2 + ...
      expectClose(
        bent.quantile(p),
        y + (shape * y * y) / 2,
        1e-14,
        `shape ${shape}, p = ${p}`,
        1e-15,
      );
    }
    expectClose(bent.mean, straight.mean, 0, 'mean', Math.abs(shape) + 1e-15);
    expectClose(bent.sd, straight.sd, 0, 'sd', 2 * Math.abs(shape) + 1e-15);
  }
  for (const edge of [0.25, -0.25]) {
    const [one, other] = [edge, edge * (1 + 1e-12)].map((shape) =>
      drawer(gev({ location: 0, scale: 1, shape })),
    );
    for (let z = -8; z <= 8; z += 0.173)
      expectClose(one(z), other(z), 2e-9, `shape ${edge}, z = ${z}`, 2e-9);
  }
});

describe('what is refused', () => {
  test.each<[text: string, ...problems: string[]]>([
    ['normal(p10=3, p90=1)', 'normal: p10 is 3 and p90 is 1; p10 must be below p90. Swapped?'],
    [
      'normal(p10=-1e308, p90=1e308)',
      'normal: p10 is -1e+308 and p90 is 1e+308; what passes through them has parameters that are too large or too small for a number',
    ],
    ['normal(mu=1, sigma=-2)', 'normal: sd is -2; it must be above 0'],
    ['uniform(mean=1, sd=0)', 'uniform: sd is 0; it must be above 0'],
    [
      'uniform(mean=1e300, sd=1)',
      'uniform: mean is 1e+300 and sd is 1; its bounds lie 1.73 sd from the mean, and are one number',
    ],
    [
      'uniform(mean=1, sd=1e308)',
      'uniform: sd is 1e+308; its bounds lie 1.73 sd from the mean, and are too far apart for a number',
    ],
    [
      'uniform(p1=1, p2=1e308)',
      'uniform: p1 is 1 and p2 is 1e+308; what passes through them has parameters that are too large or too small for a number',
    ],
    ['loguniform(0, 3)', 'loguniform: min is 0; it must be above 0'],
    ['loguniform(3, 1)', 'loguniform: min is 3 and max is 1; min must be below max. Swapped?'],
    ['loguniform(p10=-1, p50=3)', 'loguniform: p10 is -1; it must be above 0'],
    [
      'loguniform(p49=1, p50=1e10)',
      'loguniform: p49 is 1 and p50 is 10000000000; what passes through them has parameters that are too large or too small for a number',
    ],
    [
      'triangular(0, 3, 2)',
      'triangular: mode is 3, outside min 0 and max 2; it must lie between them',
    ],
    [
      'triangular(2, 2, 2)',
      'triangular: min and max are both 2; min must be below max. point(2) is a certain value.',
    ],
    ['exponential(-1)', 'exponential: mean is -1; it must be above 0'],
    [
      'exponential(mean=2, location=3)',
      'exponential: mean is 2; it must be above location 3, which it includes. scale=... is the mean without it.',
    ],
    ['exponential(scale=0)', 'exponential: scale is 0; it must be above 0'],
    ['exponential(rate=0)', 'exponential: rate is 0; it must be above 0'],
    [
      'exponential(rate=1e-320)',
      'exponential: rate is 1e-320; its mean, 1 / rate, is too large for a number',
    ],
    ['exponential(p50=1, location=2)', 'exponential: p50 is 1; it must be above location 2'],
    ['exponential(p50=1, p90=2)', 'exponential: it takes 1 quantile, such as p50=...; there are 2'],
    [
      'exponential(p1=1e307)',
      'exponential: p1 is 1e+307; what passes through them has parameters that are too large or too small for a number',
    ],
    ['weibull(0.1, 2)', 'weibull: shape is 0.1; it must be from 0.125 to 1000000'],
    ['weibull(shape=2)', 'weibull: scale is missing; it takes shape, scale, location'],
    ['weibull(shape=2, scale=0)', 'weibull: scale is 0; it must be above 0'],
    ['weibull(mean=1, sd=1, location=2)', 'weibull: mean is 1; it must be above location 2'],
    [
      'weibull(mean=1, sd=1e9)',
      'weibull: mean is 1 and sd is 1000000000; that is a shape below 0.125, which must be from 0.125 to 1000000',
    ],
    [
      'weibull(mean=1, sd=1e-9)',
      'weibull: mean is 1 and sd is 1e-9; that is a shape above 1000000, which must be from 0.125 to 1000000',
    ],
    [
      'weibull(p10=1, p90=1e90)',
      'weibull: p10 is 1 and p90 is 1e+90; that is a shape of 0.0149, which must be from 0.125 to 1000000',
    ],
    ['weibull(p10=1, p90=3, location=2)', 'weibull: p10 is 1; it must be above location 2'],
    ['logistic(1, 0)', 'logistic: scale is 0; it must be above 0'],
    ['logistic(mean=1, sd=-1)', 'logistic: sd is -1; it must be above 0'],
    ['loglogistic(0, 2)', 'loglogistic: scale is 0; it must be above 0'],
    ['loglogistic(1, 1e7)', 'loglogistic: shape is 10000000; it must be from 0.2 to 1000000'],
    [
      'loglogistic(mean=1, sd=2000)',
      'loglogistic: mean is 1 and sd is 2000; sd must be at most 1000 times the mean',
    ],
    [
      'loglogistic(mean=1, sd=1e-9)',
      'loglogistic: mean is 1 and sd is 1e-9; sd must be at least 0.00000181 times the mean',
    ],
    [
      'loglogistic(p10=1, p90=1.0000000001)',
      'loglogistic: p10 is 1 and p90 is 1.0000000001; that is a shape of 43900000000, which must be from 0.2 to 1000000',
    ],
    ['gumbel(1, -1)', 'gumbel: scale is -1; it must be above 0'],
    ['gumbelmin(mean=1, sd=0)', 'gumbelmin: sd is 0; it must be above 0'],
    ['pareto(0, 2)', 'pareto: min is 0; it must be above 0'],
    ['pareto(1, 0.1)', 'pareto: shape is 0.1; it must be from 0.125 to 1000000'],
    [
      'pareto(mean=1, sd=1e5)',
      'pareto: mean is 1 and sd is 100000; sd must be at most 1000 times the mean',
    ],
    [
      'pareto(mean=1, sd=1e-9)',
      'pareto: mean is 1 and sd is 1e-9; that is a shape of 1000000000, which must be from 0.125 to 1000000',
    ],
    ['pareto(mean=-1, sd=1)', 'pareto: mean is -1; it must be above 0'],
    [
      'pareto(p50=1, p99=1e300)',
      'pareto: p50 is 1 and p99 is 1e+300; that is a shape of 0.00566, which must be from 0.125 to 1000000',
    ],
    ['gev(0, 1, 9)', 'gev: shape is 9; it must be from -8 to 8'],
    ['gev(0, 0, 0.1)', 'gev: scale is 0; it must be above 0'],
    [
      'gev(mean=0, sd=1, shape=0.5)',
      'gev: shape is 0.5; it must be below 0.5, from where on there is no sd',
    ],
    ['gev(p10=1, p90=2)', 'gev: shape is missing; it takes p10, p90, shape'],
    ['gev(p10=1, p90=2, shape=20)', 'gev: shape is 20; it must be from -8 to 8'],
    [
      'gev(p10=1, p50=2, p90=2.0000001)',
      'gev: p10 is 1, p50 is 2 and p90 is 2.0000001; no shape from -8 to 8 passes through them',
    ],
  ])('%s', (text, ...problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('what lies just within the bounds is not', () => {
    for (const text of [
      'weibull(shape=0.125, scale=1)',
      'weibull(shape=1e6, scale=1)',
      'loglogistic(scale=1, shape=0.2)',
      'loglogistic(mean=1, sd=1000)',
      'loglogistic(mean=1, sd=1.82e-6)',
      'pareto(min=1, shape=1e6)',
      'pareto(mean=1, sd=1000)',
      'weibull(mean=1, sd=110)',
      'weibull(mean=1, sd=1.3e-6)',
      'gev(mean=0, sd=1, shape=0.4999999)',
      'gev(location=0, scale=1, shape=-8)',
    ])
      expect(problemsOf(text), text).toEqual([]);
  });
});

describe('other names', () => {
  test.each([
    ['gaussian(mu=1, sigma=2)', 'normal(mean=1, sd=2)'],
    ['norm(loc=1, scale=2)', 'normal(mean=1, sd=2)'],
    ['normal(mean=1, stdev=2)', 'normal(mean=1, sd=2)'],
    ['unif(a=1, b=2)', 'uniform(min=1, max=2)'],
    ['uniform(low=1, high=2)', 'uniform(min=1, max=2)'],
    ['reciprocal(lower=1, upper=2)', 'loguniform(min=1, max=2)'],
    ['log-uniform(1, 2)', 'loguniform(min=1, max=2)'],
    ['triang(0, 1, 2)', 'triangular(min=0, mode=1, max=2)'],
    ['triangle(left=0, likely=1, right=2)', 'triangular(min=0, mode=1, max=2)'],
    ['expon(loc=1, scale=2)', 'exponential(scale=2, location=1)'],
    ['exponential(lambda=2)', 'exponential(rate=2)'],
    ['exponential(2)', 'exponential(mean=2)'],
    ['weibull_min(c=2, scale=3)', 'weibull(shape=2, scale=3)'],
    ['weibull(k=2, eta=3, shift=1)', 'weibull(shape=2, scale=3, location=1)'],
    ['weibull(2, 3)', 'weibull(shape=2, scale=3)'],
    ['logistic(mu=1, s=2)', 'logistic(location=1, scale=2)'],
    ['fisk(alpha=1, beta=2)', 'loglogistic(scale=1, shape=2)'],
    ['log-logistic(median=1, shape=2)', 'loglogistic(scale=1, shape=2)'],
    ['llogis(1, 2)', 'loglogistic(scale=1, shape=2)'],
    ['gumbel_r(loc=1, scale=2)', 'gumbel(location=1, scale=2)'],
    ['gumbel(mu=1, beta=2)', 'gumbel(location=1, scale=2)'],
    ['gumbel_l(1, 2)', 'gumbelmin(location=1, scale=2)'],
    ['pareto(xm=1, alpha=2)', 'pareto(min=1, shape=2)'],
    ['pareto(scale=1, b=2)', 'pareto(min=1, shape=2)'],
    ['gev(mu=1, sigma=2, xi=0.1)', 'gev(location=1, scale=2, shape=0.1)'],
    ['generalized-extreme-value(1, 2, 0.1)', 'gev(location=1, scale=2, shape=0.1)'],
    ['gev(p10=1, p90=2, xi=0.1)', 'gev(p10=1, p90=2, shape=0.1)'],
  ])('%s is %s', (text, canonical) => {
    expect(parseDistribution(text).text).toBe(canonical);
  });
});
