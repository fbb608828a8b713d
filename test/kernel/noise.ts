/** Uniforms for tests, from our own streams. */

import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';

/** A function that gives the next uniform in (0, 1) of the stream of this seed. */
export function stream(seed: number): () => number {
  const key = streamKey('test', String(seed));
  let index = 0;
  return () => uniformAt(key, index++);
}
