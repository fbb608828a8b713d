/**
 * The Gumbel distributions: of the greatest of many values (gumbel), and of the least (gumbelmin).
 */

import { exp, expm1, log } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { exponentialQuantile, exponentialUpperQuantile } from '../exponential-powers.ts';
import type { Body } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { throughStandard } from '../levels.ts';
import { also, LOCATION, positive, real, SD } from '../parameters.ts';
import { tableMapping } from '../table.ts';
import { standardised } from '../two-parts.ts';

/** Euler's constant, the mean of the standard form. */
const STANDARD_MEAN = 0.5772156649015329;
/** pi / sqrt(6), its standard deviation. */
const STANDARD_SD = 1.2825498301618641;

/** 1 for the greatest of many values, -1 for the least. */
type Side = 1 | -1;

function forms(side: Side) {
  const byScale = numbers({
    parameters: { location: also(LOCATION, 'mu', 'mode'), scale: positive('beta') },
    example: { location: 10, scale: 2 },
    body: ({ location, scale }) => gumbelBody(location, scale, side),
  });
  const byMoments = numbers({
    parameters: { mean: real(), sd: SD },
    example: { mean: 10, sd: 2 },
    body: ({ mean, sd }) => {
      const scale = sd / STANDARD_SD;
      return { ...gumbelBody(mean - side * scale * STANDARD_MEAN, scale, side), mean, sd };
    },
  });
  const byQuantiles = fittedQuantiles({
    example: { p10: 2, p90: 8 },
    solve: (levels) =>
      throughStandard(levels, ({ p }) => (side === 1 ? quantile(p) : -upperQuantile(p))),
    body: ({ location, scale }) => gumbelBody(location, scale, side),
  });
  return [byScale, byMoments, byQuantiles] as const;
}

/**
 * Of the standard form of the maximum: minus the logarithm of an exponential variable that falls as
 * it rises.
 */
function quantile(p: number): number {
  return -log(exponentialUpperQuantile(p));
}

function upperQuantile(q: number): number {
  return -log(exponentialQuantile(q));
}

/** location + side * scale * y, y of the standard form of the maximum. */
export function gumbelBody(location: number, scale: number, side: Side): Body {
  /** exp(-y): its rounding counts where it is large. */
  const exponential = (x: number) => {
    const [high, low] = standardised(x, location, side * scale);
    return exp(-high) * (1 - low);
  };
  const below = (x: number) => exp(-exponential(x));
  const above = (x: number) => -expm1(-exponential(x));
  const low = (p: number) => location + side * scale * quantile(p);
  const high = (q: number) => location + side * scale * upperQuantile(q);
  return {
    mean: location + side * scale * STANDARD_MEAN,
    sd: scale * STANDARD_SD,
    support: [-Infinity, Infinity],
    quantile: side === 1 ? low : high,
    upperQuantile: side === 1 ? high : low,
    cdf: side === 1 ? below : above,
    survival: side === 1 ? above : below,
    density: (x) => {
      const e = exponential(x);
      return e === Infinity ? 0 : (e * exp(-e)) / scale;
    },
    mapping: tableMapping({
      link: 'identity',
      location,
      scale: side * scale,
      quantile,
      upperQuantile,
    }),
  };
}

/**
 * The Gumbel distribution of greatest values, with cdf exp(-exp(-(x - location) / scale)) and a
 * long upper tail: `location` is the mode. Or with `mean` and `sd`, or with two quantiles.
 */
export const gumbel = defineFamily({
  name: 'gumbel',
  aliases: ['gumbelr', 'gumbelmax', 'extvalue'],
  about: 'the greatest of many values, such as the flood of a year',
  forms: forms(1),
  member: ({ real }) => [{ location: real(100, 200), scale: real(0.001, 2) }],
});

/**
 * The Gumbel distribution of least values, with survival exp(-exp((x - location) / scale)): the
 * mirror image of `gumbel`.
 */
export const gumbelmin = defineFamily({
  name: 'gumbelmin',
  aliases: ['gumbell', 'extvaluemin'],
  about: 'the least of many values: the mirror image of gumbel',
  forms: forms(-1),
  member: ({ real }) => [{ location: real(100, 200), scale: real(0.001, 2) }],
});
