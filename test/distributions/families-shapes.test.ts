/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logGamma, logGammaOnePlus } from '../../src/distributions/gamma-function.ts';
import { evenFraction, logitBeta } from '../../src/distributions/incomplete-beta.ts';
import {
  beta,
  chisquared,
  type Distribution,
  gamma,
  inverseGaussian,
  johnsonSU,
  negativeBinomial,
  parseDistribution,
  skewNormal,
  studentT,
} from '../../src/distributions/index.ts';
import { mills, millsDifference, normalCentre } from '../../src/distributions/mills.ts';
import { exp, log, normalCdf } from '../../src/math/functions.ts';
import {
  drawer,
  expectClose,
  expectQuantiles,
  expectSame,
  lawTests,
  membersIn,
  problemsOf,
  referenceTests,
} from './family-laws.ts';

const members = membersIn('families-shapes');

// The exponent behind a probability of 1e-300 is 690, and four roundings of it are 3e-13 of the
// probability. Parameters solved from quantiles or a skewness are known to a few parts in 1e15,
// which far tails multiply.
referenceTests(members, 1e-10);

/**
 * Of these nearly all draws are nothing beside the standard deviation, by which the errors of their
 * tables are measured: see below.
 */
const SMALL = /^gamma\(shape=0\.0|^chisquared\(df=0\.0|^beta\(alpha=0\.0/;
lawTests(members.map(({ text }) => text).filter((text) => !SMALL.test(text)));

test('every text of the reference is one of these families, and each has several', () => {
  const count = new Map<string, number>();
  for (const { text } of members) {
    const { family } = parseDistribution(text);
    count.set(family, (count.get(family) ?? 0) + 1);
  }
  const families =
    'beta binomial chisquared erlang gamma inversegaussian johnsonsu negativebinomial poisson skewnormal studentt';
  expect([...count.keys()].toSorted().join(' ')).toBe(families);
  expect(Math.min(...count.values())).toBeGreaterThanOrEqual(2);
});

describe('functions', () => {
  // mpmath 1.3.0 at 50 digits: loggamma(x). Eight units in the last place, at its zeros too.
  test.each([
    [1e-300, 690.77552789821371],
    [1e-5, 11.512919692895826],
    [0.3, 1.0957979948180756],
    [0.5, 0.57236494292470009],
    [0.9999999, 5.7721574684441928e-8],
    [1.0000001, -5.7721558299185071e-8],
    [1.5, -0.12078223763524522],
    [1.9999, -4.2275208772153458e-5],
    [2.0000001, 4.2278436665324979e-8],
    [2.5, 0.28468287047291916],
    [7.25, 7.0521854507385394],
    [9.99, 12.779315214350193],
    [10, 12.80182748008147],
    [33.3, 82.603723581654943],
    [1e6, 12815504.569147612],
    [1e300, 6.8977552789821374e302],
  ])('the logarithm of gamma(%d) is %d', (x, value) => {
    expectClose(logGamma(x), value, 8 * Number.EPSILON, 'logGamma');
  });

  test.each([
    [-0.99, 4.5994798780420208],
    [-0.3, 0.2608672465316665],
    [-1e-9, 5.7721566572399993e-10],
    [1e-20, -5.7721566490153283e-21],
    [0.4, -0.1196129141723713],
    [0.9999999, -4.2278430262922815e-8],
    [1.3, 0.15418945495963061],
  ])('the logarithm of gamma(1 + %d) is %d', (x, value) => {
    expectClose(logGammaOnePlus(x), value, 8 * Number.EPSILON, 'logGammaOnePlus');
  });

  // mpmath 1.3.0 at 50 digits: erfc(t / sqrt(2)) / 2 * exp(t^2 / 2) * sqrt(2 pi), and erf(t /
  // sqrt(2)) / 2.
  test.each([
    [0, 1.2533141373155003, 0],
    [1e-3, 1.2523147636393922, 0.00039894221391106259],
    [0.7, 0.77489384877939065, 0.25803634777692697],
    [3, 0.3045902987101033, 0.49865010196836991],
    [12.5, 0.079497529161117212, 0.5],
    [29.99, 0.033307497031185464, 0.5],
    [30, 0.033296419072497213, 0.5],
    [31, 0.032224601578436666, 0.5],
    [100, 0.0099990002998501049, 0.5],
    [1e4, 9.999999900000003e-5, 0.5],
  ])('the Mills ratio at %d is %d, and from 0 to there lies %d', (t, ratio, centre) => {
    expectClose(mills(t), ratio, 4 * Number.EPSILON, 'mills');
    expectClose(normalCentre(t), centre, 4 * Number.EPSILON, 'normalCentre');
  });

  // mpmath 1.3.0 at 80 digits, so that the difference of two Mills ratios keeps 50.
  test.each([
    [1e-3, 0.6, 1.3531241907158088],
    [0.5, 1e-9, 1.1236355435463077e-9],
    [1.49, 0.9, 0.46084640886855306],
    [1.5, 0.5, 0.234310313130744],
    [4, 1.3, 0.15011680423283226],
    [29, 9, 0.023578323007583819],
    [300, 1e-3, 2.2221481522877431e-8],
  ])('the Mills ratio at %d falls over %d on either side by %d', (middle, half, value) => {
    expectClose(millsDifference(middle, half), value, 3e-15, 'millsDifference');
  });

  test('the even part of the continued fraction of the incomplete beta function agrees with the whole', () => {
    const shape = fc.double({ min: 1, max: 300, noNaN: true });
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(shape, shape, share, (a, b, part) => {
        const x = (part * a) / (a + b);
        const common = a * log(x) + b * log(1 - x);
        const norm = logGamma(a) + logGamma(b) - logGamma(a + b);
        const below = exp(common - norm) * evenFraction(x, 1 - x, a - (a + b) * x, a, b);
        // The logarithms of the gamma function, up to 3000 here, have lost four digits in `norm`.
        expectClose(
          below,
          exp(logitBeta(a, b).logCdf(log(x) - log(1 - x))),
          2e-11,
          `I at ${x} of ${a}, ${b}`,
        );
      }),
    );
  });
});

describe('tables', () => {
  const tables = members.flatMap(({ text }) => {
    const { mapping } = parseDistribution(text);
    return mapping.kind === 'table' ? [[text, mapping] as const] : [];
  });

  test.each(tables)('that of %s is even, with steps of 1/64 or more', (_, mapping) => {
    const table = mapping.table();
    expect(table.grid === 'even' ? table.step : 0).toBeGreaterThanOrEqual(1 / 64);
  });

  test.each(members.filter(({ text }) => SMALL.test(text)).map(({ text }) => [text]))(
    'draws of %s are its quantiles, to 1e-9 of themselves or of the standard deviation',
    (text) => {
      const distribution = parseDistribution(text);
      const draw = drawer(distribution);
      for (let z = -8.2; z <= 8.2; z += 0.0173) {
        const tail = normalCdf(-Math.abs(z));
        const x = z <= 0 ? distribution.quantile(tail) : distribution.upperQuantile(tail);
        const size = Math.max(x, distribution.sd);
        expect(Math.abs(draw(z) - x), `z = ${z}`).toBeLessThanOrEqual(1e-9 * size);
      }
    },
  );

  test('those of narrow distributions keep ten digits of the standard deviation', () => {
    for (const text of [
      'gamma(shape=1e8, scale=3)',
      'inversegaussian(mean=3, shape=3e8)',
      'skewnormal(mean=1000, sd=0.1, skewness=0.3)',
    ]) {
      const distribution = parseDistribution(text);
      const draw = drawer(distribution);
      for (let z = -4; z <= 4; z += 0.173) {
        const tail = normalCdf(-Math.abs(z));
        const x = z <= 0 ? distribution.quantile(tail) : distribution.upperQuantile(tail);
        // The mean is 10 000 standard deviations: the roundings of a draw are 2e-12 of these.
        expect(Math.abs(draw(z) - x), `${text}, z = ${z}`).toBeLessThan(1e-10 * distribution.sd);
      }
    }
  });
});

describe('steps', () => {
  test.each([
    ['poisson(mean=0.5)'],
    ['poisson(mean=300)'],
    ['poisson(mean=1e6)'],
    ['binomial(n=40, p=0.2)'],
    ['binomial(n=1e6, p=0.999)'],
    ['binomial(n=3, p=0.5)'],
    ['negativebinomial(size=0.2, p=0.01)'],
    ['negativebinomial(mean=5000, size=40)'],
  ])('those of %s add up to its cdf, however small that is', (text) => {
    const { mapping, cdf, survival } = parseDistribution(text);
    if (mapping.kind !== 'steps') throw new TypeError(`${text} has no steps`);
    const { cumulative, values } = mapping;
    const stride = Math.ceil(values.length / 300);
    for (let j = 0; j < values.length; j += stride) {
      // Each mass has an error of 1e-13 where its deviance is large, and a sum no more.
      expectClose(cumulative[j], cdf(values[j]), 2e-13, `at ${values[j]}`);
      expect(cumulative[j]).toBeGreaterThanOrEqual(j === 0 ? 0 : cumulative[j - 1]);
    }
    expect(cumulative.at(-1)).toBe(1);
    expect(survival(values.at(-1)!)).toBeLessThan(2 ** -54);
    expect(values.length).toBeLessThanOrEqual(2 ** 17);
    expect(values[0] === 0 || cumulative[0] < 1e-35).toBe(true);
  });

  test('closed form: two trials, and an impossible or certain success', () => {
    const two = parseDistribution('binomial(n=2, p=0.25)');
    for (const [k, mass] of [0.5625, 0.375, 0.0625].entries())
      expectClose(two.density(k), mass, 1e-14, `mass of ${k}`);
    for (const [k, p] of [0, 0.5625, 0.5625, 0.9375, 1, 1].entries())
      expectClose(two.cdf([-1, 0, 0.5, 1.9, 2, 3][k]), p, 1e-14, `cdf ${k}`);
    expect([0.5, 1.5, -3].map(two.density)).toEqual([0, 0, 0]);
    const never = parseDistribution('binomial(n=7, p=0)');
    const always = parseDistribution('binomial(n=7, p=1)');
    expect([never.mean, never.sd, ...never.support]).toEqual([0, 0, 0, 0]);
    expect([always.mean, always.sd, ...always.support]).toEqual([7, 0, 7, 7]);
  });

  test('closed form: the wait for one success is geometric', () => {
    const wait = negativeBinomial({ size: 1, p: 0.125 });
    for (const k of [0, 1, 10, 100, 1000]) {
      // A power of 0.875, with some roundings of its exponent.
      expectClose(wait.survival(k), 0.875 ** (k + 1), 2e-13, `survival of ${k}`);
      expectClose(wait.density(k), 0.125 * 0.875 ** k, 2e-13, `mass of ${k}`);
    }
  });

  test('law: what fails succeeds from the other side', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 31 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, eighth, share) => {
          // Thirty-seconds, of which both p and 1 - p are exact.
          const p = eighth / 32;
          const k = Math.floor(share * (n - 1));
          const [one, other] = [p, 1 - p].map((p) => parseDistribution(`binomial(${n}, ${p})`));
          // Down to the least numbers, of whose logarithms a rounding is 1e-13.
          expectClose(one.cdf(k), other.survival(n - k - 1), 5e-13, `cdf of ${k}`);
          expectClose(one.density(k), other.density(n - k), 5e-13, `mass of ${k}`);
        },
      ),
    );
  });

  test('law: a gamma variable exceeds a time where fewer events than its shape came', () => {
    for (const [shape, time] of [
      [1, 0.3],
      [4, 9],
      [50, 20],
      [700, 710],
    ]) {
      const survival = gamma({ shape, scale: 1 }).survival(time);
      const fewer = parseDistribution(`poisson(${time})`).cdf(shape - 1);
      expectClose(survival, fewer, 1e-13, `shape ${shape}, time ${time}`);
    }
  });
});

describe('closed form', () => {
  // Two ways to one value, each with a few roundings.
  test.each([
    ['gamma(shape=1, scale=3)', 'exponential(mean=3)'],
    ['gamma(shape=2, rate=4)', 'gamma(shape=2, scale=0.25)'],
    ['gamma(mean=6, sd=3)', 'gamma(shape=4, scale=1.5)'],
    ['gamma(mean=6, shape=4)', 'gamma(shape=4, scale=1.5)'],
    ['chisquared(df=2)', 'exponential(mean=2)'],
    ['chisquared(df=7)', 'gamma(shape=3.5, scale=2)'],
    ['chisquared(p50=1.3862943611198906)', 'chisquared(df=2)'],
    ['erlang(shape=3, rate=0.5)', 'gamma(shape=3, scale=2)'],
    ['erlang(shape=3, scale=2)', 'gamma(shape=3, scale=2)'],
    ['inversegaussian(mean=4, sd=2)', 'inversegaussian(mean=4, shape=16)'],
    ['skewnormal(location=2, scale=3, shape=0)', 'normal(mean=2, sd=3)'],
    ['skewnormal(mean=2, sd=3, skewness=0)', 'normal(mean=2, sd=3)'],
    ['studentt(df=4, mean=1, sd=3)', `studentt(df=4, location=1, scale=${3 * Math.SQRT1_2})`],
    ['beta(alpha=2, beta=6)', 'beta(mean=0.25, n=8)'],
    ['beta(alpha=1, beta=1, min=2, max=5)', 'uniform(min=2, max=5)'],
    ['beta(mean=0.5, sd=0.25)', 'beta(alpha=1.5, beta=1.5)'],
    ['beta(mode=0.25, n=6)', 'beta(alpha=2, beta=4)'],
    ['beta(mode=1, n=6, max=3)', 'pert(min=0, mode=1, max=3)'],
  ])('%s is %s', (one, other) => expectSame(one, other, 1e-14));

  test('one degree of freedom is Cauchy, and two have a square root for a quantile function', () => {
    const [cauchy, two] = [studentT({ df: 1 }), studentT({ df: 2 })];
    for (const p of [1e-300, 1e-20, 1e-4, 0.1, 0.25, 0.4, 0.499999, 0.5]) {
      // 1 / tan(pi p), and the same with all digits where that is near 0. Where the logarithm of t
      // is 690 its rounding is 8e-14 of t.
      const tolerance = p < 1e-100 ? 1e-13 : 8e-15;
      const t = p < 0.3 ? 1 / Math.tan(Math.PI * p) : Math.tan(Math.PI * (0.5 - p));
      expectClose(cauchy.upperQuantile(p), t, tolerance, `df 1, p = ${p}`);
      expectClose(cauchy.quantile(p), -t, tolerance, `df 1, p = ${p}`);
      const root = (1 - 2 * p) / Math.sqrt(2 * p * (1 - p));
      expectClose(two.upperQuantile(p), root, tolerance, `df 2, p = ${p}`);
    }
  });

  test('far out in df there is the normal distribution', () => {
    const [almost, normal] = [studentT({ df: 1e18 }), parseDistribution('normal(0, 1)')];
    for (const p of [1e-300, 1e-10, 0.3, 0.5])
      expectClose(almost.quantile(p), normal.quantile(p), 2e-15, `p = ${p}`);
  });

  test('a skew normal at its location has the angle of its shape below, and half in the square', () => {
    for (const shape of [-20, -1, 0.5, 7]) {
      const skew = skewNormal({ location: 3, scale: 2, shape });
      expectClose(skew.cdf(3), 0.5 - Math.atan(shape) / Math.PI, 1e-14, `shape ${shape}`);
      // The square of a skew normal variable is chi-squared with one degree of freedom.
      const folded = skew.cdf(3 + 2 * 1.7) - skew.cdf(3 - 2 * 1.7);
      expectClose(folded, chisquared({ df: 1 }).cdf(1.7 * 1.7), 1e-14, `shape ${shape}`);
    }
  });

  test('shape 1 is the greater of two normal variables', () => {
    const greater = skewNormal({ location: 0, scale: 1, shape: 1 });
    for (const y of [-20, -3, -0.1, 0, 1, 5]) {
      expectClose(greater.cdf(y), normalCdf(y) * normalCdf(y), 1e-13, `cdf of ${y}`);
    }
  });

  test('the inverse of an inverse Gaussian of mean 1 is one, weighted by its size', () => {
    // f(1 / y) = y^3 f(y), from the density.
    const wald = inverseGaussian({ mean: 1, shape: 3 });
    for (const y of [0.1, 0.5, 2, 9])
      expectClose(wald.density(1 / y), y * y * y * wald.density(y), 1e-13, `y = ${y}`);
  });

  test('Johnson SU of gamma 0 is symmetric, with its mean at xi', () => {
    const symmetric = johnsonSU({ gamma: 0, delta: 1.5, xi: 4, lambda: 2 });
    expect(symmetric.mean).toBe(4);
    for (const p of [1e-30, 0.01, 0.4])
      expectClose(
        symmetric.upperQuantile(p) - 4,
        4 - symmetric.quantile(p),
        1e-14,
        `p = ${p}`,
        4e-15,
      );
  });
});

const positives = fc.double({ min: 0.01, max: 100, noNaN: true });
const ratios = fc.double({ min: 1.001, max: 1000, noNaN: true });
const pairOfLevels = fc.constantFrom(
  ['p10', 'p90'],
  ['p2.5', 'p97.5'],
  ['p50', 'p99'],
  ['p0.1', 'p25'],
  ['p75', 'p90'],
);

describe('law: values at levels are the quantiles there', () => {
  test.each([
    ['gamma', ''],
    ['inversegaussian', ''],
    ['studentt', ', df=0.7'],
    ['studentt', ', df=30'],
    ['skewnormal', ', shape=4'],
    ['skewnormal', ', shape=-40'],
    ['johnsonsu', ', gamma=-1, delta=0.8'],
  ])('%s%s', (family, inside) => {
    fc.assert(
      fc.property(positives, ratios, pairOfLevels, (low, ratio, [one, other]) => {
        const text = `${family}(${one}=${low}, ${other}=${low * ratio}${inside})`;
        // Some rises are too steep for a family.
        fc.pre(problemsOf(text).length === 0);
        // A dozen roundings, each of which may count as much as the logarithm of 1000, or the
        // spread in terms of the least value.
        expectQuantiles(text, 2e-13);
      }),
      { numRuns: 60 },
    );
  });

  test('chisquared, at one level', () => {
    fc.assert(
      fc.property(positives, fc.constantFrom('p1', 'p50', 'p95'), (x, level) =>
        expectQuantiles(`chisquared(${level}=${x})`, 1e-13),
      ),
      { numRuns: 60 },
    );
  });

  test('beta', () => {
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(share, share, pairOfLevels, (one, other, [low, high]) => {
        fc.pre(Math.abs(one - other) > 1e-3);
        const text = `beta(${low}=${Math.min(one, other)}, ${high}=${Math.max(one, other)})`;
        fc.pre(problemsOf(text).length === 0);
        // The logarithm of a probability is known to 1e-16 of n, which is up to 1e5 here, and x
        // better by the density.
        expectQuantiles(text, 1e-12);
      }),
      { numRuns: 30 },
    );
    expectQuantiles('beta(p5=12, p50=12.5, min=10, max=20)', 1e-13);
  });
});

describe('law: the parameters that moments lead to have these moments', () => {
  const variations = fc.double({ min: 0.01, max: 5, noNaN: true });
  test.each<[string, (given: { mean: number; sd: number }) => Distribution]>([
    ['gamma', gamma],
    ['inversegaussian', inverseGaussian],
    ['skewnormal', (given) => skewNormal({ ...given, skewness: -0.6 })],
    ['skewnormal by its shape', (given) => skewNormal({ ...given, shape: 5 })],
    ['studentt', (given) => studentT({ ...given, df: 5 })],
    ['johnsonsu', (given) => johnsonSU({ ...given, gamma: 1, delta: 3 })],
  ])('%s', (_, family) => {
    fc.assert(
      fc.property(positives, variations, (mean, variation) => {
        const sd = mean * variation;
        const made = family({ mean, sd });
        expect([made.mean, made.sd]).toEqual([mean, sd]);
        expectMomentsOfQuantiles(made);
      }),
      { numRuns: 10 },
    );
  });

  test('beta, between any bounds', () => {
    const shares = fc.double({ min: 0.1, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(shares, shares, (share, part) => {
        const [min, max] = [-3, 5];
        const mean = min + 8 * share;
        const sd = 8 * part * Math.sqrt(share * (1 - share));
        const made = beta({ mean, sd, min, max });
        expect([made.mean, made.sd]).toEqual([mean, sd]);
        expectMomentsOfQuantiles(made);
      }),
      { numRuns: 10 },
    );
  });

  test('negativebinomial', () => {
    const made = negativeBinomial({ mean: 12, sd: 7 });
    const again = negativeBinomial({ mean: 12, size: 144 / 37 });
    expect([made.mean, made.sd]).toEqual([12, 7]);
    expectClose(again.sd, 7, 1e-14, 'sd');
    expectClose(made.density(9), again.density(9), 1e-13, 'mass of 9');
  });

  /**
   * By the trapezoidal rule over normal scores, which for smooth functions is exact but for what
   * lies beyond its ends.
   */
  function expectMomentsOfQuantiles(distribution: Distribution): void {
    const step = 1 / 16;
    let [first, second] = [0, 0];
    for (let k = -11 / step; k <= 11 / step; k++) {
      const z = k * step;
      const tail = normalCdf(-Math.abs(z));
      const x = z <= 0 ? distribution.quantile(tail) : distribution.upperQuantile(tail);
      const weight = (step * exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
      first += weight * (x - distribution.mean);
      second += weight * (x - distribution.mean) * (x - distribution.mean);
    }
    // The fourth moments of the tail beyond a score of 11, 1e-28, are lost; a Student t of df 5 has
    // a tail of the size 1e-28^(3/5) of the variance. The rule itself is exact to 1e-10 for widths
    // of 1/16.
    expectClose(distribution.mean + first, distribution.mean, 0, 'mean', 1e-9 * distribution.sd);
    expectClose(Math.sqrt(second), distribution.sd, 1e-8, 'sd');
  }
});

describe('what is refused', () => {
  const shapes = 'which must be from 0.001 to 10000000000';
  test.each<[text: string, ...problems: string[]]>([
    ['gamma(0, 1)', 'gamma: shape is 0; it must be from 0.001 to 10000000000'],
    ['gamma(2, -1)', 'gamma: scale is -1; it must be above 0'],
    ['gamma(shape=2, rate=0)', 'gamma: rate is 0; it must be above 0'],
    ['gamma(mean=-1, sd=2)', 'gamma: mean is -1; it must be above 0'],
    [
      'gamma(mean=1, shape=1e11)',
      'gamma: shape is 100000000000; it must be from 0.001 to 10000000000',
    ],
    [
      'gamma(mean=1, sd=1e6)',
      `gamma: mean is 1 and sd is 1000000; that is a shape of 1e-12, ${shapes}`,
    ],
    ['gamma(p10=-1, p90=4)', 'gamma: p10 is -1; it must be above 0'],
    [
      'gamma(p10=1, p90=1.000001)',
      `gamma: p10 is 1 and p90 is 1.000001; that is a shape above 10000000000, ${shapes}`,
    ],
    [
      'gamma(p50=1e-300, p51=1e300)',
      `gamma: p50 is 1e-300 and p51 is 1e+300; that is a shape below 0.001, ${shapes}`,
    ],
    ['gamma(p10=5, p90=2)', 'gamma: p10 is 5 and p90 is 2; p10 must be below p90. Swapped?'],
    ['chisquared(0)', 'chisquared: df is 0; it must be from 0.002 to 20000000000'],
    [
      'chisquared(p50=1e300)',
      'chisquared: p50 is 1e+300; no df from 0.002 to 20000000000 leads there',
    ],
    ['chisquared(p50=-2)', 'chisquared: p50 is -2; it must be above 0'],
    [
      'erlang(2.5, 1)',
      'erlang: shape is 2.5; it must be a whole number from 1 to 10000000000. Of others there is gamma(shape=2.5, ...)',
    ],
    ['erlang(2, 0)', 'erlang: rate is 0; it must be above 0'],
    ['inversegaussian(-1, 2)', 'inversegaussian: mean is -1; it must be above 0'],
    [
      'inversegaussian(1, 1e-9)',
      'inversegaussian: mean is 1 and shape is 1e-9; that is a ratio of shape to mean of 1e-9, which must be from 1e-8 to 10000000000',
    ],
    [
      'inversegaussian(mean=1, sd=1e6)',
      'inversegaussian: mean is 1 and sd is 1000000; that is a ratio of shape to mean of 1e-12, which must be from 1e-8 to 10000000000',
    ],
    [
      'inversegaussian(p10=2, p90=900)',
      'inversegaussian: p10 is 2 and p90 is 900; that is too wide for it: p90 may be at most 171 times p10',
    ],
    [
      'inversegaussian(p10=2, p90=2.000001)',
      'inversegaussian: p10 is 2 and p90 is 2.000001; that is a ratio of shape to mean above 10000000000, up to which it goes',
    ],
    ['studentt(0.1)', 'studentt: df is 0.1; it must be at least 0.25'],
    ['studentt(3, 0, 0)', 'studentt: scale is 0; it must be above 0'],
    [
      'studentt(df=2, mean=0, sd=1)',
      'studentt: df is 2; beside a mean and an sd it must be above 2, from where on there is an sd',
    ],
    ['studentt(p10=1, p90=2)', 'studentt: df is missing; it takes p10, p90, df'],
    ['skewnormal(0, 0, 1)', 'skewnormal: scale is 0; it must be above 0'],
    ['skewnormal(0, 1, 2000)', 'skewnormal: shape is 2000; it must be from -1000 to 1000'],
    [
      'skewnormal(mean=0, sd=1, skewness=-1)',
      'skewnormal: skewness is -1; it must be from -0.995267 to 0.995267, beyond which only half a normal distribution is left',
    ],
    [
      'skewnormal(p10=1, p90=2, shape=1e9)',
      'skewnormal: shape is 1000000000; it must be from -1000 to 1000',
    ],
    ['johnsonsu(0, 0)', 'johnsonsu: delta is 0; it must be from 0.1 to 1000000'],
    ['johnsonsu(0, 1, 0, -1)', 'johnsonsu: lambda is -1; it must be above 0'],
    [
      'johnsonsu(1000, 1)',
      'johnsonsu: gamma is 1000 and delta is 1; gamma must be at most 300 times delta in size',
    ],
    ['poisson(0)', 'poisson: mean is 0; it must be above 0'],
    [
      'poisson(1e7)',
      'poisson: mean is 10000000; it must be at most 1000000. Beyond, normal(mean=10000000, sd=3162.28) is as good',
    ],
    ['binomial(2.5, 0.5)', 'binomial: n is 2.5; it must be a whole number from 1 to 1000000'],
    ['binomial(10, 1.5)', 'binomial: p is 1.5; it must be in [0, 1]'],
    [
      'negativebinomial(0, 0.5)',
      'negativebinomial: size is 0; it must be from 0.001 to 1000000000',
    ],
    ['negativebinomial(1, 1)', 'negativebinomial: p is 1; it must be above 0 and below 1'],
    [
      'negativebinomial(mean=4, sd=2)',
      'negativebinomial: mean is 4 and sd is 2; sd must be above 2, that of poisson(mean=4)',
    ],
    [
      'negativebinomial(mean=1e7, size=1)',
      'negativebinomial: its draws would have more than 131072 values. gamma(mean=10000000, shape=1), rounded, is as good',
    ],
    [
      'beta(2, 5)',
      'beta: mean is 2; it must be above 0 and below 1. Shapes are written beta(alpha=2, beta=5)',
    ],
    ['beta(mean=5, n=3, min=6, max=8)', 'beta: mean is 5; it must be above 6 and below 8'],
    ['beta(mean=0.5, n=0.01)', 'beta: n is 0.01; it must be from 0.05 to 1000000'],
    [
      'beta(mean=0.5, n=3, min=2, max=1)',
      'beta: mean is 0.5; it must be above 2 and below 1',
      'beta: min is 2 and max is 1; min must be below max. Swapped?',
    ],
    [
      'beta(alpha=0.01, beta=0.01)',
      'beta: alpha is 0.01 and beta is 0.01; together they must be from 0.05 to 1000000',
    ],
    ['beta(alpha=-1, beta=2)', 'beta: alpha is -1; it must be above 0'],
    [
      'beta(mean=0.5, sd=0.6)',
      'beta: mean is 0.5 and sd is 0.6; sd must be below 0.5, where all lies at the bounds',
    ],
    [
      'beta(mean=0.5, sd=0.4999)',
      'beta: mean is 0.5 and sd is 0.4999; that is an n of 0.0004, which must be from 0.05 to 1000000',
    ],
    ['beta(mode=2, n=5)', 'beta: mode is 2; it must be from 0 to 1'],
    [
      'beta(mode=0.5, n=2)',
      'beta: n is 2; beside a mode it must be above 2, up to where the density is not greatest there, and at most 1000000',
    ],
    ['beta(p10=0.5, p90=1.5)', 'beta: p90 is 1.5; it must be above 0 and below 1'],
    [
      'beta(p10=0.4, p90=0.4001)',
      'beta: p10 is 0.4 and p90 is 0.4001; that is an n above 1000000, which must be from 0.05 to 1000000',
    ],
    [
      'beta(p10=1e-200, p90=0.999999999999999)',
      'beta: p10 is 1e-200 and p90 is 0.999999999999999; that is an n below 0.05, which must be from 0.05 to 1000000',
    ],
  ])('%s', (text, ...problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('what lies just within the bounds is not', () => {
    for (const text of [
      'gamma(shape=0.001, scale=1)',
      'gamma(shape=1e10, scale=1)',
      'chisquared(df=0.002)',
      'inversegaussian(mean=1, shape=1e-8)',
      'inversegaussian(mean=1, shape=1e10)',
      'inversegaussian(p10=2, p90=340)',
      'studentt(df=0.25)',
      'studentt(df=1e300)',
      'studentt(df=2.0001, mean=0, sd=1)',
      'skewnormal(mean=0, sd=1, skewness=0.995267)',
      'skewnormal(location=0, scale=1, shape=-1000)',
      'johnsonsu(gamma=-30, delta=0.1)',
      'poisson(mean=1e6)',
      'poisson(mean=1e-300)',
      'binomial(n=1000000, p=1e-300)',
      'negativebinomial(size=1, p=0.0003)',
      'beta(mean=0.5, n=0.05)',
      'beta(alpha=1e-9, beta=1)',
      'beta(mode=0, n=1e6)',
    ])
      expect(problemsOf(text), text).toEqual([]);
  });
});

describe('other names', () => {
  test.each([
    ['gamma(2, 3)', 'gamma(shape=2, scale=3)'],
    ['gamma(k=2, theta=3)', 'gamma(shape=2, scale=3)'],
    ['gamma(alpha=2, rate=3)', 'gamma(shape=2, rate=3)'],
    ['gamma(a=2, lambda=3)', 'gamma(shape=2, rate=3)'],
    ['gamma(mu=2, stdev=3)', 'gamma(mean=2, sd=3)'],
    ['chi2(df=3)', 'chisquared(df=3)'],
    ['chi-square(3)', 'chisquared(df=3)'],
    ['chisq(nu=3)', 'chisquared(df=3)'],
    ['erlang(k=3, lambda=2)', 'erlang(shape=3, rate=2)'],
    ['wald(1, 2)', 'inversegaussian(mean=1, shape=2)'],
    ['invgauss(mu=1, lambda=2)', 'inversegaussian(mean=1, shape=2)'],
    ['inverse-gaussian(mean=1, std=2)', 'inversegaussian(mean=1, sd=2)'],
    ['t(3)', 'studentt(df=3)'],
    ['student_t(nu=3, mu=1, sigma=2)', 'studentt(df=3, location=1, scale=2)'],
    ['Student(df=3, loc=0, scale=1)', 'studentt(df=3)'],
    ['tdist(3, 1, 2)', 'studentt(df=3, location=1, scale=2)'],
    ['skewnorm(a=4, loc=1, scale=2)', 'skewnormal(location=1, scale=2, shape=4)'],
    ['skew_normal(xi=1, omega=2, alpha=4)', 'skewnormal(location=1, scale=2, shape=4)'],
    ['skewnormal(mean=1, sd=2, skew=0.5)', 'skewnormal(mean=1, sd=2, skewness=0.5)'],
    ['johnsonsu(a=1, b=2, loc=3, scale=4)', 'johnsonsu(gamma=1, delta=2, xi=3, lambda=4)'],
    ['johnson-su(1, 2)', 'johnsonsu(gamma=1, delta=2)'],
    ['pois(lambda=3)', 'poisson(mean=3)'],
    ['poisson(rate=3)', 'poisson(mean=3)'],
    ['poisson(mu=3)', 'poisson(mean=3)'],
    ['binom(size=10, prob=0.3)', 'binomial(n=10, p=0.3)'],
    ['binomial(trials=10, p=0.3)', 'binomial(n=10, p=0.3)'],
    ['nbinom(n=3, p=0.25)', 'negativebinomial(size=3, p=0.25)'],
    ['neg_binomial(mu=3, phi=2)', 'negativebinomial(mean=3, size=2)'],
    ['beta(0.3, 10)', 'beta(mean=0.3, n=10)'],
    ['beta(mean=0.3, kappa=10)', 'beta(mean=0.3, n=10)'],
    ['beta(mu=0.3, concentration=10, min=0, max=1)', 'beta(mean=0.3, n=10)'],
    ['beta(mean=3, n=10, lower=1, upper=5)', 'beta(mean=3, n=10, min=1, max=5)'],
    ['beta(a=2, b=5)', 'beta(alpha=2, beta=5)'],
    ['beta(shape1=2, shape2=5, max=4)', 'beta(alpha=2, beta=5, max=4)'],
    ['beta-general(alpha1=2, alpha2=5, min=1, max=4)', 'beta(alpha=2, beta=5, min=1, max=4)'],
    ['beta(p90=0.4, p10=0.1)', 'beta(p10=0.1, p90=0.4)'],
  ])('%s is %s', (text, canonical) => {
    expect(parseDistribution(text).text).toBe(canonical);
  });
});
