/**
 * Where a cdf is not smooth: at values that have a probability of their own, and where a part of a
 * distribution begins or ends. What is made of other distributions must know these places of
 * theirs, to search, to tabulate and to integrate between them.
 */

import type { Distribution } from './distribution.ts';
import type { Mapping } from './mapping-kinds.ts';

export interface Breaks {
  /** Ascending, finite. */
  readonly at: readonly number[];
  /** Whether any of them has a probability of its own, beside a density elsewhere. */
  readonly mixed: boolean;
  /**
   * The probability between a place and one so far above it, or below it; absent where the cdf and
   * the density tell.
   */
  probabilityFrom?(place: number, distance: number, above: boolean): number;
}

/** By mapping: a distribution keeps the mapping of its body. */
const known = new WeakMap<Mapping, Breaks>();

/** Remembers the breaks of the distribution that has this mapping. */
export function withBreaks(mapping: Mapping, breaks: Breaks): Mapping {
  known.set(mapping, breaks);
  return mapping;
}

/**
 * The values of a discrete distribution, as far as its draws reach; of others what is remembered,
 * or the ends of the support.
 */
export function breaksOf({ mapping, support }: Distribution): Breaks {
  if (mapping.kind === 'point') return { at: [mapping.value], mixed: false };
  if (mapping.kind === 'steps') return { at: mapping.values, mixed: false };
  return known.get(mapping) ?? { at: support.filter(Number.isFinite), mixed: false };
}

/** A table reaches to a score of 12.5, beyond which lies 4e-36. */
const BEYOND_TABLES = 1e-36;
const MOST_FURTHER = 10_000;

/**
 * Values that have a probability, as far as a table reaches: counts go on beyond the steps that
 * their own draws climb.
 */
export function reachableValues(distribution: Distribution): readonly number[] {
  const { at } = breaksOf(distribution);
  const values = [...at];
  const last = at[at.length - 1];
  if (distribution.discrete && distribution.support[1] > last) {
    for (let value = last + 1; distribution.survival(value - 1) > BEYOND_TABLES; value++) {
      if (values.push(value) > at.length + MOST_FURTHER) break;
    }
  }
  return values;
}

/** How many of some ascending numbers satisfy a condition that the first ones do. */
export function countWhile(
  numbers: readonly number[],
  condition: (number: number) => boolean,
): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (condition(numbers[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}
