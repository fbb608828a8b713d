/** The logistic distribution: like a normal one, with heavier tails. */

import { exp, log, log1p } from '../../math/functions.ts';
import { LOCATION_NAMES, SD_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import {
  type Body,
  type Family,
  fromNumbers,
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

/** pi / sqrt(3), the standard deviation of the standard form. */
const STANDARD_SD = 1.8137993642342178;

const byScale: NumberForm<'location' | 'scale'> = {
  takes: 'numbers',
  names: ['location', 'scale'],
  aliases: { ...LOCATION_NAMES, mu: 'location', s: 'scale' },
  problems: ({ scale }) => positive('logistic', { scale }),
  body: ({ location, scale }) => logisticBody(location, scale),
};

const byMoments: NumberForm<'mean' | 'sd'> = {
  takes: 'numbers',
  names: ['mean', 'sd'],
  aliases: SD_NAMES,
  problems: ({ sd }) => positive('logistic', { sd }),
  body: ({ mean, sd }) => ({ ...logisticBody(mean, sd / STANDARD_SD), sd }),
};

const byQuantiles: QuantileForm = withFits({
  takes: 'quantiles',
  fewest: 2,
  most: 2,
  names: [],
  problems: (levels) => throughLevelsProblems('logistic', levels, ({ p }) => logit(p)),
  body: (levels) => {
    const { location, scale } = throughLevels(levels, ({ p }) => logit(p));
    return logisticBody(location, scale);
  },
});

/** log(p / (1 - p)), with all digits near 1/2 too. */
export function logit(p: number): number {
  if (p >= 0.25 && p <= 0.75) return log1p((2 * p - 1) / (1 - p));
  return log(p) - log1p(-p);
}

function logisticBody(location: number, scale: number): Body {
  /** exp(-|x - location| / scale), and whether x is below the location. */
  const from = (x: number): [power: number, below: boolean] => {
    const [high, low] = standardised(x, location, scale);
    return high < 0 ? [exp(high) * (1 + low), true] : [exp(-high) * (1 - low), false];
  };
  return {
    mean: location,
    sd: scale * STANDARD_SD,
    support: [-Infinity, Infinity],
    quantile: (p) => location + scale * logit(p),
    upperQuantile: (q) => location - scale * logit(q),
    cdf: (x) => {
      const [power, below] = from(x);
      return (below ? power : 1) / (1 + power);
    },
    survival: (x) => {
      const [power, below] = from(x);
      return (below ? 1 : power) / (1 + power);
    },
    density: (x) => {
      const [power] = from(x);
      return power / ((1 + power) * (1 + power)) / scale;
    },
    mapping: tableMapping({
      link: 'identity',
      location,
      scale,
      quantile: logit,
      upperQuantile: (q) => -logit(q),
    }),
  };
}

export const logisticFamily: Family = {
  name: 'logistic',
  aliases: ['logis', 'sechsquared'],
  forms: [byScale, byMoments, byQuantiles],
};

/**
 * The logistic distribution with cdf 1 / (1 + exp(-(x - location) / scale)); with `mean` and `sd`;
 * or with two quantiles.
 */
export function logistic(
  given: { location: number; scale: number } | { mean: number; sd: number } | Levels,
): Distribution {
  return fromNumbers(logisticFamily, given);
}
