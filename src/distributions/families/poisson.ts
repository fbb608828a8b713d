/** The Poisson distribution: how many of many rare events happen. */

import { exp, log } from '../../math/functions.ts';
import { countBody } from '../counts.ts';
import type { Distribution } from '../distribution.ts';
import { about, type Family, fromNumbers, type NumberForm, positive } from '../family.ts';
import { HALF_LOG_TWO_PI, stirlingError } from '../gamma-function.ts';
import { deviance, logGammaVariable } from '../incomplete-gamma.ts';
import { quotientOf } from '../two-parts.ts';

/** Above, a draw is one of more than 20 000 values; a normal distribution, rounded, is as good. */
const MOST_MEAN = 1e6;

const byMean: NumberForm<'mean'> = {
  takes: 'numbers',
  names: ['mean'],
  aliases: { lambda: 'mean', rate: 'mean', mu: 'mean' },
  problems: ({ mean }) => [
    ...positive('poisson', { mean }),
    mean > MOST_MEAN &&
      about(
        'mean',
        `poisson: mean is ${mean}; it must be at most ${MOST_MEAN}. Beyond, normal(mean=${mean}, sd=${Number(Math.sqrt(mean).toPrecision(6))}) is as good`,
      ),
  ],
  body: ({ mean }) => {
    /** log(mean / k) for k > 0. */
    const logRatio = (k: number) => {
      const [ratio, rest] = quotientOf([mean, 0], k);
      return log(ratio) + rest / ratio;
    };
    // k or less happen where the (k + 1)-th of events at a steady rate takes longer than the time
    // that brings `mean`.
    const sides = (k: number) => logGammaVariable(k + 1).sides(logRatio(k + 1));
    return countBody({
      mean,
      sd: Math.sqrt(mean),
      greatest: Infinity,
      // Loader (2000), "Fast and accurate computation of binomial probabilities": what is small is
      // computed as such.
      mass: (k) => {
        if (k === 0) return exp(-mean);
        const logShare = -k * deviance(logRatio(k)) - stirlingError(k) - HALF_LOG_TWO_PI;
        return exp(logShare) / Math.sqrt(k);
      },
      cdf: (k) => exp(sides(k).above),
      survival: (k) => exp(sides(k).below),
    });
  },
};

export const poissonFamily: Family = { name: 'poisson', aliases: ['pois'], forms: [byMean] };

/** The Poisson distribution with this mean, above 0 and at most 1e6. */
export function poisson(given: { mean: number }): Distribution {
  return fromNumbers(poissonFamily, given);
}
