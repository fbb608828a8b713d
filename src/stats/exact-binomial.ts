/** Intervals of a probability from how often something happened in so many independent trials. */

import { logistic, logitBeta } from '../distributions/incomplete-beta.ts';
import { log } from '../math/functions.ts';
import { NORMAL_REACH } from './interval.ts';

/** The probability that is left out at either end of a 95 % interval. */
const ONE_SIDE = 0.025;
/**
 * From so many hits and misses on the score interval is as good as the exact one, and much faster.
 */
const MANY = 200;

/**
 * The 95 % interval of a probability: the exact one of Clopper and Pearson, which covers at least
 * 95 % whatever the probability is; Wilson's score interval where hits and misses are many.
 *
 * @param hits    from 0 to `trials`; need not be whole where trials are worth more or less than one
 *           independent trial each
 * @param trials  above 0
 * @returns       two numbers in [0, 1] with hits / trials between them; the first is 0 only where
 *                nothing was hit, the second 1 only where nothing was missed
 *
 * Sources: Clopper and Pearson (1934), Biometrika 26(4), 404-413, doi:10.1093/biomet/26.4.404;
 * Wilson (1927), Journal of the American Statistical Association 22(158), 209-212,
 * doi:10.1080/01621459.1927.10502953.
 */
export function binomialInterval(
  hits: number,
  trials: number,
): readonly [low: number, high: number] {
  const misses = trials - hits;
  if (Math.min(hits, misses) >= MANY) return scoreInterval(hits / trials, trials);
  return [
    hits === 0 ? 0 : logistic(logitBeta(hits, misses + 1).quantile(log(ONE_SIDE))),
    misses === 0 ? 1 : logistic(-logitBeta(misses, hits + 1).quantile(log(ONE_SIDE))),
  ];
}

function scoreInterval(p: number, n: number): readonly [number, number] {
  const pull = (NORMAL_REACH * NORMAL_REACH) / n;
  const centre = (p + pull / 2) / (1 + pull);
  const half = (NORMAL_REACH / (1 + pull)) * Math.sqrt((p * (1 - p)) / n + pull / (4 * n));
  return [centre - half, centre + half];
}
