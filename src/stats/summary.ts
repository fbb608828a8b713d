/** What is reported of every outcome: estimates, each with its Monte Carlo standard error. */

/** An estimate and its standard error over replicates; `se` is null where there is one replicate only, or nothing to estimate. */
export interface Estimate {
  readonly value: number | null;
  readonly se: number | null;
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
  readonly quantiles: Readonly<Record<QuantileName, Estimate>>;
  readonly least: number | null;
  readonly greatest: number | null;
  /** Trials in which the outcome is not a finite number; all statistics are over the others. */
  readonly failures: number;
  /** Share of trials at each value, where there are few values (at most 16, all whole numbers): regimes, flags, quarters. */
  readonly shares?: readonly { readonly value: number; readonly share: Estimate }[];
}

export interface Summary {
  readonly trials: number;
  readonly replicates: number;
  /** How quantiles were found: from all draws (type 7), or from a histogram with this greatest relative error. */
  readonly quantiles:
    | { readonly method: 'draws' }
    | { readonly method: 'histogram'; readonly relativeError: number };
  readonly outcomes: readonly OutcomeSummary[];
  /** First failing trials, by outcome. */
  readonly failures: readonly {
    readonly outcome: string;
    readonly count: number;
    readonly trials: readonly number[];
  }[];
}
