/**
 * Why a forecast changed between two runs: what was edited, and the part of the change that each
 * edit made.
 */

import type { OutcomeKind } from '../compile/outcome-kind.ts';
import { outcomeColumns } from '../compile/program.ts';
import type { Executor } from '../execute/executor.ts';
import { Interrupted } from '../execute/interrupted.ts';
import type { Plan } from '../plan/plan.ts';
import { type AskedOutcome, askedOutcomes } from '../sensitivity/request.ts';
import { fromLeftOut, type LeftOut, pseudoValues } from '../stats/jackknife.ts';
import { probabilityFrom } from '../stats/probability.ts';
import type { Estimate } from '../stats/summary.ts';
import { entry, present } from '../text/entry.ts';
import { attribute, neededSets } from './attribute.ts';
import { Statistics } from './compare.ts';
import { changeBetween, type Edit } from './edits.ts';
import { askedSample, outcomeDraws } from './outcome-draws.ts';
import type { Statistic } from './statistic.ts';

export interface HeadlineRevision {
  readonly unit: string;
  /** Absent where the model does not say it. */
  readonly kind?: OutcomeKind;
  /** Of an event the mean, which is its probability. */
  readonly statistic: Statistic;
  readonly before: Estimate;
  readonly after: Estimate;
  /**
   * The sum of the parts in their order, to the last bit: after less before, but for the last bit
   * or two where large parts cancel.
   */
  readonly change: Estimate;
  /** One an edit, in their order. */
  readonly parts: readonly Estimate[];
}

export interface Revision {
  readonly format: 1;
  readonly from: string;
  readonly to: string;
  /** By name. */
  readonly edits: readonly Edit[];
  /** How many plans with some of the edits made were computed. */
  readonly plans: number;
  readonly headlines: Readonly<Record<string, HeadlineRevision>>;
}

export interface NamedPlan {
  readonly name: string;
  readonly plan: Plan;
}

/**
 * @param outcomes   ids with or without period, or conditions such as `h200.units[2026] > 50`; none
 *           for the headlines of the model
 * @param statistic  of amounts
 * @throws EvidenceError if a plan between the two has evidence that cannot be taken in
 */
export async function revision(
  from: NamedPlan,
  to: NamedPlan,
  outcomes: readonly string[],
  executor: Executor,
  statistic: Statistic,
  signal?: AbortSignal,
): Promise<Revision> {
  const change = changeBetween(from.plan, to.plan);
  const { edits } = change;
  const there = new Set(outcomeColumns(to.plan.program).map(({ id }) => id));
  const asked = askedOutcomes(from.plan.program, outcomes).filter(({ column }) =>
    there.has(column),
  );
  const ids = new Set(asked.map(({ outcome }) => outcome));
  const sets = edits.length === 0 ? [] : neededSets(edits.length);
  const told = ({ kind }: AskedOutcome): Statistic => (kind === 'event' ? 'mean' : statistic);
  const statistics = new Map(asked.map(({ key }) => [key, new Map<number, LeftOut>()]));
  for (const [k, set] of sets.entries()) {
    if (signal?.aborted)
      throw new Interrupted(`${k} of ${sets.length} questions between the two are computed`);
    const made = new Set(
      edits.flatMap(({ name }, k) => (Math.floor(set / 2 ** k) % 2 === 1 ? [name] : [])),
    );
    const draws = await outcomeDraws(change.with(made), ids, executor);
    for (const one of asked)
      entry(statistics, one.key).set(
        set,
        new Statistics(present(askedSample(draws, one), one.key)).leavingOut(told(one)),
      );
  }
  const all = 2 ** edits.length - 1;
  return {
    format: 1,
    from: from.name,
    to: to.name,
    edits,
    plans: sets.length,
    headlines:
      edits.length === 0
        ? {}
        : Object.fromEntries(
            asked.map((one) => {
              const of = entry(statistics, one.key);
              const isEvent = one.kind === 'event';
              const [before, after] = [entry(of, 0), entry(of, all)];
              const total = after.value - before.value;
              const parts = attribute(edits.length, of, total);
              const value = parts.reduce((sum, part) => sum + (part.value ?? 0), 0);
              const estimate = (one: LeftOut): Estimate =>
                isEvent
                  ? probabilityFrom(one.value, pseudoValues(one), {
                      trials: from.plan.trials,
                      events: Math.min(one.value, 1 - one.value) * from.plan.trials,
                    })
                  : fromLeftOut(one);
              const leftOut = after.leftOut.map((own, r) => own - before.leftOut[r]);
              return [
                one.key,
                {
                  unit: one.unit,
                  ...(one.kind === undefined ? {} : { kind: one.kind }),
                  statistic: told(one),
                  before: estimate(before),
                  after: estimate(after),
                  change: fromLeftOut({ value, leftOut }),
                  parts,
                } satisfies HeadlineRevision,
              ];
            }),
          ),
  };
}
