/**
 * Families that stretch and shift one shape, on the scale of their values or of the logarithms:
 * what passes through values at two levels.
 */

import { exp, log, log1p, normalQuantile } from '../math/functions.ts';
import type { Problem } from './error.ts';
import { about, type Level } from './family.ts';
import { Refusal, refusal } from './forms.ts';
import type { Range } from './parameters.ts';

/** The quantile of the shape at a level. */
export type Standard = (level: Level) => number;

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
  standard: Standard,
  values: readonly [number, number] = [low.x, high.x],
): { location: number; scale: number } {
  const [y1, y2] = [standard(low), standard(high)];
  const scale = (values[1] - values[0]) / (y2 - y1);
  // Between levels that mirror each other the middle is the location, to the last digit.
  const location =
    y1 === -y2 ? (values[0] + values[1]) / 2 : (values[0] * y2 - values[1] * y1) / (y2 - y1);
  return { location, scale };
}

/** The same, refused where location or scale is no number to work with. */
export function throughStandard(
  levels: readonly Level[],
  standard: Standard,
): { location: number; scale: number } | Refusal {
  const through = throughLevels(levels, standard);
  const finite = isScale(through.scale) && Number.isFinite(through.location);
  return finite ? through : tooFarApart(levels);
}

/**
 * Scale and power of scale * exp(power * y), where y has the quantiles `standard` at two levels and
 * the values there are above 0. By the ratio of the values and not their logarithms, of which a
 * difference would have lost the digits.
 */
export function throughRatio(
  levels: readonly Level[],
  standard: Standard,
): { scale: number; power: number } {
  const [low, high] = levels;
  const power = logRise(levels) / (standard(high) - standard(low));
  // From the level that is nearer to where y is 0.
  const near = Math.abs(standard(low)) < Math.abs(standard(high)) ? low : high;
  return { scale: near.x * exp(-power * standard(near)), power };
}

/** By how much the logarithm of the values rises between two levels. */
export function logRise([low, high]: readonly Level[]): number {
  return logRatio(high.x, low.x);
}

/** log(high / low), with all digits where the two are close. */
export function logRatio(high: number, low: number): number {
  const rise = (high - low) / low;
  return rise < Infinity ? log1p(rise) : log(high) - log(low);
}

/**
 * Scale and shape of scale * exp(y / shape), refused where the shape is beyond its bounds.
 *
 * @param location  from which the values are counted
 */
export function throughPower(
  levels: readonly Level[],
  standard: Standard,
  shapes: Range,
  location = 0,
): { scale: number; shape: number } | Refusal {
  const counted = levels.map(({ name, p, x }) => ({ name, p, x: x - location }));
  const { scale, power } = throughRatio(counted, standard);
  const shape = 1 / power;
  const wrong = shapeOutside(levels[0].name, described(levels), shape, shapes);
  if (wrong) return refusal(wrong);
  return isScale(scale) ? { scale, shape } : tooFarApart(levels);
}

/** "p10 is 1 and p90 is 3". */
export function described(levels: readonly Level[]): string {
  const parts = levels.map(({ name, x }) => `${name} is ${x}`);
  return `${parts.slice(0, -1).join(', ')}${parts.length > 1 ? ' and ' : ''}${parts.at(-1)}`;
}

/** Whether a scale can be worked with. */
export function isScale(scale: number): boolean {
  return scale > 0 && scale < Infinity;
}

export function tooFarApart(levels: readonly Level[]): Refusal {
  const what = 'what passes through them has parameters that are too large or too small';
  return refusal(about(levels[0].name, `${described(levels)}; ${what} for a number`));
}

/** That the shape to which other parameters lead lies between two bounds, both allowed. */
export function shapeOutside(
  parameter: string,
  given: string,
  shape: number,
  [least, most]: Range,
): Problem | false {
  const size = Number(shape.toPrecision(3));
  return (
    (shape < least || shape > most) &&
    about(parameter, `${given}; that is a shape of ${size}, which must be from ${least} to ${most}`)
  );
}
