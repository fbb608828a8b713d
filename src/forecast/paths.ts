/** Single trials for the fans of a page: few, and far enough apart to be told from each other. */

import { outcomeColumns, shownOver } from '../compile/program.ts';
import type { Executor } from '../execute/executor.ts';
import type { SamplePaths } from '../page/beside.ts';
import { declaredCharts, PATHS, pathKey } from '../page/figures.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import { outcomeDraws } from '../revision/outcome-draws.ts';
import { orderOf } from '../stats/order.ts';
import type { Summary } from '../stats/summary.ts';
import { entry, lastOf } from '../text/entry.ts';

/** Trials to choose from; all of them where evidence weighs them. */
const TRIALS = 2048;

/**
 * For every fan of one outcome the trials that end at the 10th, 30th, 50th, 70th and 90th
 * percentile.
 */
export async function samplePaths(
  plan: Plan,
  summary: Summary,
  executor: Executor,
): Promise<SamplePaths> {
  const fans = declaredCharts({ plan, summary }).filter(
    ({ kind, outcomes }) => kind === 'fan' && outcomes.length === 1,
  );
  if (fans.length === 0) return {};
  const few =
    plan.evidence === undefined ? derive(plan, { trials: Math.min(plan.trials, TRIALS) }) : plan;
  const ids = new Set(fans.flatMap(({ outcomes }) => outcomes));
  const { columns, weights } = await outcomeDraws(few, ids, executor);
  const { outcomes: all } = plan.program;
  const recorded = outcomeColumns(plan.program);
  return Object.fromEntries(
    fans.map(({ outcomes: [id], over }) => {
      const own = recorded.filter(({ outcome }) => {
        const one = all[outcome];
        return one.id === id && shownOver(one) === over;
      });
      const draws = own.map((column) => entry(columns, column.id));
      const chosen = spread(lastOf(draws), weights.values);
      return [
        pathKey(id, over),
        chosen.map((trial) => draws.map((column) => shortened(column[trial]))),
      ];
    }),
  );
}

/** Trials whose last values lie at even steps of probability. */
function spread(last: Float64Array, weights: Float64Array): number[] {
  const order = orderOf(last).filter((i) => Number.isFinite(last[i]) && weights[i] > 0);
  const all = order.reduce((sum, i) => sum + weights[i], 0);
  const chosen: number[] = [];
  let sum = 0;
  for (const trial of order) {
    sum += weights[trial];
    if (chosen.length < PATHS && sum >= ((chosen.length + 0.5) / PATHS) * all) chosen.push(trial);
  }
  return chosen;
}

/** A picture shows no more digits. */
function shortened(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(5)) : null;
}
