/** Distributions of counts 0, 1, 2, ...: what they have in common. */

import { normalQuantile } from '../math/functions.ts';
import type { Body } from './family.ts';

/** A count by its probabilities; each is asked only for whole numbers from 0 to the greatest. */
export interface Count {
  readonly mean: number;
  readonly sd: number;
  /** May be infinite. */
  readonly greatest: number;
  mass(k: number): number;
  /** The probability of k or less, with all digits where it is small. */
  cdf(k: number): number;
  /** The probability of more than k, with all digits where it is small. */
  survival(k: number): number;
}

/** Steps begin here: below lies less than any score that is drawn. */
const LEAST_PROBABILITY = 1e-40;
/** What is left above the last step: less than half of what a uniform is a multiple of. */
const LEAST_TAIL = 2 ** -54;
/** Values that steps may have. */
export const MOST_VALUES = 2 ** 17;

/** The least and the greatest value that is drawn. */
export function reachOf(count: Count): [least: number, last: number] {
  const { quantile, upperQuantile } = quantilesOf(count);
  return [quantile(LEAST_PROBABILITY), upperQuantile(LEAST_TAIL)];
}

export function countBody(count: Count): Body {
  const { mean, sd, greatest } = count;
  return {
    mean,
    sd,
    support: [0, greatest],
    discrete: true,
    ...quantilesOf(count),
    cdf: (x) => (x < 0 ? 0 : x >= greatest ? 1 : count.cdf(Math.floor(x))),
    survival: (x) => (x < 0 ? 1 : x >= greatest ? 0 : count.survival(Math.floor(x))),
    density: (x) => (Number.isInteger(x) && x >= 0 && x <= greatest ? count.mass(x) : 0),
    mapping: steps(count, ...reachOf(count)),
  };
}

/**
 * The least value whose cdf is p or more, and the least that is exceeded with probability q or
 * less: each undoes its probability.
 */
function quantilesOf(count: Count): Pick<Required<Body>, 'quantile' | 'upperQuantile'> {
  const { mean, sd, greatest } = count;
  const guess = (z: number) => Math.min(greatest, Math.max(0, Math.round(mean + sd * z)));
  return {
    quantile: (p) => {
      if (p === 0) return 0;
      if (p === 1) return greatest;
      return first((k) => count.cdf(k) >= p, guess(normalQuantile(p)), greatest);
    },
    upperQuantile: (q) => {
      if (q === 1) return 0;
      if (q === 0) return greatest;
      return first((k) => count.survival(k) <= q, guess(-normalQuantile(q)), greatest);
    },
  };
}

/**
 * The first whole number from 0 to `greatest` that satisfies what all from there on do: with steps
 * that double, then by halving.
 */
function first(holds: (k: number) => boolean, guess: number, greatest: number): number {
  let low = -1;
  let high = guess;
  if (holds(guess)) {
    for (let step = 1; high > 0; step *= 2) {
      const next = Math.max(0, high - step);
      if (!holds(next)) {
        low = next;
        break;
      }
      high = next;
    }
  } else {
    low = guess;
    for (let step = 1; ; step *= 2) {
      high = low + step;
      if (high >= greatest || holds(high)) break;
      low = high;
    }
    high = Math.min(high, greatest);
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Summed from both tails inwards, so that cumulative probabilities keep their digits however small
 * they are.
 */
function steps(count: Count, least: number, last: number): Body['mapping'] {
  const values = Array.from({ length: last - least + 1 }, (_, j) => least + j);
  const cumulative: number[] = values.map(() => 0);
  const middle = Math.min(last, Math.max(least, Math.round(count.mean)));
  const below = runningSum();
  let term = count.cdf(least);
  for (let k = least; k < middle; k++) {
    cumulative[k - least] = below(term);
    term = count.mass(k + 1);
  }
  const above = runningSum();
  term = count.survival(last);
  for (let k = last; k >= middle; k--) {
    cumulative[k - least] = 1 - above(term);
    term = count.mass(k);
  }
  return { kind: 'steps', cumulative: Object.freeze(cumulative), values: Object.freeze(values) };
}

/**
 * Adds up terms above 0 and gives each sum, with the rounding of one addition however many there
 * were (Kahan).
 */
function runningSum(): (term: number) => number {
  let sum = 0;
  let lost = 0;
  return (term) => {
    const exact = term - lost;
    const next = sum + exact;
    lost = next - sum - exact;
    sum = next;
    return sum;
  };
}
