/** The weighted interval score of quantiles, and its parts. */

export interface Quantile {
  /** In (0, 1). */
  readonly level: number;
  readonly value: number;
}

export interface IntervalScore {
  /** The sum of the parts, in the unit of the outcome; 0 at best. */
  readonly total: number;
  /** For being wide. */
  readonly dispersion: number;
  /** For quantiles above the truth. */
  readonly overprediction: number;
  /** For quantiles below the truth. */
  readonly underprediction: number;
}

/** The levels that forecast hubs ask for. */
export const USUAL_LEVELS: readonly number[] = [
  0.01,
  0.025,
  ...Array.from({ length: 19 }, (_, k) => (k + 1) / 20),
  0.975,
  0.99,
];

/** Levels are the same if they differ by less: 0.1 + 0.2 is 0.3, and no file distinguishes so finely. */
const SAME_LEVEL = 1e-9;

export function sameLevel(a: number, b: number): boolean {
  return Math.abs(a - b) < SAME_LEVEL;
}

/** Why quantiles cannot be scored; nothing where they can. */
export function quantileFaults(quantiles: readonly Quantile[]): string[] {
  const sorted = quantiles.toSorted((a, b) => a.level - b.level);
  const outside = sorted.filter(({ level }) => !(level > 0 && level < 1));
  const twice = sorted.filter(({ level }, k) => k > 0 && sameLevel(level, sorted[k - 1].level));
  const lonely = sorted.filter(
    ({ level }) => !sorted.some((other) => sameLevel(other.level, 1 - level)),
  );
  const crossing = sorted.filter(({ value }, k) => k > 0 && value < sorted[k - 1].value);
  const levels = (of: readonly Quantile[]): string => of.map(({ level }) => level).join(', ');
  return [
    ...(quantiles.length === 0 ? ['there are no quantiles'] : []),
    ...(outside.length > 0 ? [`levels outside (0, 1): ${levels(outside)}`] : []),
    ...(twice.length > 0 ? [`levels that come twice: ${levels(twice)}`] : []),
    ...(lonely.length > 0 ? [`levels without their mirror image: ${levels(lonely)}`] : []),
    ...(crossing.length > 0
      ? [`quantiles that are less than the one before: ${levels(crossing)}`]
      : []),
  ];
}

/**
 * The weighted interval score with the usual weights: half of the error of the median, and of each central interval its width and how
 * far the truth lies outside, over the number of intervals and one half. Without a median the divisor is the number of intervals.
 *
 * @param quantiles  in any order, without faults
 * Source: Bracher et al. (2021), "Evaluating epidemic forecasts in an interval format", PLOS Computational Biology 17(2), e1008618,
 * doi:10.1371/journal.pcbi.1008618, equations 2 to 5.
 */
export function weightedIntervalScore(
  quantiles: readonly Quantile[],
  truth: number,
): IntervalScore {
  let [dispersion, over, under, count] = [0, 0, 0, 0];
  for (const { level, value } of quantiles) {
    if (sameLevel(level, 0.5)) {
      over += Math.max(0, value - truth) / 2;
      under += Math.max(0, truth - value) / 2;
      count += 0.5;
    } else if (level < 0.5) {
      const upper = quantiles.find((other) => sameLevel(other.level, 1 - level))!.value;
      dispersion += level * (upper - value);
      over += Math.max(0, value - truth);
      under += Math.max(0, truth - upper);
      count += 1;
    }
  }
  const parts = {
    dispersion: dispersion / count,
    overprediction: over / count,
    underprediction: under / count,
  };
  return { total: parts.dispersion + parts.overprediction + parts.underprediction, ...parts };
}
