/** A distribution as seen from one end of an interval: probabilities and distances counted from there. */

import { justBelow } from './root.ts';
import type { Distribution } from './distribution.ts';
import { integral } from './quadrature.ts';

/** Below this share of what is subtracted from, a difference has lost three digits: the density is integrated instead. */
const NARROW = 2 ** -10;

export interface Cut {
  /** Where it is; infinite if the distribution goes on for ever and is not cut. */
  readonly end: number;
  /** Whether anything lies beyond it. */
  readonly cuts: boolean;
  /** The probability between the end and x. */
  mass(x: number): number;
  /** The value up to which lies a probability, counted from the end; at most half of what the interval holds. */
  value(mass: number): number;
  /** Its distance from the end, with the digits that are lost where the end is added. */
  distance(mass: number): number;
}

/**
 * @param end     of the interval
 * @param lower   whether it is the lower end
 * @param values  whether some values have a probability, so that the density is not all there is
 */
export function cutAt(inner: Distribution, end: number, lower: boolean, values: boolean): Cut {
  const near = lower ? inner.cdf : inner.survival;
  const far = lower ? inner.survival : inner.cdf;
  const fromNear = lower ? inner.quantile : inner.upperQuantile;
  const fromFar = lower ? inner.upperQuantile : inner.quantile;
  const sign = lower ? 1 : -1;
  // What has a probability at the lower end stays inside.
  const edge = lower && values && Number.isFinite(end) ? justBelow(end) : end;
  const cuts = lower ? end > inner.support[0] : end < inner.support[1];
  const outside = cuts ? near(edge) : 0;
  const rest = cuts ? far(edge) : 1;
  const least = NARROW * Math.min(outside, rest);
  const densityAt = (distance: number) => inner.density(end + sign * distance);

  const massAt = (distance: number, x: number): number => {
    if (!cuts) return near(x);
    const mass = outside <= rest ? near(x) - outside : rest - far(x);
    return mass < least && !values ? integral(densityAt, 0, distance) : Math.max(0, mass);
  };

  /** By Newton's method, kept between a distance that is too small and one that is too large. */
  const narrowDistance = (mass: number): number => {
    let low = 0;
    let high = Infinity;
    let distance = mass / densityAt(0);
    if (!(distance > 0 && distance < Infinity)) distance = Math.abs(plainValue(mass) - end);
    for (let i = 0; i < 200; i++) {
      const excess = massAt(distance, end + sign * distance) - mass;
      if (excess > 0) high = distance;
      else low = distance;
      const step = excess / densityAt(distance);
      // The error after a step is of the order of its square.
      if (Math.abs(step) <= 1e-9 * distance) return distance - step;
      if (high - low <= Number.EPSILON * low) return distance;
      const next = distance - step;
      if (next > low && next < high) distance = next;
      else if (high === Infinity) distance = 2 * distance;
      else distance = low > 0 ? low + (high - low) / 2 : high / 16;
    }
    return distance;
  };

  const plainValue = (mass: number): number => {
    if (!cuts) return fromNear(Math.max(mass, Number.MIN_VALUE));
    return outside + mass <= 0.5 ? fromNear(outside + mass) : fromFar(rest - mass);
  };
  const isNarrow = (mass: number) => cuts && !values && mass < least;

  return {
    end,
    cuts,
    mass: (x) => massAt(Math.abs(x - end), x),
    value: (mass) => (isNarrow(mass) ? end + sign * narrowDistance(mass) : plainValue(mass)),
    distance: (mass) => (isNarrow(mass) ? narrowDistance(mass) : Math.abs(plainValue(mass) - end)),
  };
}
