/** The gamma distribution: times until the k-th event, amounts of rain, sizes of claims. */

import { exp, expm1, log } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Body, type Level } from '../family.ts';
import { fittedQuantiles, numbers, refusal } from '../forms.ts';
import { logGammaVariable } from '../incomplete-gamma.ts';
import { described, isScale, logRise, shapeOutside, tooFarApart } from '../levels.ts';
import type { Mapping } from '../mapping-kinds.ts';
import { positive, SD, within } from '../parameters.ts';
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

const SHAPE = within(SHAPES, 'k', 'a', 'alpha');
const MEAN = positive('mu');

const byScale = numbers({
  parameters: { shape: SHAPE, scale: positive('theta') },
  example: { shape: 4, scale: 1.5 },
  body: ({ shape, scale }) => gammaBody(shape, productOf(shape, scale)),
});

const byRate = numbers({
  parameters: { shape: SHAPE, rate: positive('lambda') },
  example: { shape: 4, rate: 2 },
  body: ({ shape, rate }) => gammaBody(shape, quotientOf([shape, 0], rate)),
});

const byMoments = numbers({
  parameters: { mean: MEAN, sd: SD },
  example: { mean: 6, sd: 3 },
  problems: ({ mean, sd }) => [
    mean > 0 &&
      sd > 0 &&
      shapeOutside('sd', `mean is ${mean} and sd is ${sd}`, squared(mean / sd), SHAPES),
  ],
  body: ({ mean, sd }) => ({ ...gammaBody(squared(mean / sd), [mean, 0]), sd }),
});

const byMean = numbers({
  parameters: { mean: MEAN, shape: SHAPE },
  example: { mean: 6, shape: 4 },
  body: ({ mean, shape }) => gammaBody(shape, [mean, 0]),
});

const byQuantiles = fittedQuantiles({
  reach: { above: 0 },
  example: { p10: 2, p90: 9 },
  solve: (levels) => {
    const [least, most] = SHAPES.map((shape) => riseOf(levels, shape));
    const wanted = logRise(levels);
    if (wanted > least) return noShape(levels, 'below', SHAPES[0]);
    if (wanted < most) return noShape(levels, 'above', SHAPES[1]);
    const shape = crossing((shape) => wanted - riseOf(levels, shape), SHAPES[0], SHAPES[1]);
    // From the level that is nearer to the mean.
    const places = levels.map(({ p, x }) => ({ x, w: logQuantile(shape, p) }));
    const { x, w } = places.reduce((a, b) => (Math.abs(b.w) < Math.abs(a.w) ? b : a));
    const mean = x * exp(-w);
    return isScale(mean) ? { shape, mean } : tooFarApart(levels);
  },
  body: ({ shape, mean }) => gammaBody(shape, [mean, 0]),
});

function noShape(levels: readonly Level[], side: string, bound: number) {
  const message = `${described(levels)}; that is a shape ${side} ${bound}, which must be from ${SHAPES[0]} to ${SHAPES[1]}`;
  return refusal(about(levels[0].name, message));
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
function riseOf([low, high]: readonly Level[], shape: number): number {
  return logQuantile(shape, high.p) - logQuantile(shape, low.p);
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

/**
 * The gamma distribution with density proportional to x^(shape - 1) exp(-x / scale); with a `rate`,
 * 1 / scale; with `mean` and `sd`; with `mean` and `shape`; or with two quantiles, such as { p10:
 * 2, p90: 9 }. Shapes from 0.001 to 1e10.
 */
export const gamma = defineFamily({
  name: 'gamma',
  about: 'times until the k-th event, amounts of rain, sizes of claims',
  forms: [byScale, byRate, byMoments, byMean, byQuantiles],
  member: ({ real }) => [{ shape: real(0.3, 300), scale: real(0.01, 100) }],
});
