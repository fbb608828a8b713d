/** The uniform distribution. */

import { BOUND_NAMES, SD_NAMES } from '../aliases.ts';
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
  positive,
  type QuantileForm,
} from '../family.ts';
import { finiteScale, tooFarApart } from '../fitted.ts';
import { withFits } from '../least-squares.ts';

const byBounds: NumberForm<'min' | 'max'> = {
  takes: 'numbers',
  names: ['min', 'max'],
  aliases: { ...BOUND_NAMES, a: 'min', b: 'max' },
  problems: ({ min, max }) => boundsProblems('uniform', min, max),
  body: ({ min, max }) => uniformBody(min, max),
};

const byMoments: NumberForm<'mean' | 'sd'> = {
  takes: 'numbers',
  names: ['mean', 'sd'],
  aliases: SD_NAMES,
  problems: ({ mean, sd }) => {
    const half = sd * Math.sqrt(3);
    const bounds = 'its bounds lie 1.73 sd from the mean, and';
    return [
      ...positive('uniform', { sd }),
      Math.abs(mean) + 2 * half === Infinity &&
        about('sd', `uniform: sd is ${sd}; ${bounds} are too far apart for a number`),
      sd > 0 &&
        mean - half === mean + half &&
        about('sd', `uniform: mean is ${mean} and sd is ${sd}; ${bounds} are one number`),
    ];
  },
  body: ({ mean, sd }) => {
    const half = sd * Math.sqrt(3);
    return { ...uniformBody(mean - half, mean + half), mean, sd };
  },
};

const byQuantiles: QuantileForm = withFits({
  takes: 'quantiles',
  fewest: 2,
  most: 2,
  names: [],
  problems: (levels) => {
    if (levels.length < 2) return [];
    const [min, max] = bounds(levels);
    return [!finiteScale(max - min) && tooFarApart('uniform', levels)];
  },
  body: (levels) => uniformBody(...bounds(levels)),
});

/** Each bound from the level beside it. */
function bounds([low, high]: readonly Level[]): [min: number, max: number] {
  const width = (high.x - low.x) / (high.p - low.p);
  return [low.x - width * low.p, high.x + width * (1 - high.p)];
}

function uniformBody(min: number, max: number): Body {
  const width = max - min;
  return {
    mean: min + width / 2,
    sd: width / Math.sqrt(12),
    support: [min, max],
    // min + width may round to just beyond max.
    quantile: (p) => Math.min(max, min + width * p),
    upperQuantile: (q) => Math.max(min, max - width * q),
    cdf: (x) => Math.min(1, Math.max(0, (x - min) / width)),
    survival: (x) => Math.min(1, Math.max(0, (max - x) / width)),
    density: (x) => (x >= min && x <= max ? 1 / width : 0),
    mapping: { kind: 'uniform', location: min, scale: width },
  };
}

export const uniformFamily: Family = {
  name: 'uniform',
  aliases: ['unif', 'rectangular'],
  forms: [byBounds, byMoments, byQuantiles],
};

/**
 * Every value between `min` and `max` equally likely, min < max. Or with `mean` and `sd`, or with
 * two quantiles.
 */
export function uniform(
  given: { min: number; max: number } | { mean: number; sd: number } | Levels,
): Distribution {
  return fromNumbers(uniformFamily, given);
}
