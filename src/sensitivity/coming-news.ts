/** The watch list of a plan: its observables drawn beside what is asked, and set against it. */

import { observableOutcomes } from '../compile/observables.ts';
import { outcomeColumns } from '../compile/program.ts';
import { selectOutcomes } from '../compile/select.ts';
import type { Executor } from '../execute/executor.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import { firstOrder } from './given/first-order.ts';
import { type AskedOutcome, askedValues } from './request.ts';
import type { Evaluating } from './responses.ts';
import { drawSample, type EvidenceOnTrials } from './sample.ts';
import { type ObservedColumn, type WatchRow, watchList } from './watch.ts';

export interface ComingNews {
  readonly rows: readonly WatchRow[];
  readonly evaluations: number;
  readonly digest: string;
}

/**
 * @param plan   the question with its whole program
 * @param asOf   a day; what is known by then is no news
 * @param evidence  what it makes of that many trials
 * @returns      nothing where the model names no observables
 */
export async function comingNews(
  plan: Plan,
  asked: readonly AskedOutcome[],
  trials: number,
  asOf: string,
  executor: Executor,
  hooks: Evaluating,
  evidence?: EvidenceOnTrials,
): Promise<ComingNews | undefined> {
  const { program } = plan;
  const observables = program.observables ?? [];
  if (observables.length === 0) return undefined;
  const wanted = new Set(asked.map(({ outcome }) => outcome));
  const outcomes = program.outcomes.filter(({ id }) => wanted.has(id));
  const selected = selectOutcomes(program, [...outcomes, ...observableOutcomes(program)]);
  const drawn = derive(plan, { program: selected, trials });
  const none = { groups: [], members: false };
  const sample = await drawSample(drawn, none, executor, hooks, evidence);
  const [first] = program.time.quarters;
  const observed = outcomeColumns(selected).flatMap(({ id, outcome, period, unit }) => {
    const of = selected.outcomes[outcome];
    const values = sample.outcomes.get(id);
    const about = observables.find(({ quantity }) => quantity === of.id);
    if (outcome < outcomes.length || about === undefined || values === undefined) return [];
    const quarter = of.over === 'quarter' ? program.time.quarters[period] : first;
    const { quantity, label, by, lagDays } = about;
    const column: ObservedColumn = {
      quantity,
      unit,
      by,
      quarter,
      lagDays,
      values,
      ...(label === undefined ? {} : { label }),
    };
    return [column];
  });
  const headlines = asked.flatMap((one) => {
    const values = sample.outcomes.get(one.column);
    return values === undefined ? [] : [{ id: one.key, values: askedValues(one, values) }];
  });
  const whole = finitePositions(
    [...observed, ...headlines].map(({ values }) => values),
    sample.firsts,
  );
  const cut = <T extends { readonly values: Float64Array }>(column: T): T => ({
    ...column,
    values: column.values.filter((_, p) => whole.kept[p] === 1),
  });
  const rows = watchList(
    observed.map(cut),
    headlines.map(cut),
    whole.firsts,
    asOf,
    (x, y, firsts) =>
      firstOrder({ inputs: [{ id: 'observable', columns: [x] }], output: y, firsts })?.[0],
  );
  return { rows, evaluations: trials, digest: sample.digest };
}

/** Trials in which every column is a finite number, and where the replicates of those begin. */
function finitePositions(
  columns: readonly Float64Array[],
  firsts: readonly number[],
): { readonly kept: Uint8Array; readonly firsts: readonly number[] } {
  const kept = new Uint8Array(firsts[firsts.length - 1]).fill(1);
  for (const column of columns) {
    for (let p = 0; p < kept.length; p++) if (!Number.isFinite(column[p])) kept[p] = 0;
  }
  let count = 0;
  const starts = firsts.map((first, r) => {
    if (r > 0) for (let p = firsts[r - 1]; p < first; p++) count += kept[p];
    return count;
  });
  return { kept, firsts: starts };
}
