/** Values that have a probability of their own, and the scores at which they are drawn. */

import { normalQuantile } from '../math/functions.ts';
import { breaksOf } from './breaks.ts';
import type { Distribution } from './distribution.ts';
import { scoresAt } from './piecewise-table.ts';

/**
 * A value is drawn where the normal score lies between two scores, -Infinity and Infinity among
 * them.
 */
export interface Atom {
  readonly from: number;
  readonly to: number;
}

/**
 * The atoms of a distribution in rising order, as its draws have them; none of one that has a
 * density everywhere.
 */
export function atomsOf(distribution: Distribution): readonly Atom[] {
  const { mapping } = distribution;
  if (mapping.kind === 'point') return [{ from: -Infinity, to: Infinity }];
  if (mapping.kind === 'steps') {
    const atoms: Atom[] = [];
    let from = -Infinity;
    for (const [k, cumulative] of mapping.cumulative.entries()) {
      const last = k === mapping.cumulative.length - 1;
      const to = last ? Infinity : normalQuantile(Math.min(1, Math.max(0, cumulative)));
      if (to > from) atoms.push({ from, to });
      from = to;
    }
    return atoms;
  }
  const { at, mixed } = breaksOf(distribution);
  if (!mixed) return [];
  return at.flatMap((value) => {
    const [from, to] = scoresAt(distribution, value);
    return to > from ? [{ from, to }] : [];
  });
}
