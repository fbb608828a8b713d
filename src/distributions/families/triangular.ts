/**
 * The triangular distribution: a density that rises in a straight line to the mode and falls in one
 * to the greatest value.
 */

import { log } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import type { Body, Level } from '../family.ts';
import { anyBounds, type Bounds, formsByMode } from '../mode-levels.ts';
import { tableMapping } from '../table.ts';

const unitQuantile = (s: number, { p }: Level) =>
  p <= 0.5 ? distance(p, s, 1 - s) : 1 - distance(1 - p, 1 - s, s);

/**
 * With the width as the unit: `left` and `right` are the legs of the triangle, and every distance
 * is from the end that keeps its digits.
 */
function triangularBody({ min, mode, max }: Bounds): Body {
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

/**
 * The triangular distribution of least value `min`, likeliest `mode` and greatest `max`, where the
 * mode may be either end; or with its mode and two quantiles, such as { p10: 2, mode: 3, p90: 6 }.
 */
export const triangular = defineFamily({
  name: 'triangular',
  aliases: ['triang', 'triangle'],
  about: 'straight lines from a least value up to the likeliest, and down to the greatest',
  forms: formsByMode(triangularBody, unitQuantile),
  member: (any) => [anyBounds(any)],
});
