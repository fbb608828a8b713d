/** The lognormal distribution: the exponential of a normal one. */

import {
  exp,
  expm1,
  log,
  log1p,
  normalCdf,
  normalDensity,
  normalQuantile,
} from '../../math/functions.ts';
import type { Distribution } from '../distribution.ts';
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
import { withFits } from '../least-squares.ts';
import { scoreOf, throughLevels } from '../levels.ts';

const byQuantiles: QuantileForm = withFits(
  {
    takes: 'quantiles',
    fewest: 2,
    most: 2,
    names: [],
    positional: ['p10', 'p90'],
    problems: (levels) =>
      levels.map(
        ({ name, x }) => x <= 0 && about(name, `lognormal: ${name} is ${x}; it must be above 0`),
      ),
    body: (levels) => {
      const logs = [log(levels[0].x), log(levels[1].x)] as const;
      const { location, scale } = throughLevels(levels, scoreOf, logs);
      return lognormalBody(location, scale);
    },
  },
  () => [0, Infinity],
);

/** Mean and standard deviation of the logarithm. */
const byLogarithm: NumberForm<'mu' | 'sigma'> = {
  takes: 'numbers',
  names: ['mu', 'sigma'],
  aliases: { meanlog: 'mu', sdlog: 'sigma' },
  problems: ({ sigma }) => positive('lognormal', { sigma }),
  body: ({ mu, sigma }) => lognormalBody(mu, sigma),
};

const byMoments: NumberForm<'mean' | 'sd'> = {
  takes: 'numbers',
  names: ['mean', 'sd'],
  problems: ({ mean, sd }) => positive('lognormal', { mean, sd }),
  body: ({ mean, sd }) => {
    const ratio = sd / mean;
    const variance = log1p(ratio * ratio);
    return { ...lognormalBody(log(mean) - variance / 2, Math.sqrt(variance)), mean, sd };
  },
};

const byMedian: NumberForm<'median' | 'sigma'> = {
  takes: 'numbers',
  names: ['median', 'sigma'],
  problems: ({ median, sigma }) => positive('lognormal', { median, sigma }),
  body: ({ median, sigma }) => lognormalBody(log(median), sigma),
};

/** exp(mu + sigma Z) with Z standard normal. */
function lognormalBody(mu: number, sigma: number): Body {
  const variance = sigma * sigma;
  const mean = exp(mu + variance / 2);
  const score = (x: number) => (log(x) - mu) / sigma;
  return {
    mean,
    sd: mean * Math.sqrt(expm1(variance)),
    support: [0, Infinity],
    quantile: (p) => exp(mu + sigma * normalQuantile(p)),
    upperQuantile: (q) => exp(mu - sigma * normalQuantile(q)),
    cdf: (x) => (x <= 0 ? 0 : normalCdf(score(x))),
    survival: (x) => (x <= 0 ? 1 : normalCdf(-score(x))),
    density: (x) => (x <= 0 ? 0 : normalDensity(score(x)) / (sigma * x)),
    mapping: { kind: 'lognormal', location: mu, scale: sigma },
  };
}

export const lognormalFamily: Family = {
  name: 'lognormal',
  forms: [byQuantiles, byLogarithm, byMoments, byMedian],
};

/**
 * The lognormal distribution with two given quantiles, such as { p10: 1, p90: 3 }; with mean `mu`
 * and standard deviation `sigma` of its logarithm; with a `median` and `sigma`; or with `mean` and
 * `sd` of its own. Values at levels rise and are above 0.
 */
export function lognormal(
  given:
    | Levels
    | { mu: number; sigma: number }
    | { mean: number; sd: number }
    | { median: number; sigma: number },
): Distribution {
  return fromNumbers(lognormalFamily, given);
}
