/** The gamma distribution: times until the k-th event, amounts of rain, sizes of claims. */

import { exp, expm1, log, log1p } from '../../math/functions.ts';
import { SD_NAMES } from '../aliases.ts';
import type { Distribution, Mapping } from '../distribution.ts';
import {
  about,
  type Body,
  type Family,
  fromNumbers,
  type Level,
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
  tooFarApart,
  within,
} from '../fitted.ts';
import { logGammaVariable } from '../incomplete-gamma.ts';
import { withFits } from '../least-squares.ts';
import { crossing } from '../root.ts';
import { tableMapping } from '../table.ts';
import { type Parts, productOf, quotientOf } from '../two-parts.ts';

/**
 * Below, more than half of all draws are smaller than the smallest number; above, the mean and the
 * standard deviation are five digits apart, which draws would lose.
 */
export const SHAPES = [1e-3, 1e10] as const;
/**
 * From here on the table is of the distance from the mean in standard deviations, so that a narrow
 * distribution keeps its digits.
 */
const NARROW = 16;
/**
 * Below, the least draws are not numbers above 0, and the table is of the logarithm itself: its
 * error is a share of the logarithm or of its slope, both of which are a few units where draws are
 * as large as the standard deviation.
 */
const WIDE = 0.125;

const SHAPE_NAMES = { k: 'shape', a: 'shape', alpha: 'shape' } as const;

const byScale: NumberForm<'shape' | 'scale'> = {
  takes: 'numbers',
  names: ['shape', 'scale'],
  aliases: { ...SHAPE_NAMES, theta: 'scale' },
  problems: ({ shape, scale }) => [
    within('gamma', 'shape', shape, SHAPES),
    ...positive('gamma', { scale }),
  ],
  body: ({ shape, scale }) => gammaBody(shape, productOf(shape, scale)),
};

const byRate: NumberForm<'shape' | 'rate'> = {
  takes: 'numbers',
  names: ['shape', 'rate'],
  aliases: { ...SHAPE_NAMES, lambda: 'rate' },
  problems: ({ shape, rate }) => [
    within('gamma', 'shape', shape, SHAPES),
    ...positive('gamma', { rate }),
  ],
  body: ({ shape, rate }) => gammaBody(shape, quotientOf([shape, 0], rate)),
};

const byMoments: NumberForm<'mean' | 'sd'> = {
  takes: 'numbers',
  names: ['mean', 'sd'],
  aliases: { ...SD_NAMES, mu: 'mean' },
  problems: ({ mean, sd }) => [
    ...positive('gamma', { mean, sd }),
    mean > 0 &&
      sd > 0 &&
      shapeWithin('gamma', 'sd', `mean is ${mean} and sd is ${sd}`, squared(mean / sd), SHAPES),
  ],
  body: ({ mean, sd }) => ({ ...gammaBody(squared(mean / sd), [mean, 0]), sd }),
};

const byMean: NumberForm<'mean' | 'shape'> = {
  takes: 'numbers',
  names: ['mean', 'shape'],
  aliases: { ...SHAPE_NAMES, mu: 'mean' },
  problems: ({ mean, shape }) => [
    ...positive('gamma', { mean }),
    within('gamma', 'shape', shape, SHAPES),
  ],
  body: ({ mean, shape }) => gammaBody(shape, [mean, 0]),
};

const byQuantiles: QuantileForm = withFits(
  {
    takes: 'quantiles',
    fewest: 2,
    most: 2,
    names: [],
    problems: (levels) => {
      const below = aboveLocation('gamma', levels, 0);
      if (levels.length < 2 || below.some(Boolean)) return below;
      const [least, most] = SHAPES.map((shape) => logRise(levels, shape));
      const wanted = logRatio(levels);
      return [
        wanted > least && about(levels[0].name, noShape(levels, 'below', SHAPES[0])),
        wanted < most && about(levels[0].name, noShape(levels, 'above', SHAPES[1])),
        wanted <= least &&
          wanted >= most &&
          !finiteScale(fromQuantiles(levels).mean) &&
          tooFarApart('gamma', levels),
      ];
    },
    body: (levels) => {
      const { shape, mean } = fromQuantiles(levels);
      return gammaBody(shape, [mean, 0]);
    },
  },
  () => [0, Infinity],
);

function noShape(levels: readonly Level[], side: string, bound: number): string {
  return `gamma: ${described(levels)}; that is a shape ${side} ${bound}, which must be from ${SHAPES[0]} to ${SHAPES[1]}`;
}

function squared(x: number): number {
  return x * x;
}

/** log(x / mean) at a level. */
export function logQuantile(shape: number, p: number): number {
  const variable = logGammaVariable(shape);
  return p <= 0.5 ? variable.quantile(log(p)) : variable.upperQuantile(log(1 - p));
}

/** By how much the logarithm rises between two levels: the less the greater the shape. */
function logRise([low, high]: readonly Level[], shape: number): number {
  return logQuantile(shape, high.p) - logQuantile(shape, low.p);
}

function logRatio([low, high]: readonly Level[]): number {
  const rise = (high.x - low.x) / low.x;
  return rise < Infinity ? log1p(rise) : log(high.x) - log(low.x);
}

function fromQuantiles(levels: readonly Level[]): { shape: number; mean: number } {
  const wanted = logRatio(levels);
  const shape = crossing((shape) => wanted - logRise(levels, shape), SHAPES[0], SHAPES[1]);
  // From the level that is nearer to the mean.
  const places = levels.map(({ p, x }) => ({ x, w: logQuantile(shape, p) }));
  const { x, w } = places.reduce((a, b) => (Math.abs(b.w) < Math.abs(a.w) ? b : a));
  return { shape, mean: x * exp(-w) };
}

/** The gamma distribution with this shape and mean. */
export function gammaBody(shape: number, [mean, lost]: Parts): Body {
  const variable = logGammaVariable(shape);
  const root = Math.sqrt(shape);
  // 1 - p is exact from p = 1/2 on.
  const below = (p: number) =>
    p <= 0.5 ? variable.quantile(log(p)) : variable.upperQuantile(log(1 - p));
  const above = (q: number) =>
    q <= 0.5 ? variable.upperQuantile(log(q)) : variable.quantile(log(1 - q));
  const quantile = (p: number) => (p === 0 ? 0 : p === 1 ? Infinity : mean * exp(below(p)));
  const upperQuantile = (q: number) => (q === 0 ? Infinity : q === 1 ? 0 : mean * exp(above(q)));
  const place = (x: number) => {
    const [ratio, rest] = quotientOf([x, 0], mean);
    return log(ratio) + (rest / ratio - lost / mean);
  };
  return {
    mean,
    sd: mean / root,
    support: [0, Infinity],
    quantile,
    upperQuantile,
    cdf: (x) => (x <= 0 ? 0 : x === Infinity ? 1 : exp(variable.sides(place(x)).below)),
    survival: (x) => (x <= 0 ? 1 : x === Infinity ? 0 : exp(variable.sides(place(x)).above)),
    density: (x) => {
      if (x < 0 || x === Infinity) return 0;
      if (x === 0) return shape > 1 ? 0 : shape < 1 ? Infinity : 1 / mean;
      return exp(variable.logDensity(place(x))) / x;
    },
    mapping: mappingOf(shape, mean, below, above),
  };
}

/** @param below  log(x / mean) below which lies p; `above` that above which lies q */
function mappingOf(
  shape: number,
  mean: number,
  below: (p: number) => number,
  above: (q: number) => number,
): Mapping {
  if (shape > NARROW) {
    const root = Math.sqrt(shape);
    return tableMapping({
      link: 'identity',
      location: mean,
      scale: mean / root,
      quantile: (p) => root * expm1(below(p)),
      upperQuantile: (q) => root * expm1(above(q)),
    });
  }
  if (shape >= WIDE) {
    return tableMapping({
      link: 'exp',
      location: 0,
      scale: mean,
      quantile: (p) => exp(below(p)),
      upperQuantile: (q) => exp(above(q)),
    });
  }
  const logarithm = tableMapping({
    link: 'identity',
    location: 0,
    scale: mean,
    quantile: below,
    upperQuantile: above,
  });
  return { ...logarithm, link: 'exp' };
}

export const gammaFamily: Family = {
  name: 'gamma',
  forms: [byScale, byRate, byMoments, byMean, byQuantiles],
};

/**
 * The gamma distribution with density proportional to x^(shape - 1) exp(-x / scale); with a `rate`,
 * 1 / scale; with `mean` and `sd`; with `mean` and `shape`; or with two quantiles, such as { p10:
 * 2, p90: 9 }. Shapes from 0.001 to 1e10.
 */
export function gamma(
  given:
    | { shape: number; scale: number }
    | { shape: number; rate: number }
    | { mean: number; sd: number }
    | { mean: number; shape: number }
    | Levels,
): Distribution {
  return fromNumbers(gammaFamily, given);
}
