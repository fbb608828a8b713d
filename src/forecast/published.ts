/** Published figures placed in finished runs of their model, one of every vintage. */

import type { Compiled } from '../compile/compile.ts';
import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { RunFolderError } from '../store/error.ts';
import type { RunStore } from '../store/run-store.ts';
import { unfinished } from './open.ts';

/** A run, and what of the figures it says. */
export interface Vintage {
  readonly plan: Plan;
  readonly summary: Summary;
}

/**
 * @throws RunFolderError naming every run that is not finished, of another model, or made before
 *   figures were placed
 */
export function vintagesOf(
  { model, program }: Compiled,
  stores: readonly RunStore[],
): readonly Vintage[] {
  const faults: string[] = [];
  const vintages = stores.flatMap((store) => {
    if (store.state() !== 'finished') {
      faults.push(unfinished(store));
      return [];
    }
    const [plan, summary] = [store.plan(), store.summary()];
    if (plan.program.fingerprint !== program.fingerprint)
      faults.push(`${store.name} is not a run of model ${model.name} as it is now`);
    else if (summary.published === undefined)
      faults.push(`${store.name} has no published figures placed; remove it and run it again`);
    return [{ plan, summary }];
  });
  if (faults.length > 0) throw new RunFolderError(faults.join('\n'));
  return vintages;
}
