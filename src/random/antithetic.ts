/** Antithetic draws: each uniform is followed by its mirror image. */

import type { StreamKey } from './keys.ts';
import { uniformAt } from './threefry.ts';

/**
 * Uniform number `index` of a stream drawn in pairs: u and 1 - u, where u is counter-based uniform
 * floor(index / 2). All streams of a trial are mirrored together, so that what rises with its
 * inputs errs the other way in the second of a pair. Mirroring is exact, since uniforms are odd
 * multiples of 2^-53. `antitheticColumn` of the kernel gives the same bits.
 *
 * Source: Hammersley and Morton (1956), "A new Monte Carlo technique: antithetic variates",
 * Mathematical Proceedings of the Cambridge Philosophical Society 52(3), 449-475,
 * doi:10.1017/S0305004100031455.
 *
 * @param index  an integer from 0 to 2^53 - 1
 */
export function antitheticAt(key: StreamKey, index: number): number {
  const u = uniformAt(key, Math.floor(index / 2));
  return index % 2 === 0 ? u : 1 - u;
}
