/** One draw from one uniform or normal score, as the machine makes it. */

import { exp, normalQuantile } from '../math/functions.ts';
import type { Mapping } from './mapping-kinds.ts';
import type { QuinticTable } from './quintic.ts';
import { tableDraw } from './table.ts';

/**
 * The draw that a mapping gives, operation for operation as in the machine.
 *
 * @param mapping  how the draw is made
 * @param table    what `mapping.table()` gave; read by the `table` mapping alone
 * @param u        the uniform, in (0, 1); for an input that depends on others normalCdf(z)
 * @param z        the normal score; for an input that depends on no other normalQuantile(u)
 * @returns        a value in the unit of the distribution
 * @throws         RangeError if a `table` mapping comes without its table
 */
export function applyMapping(
  mapping: Mapping,
  table: QuinticTable | undefined,
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
    case 'table': {
      if (table === undefined)
        throw new RangeError('applyMapping: a table mapping needs its table');
      return tableDraw(mapping, table, z);
    }
  }
}

/**
 * The quantile of values with these cumulative probabilities: the least value whose cdf is p or
 * more.
 */
export function stepQuantile(
  cumulative: readonly number[],
  values: readonly number[],
  p: number,
): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] >= p) high = middle;
    else low = middle + 1;
  }
  return values[low];
}

/** The first value whose cumulative probability exceeds u; the last if none does. */
function step(cumulative: readonly number[], values: readonly number[], u: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > u) high = middle;
    else low = middle + 1;
  }
  return values[low];
}
