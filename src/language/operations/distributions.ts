/** Functions of probability, by which draws of distributions with changing parameters are made. */

import { logGamma } from '../../distributions/gamma-function.ts';
import * as op from '../../kernel/opcodes.ts';
import { exp, log, normalCdf, normalDensity, normalQuantile } from '../../math/functions.ts';
import {
  betaQuantile,
  binomialQuantile,
  gammaQuantile,
  inverseGaussianQuantile,
  negativeBinomialQuantile,
  poissonQuantile,
  skewNormalQuantile,
  studentQuantile,
} from '../../math/searched.ts';
import { flat, type OperationRows } from './row.ts';
import { plain } from './unit-rules.ts';

/** Of what differences are taken, as a share of the operand: its error is of the order of its square. */
const NEAR = 2 ** -17;

/** A derivative where there is no formula: a central difference. */
function slope(of: (x: number) => number, at: number): number {
  const step = NEAR * Math.abs(at);
  const [low, high] = [at - step, at + step];
  return (of(high) - of(low)) / (high - low);
}

/**
 * By the probability: one over the density. A probability is 0 or 1 by rounding only, and then what
 * it follows from moves nothing.
 */
function perDensity(p: number, logDensity: number): number {
  return p === 0 || p === 1 ? 0 : exp(-logDensity);
}

function gammaLogDensity(x: number, a: number): number {
  return (a - 1) * log(x) - x - logGamma(a);
}

function betaLogDensity(x: number, a: number, b: number): number {
  const norm = logGamma(a + b) - logGamma(a) - logGamma(b);
  return (a - 1) * log(x) + (b - 1) * log(1 - x) + norm;
}

function studentLogDensity(t: number, df: number): number {
  const norm = logGamma((df + 1) / 2) - logGamma(df / 2) - log(df * Math.PI) / 2;
  return norm - ((df + 1) / 2) * log(1 + (t / df) * t);
}

/** Of mean 1. */
function inverseGaussianLogDensity(x: number, shape: number): number {
  return (log(shape / (2 * Math.PI)) - 3 * log(x) - (shape * (x - 1) * (x - 1)) / x) / 2;
}

function skewNormalLogDensity(x: number, shape: number): number {
  return log(2 * normalDensity(x) * normalCdf(shape * x));
}

export const distributions = {
  normalCdf: {
    written: 'normalcdf(x)',
    about: 'the probability that a standard normal variable is not above x',
    example: ['normalcdf(0)', 0.5],
    unit: plain(),
    compute: normalCdf,
    missing: 'as computed',
    derivatives: [normalDensity],
    jumps: 0,
    opcode: op.NORMAL_CDF,
  },
  normalQuantile: {
    written: 'normalquantile(x)',
    about: 'the value below which a standard normal variable lies with probability x',
    example: ['normalquantile(0.5)', 0],
    unit: plain(),
    compute: normalQuantile,
    missing: 'as computed',
    derivatives: [(_p, _b, z) => 1 / normalDensity(z)],
    jumps: 0,
    opcode: op.NORMAL_QUANTILE,
  },
  gammaQuantile: {
    written: 'gammaquantile(x, a)',
    about:
      'the value below which a gamma variable of shape a and scale 1 lies with probability x; a from 0.001 to 1e6',
    example: ['round(1000 * gammaquantile(0.5, 1))', 693],
    unit: plain(),
    compute: gammaQuantile,
    missing: 'as computed',
    derivatives: [
      (p, a, x) => perDensity(p, gammaLogDensity(x, a)),
      (p, a) => (p === 0 || p === 1 ? 0 : slope((x) => gammaQuantile(p, x), a)),
    ],
    jumps: 0,
    opcode: op.GAMMA_QUANTILE,
  },
  poissonQuantile: {
    written: 'poissonquantile(x, a)',
    about:
      'the least count that a Poisson variable of mean a exceeds with a probability below 1 - x; a from 0 to 1e6',
    example: ['poissonquantile(0.9, 4.2)', 7],
    unit: plain(),
    compute: poissonQuantile,
    missing: 'as computed',
    derivatives: [flat, flat],
    jumps: 2,
    opcode: op.POISSON_QUANTILE,
  },
  betaQuantile: {
    written: 'betaquantile(x, a, b)',
    about:
      'the value below which a beta variable of shapes a and b lies with probability x; both from 0.001 to 1e6',
    example: ['round(1000 * betaquantile(0.5, 1, 2))', 293],
    unit: plain(),
    compute: betaQuantile,
    missing: 'as computed',
    derivatives: [
      (p, a, x, b) => perDensity(p, betaLogDensity(x, a, b)),
      (p, a, _result, b) => slope((x) => betaQuantile(p, x, b), a),
      (p, a, _result, b) => slope((x) => betaQuantile(p, a, x), b),
    ],
    jumps: 0,
    opcode: op.BETA_QUANTILE,
  },
  binomialQuantile: {
    written: 'binomialquantile(x, a, b)',
    about:
      'the same of a binomial variable: successes in a trials, a whole number up to 1e6, each with probability b',
    example: ['binomialquantile(0.9, 12, 0.3)', 6],
    unit: plain(),
    compute: binomialQuantile,
    missing: 'as computed',
    derivatives: [flat, flat, flat],
    jumps: 3,
    opcode: op.BINOMIAL_QUANTILE,
  },
  studentQuantile: {
    written: 'studentquantile(x, a)',
    about:
      'the value below which a standard t variable with a degrees of freedom lies with probability x; a from 0.25 to 1e6',
    example: ['round(1000 * studentquantile(0.9, 3))', 1638],
    unit: plain(),
    compute: studentQuantile,
    missing: 'as computed',
    derivatives: [
      (p, a, x) => perDensity(p, studentLogDensity(x, a)),
      (p, a) => (p === 0 || p === 1 ? 0 : slope((x) => studentQuantile(p, x), a)),
    ],
    jumps: 0,
    opcode: op.STUDENT_QUANTILE,
  },
  inverseGaussianQuantile: {
    written: 'inversegaussianquantile(x, a)',
    about: 'the same of an inverse Gaussian variable of mean 1 and shape a; a from 1e-8 to 1e10',
    example: ['round(1000 * inversegaussianquantile(0.5, 1))', 676],
    unit: plain(),
    compute: inverseGaussianQuantile,
    missing: 'as computed',
    derivatives: [
      (p, a, x) => perDensity(p, inverseGaussianLogDensity(x, a)),
      (p, a) => (p === 0 || p === 1 ? 0 : slope((x) => inverseGaussianQuantile(p, x), a)),
    ],
    jumps: 0,
    opcode: op.INVERSE_GAUSSIAN_QUANTILE,
  },
  skewNormalQuantile: {
    written: 'skewnormalquantile(x, a)',
    about: 'the same of a standard skew normal variable of shape a; a from -1000 to 1000',
    example: ['round(1000 * skewnormalquantile(0.5, 1))', 545],
    unit: plain(),
    compute: skewNormalQuantile,
    missing: 'as computed',
    derivatives: [
      (p, a, x) => perDensity(p, skewNormalLogDensity(x, a)),
      (p, a) => (p === 0 || p === 1 ? 0 : slope((x) => skewNormalQuantile(p, x), a)),
    ],
    jumps: 0,
    opcode: op.SKEW_NORMAL_QUANTILE,
  },
  negativeBinomialQuantile: {
    written: 'negativebinomialquantile(x, a, b)',
    about:
      'the least count that a negative binomial variable of mean a and size b exceeds with a probability below 1 - x; a from 0 to 1e6, b from 0.001 to 1e9',
    example: ['negativebinomialquantile(0.9, 6, 5)', 11],
    unit: plain(),
    compute: negativeBinomialQuantile,
    missing: 'as computed',
    derivatives: [flat, flat, flat],
    jumps: 3,
    opcode: op.NEGATIVE_BINOMIAL_QUANTILE,
  },
} satisfies Partial<OperationRows>;
