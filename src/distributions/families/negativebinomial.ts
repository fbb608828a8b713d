/**
 * The negative binomial distribution: failures before a number of successes; counts that vary more
 * than Poisson's.
 */

import { pow } from '../../math/functions.ts';
import { type Count, countBody, MOST_VALUES, reachOf } from '../counts.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Findings } from '../family.ts';
import { numbers } from '../forms.ts';
import { evenFraction } from '../incomplete-beta.ts';
import { also, checked, positive, SD, within } from '../parameters.ts';
import { productOf } from '../two-parts.ts';
import { binomialMass } from './binomial.ts';

const SIZES = [1e-3, 1e9] as const;
/** Of a mean beyond, all distributions have too many values. */
const MOST_MEAN = 1e8;

const SIZE = within(SIZES, 'r', 'k', 'n');
const MEAN = positive('mu');

const bySuccesses = numbers({
  parameters: {
    size: SIZE,
    p: checked((p) => (p <= 0 || p >= 1) && 'above 0 and below 1', 'prob', 'probability'),
  },
  example: { size: 5, p: 0.4 },
  problems: ({ size, p }) => valuesProblems('p', (size * (1 - p)) / p, size),
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
});

const byMean = numbers({
  parameters: { mean: MEAN, size: also(SIZE, 'phi') },
  example: { mean: 6, size: 5 },
  problems: ({ mean, size }) => valuesProblems('mean', mean, size),
  body: ({ mean, size }) => countBody(countOfMean(mean, size)),
});

const byMoments = numbers({
  parameters: { mean: MEAN, sd: SD },
  example: { mean: 6, sd: 4 },
  problems: ({ mean, sd }) => {
    const size = sizeOf(mean, sd);
    return [mean > 0 && sd > 0 && sizeProblem(mean, sd, size), ...valuesProblems('sd', mean, size)];
  },
  body: ({ mean, sd }) => ({ ...countBody(countOfMean(mean, sizeOf(mean, sd))), sd }),
});

function sizeProblem(mean: number, sd: number, size: number) {
  if (size >= SIZES[0] && size <= SIZES[1]) return false;
  const least = Number(Math.sqrt(mean).toPrecision(6));
  const why =
    sd * sd > mean
      ? `that is a size of ${Number(size.toPrecision(3))}, which must be from ${SIZES[0]} to ${SIZES[1]}`
      : `sd must be above ${least}, that of poisson(mean=${mean})`;
  return about('sd', `mean is ${mean} and sd is ${sd}; ${why}`);
}

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
  const message = `its draws would have more than ${MOST_VALUES} values. gamma(mean=${Number(mean.toPrecision(6))}, shape=${size}), rounded, is as good`;
  if (mean > MOST_MEAN) return [about(parameter, message)];
  const [least, last] = reachOf(countOfMean(mean, size));
  return [last - least >= MOST_VALUES && about(parameter, message)];
}

/**
 * The negative binomial distribution: how many trials fail before `size` of them succeed, each with
 * probability `p`; `size` need not be whole. Or with `mean` and `size`, a Poisson distribution
 * whose mean is gamma distributed with this shape; or with `mean` and `sd`, of which the square is
 * above the mean. It takes 2^17 values at most, and sizes from 0.001 to 1e9.
 */
export const negativeBinomial = defineFamily({
  name: 'negativebinomial',
  aliases: ['negbinomial', 'nbinom', 'negbin', 'negbinom', 'pascal'],
  about: 'failures before a number of successes: counts that vary more than those of poisson',
  forms: [bySuccesses, byMean, byMoments],
  member: ({ real }) => [{ size: real(0.1, 50), p: real(0.05, 0.95) }],
});
