/** The normal distribution. */

import { normalCdf, normalDensity, normalQuantile } from '../math/functions.ts';
import type { Distribution } from './distribution.ts';
import { about, type Family, fromNumbers, type NumberForm } from './family.ts';

const byMoments: NumberForm<'mean' | 'sd'> = {
  takes: 'numbers',
  names: ['mean', 'sd'],
  problems: ({ sd }) => [sd <= 0 && about('sd', `normal: sd is ${sd}; it must be above 0`)],
  body: ({ mean, sd }) => ({
    mean,
    sd,
    support: [-Infinity, Infinity],
    quantile: (p) => mean + sd * normalQuantile(p),
    upperQuantile: (q) => mean - sd * normalQuantile(q),
    cdf: (x) => normalCdf((x - mean) / sd),
    survival: (x) => normalCdf((mean - x) / sd),
    density: (x) => normalDensity((x - mean) / sd) / sd,
    mapping: { kind: 'normal', location: mean, scale: sd },
  }),
};

export const normalFamily: Family = { name: 'normal', forms: [byMoments] };

/** The normal distribution with this mean and standard deviation, `sd` above 0. */
export function normal(given: { mean: number; sd: number }): Distribution {
  return fromNumbers(normalFamily, given);
}
