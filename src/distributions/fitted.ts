/**
 * Parameters found from what a distribution is to have: values at levels, a mean and a standard
 * deviation.
 */

import { exp, log, log1p } from '../math/functions.ts';
import type { Problem } from './error.ts';
import { about, type Findings, type Level } from './family.ts';
import { throughLevels } from './levels.ts';
import { crossing } from './root.ts';

/**
 * Scale and power of scale * exp(power * y), where y has the quantiles `standard` at two levels and
 * the values there, above 0, are given. By the ratio of the values and not their logarithms, of
 * which a difference would have lost the digits.
 */
export function throughRatio(
  [low, high]: readonly Level[],
  standard: (level: Level) => number,
): { scale: number; power: number } {
  const rise = (high.x - low.x) / low.x;
  const logRatio = rise < Infinity ? log1p(rise) : log(high.x) - log(low.x);
  const power = logRatio / (standard(high) - standard(low));
  // From the level that is nearer to where y is 0.
  const near = Math.abs(standard(low)) < Math.abs(standard(high)) ? low : high;
  return { scale: near.x * exp(-power * standard(near)), power };
}

/** "p10 is 1 and p90 is 3". */
export function described(levels: readonly Level[]): string {
  const parts = levels.map(({ name, x }) => `${name} is ${x}`);
  return `${parts.slice(0, -1).join(', ')}${parts.length > 1 ? ' and ' : ''}${parts.at(-1)}`;
}

/** That location and scale through two levels are numbers. */
export function throughLevelsProblems(
  family: string,
  levels: readonly Level[],
  standard: (level: Level) => number,
): Findings {
  if (levels.length < 2) return [];
  const { location, scale } = throughLevels(levels, standard);
  return [!finiteScale(scale, location) && tooFarApart(family, levels)];
}

/** Whether a scale, and a location beside it, can be worked with. */
export function finiteScale(scale: number, location = 0): boolean {
  return scale > 0 && scale < Infinity && Number.isFinite(location);
}

export function tooFarApart(family: string, levels: readonly Level[]): Problem {
  return about(
    levels[0].name,
    `${family}: ${described(levels)}; what passes through them has parameters that are too large or too small for a number`,
  );
}

/**
 * That the values at levels lie above the location that they are counted from, 0 if it has no name.
 */
export function aboveLocation(
  family: string,
  levels: readonly Level[],
  location: number,
  name?: string,
): Findings {
  const wanted = name === undefined || location === 0 ? '0' : `${name} ${location}`;
  return levels.map(
    (level) =>
      level.x <= location &&
      about(level.name, `${family}: ${level.name} is ${level.x}; it must be above ${wanted}`),
  );
}

/** Bounds, and the mode between them. */
export interface Bounds {
  readonly min: number;
  readonly mode: number;
  readonly max: number;
}

/**
 * The bounds under which a family on [min, max] has its mode where it is given, and values at two
 * levels. On [0, 1], with its mode at s, the mode lies (s - q1) / (q2 - q1) of the way from one
 * value to the other, which rises with s.
 *
 * @param quantile  of the family on [0, 1] with its mode at s, at a level
 * @returns         how far the mode may lie from the lower value, as shares of the way to the upper
 *   one, if it lies outside that
 */
export function boundsThrough(
  [low, high]: readonly Level[],
  mode: number,
  quantile: (s: number, level: Level) => number,
): Bounds | { readonly least: number; readonly most: number } {
  const wanted = (mode - low.x) / (high.x - low.x);
  const excess = (s: number) => {
    const [q1, q2] = [quantile(s, low), quantile(s, high)];
    return (s - q1) / (q2 - q1) - wanted;
  };
  const [least, most] = [excess(0) + wanted, excess(1) + wanted];
  if (!(wanted >= least && wanted <= most)) return { least, most };
  const s = crossing(excess, 0, 1);
  const width = (high.x - low.x) / (quantile(s, high) - quantile(s, low));
  return { min: mode - width * s, mode, max: mode + width * (1 - s) };
}

/** What is wrong with a mode beside two levels. */
export function modeProblems(
  family: string,
  levels: readonly Level[],
  mode: number,
  quantile: (s: number, level: Level) => number,
): Findings {
  if (levels.length < 2 || Number.isNaN(mode)) return [];
  const found = boundsThrough(levels, mode, quantile);
  if ('min' in found) {
    const finite = found.max - found.min < Infinity && found.min < found.max;
    return [!finite && tooFarApart(family, levels)];
  }
  const [low, high] = levels;
  const [least, most] = [found.least, found.most].map((share) =>
    Number((low.x + share * (high.x - low.x)).toPrecision(4)),
  );
  return [
    about(
      'mode',
      `${family}: mode is ${mode}, and ${described(levels)}; with these it must lie between ${least} and ${most}`,
    ),
  ];
}

/** That a parameter lies between two bounds, both allowed. */
export function within(
  family: string,
  name: string,
  value: number,
  [least, most]: readonly [number, number],
): Problem | false {
  return (
    (value < least || value > most) &&
    about(name, `${family}: ${name} is ${value}; it must be from ${least} to ${most}`)
  );
}

/** That the shape to which other parameters lead lies between two bounds, both allowed. */
export function shapeWithin(
  family: string,
  parameter: string,
  given: string,
  shape: number,
  [least, most]: readonly [number, number],
): Problem | false {
  return (
    (shape < least || shape > most) &&
    about(
      parameter,
      `${family}: ${given}; that is a shape of ${Number(shape.toPrecision(3))}, which must be from ${least} to ${most}`,
    )
  );
}
