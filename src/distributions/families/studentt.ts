/**
 * Student's t distribution: like a normal one, with tails that are the heavier the fewer degrees of
 * freedom there are.
 */

import { exp, expm1, log, log1p, normalQuantile } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Body, type Level } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { HALF_LOG_TWO_PI, stirlingError } from '../gamma-function.ts';
import { continuedFraction } from '../incomplete-beta.ts';
import { throughStandard } from '../levels.ts';
import { type LogTail, whereTailIs } from '../log-concave.ts';
import { mills, normalCentre } from '../mills.ts';
import { also, checked, optional, positive, real, SD, START } from '../parameters.ts';
import { tableMapping } from '../table.ts';
import { standardised } from '../two-parts.ts';

/** Below, draws of scores that depend on others would not all be numbers. */
const LEAST_DF = 0.25;
/** From here on the expansion around the normal distribution is used, up to t = 1.31 sqrt(df). */
const LARGE_DF = 20;
/** Logarithm of a t from which on its tail is a power. */
const FAR = 345;
/** Below, the tails are so heavy that the table is of asinh(t). */
const HEAVY_DF = 12;

const DF = checked((df) => df < LEAST_DF && `at least ${LEAST_DF}`, 'nu', 'dof');

const byScale = numbers({
  parameters: {
    df: DF,
    location: optional(also(START, 'mu'), 0),
    scale: optional(positive('sigma'), 1),
  },
  example: { df: 5, location: 10, scale: 2 },
  body: ({ df, location, scale }) => studentBody(df, location, scale),
});

const byMoments = numbers({
  parameters: { df: DF, mean: real(), sd: SD },
  example: { df: 5, mean: 10, sd: 2 },
  problems: ({ df }) => [
    df >= LEAST_DF &&
      df <= 2 &&
      about(
        'df',
        `df is ${df}; beside a mean and an sd it must be above 2, from where on there is an sd`,
      ),
  ],
  body: ({ df, mean, sd }) => ({
    ...studentBody(df, mean, sd * Math.sqrt((df - 2) / df)),
    sd,
  }),
});

const byQuantiles = fittedQuantiles({
  parameters: { df: DF },
  example: { p10: 1, p90: 4, df: 3 },
  solve: (levels, { df }) => throughStandard(levels, quantileOf(studentVariable(df))),
  body: ({ location, scale }, { df }) => studentBody(df, location, scale),
});

/**
 * The standard quantile of a level. Above the middle that of 1 - 0.9 as decimals subtract, so that
 * levels mirror each other.
 */
function quantileOf({ upperQuantile }: StudentVariable): (level: Level) => number {
  return ({ p }) => (p > 0.5 ? upperQuantile(Number((1 - p).toPrecision(15))) : -upperQuantile(p));
}

/** The standard t distribution, for t >= 0: the rest is its mirror image. */
interface StudentVariable {
  logDensity(t: number): number;
  /** The probability above t. */
  above(t: number): number;
  /** The t above which lies q <= 1/2. */
  upperQuantile(q: number): number;
}

function studentVariable(df: number): StudentVariable {
  const half = df / 2;
  const root = Math.sqrt(df);
  const logNorm =
    half * log1p(1 / df) - 0.5 - HALF_LOG_TWO_PI + stirlingError(half + 0.5) - stirlingError(half);
  const series = df < LARGE_DF ? [] : normalSeries(df);
  // Where the continued fraction of the tail becomes slower than that of the middle.
  const turn = (half + 1) / (half + 2.5);

  /** log(1 + t^2 / df). */
  const spread = (t: number) => {
    const ratio = t / root;
    return ratio < 1e150 ? log1p(ratio * ratio) : 2 * (log(t) - log(root));
  };
  const logDensity = (t: number) => logNorm - 0.5 * (df + 1) * spread(t);

  /** What the tail is above the normal one at eta sqrt(df), over phi(eta sqrt(df)). */
  const excess = (eta: number) =>
    (eta * series.reduceRight((sum, coefficient) => sum * eta * eta + coefficient, 0)) / root;

  const logAbove = (t: number): number => {
    const v = spread(t);
    if (df >= LARGE_DF && v <= 1) {
      const eta = Math.sqrt(v);
      return -0.5 * df * v - HALF_LOG_TWO_PI + log(mills(eta * root) + excess(eta));
    }
    const x = exp(-v);
    // x^(df/2) (1 - x)^(1/2) / B(df/2, 1/2) is t times the density.
    if (x <= turn) return log(t / df) + logDensity(t) + log(continuedFraction(x, half, 0.5));
    return log(0.5 - centre(t) / 2);
  };

  /** The probability of less than t on either side of 0. */
  const centre = (t: number): number => {
    const v = spread(t);
    if (df >= LARGE_DF && v <= 1) {
      const eta = Math.sqrt(v);
      const phi = exp(-0.5 * df * v - HALF_LOG_TWO_PI);
      return 2 * (normalCentre(eta * root) - phi * excess(eta));
    }
    return 2 * t * exp(logDensity(t)) * continuedFraction(-expm1(-v), 0.5, half);
  };

  // The logarithm of |t| has a log-concave density, t times that of t.
  const tail = (y: number, logTail: number, sign: 1 | -1): LogTail => {
    const t = exp(y);
    const slope = sign * exp(y + logDensity(t) - logTail + Math.LN2);
    return { log: logTail, slope, bend: 1 + (df + 1) * expm1(-spread(t)) - slope };
  };

  const upperQuantile = (q: number): number => {
    if (q === 0) return Infinity;
    const middle = 1 - 2 * q;
    if (middle < 0.5) {
      // The density falls from the middle, so that less than this lies there.
      const start = log(middle) - Math.LN2 - logNorm;
      if (middle === 0) return 0;
      return exp(whereTailIs((y) => tail(y, log(centre(exp(y))), 1), log(middle), start));
    }
    // Beyond 1e150 the tail is a power, whose exponent is -df; nor would there be a square of t.
    const power = (logNorm + 0.5 * (df - 1) * log(df) - log(q)) / df;
    if (power > FAR) return exp(power);
    // As if eta sqrt(df) were normal.
    const z = normalQuantile(q);
    const v = (z * z) / df;
    const start = log(root) + 0.5 * (v > 40 ? v : log(expm1(v)));
    return exp(
      whereTailIs((y) => tail(y, Math.LN2 + logAbove(exp(y)), -1), Math.LN2 + log(q), start),
    );
  };

  return { logDensity, above: (t) => (t === Infinity ? 0 : exp(logAbove(t))), upperQuantile };
}

/** Taylor coefficients, from the first, of sqrt(v / (1 - exp(-v))) (rational arithmetic). */
const INTEGRAND = [
  0.25, 0.010416666666666666, -0.0026041666666666665, -9.765625e-5, 5.154079861111111e-5,
  1.2756024718915344e-6, -1.110097087880291e-6, -1.9670584004181822e-8, 2.4836319884715677e-8,
  3.3966619960386745e-10, -5.690071833942187e-10, -6.3372301556671304e-12, 1.3251315155878903e-11,
  1.2468358960996804e-13, -3.1229993780631886e-13, -2.546988626356897e-15, 7.426702350918158e-15,
  5.3488858900327365e-17, -1.778579261088922e-16, -1.1473989542270475e-18, 4.283476654726128e-18,
];

/**
 * Coefficients of the odd powers of eta in what `excess` gives: with eta^2 = log(1 + t^2 / df) the
 * density is that of a normal variable eta sqrt(df) times sqrt(eta^2 / (1 - exp(-eta^2))). The
 * method is that of Temme for the gamma distribution (see incomplete-gamma.ts).
 */
function normalSeries(df: number): number[] {
  const series = INTEGRAND.slice();
  for (let k = series.length - 2; k >= 0; k--) series[k] += ((2 * k + 3) / df) * series[k + 1];
  return series.map((coefficient) => coefficient / (1 + series[0] / df));
}

/** location + scale * T, T the standard t variable. */
function studentBody(df: number, location: number, scale: number): Body {
  const variable = studentVariable(df);
  /** The probability on the side of t that is away from 0, and whether that is below. */
  const tailAt = (x: number): [tail: number, below: boolean] => {
    const [t, rest] = standardised(x, location, scale);
    const size = Math.abs(t);
    if (size === Infinity) return [0, t < 0];
    const density = exp(variable.logDensity(size));
    return [variable.above(size) - (t < 0 ? -rest : rest) * density, t < 0];
  };
  const quantile = (p: number) => {
    const t = p <= 0.5 ? -variable.upperQuantile(p) : variable.upperQuantile(1 - p);
    return location + scale * t;
  };
  const upperQuantile = (q: number) => {
    const t = q <= 0.5 ? variable.upperQuantile(q) : -variable.upperQuantile(1 - q);
    return location + scale * t;
  };
  return {
    mean: df > 1 ? location : NaN,
    sd: df > 2 ? scale * Math.sqrt(df / (df - 2)) : df > 1 ? Infinity : NaN,
    support: [-Infinity, Infinity],
    quantile,
    upperQuantile,
    cdf: (x) => {
      const [tail, below] = tailAt(x);
      return below ? tail : 1 - tail;
    },
    survival: (x) => {
      const [tail, below] = tailAt(x);
      return below ? 1 - tail : tail;
    },
    density: (x) => {
      const [t, rest] = standardised(x, location, scale);
      if (!Number.isFinite(t)) return 0;
      const slope = ((df + 1) / df) * (t / (1 + (t / df) * t));
      return (exp(variable.logDensity(Math.abs(t))) * (1 - slope * rest)) / scale;
    },
    mapping: tableMapping({
      link: df < HEAVY_DF ? 'sinh' : 'identity',
      location,
      scale,
      quantile: (p) => -variable.upperQuantile(p),
      upperQuantile: variable.upperQuantile,
    }),
  };
}

/**
 * Student's t distribution with `df` degrees of freedom, 0.25 or more, at `location`, 0 if that is
 * left out, and stretched by `scale`, 1 if that is; with `mean` and `sd`, for df above 2; or
 * through two quantiles, such as { df: 3, p10: 1, p90: 4 }. Its mean is NaN up to df = 1, its sd
 * infinite up to df = 2.
 */
export const studentT = defineFamily({
  name: 'studentt',
  aliases: ['t', 'student', 'tdist', 'studentst'],
  about: 'like a normal distribution, with tails that are the heavier the fewer degrees of freedom',
  forms: [byScale, byMoments, byQuantiles],
  member: ({ real }) => [{ df: real(5, 200), location: real(100, 200), scale: real(0.001, 2) }],
});
