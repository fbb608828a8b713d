/**
 * An input's rank as a function of its normal score: what makes a rank correlation with ties a
 * Pearson correlation.
 */

import { atomsOf, type Distribution, uniform } from '../distributions/index.ts';
import { normalCdf } from '../math/functions.ts';
import { climbing, type Margin, marginOf, reachOf, standardised } from './margin.ts';
import { partition } from './piecewise.ts';
import { memory } from './remembered.ts';

/** Panels of this width resolve the normal cdf with 16 nodes. */
const PANEL = 0.5;
const byText = memory<string, Margin>();

/**
 * The ranks of a distribution as a margin, of which ties share the mean: the probability of a
 * smaller value and half of that of the value itself. Pearson's correlation of two such margins is
 * Spearman's of what is drawn.
 *
 * @param distribution  with two values or more
 *
 * Source: Neslehova (2007), "On rank correlation measures for non-continuous random variables",
 * Journal of Multivariate Analysis 98, 544-567, doi:10.1016/j.jmva.2005.11.007.
 */
export function midRanksOf(distribution: Distribution): Margin {
  const atoms = atomsOf(distribution);
  if (atoms.length === 0) return marginOf(uniform({ min: 0, max: 1 }));
  return byText(distribution.text, () => {
    const levels = atoms.map(({ from, to }) => (normalCdf(from) + normalCdf(to)) / 2);
    if (distribution.mapping.kind === 'steps') {
      const breaks = atoms.slice(1).map(({ from }) => from);
      return standardised(climbing(breaks, levels)).margin;
    }
    const at = (z: number): number => {
      const k = atoms.findIndex(({ to }) => z < to);
      return k >= 0 && atoms[k].from <= z ? levels[k] : normalCdf(z);
    };
    const [least, greatest] = reachOf(at);
    const ends = new Set(atoms.flatMap(({ from, to }) => [from, to]));
    const breaks = [...ends].filter((z) => z > least && z < greatest);
    const edges = partition(least, greatest, breaks, () => PANEL);
    return standardised({ at, edges, breaks, cuts: breaks, rises: undefined }).margin;
  });
}
