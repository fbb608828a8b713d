/** The columns of draws.parquet. */

import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { drawsOf } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';

/** Name of the column that says how much a trial counts. */
export const WEIGHT = 'weight';

/** The columns of the file of a plan, without the trial number. */
export interface DrawColumns {
  readonly inputs: readonly string[];
  readonly outcomes: readonly string[];
}

export function drawColumns(plan: Plan): DrawColumns {
  return {
    inputs: inputColumns(plan.program, drawsOf(plan)).map(({ id }) => id),
    outcomes: outcomeColumns(plan.program).map(({ id }) => id),
  };
}

/** Bytes of the file, about. */
export function drawsBytes(plan: Plan): number {
  const columns =
    1 + inputColumns(plan.program, drawsOf(plan)).length + outcomeColumns(plan.program).length;
  return plan.trials * columns * 8;
}
