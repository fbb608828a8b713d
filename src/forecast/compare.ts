/** Finished runs against the first of them. */

import { outcomeColumns } from '../compile/program.ts';
import type { Executor } from '../execute/executor.ts';
import type { Plan } from '../plan/plan.ts';
import { type Comparison, comparedWith, compareRuns } from '../revision/comparison.ts';
import { type AskedOutcome, askedOutcomes } from '../sensitivity/request.ts';
import type { Run } from './run.ts';
import { UsageError } from './usage-error.ts';

export interface CompareOptions {
  /**
   * Ids with or without period, events such as `balance.domesticUsd[2028] >= 1`, or `all`; the
   * headlines of the model.
   */
  readonly outcomes?: readonly string[];
}

/**
 * Differences of runs from the first. Where they share seed, design, trials and replicates, they
 * share their trials, and the error of a difference is that of the pairs.
 *
 * @returns for each of the others and each outcome the mean and three quantiles of both, and their
 *   difference, with errors
 * @throws UsageError if there are not two runs, if an outcome is unknown, or if the runs have none
 *   in common
 *
 * @example
 * const { runs } = compare([baseline, other], { outcomes: ['pumps.installed[2029]'] });
 * runs[0].outcomes['pumps.installed[2029]'].differences; // [{ statistic: 'mean', from, to, difference }, ...]
 */
export function compare(runs: readonly Run[], { outcomes = [] }: CompareOptions = {}): Comparison {
  refuseOne(runs);
  const asked = askedOutcomes(runs[0].plan.program, outcomes);
  const drawn = runs.map((run) => ({
    name: run.name,
    plan: run.plan,
    drawn: run.columns.take(commonColumns(run.plan, asked)),
  }));
  return withSomething({
    format: 1,
    baseline: runs[0].name,
    runs: drawn.slice(1).map((one) => comparedWith(drawn[0], one, asked)),
  });
}

/** The same for an executor, with the draws of two runs in memory at a time. */
export async function compareWith(
  runs: readonly Run[],
  { outcomes = [] }: CompareOptions,
  executor: Executor,
): Promise<Comparison> {
  refuseOne(runs);
  return withSomething(
    await compareRuns(runs, askedOutcomes(runs[0].plan.program, outcomes), executor),
  );
}

function refuseOne(runs: readonly Run[]): void {
  if (runs.length < 2)
    throw new UsageError(
      'compare wants two runs or more; the first is what the others are held against',
    );
}

function withSomething(comparison: Comparison): Comparison {
  if (comparison.runs.every(({ outcomes }) => Object.keys(outcomes).length === 0))
    throw new UsageError('the runs have no outcome in common that was asked for');
  return comparison;
}

function commonColumns({ program }: Plan, asked: readonly AskedOutcome[]): readonly string[] {
  const own = new Set(outcomeColumns(program).map(({ id }) => id));
  return [...new Set(asked.flatMap(({ column }) => (own.has(column) ? [column] : [])))];
}
