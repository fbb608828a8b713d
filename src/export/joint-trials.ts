/** Some trials that stand for all. */

import { streamKey } from '../random/keys.ts';
import { uniformAt } from '../random/threefry.ts';
import { sortedOrder } from '../stats/order.ts';
import { redraw } from '../stats/redraw.ts';

/**
 * Systematic resampling over trials in random order: each is taken in proportion to its weight,
 * once at most where all weigh alike and enough are there. The order is random because every k-th
 * point of a low-discrepancy sequence is no sample of it.
 *
 * @param weights  not negative; 0 for trials that may not be taken
 * @param count    how many
 * @param seed     of the run: the streams `joint trials: order` and `joint trials: offset` decide
 * @returns        positions of trials; none where no trial has any weight
 *
 * Source: Douc, Cappe and Moulines (2005), "Comparison of resampling schemes for particle
 * filtering", doi:10.1109/ISPA.2005.195385, section 2.4.
 */
export function jointTrials(weights: Float64Array, count: number, seed: string): number[] {
  if (!weights.some((weight) => weight > 0)) return [];
  const order = streamKey(seed, 'joint trials: order');
  const shuffled = sortedOrder(weights.map((_, i) => uniformAt(order, i)));
  const values = Float64Array.from(shuffled, (i) => weights[i]);
  const offset = uniformAt(streamKey(seed, 'joint trials: offset'), 0);
  const { positions } = redraw({ values, firsts: [0, values.length] }, count, offset);
  return Array.from(positions, (k) => shuffled[k]);
}
