/** Draws of a plan and what came of them, for the methods that read draws. */

import { sha256 } from '../compile/canonical.ts';
import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { DrawCollector } from '../execute/collect.ts';
import type { Executor } from '../execute/executor.ts';
import { drawsOf } from '../execute/simulate.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import type { GivenData } from './given/data.ts';
import type { Group } from './groups.ts';
import type { Evaluating } from './responses.ts';

/** Draws of a plan: the columns of its inputs, and of its outcomes by id. */
export interface DrawnSample {
  /** What the methods tell apart. */
  readonly inputs: GivenData['inputs'];
  /** Inputs one by one. */
  readonly single: GivenData['inputs'];
  readonly outcomes: ReadonlyMap<string, Float64Array>;
  readonly firsts: readonly number[];
  readonly digest: string;
}

/**
 * Computes a plan and keeps all draws.
 *
 * @param members  whether the inputs of a group of several stand beside it: those of a copula where
 *           inputs are analysed one by one
 */
export async function drawSample(
  plan: Plan,
  { groups, members }: { readonly groups: readonly Group[]; readonly members: boolean },
  executor: Executor,
  { stop, progress }: Evaluating,
): Promise<DrawnSample> {
  const recorded = inputColumns(plan.program, drawsOf(plan));
  const collector = new DrawCollector(plan, recorded.length);
  const digests = new Map<number, string>();
  const blocks = Array.from({ length: blockCount(plan) }, (_, block) => block);
  const options = { recordInputs: true, ...(stop ? { stop } : {}) };
  for await (const result of executor.simulate(plan, blocks, options)) {
    collector.add(result);
    digests.set(result.block, result.digest);
    progress?.(result.trials);
  }
  const columnsOf = (ids: readonly string[]) =>
    recorded.flatMap(({ input }, k) =>
      ids.includes(plan.program.inputs[input].id) ? [collector.inputs[k]] : [],
    );
  const entries = groups.map(({ id, inputs }) => ({
    group: {
      id,
      columns: columnsOf(inputs),
      ...(inputs.length > 1 ? { joint: true as const } : {}),
    },
    single: inputs.map((input) => ({ id: input, columns: columnsOf([input]) })),
  }));
  return {
    inputs: entries.flatMap(({ group, single }) =>
      members && single.length > 1 ? [group, ...single] : [group],
    ),
    single: entries.flatMap(({ single }) => single),
    outcomes: new Map(outcomeColumns(plan.program).map(({ id }, k) => [id, collector.outcomes[k]])),
    firsts: collector.firsts,
    digest: sha256(blocks.map((block) => digests.get(block)).join('\n')),
  };
}

/** The data of one output, without the trials in which it is no finite number. */
export function givenData(
  { inputs, single, firsts }: Pick<DrawnSample, 'inputs' | 'single' | 'firsts'>,
  output: Float64Array,
): {
  readonly data: GivenData;
  readonly single: GivenData['inputs'];
  readonly failed: readonly number[];
} {
  const failed: number[] = [];
  output.forEach((value, p) => {
    if (!Number.isFinite(value)) failed.push(p);
  });
  if (failed.length === 0) return { data: { inputs, output, firsts }, single, failed };
  const out = new Set(failed);
  const kept = (column: Float64Array): Float64Array => column.filter((_, p) => !out.has(p));
  const keptOf = (all: GivenData['inputs']): GivenData['inputs'] =>
    all.map((one) => ({ ...one, columns: one.columns.map(kept) }));
  let left = 0;
  const shorter = firsts.map((first, r) => {
    if (r > 0) {
      for (let p = firsts[r - 1]; p < first; p++) if (!out.has(p)) left++;
    }
    return left;
  });
  return {
    data: {
      inputs: keptOf(inputs),
      output: kept(output),
      firsts: shorter,
    },
    single: keptOf(single),
    failed,
  };
}
