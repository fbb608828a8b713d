/**
 * The Weibull distribution: a power of an exponential variable, as lives of parts and speeds of
 * wind are.
 */

import { exp, expm1, log } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import {
  exponentialQuantile,
  exponentialUpperQuantile,
  gammaOnePlus,
  powerTransform,
  powerTransformMoments,
} from '../exponential-powers.ts';
import { about, type Body } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { throughPower } from '../levels.ts';
import { positive, real, SD, START, within } from '../parameters.ts';
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

const byShape = numbers({
  parameters: {
    shape: within(SHAPES, 'k', 'c'),
    scale: positive('eta', 'lambda'),
    location: START,
  },
  example: { shape: 2, scale: 8 },
  body: ({ shape, scale, location }) => weibullBody(shape, scale, location),
});

const byMoments = numbers({
  parameters: { mean: real(), sd: SD, location: START },
  example: { mean: 8, sd: 3 },
  problems: ({ mean, sd, location }) => [
    mean <= location &&
      about(
        'mean',
        `mean is ${mean}; it must be above ${location === 0 ? '0' : `location ${location}`}`,
      ),
    mean > location && sd > 0 && variationProblem(sd / (mean - location), mean, sd),
  ],
  body: ({ mean, sd, location }) => {
    const shape = shapeOfVariation(sd / (mean - location));
    const scale = (mean - location) / gammaOnePlus(1 / shape);
    return { ...weibullBody(shape, scale, location), mean, sd };
  },
});

const byQuantiles = fittedQuantiles({
  parameters: { location: START },
  reach: { above: 'location' },
  example: { p10: 2, p90: 9 },
  solve: (levels, { location }) =>
    throughPower(levels, ({ p }) => log(exponentialQuantile(p)), SHAPES, location),
  body: ({ shape, scale }, { location }) => weibullBody(shape, scale, location),
});

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
      `mean is ${mean} and sd is ${sd}; that is a shape ${wanted < least ? `above ${SHAPES[1]}` : `below ${SHAPES[0]}`}, which must be from ${SHAPES[0]} to ${SHAPES[1]}`,
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

/**
 * The Weibull distribution with survival exp(-((x - location) / scale)^shape); with `mean` and
 * `sd`; or with two quantiles, such as { p10: 2, p90: 9 }. It begins at `location`, 0 if that is
 * left out. Shapes from 0.125 to 1e6.
 */
export const weibull = defineFamily({
  name: 'weibull',
  aliases: ['weibullmin'],
  about: 'lives of parts, speeds of wind: a power of an exponential variable',
  forms: [byShape, byMoments, byQuantiles],
  member: ({ real }) => [{ shape: real(0.9, 30), scale: real(0.01, 100) }],
});
