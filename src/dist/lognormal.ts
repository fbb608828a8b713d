/** The lognormal distribution, given by its 10th and 90th percentiles. */

import { exp, log, normalCdf, normalQuantile } from '../math/functions.ts';
import type { Distribution } from './distribution.ts';
import { about, type Body, type Family, fromNumbers, type NumberForm } from './family.ts';
import { expm1 } from '../math/near-zero.ts';

/** The 90th percentile of the standard normal distribution: sqrt(2) * erfinv(0.8). */
const Z90 = 1.2815515655446004;

const byPercentiles: NumberForm<'p10' | 'p90'> = {
  takes: 'numbers',
  names: ['p10', 'p90'],
  problems: ({ p10, p90 }) => [
    p10 <= 0 && about('p10', `lognormal: p10 is ${p10}; it must be above 0`),
    p90 <= 0 && about('p90', `lognormal: p90 is ${p90}; it must be above 0`),
    p10 > p90 &&
      about('p10', `lognormal: p10 is ${p10} and p90 is ${p90}; p10 must be below p90. Swapped?`),
    p10 === p90 &&
      about(
        'p10',
        `lognormal: p10 and p90 are both ${p10}; p10 must be below p90. point(${p10}) is a certain value.`,
      ),
  ],
  body: ({ p10, p90 }) =>
    lognormalBody((log(p10) + log(p90)) / 2, (log(p90) - log(p10)) / (2 * Z90)),
};

/** exp(mu + sigma Z) with Z standard normal. */
function lognormalBody(mu: number, sigma: number): Body {
  const variance = sigma * sigma;
  const mean = exp(mu + variance / 2);
  return {
    mean,
    sd: mean * Math.sqrt(expm1(variance)),
    support: [0, Infinity],
    quantile: (p) => exp(mu + sigma * normalQuantile(p)),
    cdf: (x) => (x <= 0 ? 0 : normalCdf((log(x) - mu) / sigma)),
    mapping: { kind: 'lognormal', location: mu, scale: sigma },
  };
}

export const lognormalFamily: Family = { name: 'lognormal', forms: [byPercentiles] };

/** The lognormal distribution with these percentiles, 0 < p10 < p90. */
export function lognormal(given: { p10: number; p90: number }): Distribution {
  return fromNumbers(lognormalFamily, given);
}
