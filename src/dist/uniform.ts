/** The uniform distribution. */

import type { Distribution } from './distribution.ts';
import { boundsProblems, type Family, fromNumbers, type NumberForm } from './family.ts';

const byBounds: NumberForm<'min' | 'max'> = {
  takes: 'numbers',
  names: ['min', 'max'],
  problems: ({ min, max }) => boundsProblems('uniform', min, max),
  body: ({ min, max }) => {
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
  },
};

export const uniformFamily: Family = { name: 'uniform', forms: [byBounds] };

/** Every value between `min` and `max` equally likely, min < max. */
export function uniform(given: { min: number; max: number }): Distribution {
  return fromNumbers(uniformFamily, given);
}
