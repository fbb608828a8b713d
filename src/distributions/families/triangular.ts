/**
 * The triangular distribution: a density that rises in a straight line to the mode and falls in one
 * to the greatest value.
 */

import { log } from '../../math/functions.ts';
import { BOUND_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import {
  about,
  type Body,
  boundsProblems,
  type Family,
  fromNumbers,
  type Level,
  type Levels,
  type NumberForm,
  type QuantileForm,
} from '../family.ts';
import { type Bounds, boundsThrough, modeProblems } from '../fitted.ts';
import { tableMapping } from '../table.ts';

const MODE_NAMES = { peak: 'mode', likely: 'mode', likeliest: 'mode', mostlikely: 'mode' } as const;

const byMode: NumberForm<'min' | 'mode' | 'max'> = {
  takes: 'numbers',
  names: ['min', 'mode', 'max'],
  aliases: {
    ...BOUND_NAMES,
    left: 'min',
    right: 'max',
    ...MODE_NAMES,
  },
  problems: ({ min, mode, max }) => [
    ...boundsProblems('triangular', min, max),
    (mode < min || mode > max) &&
      about(
        'mode',
        `triangular: mode is ${mode}, outside min ${min} and max ${max}; it must lie between them`,
      ),
  ],
  body: ({ min, mode, max }) => triangularBody(min, mode, max),
};

const unitQuantile = (s: number, { p }: Level) =>
  p <= 0.5 ? distance(p, s, 1 - s) : 1 - distance(1 - p, 1 - s, s);

const byLevels: QuantileForm<'mode'> = {
  takes: 'quantiles',
  fewest: 2,
  most: 2,
  names: ['mode'],
  aliases: MODE_NAMES,
  problems: (levels, { mode }) => modeProblems('triangular', levels, mode, unitQuantile),
  body: (levels, { mode }) => {
    const { min, max } = boundsThrough(levels, mode, unitQuantile) as Bounds;
    return triangularBody(min, mode, max);
  },
};

/**
 * With the width as the unit: `left` and `right` are the legs of the triangle, and every distance
 * is from the end that keeps its digits.
 */
function triangularBody(min: number, mode: number, max: number): Body {
  const width = max - min;
  const left = (mode - min) / width;
  const right = (max - mode) / width;
  const inside = (x: number) => Math.min(max, Math.max(min, x));
  const fromMin = (p: number) => inside(min + width * distance(p, left, right));
  const fromMax = (q: number) => inside(max - width * distance(q, right, left));
  return {
    mean: min + (width * (1 + left)) / 3,
    sd: width * Math.sqrt((left * left + left * right + right * right) / 18),
    support: [min, max],
    quantile: (p) => (p <= 0.5 ? fromMin(p) : fromMax(1 - p)),
    upperQuantile: (q) => (q <= 0.5 ? fromMax(q) : fromMin(1 - q)),
    cdf: (x) => {
      if (x <= min) return 0;
      if (x >= max) return 1;
      return probability((x - min) / width, (max - x) / width, (x - mode) / width, left, right);
    },
    survival: (x) => {
      if (x <= min) return 1;
      if (x >= max) return 0;
      return probability((max - x) / width, (x - min) / width, (mode - x) / width, right, left);
    },
    density: (x) => {
      if (x < min || x > max) return 0;
      const [leg, along] = x < mode ? [left, (x - min) / width] : [right, (max - x) / width];
      return ((x === mode ? 1 : along / leg) * 2) / width;
    },
    mapping: {
      ...logitMapping(left, right),
      link: 'logistic',
      location: min,
      scale: width,
    },
  };
}

/**
 * The distance from an end within which lies p: `near` is the leg on its side. In terms of p and
 * not of 1 - p beyond the mode too.
 */
function distance(p: number, near: number, far: number): number {
  if (p <= near) return Math.sqrt(p) * Math.sqrt(near);
  return near + (p - near) / (1 + Math.sqrt((1 - p) / far));
}

/**
 * The probability between an end and a point: the distances of the point from it, from the other
 * end, and beyond the mode.
 */
function probability(
  along: number,
  rest: number,
  beyond: number,
  near: number,
  far: number,
): number {
  if (beyond <= 0) return (along / near) * along;
  return near + beyond * (1 + rest / far);
}

/**
 * A table of the logit of the place between the ends, which keeps draws inside; the place itself
 * has no digits left near the far end.
 */
function logitMapping(left: number, right: number) {
  const logit = (near: number) => log(near) - log(1 - near);
  return tableMapping({
    link: 'identity',
    location: 0,
    scale: 1,
    quantile: (p) => logit(distance(p, left, right)),
    upperQuantile: (q) => -logit(distance(q, right, left)),
  });
}

export const triangularFamily: Family = {
  name: 'triangular',
  aliases: ['triang', 'triangle'],
  forms: [byMode, byLevels],
};

/**
 * The triangular distribution of least value `min`, likeliest `mode` and greatest `max`, where the
 * mode may be either end; or with its mode and two quantiles, such as { p10: 2, mode: 3, p90: 6 }.
 */
export function triangular(
  given: { min: number; mode: number; max: number } | (Levels & { mode: number }),
): Distribution {
  return fromNumbers(triangularFamily, given);
}
