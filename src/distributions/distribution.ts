/**
 * What every family of distributions gives: its text, its quantile function and moments,
 * and the mapping by which the machine draws it.
 */

import type { Mapping } from './mapping-kinds.ts';
import type { SampleOptions } from './sample.ts';

/** A number, a text, or lists of these: `{ mean: 0, sd: 1 }`, `{ pairs: [[0, 0.5], [1, 0.5]] }`. */
export type Parameters = Readonly<
  Record<
    string,
    number | string | readonly number[] | readonly (readonly [number | string, number])[]
  >
>;

export interface Distribution {
  /** Name of the family, as in the text form. */
  readonly family: string;
  /** The parameters as they were given, in the family's order. */
  readonly parameters: Parameters;
  /**
   * Canonical text, `pert(min=0, mode=1, max=2)`; `parseDistribution(text)` gives an equal
   * distribution.
   */
  readonly text: string;
  /**
   * May be infinite, or NaN where it is not defined, as that of a Student t with one degree of
   * freedom.
   */
  readonly mean: number;
  /** May be infinite, or NaN where there is no mean. */
  readonly sd: number;
  /** Least and greatest possible value; may be infinite. */
  readonly support: readonly [least: number, greatest: number];
  /** Whether `density` is the probability of a value rather than a density. */
  readonly discrete: boolean;
  /** Inverse CDF at p in [0, 1]; throws RangeError outside, NaN included. */
  quantile(p: number): number;
  /**
   * The value that is exceeded with probability q: `quantile(1 - q)` with all digits of a small q.
   * Throws like `quantile`.
   */
  upperQuantile(q: number): number;
  /** Probability of a value at or below x. */
  cdf(x: number): number;
  /** Probability of a value above x: 1 - cdf with all digits of a small one. */
  survival(x: number): number;
  /** Probability density at x; of a discrete distribution the probability of x. */
  density(x: number): number;
  /**
   * Independent draws, the same for the same seed on every machine: those of an input of that name,
   * alone in a run of design `monte-carlo` with one replicate.
   *
   * @param n  how many
   * @throws RangeError if n is no whole number from 0 on, or if there is no seed
   *
   * @example
   * lognormal({ p10: 1, p90: 2 }).sample(1000, { seed: 'autumn' }); // Float64Array of 1,000
   */
  sample(n: number, options: SampleOptions): Float64Array;
  /** How a draw is made from its uniform u or its normal score z. Plain data, but for the table. */
  readonly mapping: Mapping;
  /**
   * Of a distribution that is fitted to more values than it can pass through: how it misses them.
   */
  readonly fit?: Fit;
  /** What a distribution was fitted to by maximum likelihood. */
  readonly data?: readonly number[];
}

/** How a distribution that is fitted by least squares meets what it was fitted to. */
export interface Fit {
  readonly levels: readonly {
    /** p10 */
    readonly name: string;
    /** The probability that was given, and the value. */
    readonly p: number;
    readonly x: number;
    /** The probability of a value at or below x. */
    readonly reached: number;
    /** The value at p. */
    readonly quantile: number;
  }[];
  /** Of the differences between probabilities reached and given. */
  readonly rootMeanSquare: number;
  readonly greatest: number;
}
