/** Draws of a plan and what came of them, for the methods that read draws. */

import { sha256 } from '../compile/canonical.ts';
import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { observe } from '../evidence/observe.ts';
import { DrawCollector } from '../execute/collect.ts';
import type { Executor } from '../execute/executor.ts';
import { drawsOf } from '../execute/simulate.ts';
import { derive } from '../plan/derive.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { pointsOf } from '../random/designs.ts';
import { streamKey } from '../random/keys.ts';
import { uniformAt } from '../random/threefry.ts';
import { type Redrawn, redraw, redrawnColumn } from '../stats/redraw.ts';
import { effectiveSampleSize } from '../stats/weights.ts';
import { type GivenData, independentParts } from './given/data.ts';
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
  /** Independent trials that they tell as much as; absent where all count alike. */
  readonly worth?: number;
  /** Number of the trial that stands at a position. */
  trialAt(position: number): number;
  readonly digest: string;
}

/** What evidence makes of the trials of a plan. */
export interface EvidenceOnTrials {
  /** Who draws them: moved to where the evidence is, or as they were. */
  readonly executor: Executor;
  /** Trials by which they are replaced; absent where they count alike. */
  readonly redrawn?: Redrawn;
  /** How many independent trials they tell as much as. */
  readonly worth: number;
}

/**
 * Takes in the evidence of a plan, if there is any: trials are redrawn by weight, as many as there
 * are, so that methods that read draws need no weights of their own.
 *
 * @param plan  with its whole program, which evidence may speak of
 * @throws      EvidenceError if the evidence leaves too few trials
 */
export async function evidenceOn(
  plan: Plan,
  executor: Executor,
  { stop }: Evaluating,
): Promise<EvidenceOnTrials | undefined> {
  if (plan.evidence === undefined) return undefined;
  const observed = await observe(plan, executor, 0, stop ? { stop } : {});
  const { weights } = observed;
  if (weights === undefined) return { executor: observed.executor, worth: plan.trials };
  const { order, firsts } = independentParts(replicateStarts(plan));
  const values = order === undefined ? weights : Float64Array.from(order, (i) => weights[i]);
  const offset = uniformAt(streamKey(plan.seed, 'trials redrawn by weight'), 0);
  const { positions, firsts: starts } = redraw({ values, firsts }, plan.trials, offset);
  return {
    executor,
    redrawn: {
      positions: order === undefined ? positions : positions.map((k) => order[k]),
      firsts: starts,
    },
    worth: effectiveSampleSize(weights),
  };
}

/**
 * Computes a plan and keeps all draws.
 *
 * @param members  whether the inputs of a group of several stand beside it: those of a copula where
 *           inputs are analysed one by one
 * @param evidence  what it makes of these trials; that of the plan is not looked at
 */
export async function drawSample(
  question: Plan,
  { groups, members }: { readonly groups: readonly Group[]; readonly members: boolean },
  given: Executor,
  { stop, progress }: Evaluating,
  evidence?: EvidenceOnTrials,
): Promise<DrawnSample> {
  const plan = derive(question, { evidence: undefined });
  const { executor = given, redrawn, worth } = evidence ?? {};
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
  const taken = (column: Float64Array): Float64Array =>
    redrawn === undefined ? column : redrawnColumn(column, redrawn);
  const inputs = collector.inputs.map(taken);
  const columnsOf = (ids: readonly string[]) =>
    recorded.flatMap(({ input }, k) =>
      ids.includes(plan.program.inputs[input].id) ? [inputs[k]] : [],
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
    outcomes: new Map(
      outcomeColumns(plan.program).map(({ id }, k) => [id, taken(collector.outcomes[k])]),
    ),
    firsts: redrawn?.firsts ?? collector.firsts,
    ...(worth === undefined ? {} : { worth }),
    trialAt(position) {
      const original = redrawn?.positions[position] ?? position;
      const replicate = collector.firsts.findLastIndex((first) => first <= original);
      return (original - collector.firsts[replicate]) * plan.replicates + replicate;
    },
    digest: sha256(blocks.map((block) => digests.get(block)).join('\n')),
  };
}

/** The data of one output, without the trials in which it is no finite number. */
export function givenData(
  { inputs, single, firsts, worth }: Pick<DrawnSample, 'inputs' | 'single' | 'firsts' | 'worth'>,
  output: Float64Array,
): {
  readonly data: GivenData;
  readonly single: GivenData['inputs'];
  readonly failed: readonly number[];
} {
  const known = worth === undefined ? {} : { worth };
  const failed: number[] = [];
  output.forEach((value, p) => {
    if (!Number.isFinite(value)) failed.push(p);
  });
  if (failed.length === 0) return { data: { inputs, output, firsts, ...known }, single, failed };
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
      ...known,
    },
    single: keptOf(single),
    failed,
  };
}

function replicateStarts({ trials, replicates }: Plan): readonly number[] {
  const firsts = [0];
  for (let r = 0; r < replicates; r++) firsts.push(firsts[r] + pointsOf(trials, replicates, r));
  return firsts;
}
