/** The log-logistic distribution: the exponential of a logistic one, with tails that are powers. */

import { cos, expm1, sin } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Body } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { throughPower } from '../levels.ts';
import { positive, SD, within } from '../parameters.ts';
import { crossing } from '../root.ts';
import { tableMapping } from '../table.ts';
import { powerOf, root, standardised } from '../two-parts.ts';
import { logit } from './logistic.ts';

/**
 * Below, an error of the table, times one over the shape, shows in the ninth digit of a draw;
 * above, all values are one to six digits.
 */
const SHAPES = [0.2, 1e6] as const;
/**
 * From here on the table is of the logarithm's straight part, so that a narrow distribution keeps
 * its digits.
 */
const NARROW = 16;
/**
 * The standard deviation in terms of the mean, at most: the shape is then 2 + 8e-7, of which no
 * more than 2 would be left.
 */
const MOST_VARIATION = 1000;

const byShape = numbers({
  parameters: {
    scale: positive('alpha', 'median'),
    shape: within(SHAPES, 'beta', 'c'),
  },
  example: { scale: 3, shape: 4 },
  body: ({ scale, shape }) => logLogisticBody(scale, shape),
});

const byMoments = numbers({
  parameters: { mean: positive(), sd: SD },
  example: { mean: 3, sd: 2 },
  problems: ({ mean, sd }) => [mean > 0 && sd > 0 && variationProblem(mean, sd)],
  body: ({ mean, sd }) => {
    const shape = shapeOfVariation(sd / mean);
    return { ...logLogisticBody(mean / moments(shape - 2).mean, shape), mean, sd };
  },
});

const byQuantiles = fittedQuantiles({
  reach: { above: 0 },
  example: { p10: 1, p90: 9 },
  solve: (levels) => throughPower(levels, ({ p }) => logit(p), SHAPES),
  body: ({ scale, shape }) => logLogisticBody(scale, shape),
});

/**
 * Mean and standard deviation at scale 1 of the shape 2 + excess, which is given by its excess
 * because the variance grows like 1 / excess. With b = pi / shape the mean is b / sin(b), and
 * E[x^2] = 2b / sin(2b).
 */
function moments(excess: number): { mean: number; sd: number } {
  const shape = 2 + excess;
  if (shape <= 1) return { mean: Infinity, sd: Infinity };
  const b = Math.PI / shape;
  // Beyond a quarter turn by the angle that is missing: sin(b) = sin(pi - b), cos(b) = sin(pi / 2 -
  // b).
  const sine = shape < 2 ? sin((Math.PI * (shape - 1)) / shape) : sin(b);
  const mean = b / sine;
  if (excess <= 0) return { mean, sd: Infinity };
  const cosine = shape < 4 ? sin((Math.PI * excess) / (2 * shape)) : cos(b);
  return { mean, sd: Math.sqrt((b * lag(b, sine, cosine)) / cosine) / sine };
}

/**
 * sin(b) - b cos(b), whose two terms are nearly equal for small b: the series of b^(2n + 1) 2n /
 * (2n + 1)!, signs alternating.
 */
function lag(b: number, sine: number, cosine: number): number {
  if (b > 0.8) return sine - b * cosine;
  const square = b * b;
  let term = b;
  let sum = 0;
  for (let n = 1; n <= 9; n++) {
    term *= -square / (2 * n * (2 * n + 1));
    sum -= 2 * n * term;
  }
  return sum;
}

/** The standard deviation as a share of the mean, which falls as the excess of the shape rises. */
function variation(excess: number): number {
  const { mean, sd } = moments(excess);
  return sd / mean;
}

function shapeOfVariation(wanted: number): number {
  return 2 + crossing((excess) => wanted - variation(excess), 0, SHAPES[1] - 2);
}

function variationProblem(mean: number, sd: number) {
  const wanted = sd / mean;
  const least = variation(SHAPES[1] - 2);
  if (wanted >= least && wanted <= MOST_VARIATION) return false;
  const bound =
    wanted < least ? `at least ${Number(least.toPrecision(3))}` : `at most ${MOST_VARIATION}`;
  return about('sd', `mean is ${mean} and sd is ${sd}; sd must be ${bound} times the mean`);
}

/** scale * (P / (1 - P))^(1 / shape), P uniform. */
function logLogisticBody(scale: number, shape: number): Body {
  const { mean, sd } = moments(shape - 2);
  /** (x / scale)^shape or one over it, whichever is below 1, and whether x is below the scale. */
  const odds = (x: number): [odds: number, below: boolean] => {
    const below = x < scale;
    return [powerOf(standardised(x, 0, scale), below ? shape : -shape), below];
  };
  const quantile = (p: number) => root(p / (1 - p), shape);
  const upperQuantile = (q: number) => root(q / (1 - q), -shape);
  const power = 1 / shape;
  const narrow = (score: number) => expm1(power * score) / power;
  return {
    mean: scale * mean,
    sd: scale * sd,
    support: [0, Infinity],
    quantile: (p) => scale * quantile(p),
    upperQuantile: (q) => scale * upperQuantile(q),
    cdf: (x) => {
      if (x <= 0) return 0;
      const [ratio, below] = odds(x);
      return (below ? ratio : 1) / (1 + ratio);
    },
    survival: (x) => {
      if (x <= 0) return 1;
      const [ratio, below] = odds(x);
      return (below ? 1 : ratio) / (1 + ratio);
    },
    density: (x) => {
      if (x < 0 || x === Infinity) return 0;
      if (x === 0) return shape > 1 ? 0 : shape < 1 ? Infinity : 1 / scale;
      const [ratio] = odds(x);
      return ((shape / x) * ratio) / ((1 + ratio) * (1 + ratio));
    },
    mapping:
      shape <= NARROW
        ? tableMapping({ link: 'exp', location: 0, scale, quantile, upperQuantile })
        : tableMapping({
            link: 'identity',
            location: scale,
            scale: scale * power,
            quantile: (p) => narrow(logit(p)),
            upperQuantile: (q) => narrow(-logit(q)),
          }),
  };
}

/**
 * The log-logistic distribution with cdf 1 / (1 + (x / scale)^-shape): `scale` is the median. Or
 * with `mean` and `sd`, which only shapes above 2 have: sd at most 1000 times the mean. Or with two
 * quantiles, such as { p10: 1, p90: 9 }. Shapes from 0.2 to 1e6.
 */
export const loglogistic = defineFamily({
  name: 'loglogistic',
  aliases: ['fisk', 'llogis'],
  about: 'the exponential of a logistic variable: amounts above 0 with tails that are powers',
  forms: [byShape, byMoments, byQuantiles],
  member: ({ real }) => [{ scale: real(0.01, 100), shape: real(6, 50) }],
});
