/** The normal distribution. */

import { normalCdf, normalDensity, normalQuantile } from '../../math/functions.ts';
import { SD_NAMES } from '../aliases.ts';
import type { Distribution } from '../distribution.ts';
import {
  about,
  type Body,
  type Family,
  fromNumbers,
  type Levels,
  type NumberForm,
  type QuantileForm,
} from '../family.ts';
import { throughLevelsProblems } from '../fitted.ts';
import { withFits } from '../least-squares.ts';
import { scoreOf, throughLevels } from '../levels.ts';

const byMoments: NumberForm<'mean' | 'sd'> = {
  takes: 'numbers',
  names: ['mean', 'sd'],
  aliases: { ...SD_NAMES, mu: 'mean', sigma: 'sd', loc: 'mean', location: 'mean', scale: 'sd' },
  problems: ({ sd }) => [sd <= 0 && about('sd', `normal: sd is ${sd}; it must be above 0`)],
  body: ({ mean, sd }) => normalBody(mean, sd),
};

const byQuantiles: QuantileForm = withFits({
  takes: 'quantiles',
  fewest: 2,
  most: 2,
  names: [],
  problems: (levels) => throughLevelsProblems('normal', levels, scoreOf),
  body: (levels) => {
    const { location, scale } = throughLevels(levels, scoreOf);
    return normalBody(location, scale);
  },
});

function normalBody(mean: number, sd: number): Body {
  return {
    mean,
    sd,
    support: [-Infinity, Infinity],
    quantile: (p) => mean + sd * normalQuantile(p),
    upperQuantile: (q) => mean - sd * normalQuantile(q),
    cdf: (x) => normalCdf((x - mean) / sd),
    survival: (x) => normalCdf((mean - x) / sd),
    density: (x) => normalDensity((x - mean) / sd) / sd,
    mapping: { kind: 'normal', location: mean, scale: sd },
  };
}

export const normalFamily: Family = {
  name: 'normal',
  aliases: ['gaussian', 'gauss', 'norm'],
  forms: [byMoments, byQuantiles],
};

/**
 * The normal distribution with this mean and standard deviation, `sd` above 0; or with two
 * quantiles, such as { p5: -2, p95: 7 }.
 */
export function normal(given: { mean: number; sd: number } | Levels): Distribution {
  return fromNumbers(normalFamily, given);
}
