/**
 * A distribution as seen from one end of an interval: probabilities and distances counted from
 * there.
 */

import { log } from '../math/functions.ts';
import { breaksOf } from './breaks.ts';
import type { Distribution } from './distribution.ts';
import { integral } from './quadrature.ts';
import { crossing, justBelow } from './root.ts';

/**
 * Below this share of what is subtracted from, a difference has lost three digits: the density is
 * integrated instead.
 */
const NARROW = 2 ** -10;

/** Probabilities on this side of a place and beyond it, the smaller with all its digits. */
function sidesOf({ cdf, survival }: Distribution, above: boolean) {
  return above ? ([cdf, survival] as const) : ([survival, cdf] as const);
}

/**
 * The probability between a place and one so far above it, or below it, without what the place
 * itself has if it is the lower end. A difference of the smaller probabilities, or where that is
 * small beside them the integral of the density.
 */
export function probabilityFrom(
  distribution: Distribution,
  place: number,
  distance: number,
  above: boolean,
): number {
  const own = breaksOf(distribution).probabilityFrom;
  if (own !== undefined) return own(place, distance, above);
  const sign = above ? 1 : -1;
  const [near, far] = sidesOf(distribution, above);
  const [outside, rest] = [near(place), far(place)];
  const x = place + sign * distance;
  const mass = outside <= rest ? near(x) - outside : rest - far(x);
  if (distribution.discrete || mass >= NARROW * Math.min(outside, rest)) return Math.max(0, mass);
  return integral((t) => distribution.density(place + sign * t), 0, distance);
}

export interface Cut {
  /** Where it is; infinite if the distribution goes on for ever and is not cut. */
  readonly end: number;
  /** Whether anything lies beyond it. */
  readonly cuts: boolean;
  /** The probability between the end and x. */
  mass(x: number): number;
  /**
   * The value up to which lies a probability, counted from the end; at most half of what the
   * interval holds.
   */
  value(mass: number): number;
  /** Its distance from the end, with the digits that are lost where the end is added. */
  distance(mass: number): number;
}

/**
 * Newton's method takes two or three steps near the end, where the density is nearly the same
 * everywhere.
 */
const MOST_STEPS = 5;

/**
 * @param end     of the interval
 * @param lower   whether it is the lower end
 * @param values  whether some values have a probability, so that the density is not all there is
 */
export function cutAt(inner: Distribution, end: number, lower: boolean, values: boolean): Cut {
  const [near, far] = sidesOf(inner, lower);
  const fromNear = lower ? inner.quantile : inner.upperQuantile;
  const fromFar = lower ? inner.upperQuantile : inner.quantile;
  const sign = lower ? 1 : -1;
  const cuts = lower ? end > inner.support[0] : end < inner.support[1];
  // What has a probability at the lower end stays inside.
  const edge = cuts && lower && values ? justBelow(end) : end;
  const outside = cuts ? near(edge) : 0;
  const rest = cuts ? far(edge) : 1;
  const least = NARROW * Math.min(outside, rest);

  const massWithin = (distance: number) => probabilityFrom(inner, edge, distance, lower);

  const plainValue = (mass: number): number => {
    if (!cuts) return fromNear(Math.max(mass, Number.MIN_VALUE));
    return outside + mass <= 0.5 ? fromNear(outside + mass) : fromFar(rest - mass);
  };
  const isNarrow = (mass: number) => cuts && !values && mass < least;

  const narrowDistance = (mass: number): number => {
    const densityAt = (distance: number) => inner.density(end + sign * distance);
    let distance = mass / densityAt(0);
    for (let i = 0; i < MOST_STEPS && distance > 0 && distance < Infinity; i++) {
      const step = (massWithin(distance) - mass) / densityAt(distance);
      // The error after a step is of the order of its square.
      if (Math.abs(step) <= 1e-9 * distance) return distance - step;
      distance -= step;
    }
    const farthest = Math.abs(plainValue(2 * least) - end);
    return crossing((d) => log(massWithin(d) / mass), 0, farthest);
  };

  return {
    end,
    cuts,
    mass: (x) => (cuts ? massWithin(Math.abs(x - edge)) : near(x)),
    value: (mass) => (isNarrow(mass) ? end + sign * narrowDistance(mass) : plainValue(mass)),
    distance: (mass) => (isNarrow(mass) ? narrowDistance(mass) : Math.abs(plainValue(mass) - end)),
  };
}
