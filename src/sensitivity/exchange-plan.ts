/** Plans whose matrices exchange groups of inputs between two samples. */

import { derive } from '../plan/derive.ts';
import type { Exchange } from '../plan/exchange.ts';
import type { Plan } from '../plan/plan.ts';
import { dimensionsOf, type Group } from './groups.ts';

export interface Sampling {
  /** Points of each matrix, of all replicates together. */
  readonly points: number;
  readonly replicates: number;
}

/**
 * The plan of the matrices. Its id covers them beside all that the id of the plan covers, and so do
 * its digests.
 *
 * @param matrices  of each the groups that it takes from the second sample
 */
export function exchangePlan(
  plan: Plan,
  groups: readonly Group[],
  { matrices, orders }: Pick<Exchange, 'matrices' | 'orders'>,
  { points, replicates }: Sampling,
  second: Exchange['second'] = 'independent',
): Plan {
  const exchange: Exchange = {
    groups: groups.map(({ streams }) => streams),
    matrices,
    ...(orders === undefined ? {} : { orders }),
    second,
    dimensions: dimensionsOf(plan),
  };
  return derive(plan, { trials: points, replicates, exchange });
}
