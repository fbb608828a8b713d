/** The chi-squared distribution: the sum of squares of standard normal variables. */

import { log } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Level } from '../family.ts';
import { numbers, quantiles, refusal } from '../forms.ts';
import { within } from '../parameters.ts';
import { crossing } from '../root.ts';
import { gammaBody, logQuantile, SHAPES } from './gamma.ts';

/** Twice the shapes of the gamma distribution. */
const DEGREES = [2 * SHAPES[0], 2 * SHAPES[1]] as const;

const byDegrees = numbers({
  parameters: { df: within(DEGREES, 'nu', 'k') },
  example: { df: 4 },
  body: ({ df }) => gammaBody(df / 2, [df, 0]),
});

const byQuantile = quantiles({
  count: 1,
  reach: { above: 0 },
  example: { p50: 3 },
  solve: ([level]) => {
    const [least, most] = DEGREES;
    if (beyond(level, least) <= 0 && beyond(level, most) >= 0)
      return { df: crossing((df) => beyond(level, df), least, most) };
    const message = `${level.name} is ${level.x}; no df from ${least} to ${most} leads there`;
    return refusal(about(level.name, message));
  },
  body: ({ df }) => gammaBody(df / 2, [df, 0]),
});

/** By how much the logarithm of the quantile at a level exceeds that of the value there. */
function beyond({ p, x }: Level, df: number): number {
  return logQuantile(df / 2, p) + log(df / x);
}

/**
 * The chi-squared distribution with `df` degrees of freedom, from 0.002 to 2e10; or with one
 * quantile, such as { p50: 3 }.
 */
export const chisquared = defineFamily({
  name: 'chisquared',
  aliases: ['chisquare', 'chisq', 'chi2'],
  about: 'the sum of squares of standard normal variables',
  forms: [byDegrees, byQuantile],
  member: ({ real }) => [{ df: real(1, 100) }],
});
