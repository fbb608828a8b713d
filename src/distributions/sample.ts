/** Draws of a distribution by itself, without a model. */

import { normalQuantile } from '../math/functions.ts';
import { streamKey } from '../random/keys.ts';
import { uniformAt } from '../random/threefry.ts';
import { applyMapping } from './mapping.ts';
import type { Mapping } from './mapping-kinds.ts';

export interface SampleOptions {
  /** Seed of the draws; 7 and '7' are one seed. */
  readonly seed: string | number;
  /** Name of the stream: samples of the same seed and other names are independent; `sample`. */
  readonly name?: string;
}

/** @throws RangeError if n is no whole number from 0 on, or if the seed is empty */
export function sampleOf(mapping: Mapping, n: number, options: SampleOptions): Float64Array {
  const { seed, name = 'sample' } = options ?? {};
  if (!(Number.isSafeInteger(n) && n >= 0))
    throw new RangeError(`sample: n is ${n}; wanted a whole number from 0 on`);
  if (seed === undefined || seed === null)
    throw new RangeError("sample: there is no seed; wanted one, such as { seed: 'autumn' }");
  const key = streamKey(String(seed), name, 0);
  const table = mapping.kind === 'table' ? mapping.table() : undefined;
  return Float64Array.from({ length: n }, (_, i) => {
    const u = uniformAt(key, i);
    return applyMapping(mapping, table, u, normalQuantile(u));
  });
}
