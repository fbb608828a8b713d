/**
 * Families that stretch and shift one shape: location and scale from two values at two levels, or
 * from mean and standard deviation.
 */

import { normalQuantile } from '../math/functions.ts';
import type { Level } from './family.ts';

/**
 * The standard normal score of a level. The tenth percentile is that of 1/10 and not of the double
 * 0.1: one rounding off.
 */
export function scoreOf({ p }: Level): number {
  if (p === 0.1) return -1.2815515655446004;
  if (p === 0.9) return 1.2815515655446004;
  return normalQuantile(p);
}

/**
 * Location and scale of location + scale * y where y has the quantiles `standard` at two levels and
 * the values are given.
 *
 * @param values  at the levels, rising; logarithms of the values for a family that is stretched on
 *           the log scale
 */
export function throughLevels(
  [low, high]: readonly Level[],
  standard: (level: Level) => number,
  values: readonly [number, number] = [low.x, high.x],
): { location: number; scale: number } {
  const [y1, y2] = [standard(low), standard(high)];
  const scale = (values[1] - values[0]) / (y2 - y1);
  // Between levels that mirror each other the middle is the location, to the last digit.
  const location =
    y1 === -y2 ? (values[0] + values[1]) / 2 : (values[0] * y2 - values[1] * y1) / (y2 - y1);
  return { location, scale };
}
