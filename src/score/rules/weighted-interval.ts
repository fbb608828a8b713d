/** The weighted interval score of quantiles, and its parts. */

export interface Quantile {
  /** In [0, 1]. */
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

/**
 * Levels are the same if they differ by less: single precision and texts of six digits are off by
 * up to 1e-6.
 */
const SAME_LEVEL = 2.5e-6;
/** Hubs ask for levels in steps of this. */
const STEPS = 2000;

export function sameLevel(a: number, b: number): boolean {
  return Math.abs(a - b) < SAME_LEVEL;
}

/**
 * The level that is meant: the nearest multiple of 0.0005 where that is the same level, else the
 * level itself. Near 0 and 1 only rounding errors of doubles are removed, because 0.000001 may be
 * meant there.
 */
export function snappedLevel(level: number): number {
  const near = Math.round(level * STEPS) / STEPS;
  const reach = near === 0 || near === 1 ? 1e-12 : SAME_LEVEL;
  return Math.abs(level - near) < reach ? near : level;
}

/** Why quantiles cannot be scored; nothing where they can. */
export function quantileFaults(quantiles: readonly Quantile[]): string[] {
  const sorted = quantiles.toSorted((a, b) => a.level - b.level);
  const outside = sorted.filter(({ level }) => !(level >= 0 && level <= 1));
  const twice = sorted.filter(({ level }, k) => k > 0 && sameLevel(level, sorted[k - 1].level));
  const crossing = sorted.filter(({ value }, k) => k > 0 && value < sorted[k - 1].value);
  const levels = (of: readonly Quantile[]): string => of.map(({ level }) => level).join(', ');
  return [
    ...(quantiles.length === 0 ? ['there are no quantiles'] : []),
    ...(outside.length > 0 ? [`levels outside [0, 1]: ${levels(outside)}`] : []),
    ...(twice.length > 0 ? [`levels that come twice: ${levels(twice)}`] : []),
    ...(crossing.length > 0
      ? [`quantiles that are less than the one before: ${levels(crossing)}`]
      : []),
  ];
}

/**
 * The weighted interval score with the usual weights: half of the error of the median, and of each
 * central interval its width and how far the truth lies outside, over the number of intervals and
 * one half. It is twice the mean quantile score of all levels, and in that form it takes any
 * levels: 0 and 1 are an interval without a width to pay for, and a level without its mirror image
 * adds its own quantile score, as over- or underprediction, and one half to the divisor.
 *
 * @param quantiles  1 or more, without faults
 * Source: Bracher et al. (2021), "Evaluating epidemic forecasts in an interval format", PLOS
 * Computational Biology 17(2), e1008618, doi:10.1371/journal.pcbi.1008618, equations 2 to 7.
 */
export function weightedIntervalScore(
  quantiles: readonly Quantile[],
  truth: number,
): IntervalScore {
  const sorted = quantiles.toSorted((a, b) => a.level - b.level);
  let [dispersion, over, under] = [0, 0, 0];
  let [k, m] = [0, sorted.length - 1];
  // From both ends towards the median: levels that mirror each other meet.
  while (k <= m) {
    const [low, high] = [sorted[k], sorted[m]];
    if (k < m && sameLevel(low.level, 1 - high.level)) {
      dispersion += low.level * (high.value - low.value);
      over += Math.max(0, low.value - truth);
      under += Math.max(0, truth - high.value);
      k++;
      m--;
    } else {
      const lonely = low.level < 1 - high.level || k === m ? sorted[k++] : sorted[m--];
      over += (1 - lonely.level) * Math.max(0, lonely.value - truth);
      under += lonely.level * Math.max(0, truth - lonely.value);
    }
  }
  const count = sorted.length / 2;
  const parts = {
    dispersion: dispersion / count,
    overprediction: over / count,
    underprediction: under / count,
  };
  return { total: parts.dispersion + parts.overprediction + parts.underprediction, ...parts };
}
