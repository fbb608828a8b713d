/**
 * The Weibull distribution: a power of an exponential variable, as lives of parts and speeds of
 * wind are.
 */

import { exp, expm1, log } from '../../math/functions.ts';
import { LOCATION_NAMES, SD_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import {
  exponentialQuantile,
  exponentialUpperQuantile,
  gammaOnePlus,
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
import { crossing } from '../root.ts';
import { tableMapping } from '../table.ts';
import { powerOf, root, standardised } from '../two-parts.ts';

/**
 * Below, draws in the tails leave the range of numbers; above, all values are one to six digits.
 */
const SHAPES = [0.125, 1e6] as const;
/**
 * From here on the table is of the logarithm's straight part, so that a narrow distribution keeps
 * its digits.
 */
const NARROW = 16;

const byShape: NumberForm<'shape' | 'scale' | 'location'> = {
  takes: 'numbers',
  names: ['shape', 'scale', 'location'],
  defaults: { location: 0 },
  aliases: { ...LOCATION_NAMES, k: 'shape', c: 'shape', eta: 'scale', lambda: 'scale' },
  problems: ({ shape, scale }) => [
    within('weibull', 'shape', shape, SHAPES),
    ...positive('weibull', { scale }),
  ],
  body: ({ shape, scale, location }) => weibullBody(shape, scale, location),
};

const byMoments: NumberForm<'mean' | 'sd' | 'location'> = {
  takes: 'numbers',
  names: ['mean', 'sd', 'location'],
  defaults: { location: 0 },
  aliases: { ...LOCATION_NAMES, ...SD_NAMES },
  problems: ({ mean, sd, location }) => [
    mean <= location &&
      about(
        'mean',
        `weibull: mean is ${mean}; it must be above ${location === 0 ? '0' : `location ${location}`}`,
      ),
    ...positive('weibull', { sd }),
    mean > location && sd > 0 && variationProblem(sd / (mean - location), mean, sd),
  ],
  body: ({ mean, sd, location }) => {
    const shape = shapeOfVariation(sd / (mean - location));
    const scale = (mean - location) / gammaOnePlus(1 / shape);
    return { ...weibullBody(shape, scale, location), mean, sd };
  },
};

const byQuantiles: QuantileForm<'location'> = withFits(
  {
    takes: 'quantiles',
    fewest: 2,
    most: 2,
    names: ['location'],
    defaults: { location: 0 },
    aliases: LOCATION_NAMES,
    problems: (levels, { location }) => {
      const below = aboveLocation('weibull', levels, location, 'location');
      if (levels.length < 2 || Number.isNaN(location) || below.some(Boolean)) return below;
      const { shape, scale } = fromQuantiles(levels, location);
      return [
        shapeWithin('weibull', levels[0].name, described(levels), shape, SHAPES) ||
          (!finiteScale(scale) && tooFarApart('weibull', levels)),
      ];
    },
    body: (levels, { location }) => {
      const { shape, scale } = fromQuantiles(levels, location);
      return weibullBody(shape, scale, location);
    },
  },
  ({ location }) => [location, Infinity],
);

function fromQuantiles(levels: readonly Level[], location: number) {
  const counted = levels.map(({ name, p, x }) => ({ name, p, x: x - location }));
  const { scale, power } = throughRatio(counted, ({ p }) => log(exponentialQuantile(p)));
  return { shape: 1 / power, scale };
}

/** The standard deviation as a share of the mean, which falls as the shape rises. */
function variation(shape: number): number {
  const w = 1 / shape;
  return (w * powerTransformMoments(w).sd) / gammaOnePlus(w);
}

function shapeOfVariation(wanted: number): number {
  return 1 / crossing((w) => variation(1 / w) - wanted, 1 / SHAPES[1], 1 / SHAPES[0]);
}

function variationProblem(wanted: number, mean: number, sd: number) {
  const [most, least] = SHAPES.map(variation);
  return (
    (wanted < least || wanted > most) &&
    about(
      'sd',
      `weibull: mean is ${mean} and sd is ${sd}; that is a shape ${wanted < least ? `above ${SHAPES[1]}` : `below ${SHAPES[0]}`}, which must be from ${SHAPES[0]} to ${SHAPES[1]}`,
    )
  );
}

/** location + scale * E^(1 / shape), E standard exponential. */
function weibullBody(shape: number, scale: number, location: number): Body {
  const power = 1 / shape;
  const mean = location + scale * gammaOnePlus(power);
  const sd = scale * power * powerTransformMoments(power).sd;
  /** The value of E that belongs to x. */
  const exponential = (x: number) => powerOf(standardised(x, location, scale), shape);
  const of = (e: number) => root(e, shape);
  const narrow = (e: number) => powerTransform(e, power);
  return {
    mean,
    sd,
    support: [location, Infinity],
    quantile: (p) => location + scale * of(exponentialQuantile(p)),
    upperQuantile: (q) => location + scale * of(exponentialUpperQuantile(q)),
    cdf: (x) => (x <= location ? 0 : -expm1(-exponential(x))),
    survival: (x) => (x <= location ? 1 : exp(-exponential(x))),
    density: (x) => {
      if (x < location || x === Infinity) return 0;
      if (x === location) return shape > 1 ? 0 : shape < 1 ? Infinity : 1 / scale;
      const e = exponential(x);
      return ((shape * e) / (x - location)) * exp(-e);
    },
    mapping:
      shape <= NARROW
        ? tableMapping({
            link: 'exp',
            location,
            scale,
            quantile: (p) => of(exponentialQuantile(p)),
            upperQuantile: (q) => of(exponentialUpperQuantile(q)),
          })
        : tableMapping({
            link: 'identity',
            location: location + scale,
            scale: scale * power,
            quantile: (p) => narrow(exponentialQuantile(p)),
            upperQuantile: (q) => narrow(exponentialUpperQuantile(q)),
          }),
  };
}

export const weibullFamily: Family = {
  name: 'weibull',
  aliases: ['weibullmin'],
  forms: [byShape, byMoments, byQuantiles],
};

/**
 * The Weibull distribution with survival exp(-((x - location) / scale)^shape); with `mean` and
 * `sd`; or with two quantiles, such as { p10: 2, p90: 9 }. It begins at `location`, 0 if that is
 * left out. Shapes from 0.125 to 1e6.
 */
export function weibull(
  given:
    | { shape: number; scale: number; location?: number }
    | { mean: number; sd: number; location?: number }
    | (Levels & { location?: number }),
): Distribution {
  return fromNumbers(weibullFamily, given);
}
