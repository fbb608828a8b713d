/** Some worlds that stand for all. */

import seedrandom from 'seedrandom';

/**
 * Systematic resampling over worlds in random order: each world is taken in proportion to its
 * weight, once at most where all weigh alike and enough are there. The order is random because
 * every k-th point of a low-discrepancy sequence is no sample of it.
 *
 * @param weights  not negative; 0 for worlds that may not be taken
 * @param count    how many
 * @param seed     the same seed gives the same worlds
 * @returns        numbers of worlds; none where no world has any weight
 * Source: Douc, Cappe and Moulines (2005), "Comparison of resampling schemes for particle
 * filtering", doi:10.1109/ISPA.2005.195385, section 2.4.
 */
export function jointWorlds(weights: Float64Array, count: number, seed: string): number[] {
  const random = seedrandom(`${seed} joint worlds`);
  const order = Array.from(weights.keys());
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.double() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  const total = weights.reduce((a, b) => a + b, 0);
  if (!(total > 0)) return [];
  const offset = random.double();
  const taken: number[] = [];
  let reached = 0;
  for (const world of order) {
    reached += weights[world];
    while (taken.length < count && ((taken.length + offset) / count) * total < reached)
      taken.push(world);
  }
  return taken;
}
