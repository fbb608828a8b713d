/** What may be asked of a dependence. */

import type { Distribution } from '../distributions/index.ts';

/**
 * Which scores are drawn: normal ones, or ones that follow a t distribution with `df` degrees of
 * freedom.
 */
export type ScoreCopula =
  | { readonly family: 'gaussian' }
  | { readonly family: 't'; readonly df: number };

/** Spearman's rank correlation, Kendall's tau, or Pearson's correlation. */
export type Measure = 'rank' | 'kendall' | 'pearson';

export type Pair = readonly [first: Distribution, second: Distribution];

/**
 * Below, nearly all that the scores share are their extremes, and integrals over them lose digits.
 */
export const LEAST_DF = 1;
/**
 * From here on a t copula counts as Gaussian: rank and Pearson correlations differ by less than
 * 1e-6.
 */
export const MOST_DF = 1e6;
