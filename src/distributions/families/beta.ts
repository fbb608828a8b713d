/** The beta distribution of a share, or of anything between two bounds. */

import { log } from '../../math/functions.ts';
import { BOUND_NAMES, SD_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import {
  about,
  boundsProblems,
  type Family,
  fromNumbers,
  type Level,
  type Levels,
  type NumberForm,
  positive,
  type QuantileForm,
} from '../family.ts';
import { described } from '../fitted.ts';
import { logistic, logitBeta } from '../incomplete-beta.ts';
import { withFits } from '../least-squares.ts';
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

const BOUNDS = { min: 0, max: 1 } as const;
const N_NAMES = { concentration: 'n', kappa: 'n', nu: 'n', samplesize: 'n' } as const;

const byMean: NumberForm<'mean' | 'n' | 'min' | 'max'> = {
  takes: 'numbers',
  names: ['mean', 'n', 'min', 'max'],
  defaults: BOUNDS,
  aliases: { ...BOUND_NAMES, ...N_NAMES, mu: 'mean' },
  problems: ({ mean, n, min, max }) => [
    ...boundsProblems('beta', min, max),
    insideProblem('mean', mean, min, max, n),
    nProblem(n),
  ],
  body: ({ mean, n, min, max }) => {
    const width = max - min;
    return scaledBeta(((mean - min) / width) * n, ((max - mean) / width) * n, min, max);
  },
};

const byShapes: NumberForm<'alpha' | 'beta' | 'min' | 'max'> = {
  takes: 'numbers',
  names: ['alpha', 'beta', 'min', 'max'],
  defaults: BOUNDS,
  aliases: {
    ...BOUND_NAMES,
    a: 'alpha',
    b: 'beta',
    shape1: 'alpha',
    shape2: 'beta',
    alpha1: 'alpha',
    alpha2: 'beta',
  },
  problems: ({ alpha, beta, min, max }) => [
    ...positive('beta', { alpha, beta }),
    ...boundsProblems('beta', min, max),
    alpha > 0 &&
      beta > 0 &&
      nProblem(alpha + beta) &&
      about(
        'alpha',
        `beta: alpha is ${alpha} and beta is ${beta}; together they must be from ${LEAST_N} to ${MOST_N}`,
      ),
  ],
  body: ({ alpha, beta, min, max }) => scaledBeta(alpha, beta, min, max),
};

const byMoments: NumberForm<'mean' | 'sd' | 'min' | 'max'> = {
  takes: 'numbers',
  names: ['mean', 'sd', 'min', 'max'],
  defaults: BOUNDS,
  aliases: { ...BOUND_NAMES, ...SD_NAMES, mu: 'mean' },
  problems: ({ mean, sd, min, max }) => {
    const outside = insideProblem('mean', mean, min, max);
    return [
      ...boundsProblems('beta', min, max),
      outside,
      ...positive('beta', { sd }),
      !outside && min < max && sd > 0 && sdProblem(mean, sd, min, max),
    ];
  },
  body: ({ mean, sd, min, max }) => {
    const n = sizeOf(mean, sd, min, max);
    const width = max - min;
    const body = scaledBeta(((mean - min) / width) * n, ((max - mean) / width) * n, min, max);
    return { ...body, mean, sd };
  },
};

const byMode: NumberForm<'mode' | 'n' | 'min' | 'max'> = {
  takes: 'numbers',
  names: ['mode', 'n', 'min', 'max'],
  defaults: BOUNDS,
  aliases: { ...BOUND_NAMES, ...N_NAMES },
  problems: ({ mode, n, min, max }) => [
    ...boundsProblems('beta', min, max),
    (mode < min || mode > max) &&
      about('mode', `beta: mode is ${mode}; it must be from ${min} to ${max}`),
    (n <= 2 || n > MOST_N) &&
      about(
        'n',
        `beta: n is ${n}; beside a mode it must be above 2, up to where the density is not greatest there, and at most ${MOST_N}`,
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
};

const byQuantiles: QuantileForm<'min' | 'max'> = withFits(
  {
    takes: 'quantiles',
    fewest: 2,
    most: 2,
    names: ['min', 'max'],
    defaults: BOUNDS,
    aliases: BOUND_NAMES,
    problems: (levels, { min, max }) => {
      const problems = [
        ...boundsProblems('beta', min, max),
        ...levels.map(({ name, x }) => insideProblem(name, x, min, max)),
      ];
      if (levels.length < 2 || Number.isNaN(max - min) || problems.some(Boolean)) return problems;
      const places = levels.map((level) => placeOf(level, min, max));
      const [least, most] = [LEAST_N, MOST_N].map((n) =>
        beyond(places[1], n, logitMean(places[0], n)),
      );
      return [
        least > 0 &&
          about(
            levels[0].name,
            `beta: ${described(levels)}; that is an n below ${LEAST_N}, which must be from ${LEAST_N} to ${MOST_N}`,
          ),
        most < 0 &&
          about(
            levels[0].name,
            `beta: ${described(levels)}; that is an n above ${MOST_N}, which must be from ${LEAST_N} to ${MOST_N}`,
          ),
      ];
    },
    body: (levels, { min, max }) => {
      const places = levels.map((level) => placeOf(level, min, max));
      const n = crossing((n) => beyond(places[1], n, logitMean(places[0], n)), LEAST_N, MOST_N);
      const t = logitMean(places[0], n);
      return scaledBeta(n * logistic(t), n * logistic(-t), min, max);
    },
  },
  ({ min, max }) => [min, max],
);

function nProblem(n: number) {
  return (
    (n < LEAST_N || n > MOST_N) &&
    about('n', `beta: n is ${n}; it must be from ${LEAST_N} to ${MOST_N}`)
  );
}

/** @param n  what stands beside a mean: a second shape, if the mean is none */
function insideProblem(name: string, x: number, min: number, max: number, n = NaN) {
  if (!(x <= min || x >= max)) return false;
  const shapes =
    x >= 1 && n > 0 && min === 0 && max === 1
      ? `. Shapes are written beta(alpha=${x}, beta=${n})`
      : '';
  return about(name, `beta: ${name} is ${x}; it must be above ${min} and below ${max}${shapes}`);
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
  if (!nProblem(n)) return false;
  const most = Math.sqrt(mean - min) * Math.sqrt(max - mean);
  const given = `beta: mean is ${mean} and sd is ${sd}`;
  return about(
    'sd',
    n <= 0
      ? `${given}; sd must be below ${Number(most.toPrecision(6))}, where all lies at the bounds`
      : `${given}; that is an n of ${Number(n.toPrecision(3))}, which must be from ${LEAST_N} to ${MOST_N}`,
  );
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

export const betaFamily: Family = {
  name: 'beta',
  aliases: ['betageneral'],
  forms: [byMean, byShapes, byMoments, byMode, byQuantiles],
};

/**
 * The beta distribution of a share with this `mean`, as sure as after `n` observations, 0.05 <= n
 * <= 1e6: Beta(mean * n, (1 - mean) * n). Or with shapes `alpha` and `beta`; with `mean` and `sd`;
 * with a `mode` and n above 2; or with two quantiles, such as { p10: 0.1, p90: 0.4 }. In place of 0
 * and 1 it may lie between `min` and `max`.
 */
export function beta(
  given: (
    | { mean: number; n: number }
    | { alpha: number; beta: number }
    | { mean: number; sd: number }
    | { mode: number; n: number }
    | Levels
  ) & { min?: number; max?: number },
): Distribution {
  return fromNumbers(betaFamily, given);
}
