/** The Pareto distribution of type I: a tail that is a power, from a least value on. */

import { exp, expm1, log1p } from '../../math/functions.ts';
import { SD_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import { exponentialQuantile, exponentialUpperQuantile } from '../exponential-powers.ts';
import {
  about,
  type Body,
  type Family,
  fromNumbers,
  type Levels,
  type NumberForm,
  positive,
  type QuantileForm,
} from '../family.ts';
import {
  aboveLocation,
  described,
  finiteScale,
  shapeWithin,
  throughRatio,
  tooFarApart,
  within,
} from '../fitted.ts';
import { withFits } from '../least-squares.ts';
import { tableMapping } from '../table.ts';
import { powerOf, root, standardised } from '../two-parts.ts';

/** Below, draws in the tail leave the range of numbers; above, all values are one to six digits. */
const SHAPES = [0.125, 1e6] as const;
/**
 * The standard deviation in terms of the mean, at most: the shape is then 2 + 5e-7, of which no
 * more than 2 would be left.
 */
const MOST_VARIATION = 1000;

const byShape: NumberForm<'min' | 'shape'> = {
  takes: 'numbers',
  names: ['min', 'shape'],
  aliases: {
    minimum: 'min',
    scale: 'min',
    xm: 'min',
    xmin: 'min',
    alpha: 'shape',
    a: 'shape',
    b: 'shape',
  },
  problems: ({ min, shape }) => [
    ...positive('pareto', { min }),
    within('pareto', 'shape', shape, SHAPES),
  ],
  body: ({ min, shape }) => paretoBody(min, shape),
};

const byMoments: NumberForm<'mean' | 'sd'> = {
  takes: 'numbers',
  names: ['mean', 'sd'],
  aliases: SD_NAMES,
  problems: ({ mean, sd }) => {
    const signs = positive('pareto', { mean, sd });
    if (signs.some(Boolean) || Number.isNaN(mean + sd)) return signs;
    if (sd / mean > MOST_VARIATION) {
      const message = `pareto: mean is ${mean} and sd is ${sd}; sd must be at most ${MOST_VARIATION} times the mean`;
      return [about('sd', message)];
    }
    const given = `mean is ${mean} and sd is ${sd}`;
    return [shapeWithin('pareto', 'sd', given, shapeOfMoments(mean, sd), SHAPES)];
  },
  body: ({ mean, sd }) => {
    const shape = shapeOfMoments(mean, sd);
    return { ...paretoBody(mean * ((shape - 1) / shape), shape), mean, sd };
  },
};

/** From (sd / mean)^2 = 1 / (shape (shape - 2)). */
function shapeOfMoments(mean: number, sd: number): number {
  const ratio = mean / sd;
  return 1 + Math.sqrt(1 + ratio * ratio);
}

const byQuantiles: QuantileForm = withFits(
  {
    takes: 'quantiles',
    fewest: 2,
    most: 2,
    names: [],
    problems: (levels) => {
      const below = aboveLocation('pareto', levels, 0);
      if (levels.length < 2 || below.some(Boolean)) return below;
      const { scale, power } = throughRatio(levels, ({ p }) => exponentialQuantile(p));
      return [
        shapeWithin('pareto', levels[0].name, described(levels), 1 / power, SHAPES) ||
          (!finiteScale(scale) && tooFarApart('pareto', levels)),
      ];
    },
    body: (levels) => {
      const { scale, power } = throughRatio(levels, ({ p }) => exponentialQuantile(p));
      return paretoBody(scale, 1 / power);
    },
  },
  () => [0, Infinity],
);

/** min * exp(E / shape), E standard exponential. */
function paretoBody(min: number, shape: number): Body {
  const power = 1 / shape;
  const above = (x: number) => powerOf(standardised(x, 0, min), -shape);
  const upperQuantile = (q: number) => root(q, -shape);
  const quantile = (p: number) =>
    p <= 0.5 ? exp(power * exponentialQuantile(p)) : upperQuantile(1 - p);
  return {
    mean: shape > 1 ? min * (shape / (shape - 1)) : Infinity,
    sd: shape > 2 ? (min / (shape - 1)) * Math.sqrt(shape / (shape - 2)) : Infinity,
    support: [min, Infinity],
    quantile: (p) => min * quantile(p),
    upperQuantile: (q) => min * upperQuantile(q),
    cdf: (x) => {
      if (x <= min) return 0;
      // Near the least value by the distance from it, which keeps its digits.
      return x < 2 * min ? -expm1(-shape * log1p((x - min) / min)) : 1 - above(x);
    },
    survival: (x) => (x <= min ? 1 : above(x)),
    density: (x) => (x < min || x === Infinity ? 0 : (shape / x) * above(x)),
    // Of the distance from the least value, which keeps its digits however narrow the distribution
    // is.
    mapping: tableMapping({
      link: 'exp',
      location: min,
      scale: min * power,
      quantile: (p) => expm1(power * exponentialQuantile(p)) / power,
      upperQuantile: (q) => expm1(power * exponentialUpperQuantile(q)) / power,
    }),
  };
}

export const paretoFamily: Family = {
  name: 'pareto',
  aliases: ['pareto1', 'paretoi', 'paretotype1'],
  forms: [byShape, byMoments, byQuantiles],
};

/**
 * The Pareto distribution of type I, whose survival is (min / x)^shape from the least value `min`
 * on. (Type II, or Lomax, begins at 0.) Or with two quantiles, such as { p50: 10, p99: 80 }; or
 * with `mean` and `sd`, which only shapes above 2 have: sd at most 1000 times the mean. Shapes from
 * 0.125 to 1e6.
 */
export function pareto(
  given: { min: number; shape: number } | { mean: number; sd: number } | Levels,
): Distribution {
  return fromNumbers(paretoFamily, given);
}
