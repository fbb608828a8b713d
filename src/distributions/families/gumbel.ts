/**
 * The Gumbel distributions: of the greatest of many values (gumbel), and of the least (gumbelmin).
 */

import { exp, expm1, log } from '../../math/functions.ts';
import { LOCATION_NAMES, SD_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import { exponentialQuantile, exponentialUpperQuantile } from '../exponential-powers.ts';
import {
  type Body,
  type Family,
  fromNumbers,
  type Level,
  type Levels,
  type NumberForm,
  positive,
  type QuantileForm,
} from '../family.ts';
import { throughLevelsProblems } from '../fitted.ts';
import { withFits } from '../least-squares.ts';
import { throughLevels } from '../levels.ts';
import { tableMapping } from '../table.ts';
import { standardised } from '../two-parts.ts';

/** Euler's constant, the mean of the standard form. */
const STANDARD_MEAN = 0.5772156649015329;
/** pi / sqrt(6), its standard deviation. */
const STANDARD_SD = 1.2825498301618641;

/** 1 for the greatest of many values, -1 for the least. */
type Side = 1 | -1;

function forms(family: string, side: Side): Family['forms'] {
  const byScale: NumberForm<'location' | 'scale'> = {
    takes: 'numbers',
    names: ['location', 'scale'],
    aliases: { ...LOCATION_NAMES, mu: 'location', mode: 'location', beta: 'scale' },
    problems: ({ scale }) => positive(family, { scale }),
    body: ({ location, scale }) => gumbelBody(location, scale, side),
  };
  const byMoments: NumberForm<'mean' | 'sd'> = {
    takes: 'numbers',
    names: ['mean', 'sd'],
    aliases: SD_NAMES,
    problems: ({ sd }) => positive(family, { sd }),
    body: ({ mean, sd }) => {
      const scale = sd / STANDARD_SD;
      return { ...gumbelBody(mean - side * scale * STANDARD_MEAN, scale, side), mean, sd };
    },
  };
  const standard = ({ p }: Level) => (side === 1 ? quantile(p) : -upperQuantile(p));
  const byQuantiles: QuantileForm = withFits({
    takes: 'quantiles',
    fewest: 2,
    most: 2,
    names: [],
    problems: (levels) => throughLevelsProblems(family, levels, standard),
    body: (levels) => {
      const { location, scale } = throughLevels(levels, standard);
      return gumbelBody(location, scale, side);
    },
  });
  return [byScale, byMoments, byQuantiles];
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

export const gumbelFamily: Family = {
  name: 'gumbel',
  aliases: ['gumbelr', 'gumbelmax', 'extvalue'],
  forms: forms('gumbel', 1),
};

export const gumbelminFamily: Family = {
  name: 'gumbelmin',
  aliases: ['gumbell', 'extvaluemin'],
  forms: forms('gumbelmin', -1),
};

type Given = { location: number; scale: number } | { mean: number; sd: number } | Levels;

/**
 * The Gumbel distribution of greatest values, with cdf exp(-exp(-(x - location) / scale)) and a
 * long upper tail: `location` is the mode. Or with `mean` and `sd`, or with two quantiles.
 */
export function gumbel(given: Given): Distribution {
  return fromNumbers(gumbelFamily, given);
}

/**
 * The Gumbel distribution of least values, with survival exp(-exp((x - location) / scale)): the
 * mirror image of `gumbel`.
 */
export function gumbelmin(given: Given): Distribution {
  return fromNumbers(gumbelminFamily, given);
}
