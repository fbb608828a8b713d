/** The chi-squared distribution: the sum of squares of standard normal variables. */

import { log } from '../../math/functions.ts';
import type { Distribution } from '../distribution.ts';
import {
  about,
  type Family,
  fromNumbers,
  type Level,
  type Levels,
  type NumberForm,
  type QuantileForm,
} from '../family.ts';
import { aboveLocation, within } from '../fitted.ts';
import { crossing } from '../root.ts';
import { gammaBody, logQuantile, SHAPES } from './gamma.ts';

/** Twice the shapes of the gamma distribution. */
const DEGREES = [2 * SHAPES[0], 2 * SHAPES[1]] as const;

const byDegrees: NumberForm<'df'> = {
  takes: 'numbers',
  names: ['df'],
  aliases: { nu: 'df', k: 'df' },
  problems: ({ df }) => [within('chisquared', 'df', df, DEGREES)],
  body: ({ df }) => gammaBody(df / 2, [df, 0]),
};

const byQuantile: QuantileForm = {
  takes: 'quantiles',
  fewest: 1,
  most: 1,
  names: [],
  problems: (levels) => [
    ...aboveLocation('chisquared', levels, 0),
    ...levels.map(
      (level) =>
        level.x > 0 &&
        !(beyond(level, DEGREES[0]) <= 0 && beyond(level, DEGREES[1]) >= 0) &&
        about(
          level.name,
          `chisquared: ${level.name} is ${level.x}; no df from ${DEGREES[0]} to ${DEGREES[1]} leads there`,
        ),
    ),
  ],
  body: ([level]) => {
    const df = crossing((df) => beyond(level, df), DEGREES[0], DEGREES[1]);
    return gammaBody(df / 2, [df, 0]);
  },
};

/** By how much the logarithm of the quantile at a level exceeds that of the value there. */
function beyond({ p, x }: Level, df: number): number {
  return logQuantile(df / 2, p) + log(df / x);
}

export const chisquaredFamily: Family = {
  name: 'chisquared',
  aliases: ['chisquare', 'chisq', 'chi2'],
  forms: [byDegrees, byQuantile],
};

/**
 * The chi-squared distribution with `df` degrees of freedom, from 0.002 to 2e10; or with one
 * quantile, such as { p50: 3 }.
 */
export function chisquared(given: { df: number } | Levels): Distribution {
  return fromNumbers(chisquaredFamily, given);
}
