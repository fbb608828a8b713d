/** The PERT distribution: a beta distribution given by its least, likeliest and greatest value. */

import { log } from '../../math/functions.ts';
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
  type QuantileForm,
} from '../family.ts';
import { type Bounds, boundsThrough, modeProblems } from '../fitted.ts';
import { logistic, logitBeta } from '../incomplete-beta.ts';
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
  body: pertBody,
};

function pertBody({ min, mode, max }: Bounds): Body {
  const width = max - min;
  return scaledBeta(1 + (4 * (mode - min)) / width, 1 + (4 * (max - mode)) / width, min, max);
}

function unitQuantile(s: number, { p }: Level): number {
  const [a, b] = [1 + 4 * s, 1 + 4 * (1 - s)];
  return logistic(
    p <= 0.5 ? logitBeta(a, b).quantile(log(p)) : -logitBeta(b, a).quantile(log(1 - p)),
  );
}

const byLevels: QuantileForm<'mode'> = {
  takes: 'quantiles',
  fewest: 2,
  most: 2,
  names: ['mode'],
  problems: (levels, { mode }) => modeProblems('pert', levels, mode, unitQuantile),
  body: (levels, { mode }) => pertBody(boundsThrough(levels, mode, unitQuantile) as Bounds),
};

export const pertFamily: Family = { name: 'pert', forms: [byMode, byLevels] };

/**
 * The PERT distribution of least value `min`, likeliest `mode` and greatest `max`, where the mode
 * may be either end; or with its mode and two quantiles, such as { p10: 2, mode: 3, p90: 6 }.
 */
export function pert(
  given: { min: number; mode: number; max: number } | (Levels & { mode: number }),
): Distribution {
  return fromNumbers(pertFamily, given);
}
