/**
 * Mean and spread of an outcome that has one value in nearly all trials, and others in a few: a
 * loss that seldom happens, a count that is nearly always 0.
 *
 * Replicates do not tell how far such a mean may be off, for most of them have seen nothing. What
 * it is made of are a few rare amounts, each of which came up about as a Poisson variable does,
 * whatever the design; and the interval of a weighted sum of Poisson counts is known.
 *
 * Source: Fay and Feuer (1997), "Confidence intervals for directly standardized rates: a method
 * based on the gamma distribution", Statistics in Medicine 16(7), 791-801,
 * doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#.
 */

import { type LogGammaVariable, logGammaVariable } from '../distributions/incomplete-gamma.ts';
import { exp, log } from '../math/functions.ts';
import { areFew } from './probability.ts';
import type { Sample } from './sample.ts';

/** The probability that is left out at either end of a 95 % interval. */
const ONE_SIDE = 0.025;

type Range = readonly [low: number, high: number];

/** What the mean and the standard deviation may be, as far as the rare amounts decide it. */
export interface RareValues {
  readonly mean: Range;
  readonly sd: Range;
}

/** Amounts of the trials that do not have the usual value. */
export interface Amounts {
  readonly usual: number;
  /** Value less the usual one; not 0. */
  readonly differences: readonly number[];
  /** Each as a share of all trials, in the same order. */
  readonly shares: readonly number[];
}

/**
 * Undefined where no value is nearly always taken, or where all draws are the same and nothing is
 * known of other amounts.
 */
export function rareValues(sample: Sample): RareValues | undefined {
  const { count } = sample;
  const usual = sample.orderStatistic(Math.floor(count / 2));
  const split = sample.split(usual);
  const below = sum(split.below);
  const above = count - sum(split.atMost);
  const replicates = sample.sizes.filter((size) => size > 0).length;
  if (below + above === 0 || 4 * (below + above) > count || !areFew(below + above, replicates))
    return undefined;
  const rare = [
    ...(above > 0 ? sample.tail(true, above).draws : []),
    ...(below > 0 ? sample.tail(false, below).draws : []),
  ];
  if (rare.length < below + above) return undefined;
  return rangesOf({
    usual,
    differences: rare.map((x) => x - usual),
    shares: rare.map(() => 1 / count),
  });
}

/** Undefined where squares of the amounts are beyond the range of doubles. */
export function rangesOf({ usual, differences, shares }: Amounts): RareValues | undefined {
  const parts = (of: (difference: number) => number): number[] =>
    differences.map((difference, k) => of(difference) * shares[k]).filter((part) => part > 0);
  const up = sumOfRare(parts((difference) => difference));
  const down = sumOfRare(parts((difference) => -difference));
  const squares = sumOfRare(parts((difference) => difference * difference));
  const shift = differences.reduce((all, difference, k) => all + difference * shares[k], 0);
  const root = (square: number): number => Math.sqrt(Math.max(0, square - shift * shift));
  const ranges = {
    mean: [usual + up[0] - down[1], usual + up[1] - down[0]],
    sd: [root(squares[0]), root(squares[1])],
  } as const;
  return [...ranges.mean, ...ranges.sd].every(Number.isFinite) ? ranges : undefined;
}

/** The 95 % interval of what a sum of rare amounts is on average; [0, 0] of none. */
function sumOfRare(amounts: readonly number[]): Range {
  if (amounts.length === 0) return [0, 0];
  const greatest = Math.max(...amounts);
  const relative = amounts.map((amount) => amount / greatest);
  const [all, squares] = [sum(relative), sum(relative.map((x) => x * x))];
  // About the mean: the quantile of a gamma variable of this shape over the shape.
  const end = (total: number, square: number): LogGammaVariable =>
    logGammaVariable((total * total) / square);
  return [
    greatest * all * exp(end(all, squares).quantile(log(ONE_SIDE))),
    greatest * (all + 1) * exp(end(all + 1, squares + 1).upperQuantile(log(ONE_SIDE))),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, x) => all + x, 0);
}
