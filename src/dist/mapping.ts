/** One draw from one uniform or normal score, as the machine makes it. */

import { exp, normalQuantile } from '../math/functions.ts';
import type { HermiteTable, Mapping } from './distribution.ts';
import { hermite } from './hermite.ts';

/**
 * The draw that a mapping gives, operation for operation as in the machine.
 *
 * @param mapping  how the draw is made
 * @param table    what `mapping.table()` gave; read by the `hermite` mapping alone
 * @param u        the uniform, in (0, 1); for an input with loadings normalCdf(z)
 * @param z        the normal score; for an input without loadings normalQuantile(u)
 * @returns        a value in the unit of the distribution
 * @throws         RangeError if a `hermite` mapping comes without its table
 */
export function applyMapping(
  mapping: Mapping,
  table: HermiteTable | undefined,
  u: number,
  z: number,
): number {
  switch (mapping.kind) {
    case 'point':
      return mapping.value;
    case 'normal':
      return mapping.location + mapping.scale * z;
    case 'lognormal':
      return exp(mapping.location + mapping.scale * z);
    case 'uniform':
      return mapping.location + mapping.scale * u;
    case 'truncated-normal':
      return mapping.location + mapping.scale * normalQuantile(mapping.from + u * mapping.width);
    case 'steps':
      return step(mapping.cumulative, mapping.values, u);
    case 'hermite': {
      if (table === undefined)
        throw new RangeError('applyMapping: a hermite mapping needs its table');
      const g = hermite(table, z);
      if (mapping.link === 'identity') return mapping.location + mapping.scale * g;
      if (mapping.link === 'exp') return mapping.location + mapping.scale * exp(g);
      return mapping.location + mapping.scale * (1 / (1 + exp(-g)));
    }
  }
}

/** The first value whose cumulative probability exceeds u; the last if none does. */
export function step(cumulative: readonly number[], values: readonly number[], u: number): number {
  const last = values.length - 1;
  let k = 0;
  while (k < last && !(cumulative[k] > u)) k++;
  return values[k];
}
