/** What is reported of every outcome: estimates, each with its Monte Carlo standard error. */

/**
 * An estimate with its standard error over replicates and its 95 % interval: null where there is
 * one replicate only, or nothing to estimate.
 */
export interface Estimate {
  readonly value: number | null;
  readonly se: number | null;
  /** Ends of the 95 % interval; not always symmetric. */
  readonly low: number | null;
  readonly high: number | null;
  /**
   * Why there is no estimate: the tail of the outcome is too heavy for it. All numbers are null
   * then.
   */
  readonly unsupported?: string;
}

/**
 * Where draws pile up at the value of a quantile: the probability below the value, and at or below
 * it.
 */
export interface Jump {
  readonly below: Estimate;
  readonly atMost: Estimate;
}

/**
 * A quantile. Many levels have the same quantile where it is a value at which draws pile up; the
 * jump says from which to which.
 */
export interface QuantileEstimate extends Estimate {
  readonly jump?: Jump;
}

export const QUANTILE_LEVELS = {
  p5: 0.05,
  p10: 0.1,
  p25: 0.25,
  p50: 0.5,
  p75: 0.75,
  p90: 0.9,
  p95: 0.95,
} as const;
export type QuantileName = keyof typeof QUANTILE_LEVELS;

export interface OutcomeSummary {
  /** With the period: `h200.units[2026]`. */
  readonly id: string;
  readonly unit: string;
  readonly mean: Estimate;
  readonly sd: Estimate;
  readonly quantiles: Readonly<Record<QuantileName, QuantileEstimate>>;
  /** Quantiles at the further levels that the model or the run asks for. */
  readonly further?: readonly { readonly p: number; readonly quantile: QuantileEstimate }[];
  /**
   * Pareto k of either tail, null where the draws are too few or end in a value at which they pile
   * up: from 1/2 on there is no variance, from 1 on no mean.
   */
  readonly tails: { readonly lower: number | null; readonly upper: number | null };
  readonly least: number | null;
  readonly greatest: number | null;
  /** Trials in which the outcome is not a finite number; all statistics are over the others. */
  readonly failures: number;
  /**
   * Share of trials at each value, where there are few values (at most 16, all whole numbers):
   * regimes, flags, quarters.
   */
  readonly shares?: readonly { readonly value: number; readonly share: Estimate }[];
  /**
   * Of a headline amount: its quantiles at 0.005, 0.015, ..., 0.995, a hundred trials that stand
   * for all.
   */
  readonly worlds?: readonly number[];
  /** Shares of trials at or above the thresholds that charts of the model ask for. */
  readonly chances?: readonly { readonly atLeast: number; readonly share: Estimate }[];
}

/** What is wanted of an outcome beside the usual. */
export interface Wanted {
  /** Whether quantiles at 0.005, 0.015, ..., 0.995, `worlds` of the summary. */
  readonly hundred: boolean;
  readonly thresholds: readonly number[];
  /** Further levels of quantiles, in (0, 1). */
  readonly levels?: readonly number[];
  /**
   * `quantiles`: of the moments of an amount only the mean, without its error. `values`: quantiles
   * without theirs, too. Everything if absent. What is there has the same bits.
   */
  readonly depth?: 'quantiles' | 'values';
}

/** How two inputs move together: what was asked for, and what came out in the run. */
export interface CorrelationSummary {
  readonly inputs: readonly [string, string];
  /** Why: the id of a copula, or of the factors that both load on. */
  readonly by: string;
  /** Spearman's rank correlation. */
  readonly rank: AskedAndAchieved;
  /** In the measure in which it was asked for, if that is another. */
  readonly kendall?: AskedAndAchieved;
  readonly pearson?: AskedAndAchieved;
}

/** A published figure in our distribution. */
export interface PlacedForecast {
  /** Of the forecast. */
  readonly id: string;
  /** One or several shares: a percentile, a probability, a mean. */
  readonly found: readonly { readonly what: string; readonly share: Estimate }[];
}

export interface AskedAndAchieved {
  readonly asked: number;
  readonly achieved: Estimate;
}

export interface Summary {
  readonly trials: number;
  readonly replicates: number;
  /**
   * How quantiles were found: from all draws (type 7), or from counts in buckets that the first
   * trials, the pilot, were the measure of.
   */
  readonly quantiles:
    | { readonly method: 'draws' }
    | { readonly method: 'buckets'; readonly pilot: number };
  readonly outcomes: readonly OutcomeSummary[];
  /**
   * Pairs of inputs that depend on each other, over the first `trials` trials of the run; absent
   * where all are independent.
   */
  readonly correlations?: {
    readonly trials: number;
    readonly pairs: readonly CorrelationSummary[];
  };
  /** Where figures that others published fall; absent where the model has none. */
  readonly published?: readonly PlacedForecast[];
  /** First failing trials, by outcome. */
  readonly failures: readonly {
    readonly outcome: string;
    readonly count: number;
    readonly trials: readonly number[];
  }[];
}
