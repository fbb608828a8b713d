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
import { defineFamily } from '../define-family.ts';
import type { Body } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { scoreOf, throughLevels } from '../levels.ts';
import { positive, real, SD } from '../parameters.ts';

const byQuantiles = fittedQuantiles({
  positional: ['p10', 'p90'],
  reach: { above: 0 },
  example: { p10: 1, p90: 3 },
  solve: (levels) => throughLevels(levels, scoreOf, [log(levels[0].x), log(levels[1].x)]),
  body: ({ location, scale }) => lognormalBody(location, scale),
});

/** Mean and standard deviation of the logarithm. */
const byLogarithm = numbers({
  parameters: { mu: real('meanlog'), sigma: positive('sdlog') },
  example: { mu: 0.5, sigma: 0.4 },
  body: ({ mu, sigma }) => lognormalBody(mu, sigma),
});

const byMoments = numbers({
  parameters: { mean: positive(), sd: SD },
  example: { mean: 3, sd: 1 },
  body: ({ mean, sd }) => {
    const ratio = sd / mean;
    const variance = log1p(ratio * ratio);
    return { ...lognormalBody(log(mean) - variance / 2, Math.sqrt(variance)), mean, sd };
  },
});

const byMedian = numbers({
  parameters: { median: positive(), sigma: positive() },
  example: { median: 2, sigma: 0.4 },
  body: ({ median, sigma }) => lognormalBody(log(median), sigma),
});

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

/**
 * The lognormal distribution with two given quantiles, such as { p10: 1, p90: 3 }; with mean `mu`
 * and standard deviation `sigma` of its logarithm; with a `median` and `sigma`; or with `mean` and
 * `sd` of its own. Values at levels rise and are above 0.
 */
export const lognormal = defineFamily({
  name: 'lognormal',
  about: 'amounts above 0 of which the logarithm is normal: what many factors multiply to',
  forms: [byQuantiles, byLogarithm, byMoments, byMedian],
  member: ({ real }) => {
    const p10 = real(0.001, 100);
    return [{ p10, p90: p10 * real(1.01, 1000) }];
  },
});
