/** Scores of probabilities: of an event, and of ordered categories. */

import { log } from '../../math/functions.ts';

/**
 * Brier score of a probability: its squared distance from what happened, from 0 to 1.
 *
 * Source: Brier (1950), "Verification of forecasts expressed in terms of probability", Monthly
 * Weather Review 78(1), 1-3; the half that belongs to the event itself, as it is used today.
 */
export function brierScore(probability: number, happened: boolean): number {
  const miss = (happened ? 1 : 0) - probability;
  return miss * miss;
}

/**
 * Logarithmic score: minus the natural logarithm of the probability of what happened; 0 at best,
 * infinite where that had none.
 */
export function logScore(probability: number): number {
  return probability > 0 ? 0 - log(probability) : Number.POSITIVE_INFINITY;
}

/**
 * Ranked probability score over ordered categories: the squared distances of cumulative
 * probabilities from those of the truth, added up, from 0 to the number of categories less one
 * (some divide by that).
 *
 * @param probabilities  of the categories in their order
 * @param truth          number of the category that was, from 0 on
 * Source: Epstein (1969), "A scoring system for probability forecasts of ranked categories",
 * Journal of Applied Meteorology 8(6), 985-987; without his scaling.
 */
export function rankedProbabilityScore(probabilities: readonly number[], truth: number): number {
  let [below, sum] = [0, 0];
  for (let k = 0; k < probabilities.length - 1; k++) {
    below += probabilities[k];
    const miss = below - (truth <= k ? 1 : 0);
    sum += miss * miss;
  }
  return sum;
}

/**
 * The same from cumulative probabilities at thresholds: squared distances from 1 where the truth is
 * at or below the threshold, from 0 elsewhere, added up.
 */
export function thresholdScore(
  cumulative: readonly { readonly threshold: number; readonly probability: number }[],
  truth: number,
): number {
  return cumulative.reduce(
    (sum, { threshold, probability }) => sum + brierScore(probability, truth <= threshold),
    0,
  );
}
