/** Methods that read draws and what came of them, from a run of their own or from a file. */

import { sha256 } from '../compile/canonical.ts';
import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { DrawCollector } from '../execute/collect.ts';
import type { Executor } from '../execute/executor.ts';
import { drawsOf } from '../execute/simulate.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { quantileSorted } from '../stats/quantile.ts';
import { byGroup } from './by-exchange.ts';
import type { ByGroup, Index, OutcomeAnalysis, TailDrivers } from './document.ts';
import type { GivenData } from './given/data.ts';
import { delta } from './given/delta.ts';
import { firstOrder } from './given/first-order.ts';
import { varianceRemoved } from './given/partial-information.ts';
import { pawn } from './given/pawn.ts';
import { rankCorrelation } from './given/rank-correlation.ts';
import { rankRegression, regression } from './given/regression.ts';
import { type Side, tail } from './given/tail.ts';
import type { Group } from './groups.ts';
import type { Evaluating } from './responses.ts';

export const GIVEN_METHODS = [
  'first-order',
  'delta',
  'pawn',
  'spearman',
  'regression',
  'information',
  'tail',
] as const;
export type GivenMethod = (typeof GIVEN_METHODS)[number];

type Given = Pick<
  OutcomeAnalysis,
  | 'firstOrder'
  | 'delta'
  | 'pawn'
  | 'pawnSlices'
  | 'spearman'
  | 'src'
  | 'pcc'
  | 'prcc'
  | 'linear'
  | 'information'
  | 'tail'
>;

/**
 * What the methods say of one output.
 *
 * @param single  inputs one by one, for the methods that say nothing of a group: rank correlations
 *           and regressions
 */
export function analyseGiven(
  data: GivenData,
  methods: ReadonlySet<string>,
  single: GivenData['inputs'] = data.inputs,
): Given {
  const groups = data.inputs;
  const alone = { ...data, inputs: single };
  return {
    ...(methods.has('first-order') ? { firstOrder: byGroup(groups, firstOrder(data)) } : {}),
    ...(methods.has('delta') ? { delta: byGroup(groups, delta(data)) } : {}),
    ...(methods.has('pawn') ? pawnOf(data) : {}),
    ...(methods.has('spearman') ? { spearman: byGroup(single, rankCorrelation(alone)) } : {}),
    ...(methods.has('regression') ? regressions(alone) : {}),
    ...(methods.has('information') ? { information: informationOf(data) } : {}),
    ...(methods.has('tail') ? { tail: tailsOf(data) } : {}),
  };
}

function pawnOf(data: GivenData): Pick<Given, 'pawn' | 'pawnSlices'> {
  const found = pawn(data);
  return {
    pawn: byGroup(
      data.inputs,
      found?.map(({ median }) => median),
    ),
    ...(found === undefined
      ? {}
      : {
          pawnSlices: Object.fromEntries(data.inputs.map(({ id }, j) => [id, found[j].slices])),
        }),
  };
}

function regressions(data: GivenData): Pick<Given, 'src' | 'pcc' | 'prcc' | 'linear'> {
  const [values, ranks] = [regression(data), rankRegression(data)];
  return {
    src: byGroup(data.inputs, values?.src),
    pcc: byGroup(data.inputs, values?.pcc),
    prcc: byGroup(data.inputs, ranks?.pcc),
    linear: {
      rSquared: values?.rSquared ?? null,
      rankRSquared: ranks?.rSquared ?? null,
      poor: values?.poor ?? true,
      rankPoor: ranks?.poor ?? true,
    },
  };
}

function informationOf(
  data: GivenData,
): ByGroup<{ readonly removed: Index; readonly sdLeft: Index }> {
  const found = varianceRemoved(data);
  return Object.fromEntries(
    data.inputs.map(({ id }, j) => [
      id,
      { removed: found?.[j]?.removed ?? null, sdLeft: found?.[j]?.sdLeft ?? null },
    ]),
  );
}

const IN_TAIL = 0.05;

/** Drivers of the worst and of the best twentieth of the trials. */
function tailsOf(data: GivenData): NonNullable<Given['tail']> {
  const sorted = data.output.toSorted();
  return {
    lowest: tailOf(data, quantileSorted(sorted, IN_TAIL), 'below'),
    highest: tailOf(data, quantileSorted(sorted, 1 - IN_TAIL), 'above'),
  };
}

function tailOf(data: GivenData, threshold: number, side: Side): TailDrivers {
  const found = tail(data, threshold, side);
  return {
    threshold,
    drivers: Object.fromEntries(
      data.inputs.map(({ id }, j) => {
        const driver = found?.[j];
        return [
          id,
          {
            distance: driver?.distance ?? null,
            share: driver?.share ?? null,
            direction: driver?.direction ?? null,
          },
        ];
      }),
    ),
  };
}

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
