/** Why a forecast changed between two runs: what was edited, and the part of the change that each edit made. */

import { outcomeColumns } from '../compile/program.ts';
import type { Executor } from '../execute/executor.ts';
import type { Plan } from '../plan/plan.ts';
import { askedOutcomes } from '../sensitivity/request.ts';
import type { Estimate } from '../stats/summary.ts';
import { fromLeftOut, type LeftOut, meanLeavingOut } from '../stats/weighted.ts';
import { attribute, neededSets } from './attribute.ts';
import { type Edit, editsBetween, withEdits } from './edits.ts';
import { outcomeDraws } from './outcome-draws.ts';

export interface HeadlineRevision {
  readonly unit: string;
  /** The probability of an event, else the mean. */
  readonly statistic: 'mean';
  readonly before: Estimate;
  readonly after: Estimate;
  /** The sum of the parts in their order, to the last bit: after less before, but for the last bit or two where large parts cancel. */
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
 * @param outcomes  ids with or without period; none for the headlines of the model
 * @throws EvidenceError if a plan between the two has evidence that cannot be taken in
 */
export async function revision(
  from: NamedPlan,
  to: NamedPlan,
  outcomes: readonly string[],
  executor: Executor,
): Promise<Revision> {
  const edits = editsBetween(from.plan, to.plan);
  const there = new Set(outcomeColumns(to.plan.program).map(({ id }) => id));
  const asked = askedOutcomes(from.plan.program, outcomes).filter(({ column }) =>
    there.has(column),
  );
  const ids = new Set(asked.map(({ outcome }) => outcome));
  const sets = edits.length === 0 ? [] : neededSets(edits.length);
  const statistics = new Map(asked.map(({ column }) => [column, new Map<number, LeftOut>()]));
  for (const set of sets) {
    const made = new Set(
      edits.flatMap(({ name }, k) => (Math.floor(set / 2 ** k) % 2 === 1 ? [name] : [])),
    );
    const { columns, weights } = await outcomeDraws(
      withEdits(from.plan, to.plan, made),
      ids,
      executor,
    );
    for (const { column } of asked)
      statistics.get(column)!.set(set, meanLeavingOut(columns.get(column)!, weights));
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
            asked.map(({ column, unit }) => {
              const of = statistics.get(column)!;
              const [before, after] = [of.get(0)!, of.get(all)!];
              const total = after.value - before.value;
              const parts = attribute(edits.length, of, total);
              const value = parts.reduce((sum, part) => sum + (part.value ?? 0), 0);
              const leftOut = after.leftOut.map((own, r) => own - before.leftOut[r]);
              return [
                column,
                {
                  unit,
                  statistic: 'mean',
                  before: fromLeftOut(before),
                  after: fromLeftOut(after),
                  change: fromLeftOut({ value, leftOut }),
                  parts,
                } satisfies HeadlineRevision,
              ];
            }),
          ),
  };
}
