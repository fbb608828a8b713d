/** Direction numbers of the Sobol sequence, from the table of Joe and Kuo. */

import { JOE_KUO } from './data/joe-kuo-1024.ts';

/** Dimensions in the table, the van der Corput sequence included. */
export const SOBOL_DIMENSIONS = 1024;

/** Lines of the table, one a dimension; dimension 0 has none. */
let lines: readonly string[] | undefined;
const known = new Map<number, Uint32Array>();

/**
 * The 32 direction numbers of a dimension: number b, divided by 2^32, is the coordinate of point
 * 2^b.
 *
 * @param dimension  from 0, the van der Corput sequence, to 1023
 * @throws RangeError if there is no such dimension
 *
 * Source: S. Joe and F. Y. Kuo (2008), "Constructing Sobol sequences with better two-dimensional
 * projections", SIAM J. Sci. Comput. 30, 2635-2654, doi:10.1137/070709359; the table is their set
 * D(6).
 */
export function sobolDirections(dimension: number): Uint32Array {
  if (!(Number.isInteger(dimension) && dimension >= 0 && dimension < SOBOL_DIMENSIONS)) {
    throw new RangeError(
      `sobolDirections: dimension is ${dimension}, not an integer from 0 to ${SOBOL_DIMENSIONS - 1}`,
    );
  }
  let directions = known.get(dimension);
  if (directions === undefined) {
    directions =
      dimension === 0
        ? Uint32Array.from({ length: 32 }, (_, b) => 2 ** (31 - b))
        : parseDirections((lines ??= JOE_KUO.split('\n'))[dimension - 1]);
    known.set(dimension, directions);
  }
  return directions;
}

/**
 * The direction numbers that a line of the table stands for: `dimension s a m_1 ... m_s`, where s
 * is the degree of the primitive polynomial, a its inner coefficients and the m start the
 * recurrence v_b = v_(b-s) ^ (v_(b-s) >> s) ^ (the v_(b-k) whose coefficient is 1).
 */
export function parseDirections(line: string): Uint32Array {
  const [, s, a, ...initial] = line.trim().split(/\s+/).map(Number);
  const directions = new Uint32Array(32);
  for (let b = 0; b < 32; b++) {
    if (b < s) {
      directions[b] = initial[b] * 2 ** (31 - b);
      continue;
    }
    let direction = directions[b - s] ^ (directions[b - s] >>> s);
    for (let k = 1; k < s; k++) {
      if (((a >>> (s - 1 - k)) & 1) === 1) direction ^= directions[b - k];
    }
    directions[b] = direction;
  }
  return directions;
}
