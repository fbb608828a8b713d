/** The PERT distribution: a beta distribution given by its least, likeliest and greatest value. */

import type { Distribution } from '../distribution.ts';
import { about, boundsProblems, type Family, fromNumbers, type NumberForm } from '../family.ts';
import { scaledBeta } from './scaled-beta.ts';

const byMode: NumberForm<'min' | 'mode' | 'max'> = {
  takes: 'numbers',
  names: ['min', 'mode', 'max'],
  problems: ({ min, mode, max }) => [
    ...boundsProblems('pert', min, max),
    (mode < min || mode > max) &&
      about(
        'mode',
        `pert: mode is ${mode}, outside min ${min} and max ${max}; it must lie between them`,
      ),
  ],
  body: ({ min, mode, max }) => {
    const width = max - min;
    return scaledBeta(1 + (4 * (mode - min)) / width, 1 + (4 * (max - mode)) / width, min, max);
  },
};

export const pertFamily: Family = { name: 'pert', forms: [byMode] };

/** The PERT distribution of least value `min`, likeliest `mode` and greatest `max`; the mode may be either end. */
export function pert(given: { min: number; mode: number; max: number }): Distribution {
  return fromNumbers(pertFamily, given);
}
