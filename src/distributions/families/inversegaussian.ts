/** The inverse Gaussian distribution: when a random walk with drift first reaches a level. */

import { exp, expm1, log, log1p, normalQuantile } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Body, type Level } from '../family.ts';
import { fittedQuantiles, numbers, refusal } from '../forms.ts';
import { HALF_LOG_TWO_PI } from '../gamma-function.ts';
import { described, isScale, logRise, tooFarApart } from '../levels.ts';
import { type LogTail, whereTailIs } from '../log-concave.ts';
import { mills, millsDifference } from '../mills.ts';
import { positive, SD } from '../parameters.ts';
import { crossing } from '../root.ts';
import { tableMapping } from '../table.ts';
import { quotientOf } from '../two-parts.ts';

/**
 * Of shape / mean, which is (mean / sd)^2: within, draws keep ten digits of the mean and of the
 * standard deviation.
 */
const RATIOS = [1e-8, 1e10] as const;
/**
 * From this ratio on the table is of the distance from the mean in standard deviations, so that a
 * narrow distribution keeps its digits.
 */
const NARROW = 16;

const MEAN = positive('mu');

const byShape = numbers({
  parameters: { mean: MEAN, shape: positive('lambda') },
  example: { mean: 5, shape: 20 },
  problems: ({ mean, shape }) => [
    mean > 0 &&
      shape > 0 &&
      ratioProblem('shape', `mean is ${mean} and shape is ${shape}`, shape / mean),
  ],
  body: ({ mean, shape }) => inverseGaussianBody(mean, shape / mean),
});

const byMoments = numbers({
  parameters: { mean: MEAN, sd: SD },
  example: { mean: 5, sd: 2 },
  problems: ({ mean, sd }) => [
    mean > 0 && sd > 0 && ratioProblem('sd', `mean is ${mean} and sd is ${sd}`, squared(mean / sd)),
  ],
  body: ({ mean, sd }) => ({ ...inverseGaussianBody(mean, squared(mean / sd)), sd }),
});

const byQuantiles = fittedQuantiles({
  reach: { above: 0 },
  example: { p10: 2, p90: 9 },
  solve: (levels) => {
    const [low, high] = levels;
    const wanted = logRise(levels);
    const [most, least] = RATIOS.map((ratio) => riseOf(levels, ratio));
    if (wanted > most) {
      const bound = Number(exp(most).toPrecision(3));
      const why = `that is too wide for it: ${high.name} may be at most ${bound} times ${low.name}`;
      return refusal(about(low.name, `${described(levels)}; ${why}`));
    }
    if (wanted < least) {
      const why = `that is a ratio of shape to mean above ${RATIOS[1]}, up to which it goes`;
      return refusal(about(low.name, `${described(levels)}; ${why}`));
    }
    const ratio = crossing((ratio) => wanted - riseOf(levels, ratio), RATIOS[0], RATIOS[1]);
    const { quantile } = variableOf(ratio);
    // From the level that is nearer to the mean.
    const places = levels.map(({ p, x }) => ({ x, v: quantile(p) }));
    const { x, v } = places.reduce((a, b) => (Math.abs(b.v) < Math.abs(a.v) ? b : a));
    const mean = x * exp(-v);
    return isScale(mean) ? { mean, ratio } : tooFarApart(levels);
  },
  body: ({ mean, ratio }) => inverseGaussianBody(mean, ratio),
});

function ratioProblem(parameter: string, given: string, ratio: number) {
  const [least, most] = RATIOS;
  const size = Number(ratio.toPrecision(3));
  return (
    (ratio < least || ratio > most) &&
    about(
      parameter,
      `${given}; that is a ratio of shape to mean of ${size}, which must be from ${least} to ${most}`,
    )
  );
}

function squared(x: number): number {
  return x * x;
}

/** By how much the logarithm rises between two levels: the less the greater the ratio. */
function riseOf([low, high]: readonly Level[], ratio: number): number {
  const { quantile } = variableOf(ratio);
  return quantile(high.p) - quantile(low.p);
}

/** Where a value lies: see `variableOf`. */
interface Place {
  readonly a: number;
  readonly b: number;
  /** (a + b) / 2 and (b - a) / 2. */
  readonly middle: number;
  readonly half: number;
}

/** The distribution of the value over the mean, y, and of v = log(y). */
interface Variable {
  /** The place of y = share + rest. */
  placeOf(share: number, rest: number): Place;
  /** Logarithms of the density of v, and of the probabilities below and above. */
  logDensity(place: Place): number;
  below(place: Place): number;
  above(place: Place): number;
  /** The v below which lies p. */
  quantile(p: number): number;
  upperQuantile(q: number): number;
}

/**
 * With a = sqrt(ratio / y) (y - 1) and b = sqrt(ratio / y) (y + 1), of which the squares differ by
 * 4 ratio, the textbook's Phi(a) + exp(2 ratio) Phi(-b) is phi(a) (M(-a) + M(b)), M the Mills
 * ratio, and the probability above phi(a) (M(a) - M(b)).
 */
function variableOf(ratio: number): Variable {
  const root = Math.sqrt(ratio);
  const placeOf = (share: number, rest: number): Place => {
    const y = Math.sqrt(share);
    return {
      a: (root * (share - 1 + rest)) / y,
      b: (root * (share + 1)) / y,
      middle: root * y,
      half: root / y,
    };
  };
  const placeAt = (v: number): Place => {
    const [up, down] = [expm1(v / 2), expm1(-v / 2)];
    const [middle, half] = [root * (up + 1), root * (down + 1)];
    return { a: root * (up - down), b: middle + half, middle, half };
  };
  const logPhi = (a: number) => -0.5 * a * a - HALF_LOG_TWO_PI;
  // half is sqrt(ratio / y).
  const logDensity = ({ a, half }: Place) => log(half) + logPhi(a);

  const below = (place: Place): number => {
    const { a, b } = place;
    // Above the mean lies less than half.
    if (a > 0) return log1p(-exp(above(place)));
    return logPhi(a) + log(mills(-a) + mills(b));
  };

  const above = ({ a, b, middle, half }: Place): number => {
    if (a > 0) {
      const [greater, lesser] = [mills(a), mills(b)];
      const apart = lesser < greater / 2;
      return logPhi(a) + log(apart ? greater - lesser : millsDifference(middle, half));
    }
    const other = exp(logPhi(a)) * (mills(-a) + mills(b));
    return other < 0.75 ? log1p(-other) : logPhi(a) + log(millsDifference(middle, half));
  };

  const tail = (v: number, side: (place: Place) => number, sign: 1 | -1): LogTail => {
    const place = placeAt(v);
    const logTail = side(place);
    const slope = sign * exp(logDensity(place) - logTail);
    return { log: logTail, slope, bend: -0.5 - (place.a * place.b) / 2 - slope };
  };
  /** The v that belongs to a. */
  const fromA = (a: number): number => {
    const half = Math.abs(a) / (2 * root);
    const size = 2 * log1p(half + (half * half) / (1 + Math.sqrt(1 + half * half)));
    return a < 0 ? -size : size;
  };
  // The probability below is at most 2 Phi(a), that above at most Phi(-a): both starts lie on the
  // far side.
  const lower = (p: number) =>
    whereTailIs((v) => tail(v, below, 1), log(p), fromA(normalQuantile(p / 2)));
  const upper = (q: number) =>
    whereTailIs((v) => tail(v, above, -1), log(q), fromA(-normalQuantile(q)));

  return {
    placeOf,
    logDensity,
    below,
    above,
    // 1 - p is exact from p = 1/2 on.
    quantile: (p) => (p <= 0.5 ? lower(p) : upper(1 - p)),
    upperQuantile: (q) => (q <= 0.5 ? upper(q) : lower(1 - q)),
  };
}

/** The inverse Gaussian distribution with this mean, and shape / mean. */
function inverseGaussianBody(mean: number, ratio: number): Body {
  const variable = variableOf(ratio);
  const root = Math.sqrt(ratio);
  const { quantile, upperQuantile } = variable;
  const placeOf = (x: number) => variable.placeOf(...quotientOf([x, 0], mean));
  return {
    mean,
    sd: mean / root,
    support: [0, Infinity],
    quantile: (p) => (p === 0 ? 0 : p === 1 ? Infinity : mean * exp(quantile(p))),
    upperQuantile: (q) => (q === 0 ? Infinity : q === 1 ? 0 : mean * exp(upperQuantile(q))),
    cdf: (x) => (x <= 0 ? 0 : x === Infinity ? 1 : exp(variable.below(placeOf(x)))),
    survival: (x) => (x <= 0 ? 1 : x === Infinity ? 0 : exp(variable.above(placeOf(x)))),
    density: (x) => (x <= 0 || x === Infinity ? 0 : exp(variable.logDensity(placeOf(x))) / x),
    mapping:
      ratio < NARROW
        ? tableMapping({
            link: 'exp',
            location: 0,
            scale: mean,
            quantile: (p) => exp(quantile(p)),
            upperQuantile: (q) => exp(upperQuantile(q)),
          })
        : tableMapping({
            link: 'identity',
            location: mean,
            scale: mean / root,
            quantile: (p) => root * expm1(quantile(p)),
            upperQuantile: (q) => root * expm1(upperQuantile(q)),
          }),
  };
}

/**
 * The inverse Gaussian distribution, also Wald's, with this `mean` and `shape` (lambda), so that
 * the variance is mean^3 / shape; with `mean` and `sd`; or with two quantiles, such as { p10: 2,
 * p90: 9 }. shape / mean from 1e-8 to 1e10.
 */
export const inverseGaussian = defineFamily({
  name: 'inversegaussian',
  aliases: ['wald', 'invgauss', 'invgaussian', 'inversenormal', 'ig'],
  about: 'when a random walk with drift first reaches a level',
  forms: [byShape, byMoments, byQuantiles],
  member: ({ real }) => {
    const mean = real(0.01, 100);
    return [{ mean, sd: mean * real(0.1, 1.2) }];
  },
});
