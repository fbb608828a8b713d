/** The binomial distribution: how many of a number of trials succeed. */

import { exp, log, log1p, pow } from '../../math/functions.ts';
import { countBody } from '../counts.ts';
import { defineFamily } from '../define-family.ts';
import { numbers } from '../forms.ts';
import { HALF_LOG_TWO_PI, stirlingError } from '../gamma-function.ts';
import { evenFraction } from '../incomplete-beta.ts';
import { deviance } from '../incomplete-gamma.ts';
import { PROBABILITY, whole } from '../parameters.ts';
import { productOf } from '../two-parts.ts';
import { stepsBody } from './discrete.ts';

/** Above, a draw is one of more than 10 000 values; a normal distribution, rounded, is as good. */
const MOST_TRIALS = 1e6;

const byTrials = numbers({
  parameters: { n: whole([1, MOST_TRIALS], 'trials', 'size'), p: PROBABILITY },
  example: { n: 20, p: 0.3 },
  body: ({ n, p }) => {
    if (p === 0 || p === 1) return stepsBody([[n * p, 1]]);
    const rest = 1 - p;
    const [product, lost] = productOf(n, p);
    /** k - n p. */
    const beyond = (k: number) => k - product - lost;
    const mass = (k: number) => {
      if (k === 0) return exp(n * log1p(-p));
      return k === n ? pow(p, n) : binomialMass(k, n - k, p, rest, beyond(k));
    };
    // (n - k) C(n, k) p^(k + 1) (1 - p)^(n - k), which both tails are a multiple of.
    const common = (k: number) => (n - k) * p * mass(k);
    const below = (k: number) => common(k) * evenFraction(rest, p, -beyond(k) - rest, n - k, k + 1);
    const above = (k: number) => common(k) * evenFraction(p, rest, beyond(k) + rest, k + 1, n - k);
    // From the side on which the smaller of them lies.
    const isBelow = (k: number) => beyond(k) + rest <= 0;
    return countBody({
      mean: n * p,
      sd: Math.sqrt(n * p * rest),
      greatest: n,
      mass,
      cdf: (k) => (isBelow(k) ? below(k) : 1 - above(k)),
      survival: (k) => (isBelow(k) ? 1 - below(k) : above(k)),
    });
  },
});

/**
 * gamma(x + y + 1) / (gamma(x + 1) gamma(y + 1)) p^x rest^y for x, y > 0 and p + rest = 1: the
 * probability of x successes and y failures where these are whole.
 *
 * Source: Loader (2000), "Fast and accurate computation of binomial probabilities", by which R
 * computes them: what is left of Stirling's approximation, and two deviances, neither of which
 * cancels.
 *
 * @param beyond  x - (x + y) p, to all digits
 */
export function binomialMass(
  x: number,
  y: number,
  p: number,
  rest: number,
  beyond: number,
): number {
  const n = x + y;
  const errors = stirlingError(n) - stirlingError(x) - stirlingError(y);
  const deviances = deviation(x, n * p, beyond) + deviation(y, n * rest, -beyond);
  return exp(errors - deviances - HALF_LOG_TWO_PI) * Math.sqrt(n / x / y);
}

/** x log(x / mean) + mean - x, given x - mean. */
function deviation(x: number, mean: number, beyond: number): number {
  const share = beyond / mean;
  // Where x is much the smaller, 1 + share would have lost it.
  return x * deviance(share < -0.5 ? log(mean / x) : -log1p(share));
}

/**
 * How many of `n` independent trials succeed, a whole number from 1 to 1e6, each with probability
 * `p`.
 */
export const binomial = defineFamily({
  name: 'binomial',
  aliases: ['binom'],
  about: 'how many of a number of trials succeed',
  forms: [byTrials],
  member: ({ whole, real }) => [{ n: whole(1, 400), p: real(0, 1) }],
});
