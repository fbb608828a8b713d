/**
 * The interval of a probability, for whoever asks: means of 0/1 outcomes, shares of values,
 * chances, conditions, and, turned around, quantiles.
 *
 * Replicates tell how far their mean may lie from the truth, but not well where few trials have the
 * event: none of 16 replicates may have seen it, or all of them may have seen it equally often. So
 * the replicates' variance decides how many independent trials the run is worth, and the interval
 * is that of so many independent trials, which is never outside [0, 1] and never ends at 0 or 1 for
 * want of events.
 *
 * Source: Korn and Graubard (1998), "Confidence intervals for proportions with small expected
 * number of positive counts estimated from survey data", Survey Methodology 24(2), 193-201: the
 * exact binomial interval at the effective number of trials, corrected for the degrees of freedom
 * of the variance. Ours departs from it in two ways. Low-discrepancy designs may be worth more than
 * their number of trials. And where the event is rare, no design is taken to be worth more than
 * that, for the variance between so few events is not to be trusted.
 */

import { binomialInterval } from './exact-binomial.ts';
import { combinedError, NORMAL_REACH, NOTHING, standardError, tQuantile } from './interval.ts';
import type { Estimate } from './summary.ts';

/**
 * With fewer events (or fewer trials without it) than this, and than so many a replicate, their
 * variance between replicates is too noisy.
 */
const FEW = 40;
const FEW_A_REPLICATE = 5;
/**
 * A count is rounded to a whole number, which two replicates of an even design may both be rounded
 * to. The variance of rounding is 1/12.
 */
export const ROUNDED = 12;

/**
 * A probability from counts.
 *
 * @param hits   trials of each replicate in which it happened
 * @param sizes  trials of each replicate; replicates without any are left out
 * @returns      the share of all trials; an error and an interval where there are two replicates or
 *   more
 */
export function probability(hits: readonly number[], sizes: readonly number[]): Estimate {
  const used = sizes.flatMap((n, r) => (n > 0 ? [{ n, hit: hits[r] }] : []));
  const trials = used.reduce((sum, { n }) => sum + n, 0);
  if (trials === 0) return NOTHING;
  const value = used.reduce((sum, { hit }) => sum + hit, 0) / trials;
  const shares = used.map(({ hit, n }) => hit / n);
  const rounding = used.length / (ROUNDED * trials * trials);
  const estimate = probabilityFrom(value, shares, {
    trials,
    events: Math.min(value, 1 - value) * trials,
    rounding,
  });
  return used.length < 2 ? estimate : withGrain(estimate, used);
}

/** Whether the variance of so few events between replicates is too noisy to be trusted. */
export function areFew(events: number, replicates: number): boolean {
  return events < Math.max(FEW, FEW_A_REPLICATE * replicates);
}

/** What a probability is estimated from; weighted trials count as so many of equal weight. */
export interface Seen {
  readonly trials: number;
  /** Trials with the event or without it, whichever are fewer. */
  readonly events: number;
  /** Variance that the parts do not show, for they are rounded. */
  readonly rounding?: number;
}

/**
 * A probability from estimates of it.
 *
 * @param value   in [0, 1]
 * @param parts   estimates from replicates, or pseudo-values, that are independent of each other;
 *           below two there is no interval
 * @param seen   from how many trials, as far as that is known without the parts
 */
export function probabilityFrom(
  value: number,
  parts: readonly number[],
  { trials, events, rounding = 0 }: Seen,
): Estimate {
  const between = standardError(parts);
  if (between === null) return { value, se: null, low: null, high: null };
  const spread = Math.sqrt(between * between + rounding);
  const binomial = (value * (1 - value)) / trials;
  const certain = binomial === 0;
  const few = areFew(events, parts.length);
  const variance = few ? Math.max(spread * spread, binomial) : spread * spread;
  const t = tQuantile(parts.length - 1);
  // Twice the variance of independent trials, say, halves what a trial is worth; an uncertain
  // variance lowers it once more.
  const asSpread =
    ((value * (1 - value)) / (spread * spread)) * ((NORMAL_REACH / t) * (NORMAL_REACH / t));
  const worth = certain ? trials : few ? Math.min(trials, asSpread) : asSpread;
  const [low, high] =
    worth < Number.POSITIVE_INFINITY ? binomialInterval(value * worth, worth) : [value, value];
  return {
    value,
    se: certain ? (high - low) / (2 * NORMAL_REACH) : Math.sqrt(variance),
    low: Math.min(low, value),
    high: Math.max(high, value),
  };
}

interface Counted {
  readonly n: number;
  readonly hit: number;
}

/**
 * Points that fill the cube evenly may put k or k + 1 of them into an event in every replicate.
 * Their counts then say in how many replicates it was one more, and of that share the interval is
 * binomial: where all agree, the truth may still lie between two counts.
 */
function withGrain(estimate: Estimate, used: readonly Counted[]): Estimate {
  const { value, se, low, high } = estimate;
  const size = used[0].n;
  const least = used.reduce((a, { hit }) => Math.min(a, hit), Number.POSITIVE_INFINITY);
  const more = used.reduce((sum, { hit }) => sum + (hit - least), 0);
  const alike = used.every(({ n, hit }) => n === size && hit - least <= 1);
  if (!alike) return estimate;
  const [from, to] = binomialInterval(more, used.length);
  // All alike says as little of one count fewer as of one count more.
  const below = more === 0 ? to : 0;
  const reach = {
    low: Math.max(0, Math.min(low!, (least + from - below) / size)),
    high: Math.min(1, Math.max(high!, (least + to) / size)),
  };
  return { value, se: se! > 0 ? se : (reach.high - reach.low) / (2 * NORMAL_REACH), ...reach };
}

/**
 * The second of two probabilities less the first.
 *
 * Where hardly anything was seen on either side, replicates of the difference say little, and it
 * may be anything that the two intervals allow.
 *
 * @param paired  the difference from estimates that share draws; absent where the two are
 *           independent
 *
 * Source: Newcombe (1998), "Interval estimation for the difference between independent
 * proportions", Statistics in Medicine 17(8), 873-890,
 * doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method 10, with our
 * intervals of either probability.
 */
export function differenceOfProbabilities(
  from: Estimate,
  to: Estimate,
  paired?: Estimate,
): Estimate {
  if (from.value === null || to.value === null) return NOTHING;
  const value = to.value - from.value;
  if (from.low === null || from.high === null || to.low === null || to.high === null)
    return { value, se: null, low: null, high: null };
  const down = combinedError(to.value - to.low, from.high - from.value);
  const up = combinedError(to.high - to.value, from.value - from.low);
  const seen = paired?.se !== undefined && paired.se !== null && paired.se > 0;
  const [low, high] = seen ? [paired.low!, paired.high!] : [value - down, value + up];
  return {
    value,
    se: seen ? paired.se! : combinedError(from.se!, to.se!),
    low: Math.max(-1, low),
    high: Math.min(1, high),
  };
}
