/** Whether the draws of a run are written. */

import { outcomeColumns } from '../compile/program.ts';
import { DrawCollector } from '../execute/collect.ts';
import type { Plan } from '../plan/plan.ts';
import { drawsBytes } from '../store/draw-columns.ts';
import { UsageError } from './usage-error.ts';

/** Without being asked, draws are written up to this size. */
const DRAWS_BYTES = 128 * 1024 * 1024;

/**
 * @param asked  absent: as the plan says
 * @throws UsageError if draws are asked for that do not fit in memory
 */
export function writesDraws(plan: Plan, asked?: boolean): boolean {
  const wanted = asked ?? plan.draws ?? 'auto';
  if (wanted === false) return false;
  const keepable = DrawCollector.fits(plan);
  if (wanted === true && !keepable) {
    throw new UsageError(
      `draws of ${plan.trials} trials of ${outcomeColumns(plan.program).length} outcomes do not fit in memory; leave out --draws or ask for fewer trials`,
    );
  }
  return wanted === true || (keepable && drawsBytes(plan) <= DRAWS_BYTES);
}
