/** The Pareto distribution of type I: a tail that is a power, from a least value on. */

import { exp, expm1, log1p } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { exponentialQuantile, exponentialUpperQuantile } from '../exponential-powers.ts';
import { about, type Body } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { shapeOutside, throughPower } from '../levels.ts';
import { positive, SD, within } from '../parameters.ts';
import { tableMapping } from '../table.ts';
import { powerOf, root, standardised } from '../two-parts.ts';

/** Below, draws in the tail leave the range of numbers; above, all values are one to six digits. */
const SHAPES = [0.125, 1e6] as const;
/**
 * The standard deviation in terms of the mean, at most: the shape is then 2 + 5e-7, of which no
 * more than 2 would be left.
 */
const MOST_VARIATION = 1000;

const byShape = numbers({
  parameters: {
    min: positive('minimum', 'scale', 'xm', 'xmin'),
    shape: within(SHAPES, 'alpha', 'a', 'b'),
  },
  example: { min: 1, shape: 3 },
  body: ({ min, shape }) => paretoBody(min, shape),
});

const byMoments = numbers({
  parameters: { mean: positive(), sd: SD },
  example: { mean: 3, sd: 2 },
  problems: ({ mean, sd }) => {
    if (!(mean > 0 && sd > 0)) return [];
    const given = `mean is ${mean} and sd is ${sd}`;
    if (sd / mean > MOST_VARIATION)
      return [about('sd', `${given}; sd must be at most ${MOST_VARIATION} times the mean`)];
    return [shapeOutside('sd', given, shapeOfMoments(mean, sd), SHAPES)];
  },
  body: ({ mean, sd }) => {
    const shape = shapeOfMoments(mean, sd);
    return { ...paretoBody(mean * ((shape - 1) / shape), shape), mean, sd };
  },
});

/** From (sd / mean)^2 = 1 / (shape (shape - 2)). */
function shapeOfMoments(mean: number, sd: number): number {
  const ratio = mean / sd;
  return 1 + Math.sqrt(1 + ratio * ratio);
}

const byQuantiles = fittedQuantiles({
  reach: { above: 0 },
  example: { p50: 10, p99: 80 },
  solve: (levels) => throughPower(levels, ({ p }) => exponentialQuantile(p), SHAPES),
  body: ({ scale, shape }) => paretoBody(scale, shape),
});

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

/**
 * The Pareto distribution of type I, whose survival is (min / x)^shape from the least value `min`
 * on. (Type II, or Lomax, begins at 0.) Or with two quantiles, such as { p50: 10, p99: 80 }; or
 * with `mean` and `sd`, which only shapes above 2 have: sd at most 1000 times the mean. Shapes from
 * 0.125 to 1e6.
 */
export const pareto = defineFamily({
  name: 'pareto',
  aliases: ['pareto1', 'paretoi', 'paretotype1'],
  about: 'a tail that is a power, from a least value on',
  forms: [byShape, byMoments, byQuantiles],
  member: ({ real }) => [{ min: real(0.01, 100), shape: real(6, 50) }],
});
