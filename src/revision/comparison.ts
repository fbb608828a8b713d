/** Several runs against the first of them. */

import type { OutcomeKind } from '../compile/outcome-kind.ts';
import type { Executor } from '../execute/executor.ts';
import type { Plan } from '../plan/plan.ts';
import type { AskedOutcome } from '../sensitivity/request.ts';
import { present } from '../text/entry.ts';
import { type Difference, differences, shareDraws } from './compare.ts';
import { askedSample, type OutcomeDraws, outcomeDraws } from './outcome-draws.ts';

export interface Comparison {
  readonly format: 1;
  readonly baseline: string;
  readonly runs: readonly {
    readonly run: string;
    /** Whether its trials are those of the baseline, so that the difference is paired. */
    readonly paired: boolean;
    readonly outcomes: Readonly<
      Record<
        string,
        {
          readonly unit: string;
          /** Absent where the model does not say it. */
          readonly kind?: OutcomeKind;
          readonly differences: readonly Difference[];
        }
      >
    >;
    /** Outcomes that were asked for and that the run does not have. */
    readonly missing: readonly string[];
  }[];
}

/**
 * Differences of every run from the first. Draws are computed again, of the asked outcomes alone;
 * those of two runs are in memory at a time.
 *
 * @throws EvidenceError if a plan has evidence that cannot be taken in
 */
export async function compareRuns(
  [first, ...others]: readonly { readonly name: string; readonly plan: Plan }[],
  asked: readonly AskedOutcome[],
  executor: Executor,
): Promise<Comparison> {
  const ids = new Set(asked.map(({ outcome }) => outcome));
  const drawn = await outcomeDraws(first.plan, ids, executor);
  const runs: Comparison['runs'][number][] = [];
  for (const { name, plan } of others) {
    const other = { name, plan, drawn: await outcomeDraws(plan, ids, executor) };
    runs.push(comparedWith({ ...first, drawn }, other, asked));
  }
  return { format: 1, baseline: first.name, runs };
}

export interface DrawnRun {
  readonly name: string;
  readonly plan: Plan;
  readonly drawn: OutcomeDraws;
}

/** A run against the baseline, from draws that are there. */
export function comparedWith(
  baseline: DrawnRun,
  { name, plan, drawn }: DrawnRun,
  asked: readonly AskedOutcome[],
): Comparison['runs'][number] {
  return {
    run: name,
    paired: shareDraws(baseline.plan, plan),
    ...against(asked, [baseline.plan, baseline.drawn], [plan, drawn]),
  };
}

type Drawn = readonly [Plan, OutcomeDraws];

function against(asked: readonly AskedOutcome[], [a, of]: Drawn, [b, other]: Drawn) {
  const isCommon = ({ column }: AskedOutcome): boolean => other.columns.has(column);
  return {
    outcomes: Object.fromEntries(
      asked.filter(isCommon).map((one) => [
        one.key,
        {
          unit: one.unit,
          ...(one.kind === undefined ? {} : { kind: one.kind }),
          differences: differences(
            present(askedSample(of, one), one.key),
            present(askedSample(other, one), one.key),
            one.kind === 'event',
            shareDraws(a, b),
          ),
        },
      ]),
    ),
    missing: asked.filter((one) => !isCommon(one)).map(({ key }) => key),
  };
}
