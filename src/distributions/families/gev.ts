/** The generalised extreme value distribution: of the greatest value in a year of many. */

import { exp, expm1, log, logParts, pow } from '../../math/functions.ts';
import { LOCATION_NAMES, SD_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import {
  exponentialQuantile,
  exponentialUpperQuantile,
  NEGLIGIBLE,
  powerTransform,
  powerTransformMoments,
} from '../exponential-powers.ts';
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
import { described, throughLevelsProblems, within } from '../fitted.ts';
import { throughLevels } from '../levels.ts';
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

const byScale: NumberForm<'location' | 'scale' | 'shape'> = {
  takes: 'numbers',
  names: ['location', 'scale', 'shape'],
  aliases: { ...LOCATION_NAMES, mu: 'location', sigma: 'scale', xi: 'shape' },
  problems: ({ scale, shape }) => [
    ...positive('gev', { scale }),
    within('gev', 'shape', shape, SHAPES),
  ],
  body: ({ location, scale, shape }) => gevBody(location, scale, shape),
};

const byMoments: NumberForm<'mean' | 'sd' | 'shape'> = {
  takes: 'numbers',
  names: ['mean', 'sd', 'shape'],
  aliases: { ...SD_NAMES, xi: 'shape' },
  problems: ({ sd, shape }) => [
    ...positive('gev', { sd }),
    within('gev', 'shape', shape, SHAPES),
    shape >= 0.5 &&
      shape <= SHAPES[1] &&
      about('shape', `gev: shape is ${shape}; it must be below 0.5, from where on there is no sd`),
  ],
  body: ({ mean, sd, shape }) => {
    const standard = standardMoments(shape);
    const scale = sd / standard.sd;
    return { ...gevBody(mean - scale * standard.mean, scale, shape), mean, sd };
  },
};

const byQuantiles: QuantileForm<'shape'> = {
  takes: 'quantiles',
  fewest: 2,
  most: 2,
  names: ['shape'],
  aliases: { xi: 'shape' },
  problems: (levels, { shape }) => {
    const outside = within('gev', 'shape', shape, SHAPES);
    if (outside || Number.isNaN(shape)) return [outside];
    return throughLevelsProblems('gev', levels, ({ p }) => quantile(p, shape));
  },
  body: (levels, { shape }) => {
    const { location, scale } = throughLevels(levels, ({ p }) => quantile(p, shape));
    return gevBody(location, scale, shape);
  },
};

const byThreeQuantiles: QuantileForm = {
  takes: 'quantiles',
  fewest: 3,
  most: 3,
  names: [],
  problems: (levels) => {
    if (levels.length < 3) return [];
    if (bend(levels, SHAPES[0]) > 0 || bend(levels, SHAPES[1]) < 0) {
      const message = `gev: ${described(levels)}; no shape from ${SHAPES[0]} to ${SHAPES[1]} passes through them`;
      return [about(levels[1].name, message)];
    }
    const shape = shapeThrough(levels);
    return throughLevelsProblems('gev', ends(levels), ({ p }) => quantile(p, shape));
  },
  body: (levels) => {
    const shape = shapeThrough(levels);
    const { location, scale } = throughLevels(ends(levels), ({ p }) => quantile(p, shape));
    return gevBody(location, scale, shape);
  },
};

function ends(levels: readonly Level[]): readonly Level[] {
  return [levels[0], levels[2]];
}

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

function shapeThrough(levels: readonly Level[]): number {
  return crossing((shape) => bend(levels, shape), ...SHAPES);
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

export const gevFamily: Family = {
  name: 'gev',
  aliases: ['generalizedextremevalue', 'generalisedextremevalue', 'genextremevalue'],
  forms: [byScale, byMoments, byQuantiles, byThreeQuantiles],
};

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
export function gev(
  given:
    | { location: number; scale: number; shape: number }
    | { mean: number; sd: number; shape: number }
    | (Levels & { shape?: number }),
): Distribution {
  return fromNumbers(gevFamily, given);
}
