/** The loguniform distribution: the exponential of a uniform one. */

import { exp, log, log1p } from '../../math/functions.ts';
import { BOUND_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import {
  about,
  type Body,
  boundsProblems,
  type Family,
  fromNumbers,
  type Levels,
  type NumberForm,
  type QuantileForm,
} from '../family.ts';
import { aboveLocation, throughRatio, tooFarApart } from '../fitted.ts';
import { withFits } from '../least-squares.ts';
import { tableMapping } from '../table.ts';

const byBounds: NumberForm<'min' | 'max'> = {
  takes: 'numbers',
  names: ['min', 'max'],
  aliases: { ...BOUND_NAMES, a: 'min', b: 'max' },
  problems: ({ min, max }) => [
    min <= 0 && about('min', `loguniform: min is ${min}; it must be above 0`),
    ...boundsProblems('loguniform', min, max),
  ],
  body: ({ min, max }) => loguniformBody(min, max),
};

const byQuantiles: QuantileForm = withFits(
  {
    takes: 'quantiles',
    fewest: 2,
    most: 2,
    names: [],
    problems: (levels) => {
      const below = aboveLocation('loguniform', levels, 0);
      if (levels.length < 2 || below.some(Boolean)) return below;
      const { min, max } = bounds(levels);
      return [!(min > 0 && max < Infinity) && tooFarApart('loguniform', levels)];
    },
    body: (levels) => {
      const { min, max } = bounds(levels);
      return loguniformBody(min, max);
    },
  },
  () => [0, Infinity],
);

function bounds(levels: Parameters<typeof throughRatio>[0]): { min: number; max: number } {
  const { scale, power } = throughRatio(levels, ({ p }) => p);
  const [, high] = levels;
  return { min: scale, max: high.x * exp(power * (1 - high.p)) };
}

function loguniformBody(min: number, max: number): Body {
  const width = logRatio(max, min);
  const middle = Math.sqrt(min) * Math.sqrt(max);
  const inside = (x: number) => Math.min(max, Math.max(min, x));
  const { mean, sd } = moments(min, max, middle, width);
  return {
    mean,
    sd,
    support: [min, max],
    // exp(width) may round to other than max / min.
    quantile: (p) => (p === 1 ? max : inside(min * exp(width * p))),
    upperQuantile: (q) => (q === 1 ? min : inside(max * exp(-width * q))),
    cdf: (x) => (x <= min ? 0 : x >= max ? 1 : logRatio(x, min) / width),
    survival: (x) => (x <= min ? 1 : x >= max ? 0 : logRatio(max, x) / width),
    density: (x) => (x < min || x > max ? 0 : 1 / (width * x)),
    mapping: tableMapping({
      link: 'exp',
      location: 0,
      scale: middle,
      quantile: (p) => exp(width * (p - 0.5)),
      upperQuantile: (q) => exp(width * (0.5 - q)),
    }),
  };
}

/** log(high / low), with all digits where the two are close. */
function logRatio(high: number, low: number): number {
  const rise = (high - low) / low;
  return rise < Infinity ? log1p(rise) : log(high) - log(low);
}

/**
 * With h half the width on the log scale and G the geometric mean of the bounds: the mean is G
 * sinh(h) / h, and the variance the mean times G (cosh(h) - sinh(h) / h). For small h the bracket
 * is a series of positive terms, h^2n 2n / (2n + 1)!.
 */
function moments(min: number, max: number, middle: number, width: number) {
  const mean = (max - min) / width;
  const half = width / 2;
  if (half > 1) return { mean, sd: Math.sqrt(mean) * Math.sqrt(min / 2 + max / 2 - mean) };
  const square = half * half;
  let term = 1;
  let sum = 0;
  for (let n = 1; n <= 9; n++) {
    term *= square / (2 * n * (2 * n + 1));
    sum += 2 * n * term;
  }
  return { mean, sd: Math.sqrt(mean) * Math.sqrt(middle) * Math.sqrt(sum) };
}

export const loguniformFamily: Family = {
  name: 'loguniform',
  aliases: ['reciprocal'],
  forms: [byBounds, byQuantiles],
};

/**
 * Every ratio equally likely between `min` and `max`, 0 < min < max: the logarithm is uniform. Or
 * given by two quantiles, such as { p10: 1, p90: 30 }.
 */
export function loguniform(given: { min: number; max: number } | Levels): Distribution {
  return fromNumbers(loguniformFamily, given);
}
