/**
 * Count, mean and spread that can be joined, and a way of joining them in which the order of
 * arrival plays no part.
 */

/** Numbers a group takes: count, mean, sum of squares about the mean, least, greatest. */
export const MOMENTS = 5;

/**
 * Joins the moments of two sets of values, group by group.
 *
 * @param a, b  as many groups of five numbers; a group without values has count 0
 *
 * Source: Chan, Golub and LeVeque (1983), "Algorithms for Computing the Sample Variance", The
 * American Statistician 37(3), 242-247, doi:10.2307/2683386.
 */
export function joinMoments(a: Float64Array, b: Float64Array): Float64Array {
  const joined = new Float64Array(a.length);
  for (let k = 0; k < a.length; k += MOMENTS) {
    const [na, nb] = [a[k], b[k]];
    if (na === 0 || nb === 0) {
      joined.set((na === 0 ? b : a).subarray(k, k + MOMENTS), k);
      continue;
    }
    const n = na + nb;
    const delta = b[k + 1] - a[k + 1];
    joined[k] = n;
    joined[k + 1] = a[k + 1] + (delta * nb) / n;
    joined[k + 2] = a[k + 2] + b[k + 2] + delta * delta * ((na * nb) / n);
    joined[k + 3] = Math.min(a[k + 3], b[k + 3]);
    joined[k + 4] = Math.max(a[k + 4], b[k + 4]);
  }
  return joined;
}

/**
 * Joins the moments of blocks along a binary tree over their numbers: block 2k with 2k + 1, then
 * pairs of pairs. Only siblings are ever joined, so the bits do not depend on which block came
 * first, and no more than a few sets are held.
 */
export class MomentTree {
  /** By level and number: `${level}/${number}`. */
  readonly nodes: Map<string, Float64Array>;

  constructor(nodes: Map<string, Float64Array> = new Map()) {
    this.nodes = nodes;
  }

  add(block: number, moments: Float64Array): void {
    this.join(0, block, moments);
  }

  /** Takes in what another tree has joined of other blocks. */
  addAll(nodes: ReadonlyMap<string, Float64Array>): void {
    for (const [key, moments] of nodes) {
      const [level, number] = key.split('/').map(Number) as [number, number];
      this.join(level, number, moments);
    }
  }

  private join(from: number, first: number, moments: Float64Array): void {
    let level = from;
    let number = first;
    let held = moments;
    for (;;) {
      const sibling = this.nodes.get(`${level}/${number ^ 1}`);
      if (!sibling) break;
      this.nodes.delete(`${level}/${number ^ 1}`);
      held = number % 2 === 0 ? joinMoments(held, sibling) : joinMoments(sibling, held);
      level++;
      number = Math.floor(number / 2);
    }
    this.nodes.set(`${level}/${number}`, held);
  }

  /** All of it, the parts in order of block number. */
  total(): Float64Array {
    const parts = [...this.nodes].map(([key, moments]) => {
      const [level, number] = key.split('/').map(Number) as [number, number];
      return { first: number * (1 << level), moments };
    });
    parts.sort((a, b) => a.first - b.first);
    if (parts.length === 0) throw new RangeError('MomentTree: no block was added');
    return parts.map(({ moments }) => moments).reduce(joinMoments);
  }
}
