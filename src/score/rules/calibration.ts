/** Where the truth falls in a forecast, and whether central intervals hold it. */

import { probability, quantileOf, type Sample } from '../sample.ts';

/** Central intervals that are looked at. */
export const COVERED = [0.5, 0.8, 0.9, 0.95] as const;

/**
 * The probability integral transform of a truth: the shares of trials below it, and at or below it.
 * They differ where trials have the very value of the truth; nothing is drawn at random to hide
 * that.
 *
 * Source: Czado, Gneiting and Held (2009), "Predictive model assessment for count data", Biometrics
 * 65(4), 1254-1261, doi:10.1111/j.1541-0420.2009.01191.x: the nonrandomized form.
 */
export function probabilityTransform(
  sample: Sample,
  [least, most]: readonly [number, number],
): readonly [number, number] {
  return [probability(sample, (x) => x < least), probability(sample, (x) => x <= most)];
}

/**
 * Whether the central interval of a probability holds the truth. Undefined where the truth is known
 * to lie between bounds of which one is inside and the other is not.
 *
 * @param truth  its least and its greatest possible value
 */
export function isCovered(
  sample: Sample,
  level: number,
  [least, most]: readonly [number, number],
): boolean | undefined {
  const [low, high] = [quantileOf(sample, (1 - level) / 2), quantileOf(sample, (1 + level) / 2)];
  if (least >= low && most <= high) return true;
  if (most < low || least > high) return false;
  return undefined;
}

/**
 * Shares of transforms in equal bins, which are all the same in expectation for a calibrated
 * forecast. An interval is spread evenly.
 */
export function transformHistogram(
  transforms: readonly (readonly [number, number])[],
  bins: number,
): number[] {
  const shares = Array.from({ length: bins }, () => 0);
  for (const [low, high] of transforms)
    for (let k = 0; k < bins; k++) {
      const [from, to] = [k / bins, (k + 1) / bins];
      const held =
        high > low
          ? Math.max(0, Math.min(high, to) - Math.max(low, from)) / (high - low)
          : (low >= from && low < to) || (k === bins - 1 && low === 1)
            ? 1
            : 0;
      shares[k] += held / transforms.length;
    }
  return shares;
}
