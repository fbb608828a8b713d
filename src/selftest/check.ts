/** One line of the certificate, and the ways in which a number is held against another. */

import type { Check } from '../report/certificate.ts';

/** Where a check stands, what it is called and what it measures. */
export type Heading = Pick<Check, 'group' | 'name' | 'measure'>;

/** For what is infinitely wrong, or no number at all: JSON has neither infinity nor NaN. */
const HOPELESS = Number.MAX_VALUE;

/** Scores in standard errors that a correct generator may reach; see `worstScore`. */
const SCORE_LIMIT = 4.5;

/**
 * The greatest of some errors, against the greatest allowed. A check without values has not passed.
 */
export function worst(heading: Heading, limit: number, errors: readonly number[]): Check {
  // NaN, which is not at most anything, stays once it has come.
  const greatest = errors.reduce(
    (most, error) => (most >= error || Number.isNaN(most) ? most : error),
    0,
  );
  return check(heading, greatest, limit, errors.length);
}

/**
 * The greatest of some scores that are standard normal, or nearly so. Such a score is beyond 4.5
 * once in 147,000 times, so all of some 500 stay within in 299 of 300 choices of seeds; seeds being
 * fixed, they do so always or never. A mean that is off by a fiftieth of a standard deviation, or a
 * share that is off by a hundredth, is beyond it at 65,536 draws.
 */
export function worstScore(heading: Omit<Heading, 'measure'>, scores: readonly number[]): Check {
  return worst({ ...heading, measure: 'z-score' }, SCORE_LIMIT, scores.map(Math.abs));
}

/**
 * How many of some pairs are not the same number to the bit; any NaN is as good as another. None
 * may differ.
 */
export function differing(
  heading: Omit<Heading, 'measure'>,
  found: ArrayLike<unknown>,
  wanted: ArrayLike<unknown>,
): Check {
  const count = Math.max(found.length, wanted.length);
  let different = 0;
  for (let k = 0; k < count; k++) {
    if (k >= found.length || k >= wanted.length || !Object.is(found[k], wanted[k])) different++;
  }
  return check({ ...heading, measure: 'differences' }, different, 0, count);
}

/** What could not be carried out. */
export function broken(group: string, error: unknown): Check {
  const reason = error instanceof Error ? error.message : String(error);
  return check({ group, name: `stopped: ${reason.split('\n')[0]}`, measure: 'faults' }, 1, 0, 1);
}

function check(
  { group, name, measure }: Heading,
  found: number,
  limit: number,
  count: number,
): Check {
  const written = Number.isFinite(found) ? found : HOPELESS;
  return {
    group,
    name,
    measure,
    found: written,
    limit,
    count,
    passed: count > 0 && written <= limit,
  };
}

/**
 * Distance from a true value over its size; over `size` where it is 0. Infinite and undefined
 * values must be so alike.
 */
export function relativeError(found: number, truth: number, size = 1): number {
  if (!Number.isFinite(truth)) return Object.is(found, truth) ? 0 : Infinity;
  return Math.abs(found - truth) / (truth === 0 ? size : Math.abs(truth));
}

/** The distance from x to the next double away from zero. */
export function ulp(x: number): number {
  const bits = new BigUint64Array(new Float64Array([Math.abs(x)]).buffer);
  bits[0] += 1n;
  return new Float64Array(bits.buffer)[0] - Math.abs(x);
}
