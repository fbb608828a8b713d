/** The PERT distribution: a beta distribution given by its least, likeliest and greatest value. */

import { log } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import type { Body, Level } from '../family.ts';
import { logistic, logitBeta } from '../incomplete-beta.ts';
import { anyBounds, type Bounds, formsByMode } from '../mode-levels.ts';
import { scaledBeta } from './scaled-beta.ts';

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

/**
 * The PERT distribution of least value `min`, likeliest `mode` and greatest `max`, where the mode
 * may be either end; or with its mode and two quantiles, such as { p10: 2, mode: 3, p90: 6 }.
 */
export const pert = defineFamily({
  name: 'pert',
  about: 'a smooth hump between a least and a greatest value, around the likeliest',
  forms: formsByMode(pertBody, unitQuantile),
  member: (any) => [anyBounds(any)],
});
