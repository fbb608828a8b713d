/**
 * Proposals of importance sampling in the unit cube: of each stream of uniforms a density that is
 * constant on intervals, fitted to the uniforms of trials that matter.
 *
 * Source: Lepage (1978), "A new algorithm for adaptive multidimensional integration", Journal of
 * Computational Physics 27(2), 192-203, doi:10.1016/0021-9991(78)90004-9; the share that stays as
 * it was is the defensive mixture of Hesterberg (1995), doi:10.1080/00401706.1995.10484303.
 */

import { openUnit } from '../math/open-unit.ts';
import { effectiveSampleSize } from './weights.ts';

/** A density on (0, 1) that is constant between edges. */
export interface Proposal {
  /** From 0 to 1, ascending, one more than there are intervals. */
  readonly edges: readonly number[];
  /** Probability of each interval. */
  readonly masses: readonly number[];
}

/** Intervals at most; as many trials stand behind each at least. */
const MOST_INTERVALS = 16;
const LEAST_BEHIND = 25;
/** Part of the density that stays uniform, so that no weight is greater than one over it. */
const UNIFORM = 0.1;
/** Intervals in which uniforms are counted, to see whether a stream matters. */
const COMPARED = 16;
/**
 * Of the sum of squares with 15 degrees of freedom: a stream that does not matter comes this far
 * once in 100,000 times. A proposal for it would do no harm but vary the weights.
 */
const MATTERS = 51;

/**
 * The density of the uniforms of trials that matter.
 *
 * @param uniforms  of one stream, in (0, 1)
 * @param weights   how much each counts, at least 0; not all 0
 * @returns         undefined where they differ from uniform ones by no more than chance
 */
export function fittedProposal(
  uniforms: Float64Array,
  weights: Float64Array,
): Proposal | undefined {
  let sum = 0;
  const found = new Float64Array(COMPARED);
  for (let i = 0; i < uniforms.length; i++) {
    sum += weights[i];
    found[Math.min(COMPARED - 1, Math.floor(uniforms[i] * COMPARED))] += weights[i];
  }
  const worth = effectiveSampleSize(weights);
  const apart = found.reduce((total, of) => total + (of / sum - 1 / COMPARED) ** 2, 0);
  if (!(worth * COMPARED * apart > MATTERS)) return undefined;
  const count = Math.min(MOST_INTERVALS, Math.floor(worth / LEAST_BEHIND));
  if (count < 2) return undefined;
  const held = edgesOf(uniforms, weights, sum, count);
  // A trial that counts for much may be the end of several; of these one stays.
  const edges = [...new Set([0, ...held, 1])];
  const own =
    (1 - UNIFORM) / (edges.filter((edge) => edge >= held[0] && edge <= held[count]).length - 1);
  const masses = edges.slice(1).map((end, k) => {
    const isHeld = edges[k] >= held[0] && end <= held[count];
    return (isHeld ? own : 0) + UNIFORM * (end - edges[k]);
  });
  return { edges, masses };
}

/**
 * Ends of intervals that hold as much weight each. The outer two lie as far beyond the last trials
 * as the next ones lie within: what matters does not end where the trials of a pilot happen to, and
 * beyond trials would be few and count for much.
 */
function edgesOf(
  uniforms: Float64Array,
  weights: Float64Array,
  sum: number,
  count: number,
): readonly number[] {
  const order = Array.from(uniforms, (_, i) => i).sort((i, j) => uniforms[i] - uniforms[j]);
  const ends = [uniforms[order[0]]];
  let reached = 0;
  for (const i of order) {
    reached += weights[i];
    while (ends.length < count && reached >= (ends.length * sum) / count) ends.push(uniforms[i]);
  }
  const last = uniforms[order[order.length - 1]];
  while (ends.length < count) ends.push(last);
  ends.push(last);
  ends[0] = Math.max(0, 2 * ends[0] - ends[1]);
  ends[count] = Math.min(1, 2 * last - ends[count - 1]);
  return ends;
}

/**
 * Moves uniforms to where a proposal has them, and divides the weight of each trial by its density.
 *
 * @param uniforms  of one stream; they are replaced
 * @param weights   of the same trials; they are multiplied
 */
export function propose(
  { edges, masses }: Proposal,
  uniforms: Float64Array,
  weights: Float64Array,
): void {
  const ends: number[] = [];
  for (const mass of masses) ends.push((ends.at(-1) ?? 0) + mass);
  const last = masses.length - 1;
  for (let i = 0; i < uniforms.length; i++) {
    const u = uniforms[i];
    let k = 0;
    while (k < last && u >= ends[k]) k++;
    const width = edges[k + 1] - edges[k];
    const within = (u - (k === 0 ? 0 : ends[k - 1])) / masses[k];
    uniforms[i] = openUnit(edges[k] + Math.min(1, within) * width);
    weights[i] *= width / masses[k];
  }
}
