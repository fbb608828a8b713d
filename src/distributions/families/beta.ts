/** The beta distribution of a share, or of anything between two bounds. */

import { log } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Level } from '../family.ts';
import { fittedQuantiles, numbers, refusal } from '../forms.ts';
import { logistic, logitBeta } from '../incomplete-beta.ts';
import { described } from '../levels.ts';
import { boundsProblems, checked, MAX, MIN, optional, positive, real, SD } from '../parameters.ts';
import { crossing } from '../root.ts';
import { scaledBeta } from './scaled-beta.ts';

/**
 * Of n, the sum of both shapes. Below, nearly every draw is one of the bounds (bernoulli is meant),
 * and a table of draws loses its ninth digit: so it does however the shapes are given, and a single
 * small shape does no harm.
 */
const LEAST_N = 0.05;
/**
 * Above, the share is known to one part in a thousand or better, and its table takes long to
 * compute.
 */
const MOST_N = 1e6;

const BOUNDS = { min: optional(MIN, 0), max: optional(MAX, 1) };
const SIZES = `from ${LEAST_N} to ${MOST_N}`;
const N_NAMES = ['concentration', 'kappa', 'nu', 'samplesize'];
const MEAN = real('mu');

const byMean = numbers({
  parameters: { mean: MEAN, n: checked((n) => isOutside(n) && SIZES, ...N_NAMES), ...BOUNDS },
  example: { mean: 0.25, n: 40 },
  problems: ({ mean, n, min, max }) => [
    ...boundsProblems(min, max),
    insideProblem(mean, min, max, n),
  ],
  body: ({ mean, n, min, max }) => {
    const width = max - min;
    return scaledBeta(((mean - min) / width) * n, ((max - mean) / width) * n, min, max);
  },
});

const byShapes = numbers({
  parameters: {
    alpha: positive('a', 'shape1', 'alpha1'),
    beta: positive('b', 'shape2', 'alpha2'),
    ...BOUNDS,
  },
  example: { alpha: 2, beta: 5 },
  problems: ({ alpha, beta, min, max }) => [
    ...boundsProblems(min, max),
    alpha > 0 &&
      beta > 0 &&
      isOutside(alpha + beta) &&
      about('alpha', `alpha is ${alpha} and beta is ${beta}; together they must be ${SIZES}`),
  ],
  body: ({ alpha, beta, min, max }) => scaledBeta(alpha, beta, min, max),
});

const byMoments = numbers({
  parameters: { mean: MEAN, sd: SD, ...BOUNDS },
  example: { mean: 0.3, sd: 0.1 },
  problems: ({ mean, sd, min, max }) => {
    const outside = insideProblem(mean, min, max);
    return [
      ...boundsProblems(min, max),
      outside,
      !outside && min < max && sd > 0 && sdProblem(mean, sd, min, max),
    ];
  },
  body: ({ mean, sd, min, max }) => {
    const n = sizeOf(mean, sd, min, max);
    const width = max - min;
    const body = scaledBeta(((mean - min) / width) * n, ((max - mean) / width) * n, min, max);
    return { ...body, mean, sd };
  },
});

const byMode = numbers({
  parameters: { mode: real(), n: real(...N_NAMES), ...BOUNDS },
  example: { mode: 0.2, n: 20 },
  problems: ({ mode, n, min, max }) => [
    ...boundsProblems(min, max),
    (mode < min || mode > max) &&
      about('mode', `mode is ${mode}; it must be from ${min} to ${max}`),
    (n <= 2 || n > MOST_N) &&
      about(
        'n',
        `n is ${n}; beside a mode it must be above 2, up to where the density is not greatest there, and at most ${MOST_N}`,
      ),
  ],
  body: ({ mode, n, min, max }) => {
    const width = max - min;
    return scaledBeta(
      1 + ((mode - min) / width) * (n - 2),
      1 + ((max - mode) / width) * (n - 2),
      min,
      max,
    );
  },
});

const byQuantiles = fittedQuantiles({
  parameters: BOUNDS,
  reach: { between: ['min', 'max'] },
  example: { p10: 0.1, p90: 0.4 },
  problems: ({ min, max }) => boundsProblems(min, max),
  solve: (levels, { min, max }) => {
    const [first, last] = levels.map((level) => placeOf(level, min, max));
    const excess = (n: number) => beyond(last, n, logitMean(first, n));
    const side = excess(LEAST_N) > 0 ? 'below' : excess(MOST_N) < 0 ? 'above' : undefined;
    if (side !== undefined) {
      const why = `that is an n ${side} ${side === 'below' ? LEAST_N : MOST_N}, which must be ${SIZES}`;
      return refusal(about(levels[0].name, `${described(levels)}; ${why}`));
    }
    const n = crossing(excess, LEAST_N, MOST_N);
    return { n, logitOfMean: logitMean(first, n) };
  },
  body: ({ n, logitOfMean: t }, { min, max }) =>
    scaledBeta(n * logistic(t), n * logistic(-t), min, max),
});

/** Whether an n is none to work with. */
function isOutside(n: number): boolean {
  return n < LEAST_N || n > MOST_N;
}

/** @param n  what stands beside the mean: a second shape, if the mean is none */
function insideProblem(mean: number, min: number, max: number, n = NaN) {
  if (!(mean <= min || mean >= max)) return false;
  const shapes =
    mean >= 1 && n > 0 && min === 0 && max === 1
      ? `. Shapes are written beta(alpha=${mean}, beta=${n})`
      : '';
  return about('mean', `mean is ${mean}; it must be above ${min} and below ${max}${shapes}`);
}

/**
 * The n of a mean and a standard deviation: with all digits where sd is small, -0 or less where it
 * is too large.
 */
function sizeOf(mean: number, sd: number, min: number, max: number): number {
  return ((mean - min) / sd) * ((max - mean) / sd) - 1;
}

function sdProblem(mean: number, sd: number, min: number, max: number) {
  const n = sizeOf(mean, sd, min, max);
  if (!isOutside(n)) return false;
  const most = Number((Math.sqrt(mean - min) * Math.sqrt(max - mean)).toPrecision(6));
  const why =
    n <= 0
      ? `sd must be below ${most}, where all lies at the bounds`
      : `that is an n of ${Number(n.toPrecision(3))}, which must be ${SIZES}`;
  return about('sd', `mean is ${mean} and sd is ${sd}; ${why}`);
}

/**
 * A level on the logit scale: the logarithm of its probability or, from the middle on, of what lies
 * above.
 */
interface Place {
  readonly y: number;
  readonly below: boolean;
  readonly logP: number;
}

function placeOf({ p, x }: Level, min: number, max: number): Place {
  const below = p <= 0.5;
  return { y: log(x - min) - log(max - x), below, logP: log(below ? p : 1 - p) };
}

/**
 * By how much there is too much below a place, of Beta(mean * n, (1 - mean) * n), as a difference
 * of logarithms.
 */
function beyond({ y, below, logP }: Place, n: number, logitOfMean: number): number {
  const [a, b] = [n * logistic(logitOfMean), n * logistic(-logitOfMean)];
  const tail = below ? logitBeta(a, b).logCdf(y) : logitBeta(b, a).logCdf(-y);
  // Of a tail of less than 1e-16 beyond the middle nothing may be left, not even a number.
  const excess = Number.isNaN(tail) ? -Infinity : tail - logP;
  return below ? excess : -excess;
}

/**
 * The logit of the mean for which a level is where it is: the greater the mean, the less lies
 * below.
 */
function logitMean(place: Place, n: number): number {
  return crossing((t) => -beyond(place, n, t), -MOST_LOGIT, MOST_LOGIT);
}

/** Means beyond are 1e-260 from a bound. */
const MOST_LOGIT = 600;

/**
 * The beta distribution of a share with this `mean`, as sure as after `n` observations, 0.05 <= n
 * <= 1e6: Beta(mean * n, (1 - mean) * n). Or with shapes `alpha` and `beta`; with `mean` and `sd`;
 * with a `mode` and n above 2; or with two quantiles, such as { p10: 0.1, p90: 0.4 }. In place of 0
 * and 1 it may lie between `min` and `max`.
 */
export const beta = defineFamily({
  name: 'beta',
  aliases: ['betageneral'],
  about: 'a share, or anything between two bounds',
  forms: [byMean, byShapes, byMoments, byMode, byQuantiles],
  member: ({ real }) => {
    const [min, width] = [real(-100, 100), real(0.001, 100)];
    const [share, part] = [real(0.1, 0.9), real(0.05, 0.9)];
    const sd = part * width * Math.sqrt(share * (1 - share));
    return [{ mean: min + share * width, sd, min, max: min + width }];
  },
});
