/** The Poisson distribution: how many of many rare events happen. */

import { exp, log } from '../../math/functions.ts';
import { countBody } from '../counts.ts';
import { defineFamily } from '../define-family.ts';
import { numbers } from '../forms.ts';
import { HALF_LOG_TWO_PI, stirlingError } from '../gamma-function.ts';
import { deviance, logGammaVariable } from '../incomplete-gamma.ts';
import { checked } from '../parameters.ts';
import { quotientOf } from '../two-parts.ts';

/** Above, a draw is one of more than 20 000 values; a normal distribution, rounded, is as good. */
const MOST_MEAN = 1e6;

const MEAN = checked(
  (mean) => {
    if (mean <= 0) return 'above 0';
    const sd = Number(Math.sqrt(mean).toPrecision(6));
    const beyond = `Beyond, normal(mean=${mean}, sd=${sd}) is as good`;
    return mean > MOST_MEAN && `at most ${MOST_MEAN}. ${beyond}`;
  },
  'lambda',
  'rate',
  'mu',
);

const byMean = numbers({
  parameters: { mean: MEAN },
  example: { mean: 4.5 },
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
});

/** The Poisson distribution with this mean, above 0 and at most 1e6. */
export const poisson = defineFamily({
  name: 'poisson',
  aliases: ['pois'],
  about: 'how many of many rare events happen',
  forms: [byMean],
  member: ({ real }) => [{ mean: real(0.001, 400) }],
});
