/** What came out of the matrices of an analysis: every outcome at every point, matrix by matrix. */

import { outcomeColumns } from '../compile/program.ts';
import type { Executor } from '../execute/executor.ts';
import { Interrupted } from '../execute/interrupted.ts';
import { blockStretches } from '../execute/layout.ts';
import { DigestMismatch, type Log } from '../execute/run.ts';
import { blockCount, matrixOf, type Plan } from '../plan/plan.ts';
import { pointsOf } from '../random/designs.ts';
import { probability } from '../stats/probability.ts';
import type { Estimate } from '../stats/summary.ts';

/** A point at which an outcome is not a finite number in some matrix. */
export interface FailedPoint {
  readonly matrix: number;
  readonly trial: number;
}

export interface Responses {
  /** `columns[outcome column][matrix]`: values at the points, replicate after replicate. */
  readonly columns: readonly (readonly Float64Array[])[];
  /** Where each replicate begins, and the number of points. */
  readonly firsts: readonly number[];
  /**
   * Of each outcome column the points that failed in some matrix, by position, and the first few of
   * them located.
   */
  readonly failed: readonly {
    readonly positions: ReadonlySet<number>;
    readonly located: readonly FailedPoint[];
  }[];
  readonly digests: readonly string[];
}

export interface Evaluating {
  /** Where the finished blocks of a plan are written down. */
  logOf?(plan: Plan): Log;
  readonly stop?: { readonly requested: boolean };
  /** Trials computed since the last call. */
  progress?(trials: number): void;
}

const LOCATED = 5;
const MOST_BYTES = 6 * 1024 * 1024 * 1024;

/**
 * Computes the blocks of all matrices. Finished blocks are written to the log, and those that it
 * knows must come out as it says.
 *
 * @throws DigestMismatch if one does not; Interrupted if asked to stop; RangeError if what came out
 *   would not fit in memory
 */
export async function evaluate(
  plan: Plan,
  executor: Executor,
  { logOf, stop, progress }: Evaluating = {},
): Promise<Responses> {
  const outcomes = outcomeColumns(plan.program).length;
  const matrices = plan.exchange?.matrices.length ?? 1;
  const firsts = [0];
  for (let r = 0; r < plan.replicates; r++)
    firsts.push(firsts[r] + pointsOf(plan.trials, plan.replicates, r));
  const bytes = outcomes * matrices * plan.trials * 8;
  if (bytes > MOST_BYTES) {
    throw new RangeError(
      `${outcomes} outcome columns at ${matrices} matrices of ${plan.trials} points take ${(bytes / 2 ** 30).toFixed(1)} GiB; ` +
        'name fewer outcomes, or fewer points',
    );
  }
  const columns = Array.from({ length: outcomes }, () =>
    Array.from({ length: matrices }, () => new Float64Array(plan.trials)),
  );
  const log = logOf?.(plan);
  const total = blockCount(plan);
  const digests = new Map<number, string>();
  const blocks = Array.from({ length: total }, (_, block) => block);
  for await (const result of executor.simulate(plan, blocks, stop ? { stop } : {})) {
    const { block, digest, trials } = result;
    const known = log?.done.get(block);
    if (known !== undefined && known !== digest) throw new DigestMismatch(block, log?.path);
    if (known === undefined) log?.record({ block, digest });
    digests.set(block, digest);
    const matrix = matrixOf(plan, block);
    for (const { replicate, first, length, position } of blockStretches(plan, block)) {
      const target = firsts[replicate] + first;
      columns.forEach((ofOutcome, k) => {
        const from = k * trials + position;
        ofOutcome[matrix].set(result.columns.subarray(from, from + length), target);
      });
    }
    progress?.(trials);
  }
  if (digests.size < total) throw new Interrupted(`${digests.size} of ${total} blocks are done`);
  return {
    columns,
    firsts,
    failed: columns.map((ofOutcome) => failures(ofOutcome, firsts)),
    digests: blocks.map((block) => digests.get(block) ?? ''),
  };
}

function failures(
  matrices: readonly Float64Array[],
  firsts: readonly number[],
): Responses['failed'][number] {
  const positions = new Set<number>();
  const located: FailedPoint[] = [];
  const replicates = firsts.length - 1;
  matrices.forEach((values, matrix) => {
    values.forEach((value, position) => {
      if (Number.isFinite(value)) return;
      positions.add(position);
      if (located.length >= LOCATED) return;
      const replicate = firsts.findLastIndex((first) => first <= position);
      located.push({ matrix, trial: (position - firsts[replicate]) * replicates + replicate });
    });
  });
  return { positions, located };
}

/** The share of points that failed, with the interval that the replicates give. */
export function failedShare(positions: Iterable<number>, firsts: readonly number[]): Estimate {
  const counts = firsts.slice(1).map(() => 0);
  for (const position of positions) counts[firsts.findLastIndex((first) => first <= position)]++;
  return probability(
    counts,
    counts.map((_, r) => firsts[r + 1] - firsts[r]),
  );
}

/** Responses of one outcome without the points that failed, which are left out of every matrix. */
export function usable(
  { columns, firsts, failed }: Responses,
  outcome: number,
): { readonly matrices: readonly Float64Array[]; readonly firsts: readonly number[] } {
  const { positions } = failed[outcome];
  if (positions.size === 0) return { matrices: columns[outcome], firsts };
  const kept = (from: number, to: number): number => {
    let count = 0;
    for (let p = from; p < to; p++) if (!positions.has(p)) count++;
    return count;
  };
  const shorter = [0];
  for (let r = 0; r + 1 < firsts.length; r++)
    shorter.push(shorter[r] + kept(firsts[r], firsts[r + 1]));
  return {
    matrices: columns[outcome].map((values) => values.filter((_, p) => !positions.has(p))),
    firsts: shorter,
  };
}
