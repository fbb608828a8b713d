/** The generalised extreme value distribution: of the greatest value in a year of many. */

import { exp, expm1, log, logParts, pow } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import {
  exponentialQuantile,
  exponentialUpperQuantile,
  NEGLIGIBLE,
  powerTransform,
  powerTransformMoments,
} from '../exponential-powers.ts';
import { about, type Body, type Level } from '../family.ts';
import { numbers, quantiles, Refusal, refusal } from '../forms.ts';
import { described, throughStandard } from '../levels.ts';
import { also, LOCATION, positive, real, SD, within } from '../parameters.ts';
import { crossing } from '../root.ts';
import { tableMapping } from '../table.ts';
import { type Parts, productOf, quotientOf, sumOf } from '../two-parts.ts';
import { gumbelBody } from './gumbel.ts';

/** Beyond, draws in the tails leave the range of numbers. */
const SHAPES = [-8, 8] as const;
/**
 * Up to this size of the shape draws are counted from the location, beyond it from the finite end.
 */
const NEARLY_GUMBEL = 0.25;

const SHAPE = within(SHAPES, 'xi');

const byScale = numbers({
  parameters: { location: also(LOCATION, 'mu'), scale: positive('sigma'), shape: SHAPE },
  example: { location: 10, scale: 2, shape: 0.1 },
  body: ({ location, scale, shape }) => gevBody(location, scale, shape),
});

const byMoments = numbers({
  parameters: { mean: real(), sd: SD, shape: SHAPE },
  example: { mean: 10, sd: 2, shape: -0.2 },
  problems: ({ shape }) => [
    shape >= 0.5 &&
      shape <= SHAPES[1] &&
      about('shape', `shape is ${shape}; it must be below 0.5, from where on there is no sd`),
  ],
  body: ({ mean, sd, shape }) => {
    const standard = standardMoments(shape);
    const scale = sd / standard.sd;
    return { ...gevBody(mean - scale * standard.mean, scale, shape), mean, sd };
  },
});

const byQuantiles = quantiles({
  parameters: { shape: SHAPE },
  example: { p10: 2, p90: 8, shape: 0.1 },
  solve: (levels, { shape }) => throughStandard(levels, ({ p }) => quantile(p, shape)),
  body: ({ location, scale }, { shape }) => gevBody(location, scale, shape),
});

const byThreeQuantiles = quantiles({
  count: 3,
  example: { p10: 2, p50: 3, p90: 6 },
  solve: (levels) => {
    if (bend(levels, SHAPES[0]) > 0 || bend(levels, SHAPES[1]) < 0) {
      const why = `no shape from ${SHAPES[0]} to ${SHAPES[1]} passes through them`;
      return refusal(about(levels[1].name, `${described(levels)}; ${why}`));
    }
    const shape = crossing((shape) => bend(levels, shape), ...SHAPES);
    const through = throughStandard([levels[0], levels[2]], ({ p }) => quantile(p, shape));
    return through instanceof Refusal ? through : { ...through, shape };
  },
  body: ({ location, scale, shape }) => gevBody(location, scale, shape),
});

/**
 * Whether the upper of two intervals between quantiles, as a multiple of the lower, is too wide
 * (above 0) or too narrow for the three values; it rises with the shape. With L the Gumbel score of
 * a level, an interval is exp(shape L) at its ends, subtracted.
 */
function bend([low, middle, high]: readonly Level[], shape: number): number {
  const wanted = (high.x - middle.x) / (middle.x - low.x);
  const [l1, l2, l3] = [low, middle, high].map(({ p }) => -log(exponentialUpperQuantile(p)));
  const above = (step: number) =>
    Math.abs(shape) < NEGLIGIBLE ? step : expm1(shape * step) / shape;
  return above(l3 - l2) / -above(l1 - l2) / wanted - 1;
}

/** Of the standard form (E^-shape - 1) / shape, E standard exponential. */
function quantile(p: number, shape: number): number {
  return -powerTransform(exponentialUpperQuantile(p), -shape);
}

function upperQuantile(q: number, shape: number): number {
  return -powerTransform(exponentialQuantile(q), -shape);
}

function standardMoments(shape: number): { mean: number; sd: number } {
  const { mean, sd } = powerTransformMoments(-shape);
  return { mean: -mean, sd };
}

function gevBody(location: number, scale: number, shape: number): Body {
  if (Math.abs(shape) < NEGLIGIBLE) return gumbelBody(location, scale, 1);
  const { mean, sd } = standardMoments(shape);
  const end = location - scale / shape;
  const support = [shape > 0 ? end : -Infinity, shape > 0 ? Infinity : end] as const;
  const inside = (x: number) => Math.min(support[1], Math.max(support[0], x));
  /** The value of E that belongs to x, and 1 + shape * (x - location) / scale. */
  const exponential = (x: number): [e: number, distance: number] => {
    const distance = distanceFromEnd(x, location, scale, shape);
    if (!(distance[0] > 0)) return [shape > 0 ? Infinity : 0, 0];
    if (distance[0] === Infinity) return [shape > 0 ? 0 : Infinity, Infinity];
    const [high, low] = quotientOf(logarithm(distance), shape);
    return [exp(-high) * (1 - low), distance[0]];
  };
  return {
    mean: location + scale * mean,
    sd: scale * sd,
    support,
    quantile: (p) => inside(location + scale * quantile(p, shape)),
    upperQuantile: (q) => inside(location + scale * upperQuantile(q, shape)),
    cdf: (x) => exp(-exponential(x)[0]),
    survival: (x) => -expm1(-exponential(x)[0]),
    density: (x) => {
      const [e, distance] = exponential(x);
      if (distance === 0 && shape < 0 && x === end)
        return shape > -1 ? 0 : shape < -1 ? Infinity : 1 / scale;
      return distance === 0 || distance === Infinity || e === Infinity
        ? 0
        : ((e / distance) * exp(-e)) / scale;
    },
    mapping:
      Math.abs(shape) <= NEARLY_GUMBEL
        ? tableMapping({
            link: 'identity',
            location,
            scale,
            quantile: (p) => quantile(p, shape),
            upperQuantile: (q) => upperQuantile(q, shape),
          })
        : fromEnd(end, scale, shape),
  };
}

/** end + scale / shape * E^-shape: for a shape below 0 a power that falls while the draw rises. */
function fromEnd(end: number, scale: number, shape: number) {
  const falling = (p: number) => pow(exponentialUpperQuantile(p), -shape);
  const rising = (q: number) => pow(exponentialQuantile(q), -shape);
  return tableMapping({
    link: 'exp',
    location: end,
    scale: scale / shape,
    quantile: shape > 0 ? falling : rising,
    upperQuantile: shape > 0 ? rising : falling,
  });
}

/**
 * 1 + shape * (x - location) / scale: near the finite end little is left of the 1, and all of it
 * counts.
 */
function distanceFromEnd(x: number, location: number, scale: number, shape: number): Parts {
  const [difference, lost] = sumOf(x, -location);
  const [product, lostProduct] = productOf(shape, difference);
  const [sum, lostSum] = sumOf(scale, product);
  // Summed once more, so that the second part is small beside the first again.
  return quotientOf(sumOf(sum, lostSum + (lostProduct + shape * lost)), scale);
}

/** The logarithm of a number in two parts, in two parts. */
function logarithm([high, low]: Parts): Parts {
  const [top, rest] = logParts(high);
  return sumOf(top, rest + low / high);
}

/**
 * The generalised extreme value distribution with cdf exp(-(1 + shape (x - location) / scale)^(-1 /
 * shape)). A `shape` above 0 gives a heavy upper tail and a least value, one below 0 a greatest
 * value, 0 the Gumbel distribution; that is the convention of Coles and of R's packages, and
 * SciPy's c is minus the shape. Or with `mean` and `sd` beside a shape below 1/2; with two
 * quantiles beside the shape; or with three quantiles, such as { p10: 2, p50: 3, p90: 6 }. Shapes
 * from -8 to 8.
 *
 * Source: Coles (2001), An Introduction to Statistical Modeling of Extreme Values, section 3.1.3,
 * doi:10.1007/978-1-4471-3675-0.
 */
export const gev = defineFamily({
  name: 'gev',
  aliases: ['generalizedextremevalue', 'generalisedextremevalue', 'genextremevalue'],
  about: 'the greatest of many values, with tails of any weight',
  forms: [byScale, byMoments, byQuantiles, byThreeQuantiles],
  member: ({ real }) => [
    { location: real(100, 200), scale: real(0.001, 2), shape: real(-0.4, 0.1) },
  ],
});
