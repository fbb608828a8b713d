/**
 * The negative binomial distribution: failures before a number of successes; counts that vary more
 * than Poisson's.
 */

import { pow } from '../../math/functions.ts';
import { SD_NAMES } from '../aliases.ts';
import { type Count, countBody, MOST_VALUES, reachOf } from '../counts.ts';
import type { Distribution } from '../distribution.ts';
import {
  about,
  type Family,
  type Findings,
  fromNumbers,
  type NumberForm,
  positive,
} from '../family.ts';
import { within } from '../fitted.ts';
import { evenFraction } from '../incomplete-beta.ts';
import { productOf } from '../two-parts.ts';
import { binomialMass } from './binomial.ts';

const SIZES = [1e-3, 1e9] as const;
/** Of a mean beyond, all distributions have too many values. */
const MOST_MEAN = 1e8;

const SIZE_NAMES = { r: 'size', k: 'size', n: 'size' } as const;

const bySuccesses: NumberForm<'size' | 'p'> = {
  takes: 'numbers',
  names: ['size', 'p'],
  aliases: { ...SIZE_NAMES, prob: 'p', probability: 'p' },
  problems: ({ size, p }) => [
    within('negativebinomial', 'size', size, SIZES),
    (p <= 0 || p >= 1) && about('p', `negativebinomial: p is ${p}; it must be above 0 and below 1`),
    ...valuesProblems('p', (size * (1 - p)) / p, size),
  ],
  body: ({ size, p }) => {
    const rest = 1 - p;
    const lost = 1 - rest - p;
    const [failing, failingLost] = productOf(size, rest);
    // size - (size + k) p, to all digits.
    const beyond = (k: number) => {
      const [failed, failedLost] = productOf(k, p);
      return failing - failed + (failingLost - failedLost + size * lost);
    };
    return countBody(countOf(size, p, rest, failing / p, beyond));
  },
};

const byMean: NumberForm<'mean' | 'size'> = {
  takes: 'numbers',
  names: ['mean', 'size'],
  aliases: { ...SIZE_NAMES, mu: 'mean', phi: 'size' },
  problems: ({ mean, size }) => [
    ...positive('negativebinomial', { mean }),
    within('negativebinomial', 'size', size, SIZES),
    ...valuesProblems('mean', mean, size),
  ],
  body: ({ mean, size }) => countBody(countOfMean(mean, size)),
};

const byMoments: NumberForm<'mean' | 'sd'> = {
  takes: 'numbers',
  names: ['mean', 'sd'],
  aliases: { ...SD_NAMES, mu: 'mean' },
  problems: ({ mean, sd }) => {
    const size = sizeOf(mean, sd);
    return [
      ...positive('negativebinomial', { mean, sd }),
      mean > 0 &&
        sd > 0 &&
        !(size >= SIZES[0] && size <= SIZES[1]) &&
        about(
          'sd',
          sd * sd > mean
            ? `negativebinomial: mean is ${mean} and sd is ${sd}; that is a size of ${Number(size.toPrecision(3))}, which must be from ${SIZES[0]} to ${SIZES[1]}`
            : `negativebinomial: mean is ${mean} and sd is ${sd}; sd must be above ${Number(Math.sqrt(mean).toPrecision(6))}, that of poisson(mean=${mean})`,
        ),
      ...valuesProblems('sd', mean, size),
    ];
  },
  body: ({ mean, sd }) => ({ ...countBody(countOfMean(mean, sizeOf(mean, sd))), sd }),
};

/** sd^2 is mean + mean^2 / size. */
function sizeOf(mean: number, sd: number): number {
  const root = Math.sqrt(mean);
  return mean / (((sd - root) * (sd + root)) / mean);
}

function countOfMean(mean: number, size: number): Count {
  const all = size + mean;
  const p = size / all;
  return countOf(size, p, mean / all, mean, (k) => p * (mean - k));
}

/** @param beyond  size - (size + k) p */
function countOf(
  size: number,
  p: number,
  rest: number,
  mean: number,
  beyond: (k: number) => number,
): Count {
  const ways = (k: number) => (k === 0 ? pow(p, size) : binomialMass(size, k, p, rest, beyond(k)));
  // What both tails are a multiple of.
  const common = (k: number) => size * rest * ways(k);
  const below = (k: number) => common(k) * evenFraction(p, rest, beyond(k) - p, size, k + 1);
  const above = (k: number) => common(k) * evenFraction(rest, p, p - beyond(k), k + 1, size);
  // From the side on which the smaller of them lies.
  const isBelow = (k: number) => beyond(k) >= p;
  return {
    mean,
    sd: Math.sqrt(mean / p),
    greatest: Infinity,
    mass: (k) => (size / (size + k)) * ways(k),
    cdf: (k) => (isBelow(k) ? below(k) : 1 - above(k)),
    survival: (k) => (isBelow(k) ? 1 - below(k) : above(k)),
  };
}

/** That draws have no more values than steps may. */
function valuesProblems(parameter: string, mean: number, size: number): Findings {
  if (!(mean > 0 && size >= SIZES[0] && size <= SIZES[1])) return [];
  const message = `negativebinomial: its draws would have more than ${MOST_VALUES} values. gamma(mean=${Number(mean.toPrecision(6))}, shape=${size}), rounded, is as good`;
  if (mean > MOST_MEAN) return [about(parameter, message)];
  const [least, last] = reachOf(countOfMean(mean, size));
  return [last - least >= MOST_VALUES && about(parameter, message)];
}

export const negativebinomialFamily: Family = {
  name: 'negativebinomial',
  aliases: ['negbinomial', 'nbinom', 'negbin', 'negbinom', 'pascal'],
  forms: [bySuccesses, byMean, byMoments],
};

/**
 * The negative binomial distribution: how many trials fail before `size` of them succeed, each with
 * probability `p`; `size` need not be whole. Or with `mean` and `size`, a Poisson distribution
 * whose mean is gamma distributed with this shape; or with `mean` and `sd`, of which the square is
 * above the mean. It takes 2^17 values at most, and sizes from 0.001 to 1e9.
 */
export function negativeBinomial(
  given:
    | { size: number; p: number }
    | { mean: number; size: number }
    | { mean: number; sd: number },
): Distribution {
  return fromNumbers(negativebinomialFamily, given);
}
