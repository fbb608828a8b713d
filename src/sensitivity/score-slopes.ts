/** How fast each input moves with its own normal score. */

import { type Draw } from '../compile/draws.ts';
import { breaksOf } from '../distributions/breaks.ts';
import type { Distribution } from '../distributions/distribution.ts';
import { normalDensity, normalQuantile } from '../math/functions.ts';

/** An input that moves, and what its draws are made of. */
export interface Moving {
  readonly input: number;
  readonly distribution: Distribution;
  readonly draw: Draw;
  /**
   * Whether a small step of the score always is a small step of the input: it has a density, and no
   * gap.
   */
  readonly smooth: boolean;
  /** Whether some values have a probability of their own: there is no derivative then. */
  readonly stepped: boolean;
}

export function moving(draw: Draw, distribution: Distribution): Moving {
  const stepped = distribution.discrete || breaksOf(distribution).mixed;
  return {
    input: draw.input,
    distribution,
    draw,
    stepped,
    smooth: !stepped && !hasGap(distribution),
  };
}

/**
 * dx/dz = phi(z) / density(x) for the input at x = Q(Phi(z)), in units of the input a standard
 * deviation of the score. Not finite where the density is 0 or infinite at a draw.
 */
export function scoreSlope({ distribution }: Moving, x: number): number {
  const below = distribution.cdf(x);
  // Of the smaller tail, so that the score keeps its digits.
  const z = below <= 0.5 ? normalQuantile(below) : -normalQuantile(distribution.survival(x));
  return normalDensity(z) / distribution.density(x);
}

/** Whether the quantile function jumps over values that do not occur. */
function hasGap(distribution: Distribution): boolean {
  const { at } = breaksOf(distribution);
  return at.some(
    (place, k) => k > 0 && distribution.cdf(place) - distribution.cdf(at[k - 1]) <= ROUNDING,
  );
}

/** Differences of cdfs below this are the rounding of a sum. */
const ROUNDING = 1e-15;
