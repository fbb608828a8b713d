/** The exponential distribution: the wait for what may happen at any moment. */

import { exp, expm1 } from '../../math/functions.ts';
import { LOCATION_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import { exponentialQuantile, exponentialUpperQuantile } from '../exponential-powers.ts';
import {
  about,
  type Body,
  type Family,
  fromNumbers,
  type Levels,
  type NumberForm,
  positive,
  type QuantileForm,
} from '../family.ts';
import { aboveLocation, finiteScale, tooFarApart } from '../fitted.ts';
import { tableMapping } from '../table.ts';
import { standardised } from '../two-parts.ts';

/** Of the whole: a location is part of its mean. */
const byMean: NumberForm<'mean' | 'location'> = {
  takes: 'numbers',
  names: ['mean', 'location'],
  defaults: { location: 0 },
  aliases: LOCATION_NAMES,
  problems: ({ mean, location }) => [
    mean <= location &&
      about(
        'mean',
        location === 0
          ? `exponential: mean is ${mean}; it must be above 0`
          : `exponential: mean is ${mean}; it must be above location ${location}, which it includes. scale=... is the mean without it.`,
      ),
  ],
  body: ({ mean, location }) => ({ ...exponentialBody(location, mean - location), mean }),
};

const byScale: NumberForm<'scale' | 'location'> = {
  takes: 'numbers',
  names: ['scale', 'location'],
  defaults: { location: 0 },
  aliases: LOCATION_NAMES,
  problems: ({ scale }) => positive('exponential', { scale }),
  body: ({ scale, location }) => exponentialBody(location, scale),
};

const byRate: NumberForm<'rate' | 'location'> = {
  takes: 'numbers',
  names: ['rate', 'location'],
  defaults: { location: 0 },
  aliases: { ...LOCATION_NAMES, lambda: 'rate' },
  problems: ({ rate }) => [
    ...positive('exponential', { rate }),
    1 / rate === Infinity &&
      rate > 0 &&
      about('rate', `exponential: rate is ${rate}; its mean, 1 / rate, is too large for a number`),
  ],
  body: ({ rate, location }) => exponentialBody(location, 1 / rate),
};

const byQuantile: QuantileForm<'location'> = {
  takes: 'quantiles',
  fewest: 1,
  most: 1,
  names: ['location'],
  defaults: { location: 0 },
  aliases: LOCATION_NAMES,
  problems: (levels, { location }) => [
    ...aboveLocation('exponential', levels, location, 'location'),
    ...levels.map(
      ({ p, x }) =>
        x > location &&
        !finiteScale((x - location) / exponentialQuantile(p)) &&
        tooFarApart('exponential', levels),
    ),
  ],
  body: ([{ p, x }], { location }) =>
    exponentialBody(location, (x - location) / exponentialQuantile(p)),
};

function exponentialBody(location: number, scale: number): Body {
  /** exp(-(x - location) / scale), whose exponent may be large: its rounding counts. */
  const above = (x: number) => {
    const [high, low] = standardised(x, location, scale);
    return exp(-high) * (1 - low);
  };
  return {
    mean: location + scale,
    sd: scale,
    support: [location, Infinity],
    quantile: (p) => location + scale * exponentialQuantile(p),
    upperQuantile: (q) => location + scale * exponentialUpperQuantile(q),
    cdf: (x) => (x <= location ? 0 : -expm1(-(x - location) / scale)),
    survival: (x) => (x <= location ? 1 : above(x)),
    density: (x) => (x < location ? 0 : above(x) / scale),
    mapping: tableMapping({
      link: 'exp',
      location,
      scale,
      quantile: exponentialQuantile,
      upperQuantile: exponentialUpperQuantile,
    }),
  };
}

export const exponentialFamily: Family = {
  name: 'exponential',
  aliases: ['expon', 'expo', 'negativeexponential'],
  forms: [byMean, byScale, byRate, byQuantile],
};

/**
 * The exponential distribution of this `mean`; of this `rate`, one over the mean; or with one
 * quantile, such as { p50: 2 }. It begins at `location`, 0 if that is left out; `mean` is that of
 * the whole, location included, `scale` and 1 / `rate` are counted from it.
 */
export function exponential(
  given:
    | { mean: number; location?: number }
    | { scale: number; location?: number }
    | { rate: number; location?: number }
    | (Levels & { location?: number }),
): Distribution {
  return fromNumbers(exponentialFamily, given);
}
