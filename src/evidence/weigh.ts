/** How much each trial of a plan counts: the likelihood of what was observed, trial by trial. */

import { outcomeColumns, type Program } from '../compile/program.ts';
import { recordColumns } from '../compile/record.ts';
import { type Condition, parseCondition, parseExpression } from '../condition/condition.ts';
import { evaluateCondition, evaluateExpression } from '../condition/evaluate.ts';
import { DrawCollector } from '../execute/collect.ts';
import type { Executor } from '../execute/executor.ts';
import { Interrupted } from '../execute/interrupted.ts';
import { derive } from '../plan/derive.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { areCounts } from '../stats/counts.ts';
import { type Weights, weightsFromLogs } from '../stats/weights.ts';
import { entry, lastOf } from '../text/entry.ts';
import { parseLikelihood } from './likelihood.ts';
import { evidenceNames } from './plan-evidence.ts';

/** One piece of evidence: an observation, or a condition that is given. */
export interface Piece {
  /** Id of the observation; the text of the condition. */
  readonly id: string;
  /** Empty for what is given. */
  readonly known: string;
  readonly columns: readonly string[];
  /**
   * Logarithm of its likelihood in each of n trials; minus infinity where a value that it needs is
   * no number.
   */
  logs(column: (name: string) => Float64Array, n: number): Float64Array;
  /** Why its quantity cannot have a value that it names as possible; undefined where it can. */
  impossible?(column: (name: string) => Float64Array, n: number): string | undefined;
}

/** The pieces of a plan's evidence: observations by date, then what is given. */
export function piecesOf({
  program,
  evidence,
}: Pick<Plan, 'program' | 'evidence'>): readonly Piece[] {
  if (evidence === undefined) return [];
  const names = evidenceNames(program);
  return [
    ...evidence.observations.map(({ id, known, quantity, likelihood }): Piece => {
      const expression = parseExpression(quantity, names);
      const { log, values } = parseLikelihood(likelihood);
      const parts = values?.filter((value) => !Number.isInteger(value)) ?? [];
      return {
        id,
        known,
        columns: expression.columns,
        logs: (column, n) => evaluateExpression(expression, column, n).map(finiteLog(log)),
        ...(parts.length === 0
          ? {}
          : {
              impossible: (column, n) => {
                const drawn = evaluateExpression(expression, column, n)
                  .filter((x) => !Number.isNaN(x))
                  .sort();
                return areCounts(drawn)
                  ? `${id}: found ${parts.join(', ')}; "${expression.text}" has whole values only, such as ${drawn[0]} and ${drawn.at(-1)}`
                  : undefined;
              },
            }),
      };
    }),
    ...evidence.given.map((text): Piece => {
      const condition: Condition = parseCondition(text, names);
      return {
        id: text,
        known: '',
        columns: condition.columns,
        logs: (column, n) =>
          Float64Array.from(evaluateCondition(condition, column, n).holds, (holds) =>
            holds === 1 ? 0 : Number.NEGATIVE_INFINITY,
          ),
      };
    }),
  ];
}

function finiteLog(log: (x: number) => number): (x: number) => number {
  return (x) => (Number.isNaN(x) ? Number.NEGATIVE_INFINITY : log(x));
}

export interface Weighed {
  /** Logarithms of the likelihood of each piece, in every trial, replicate after replicate. */
  readonly pieces: readonly {
    readonly id: string;
    readonly known: string;
    readonly logs: Float64Array;
  }[];
  /** Where each replicate begins, and the number of trials. */
  readonly firsts: readonly number[];
  /** All pieces together; adding up to 1, or all 0 where no trial is possible. */
  readonly weights: Weights;
  /** Why quantities cannot have the values that evidence names as possible, a sentence each. */
  readonly impossible: readonly string[];
}

/** The program that computes what evidence speaks of, and nothing else. */
function weighingProgram(plan: Pick<Plan, 'program' | 'evidence'>): Program {
  const columns = piecesOf(plan).flatMap((piece) => piece.columns);
  return recordColumns(plan.program, [...new Set(columns)]);
}

/** The plan of the weighing: the same trials, with nothing recorded but what evidence speaks of. */
export function weighingPlan(plan: Plan): Plan {
  return derive(plan, { evidence: undefined, program: weighingProgram(plan) });
}

export interface WeighHooks {
  readonly stop?: { readonly requested: boolean };
  progress?(done: number, total: number): void;
}

/**
 * Weighs the prior trials of a plan by its evidence.
 *
 * @throws Interrupted if it was asked to stop
 */
export async function weigh(
  plan: Plan,
  executor: Executor,
  hooks: WeighHooks = {},
): Promise<Weighed> {
  const weighing = weighingPlan(plan);
  const collector = new DrawCollector(weighing);
  const total = blockCount(weighing);
  const blocks = Array.from({ length: total }, (_, block) => block);
  for await (const result of executor.simulate(
    weighing,
    blocks,
    hooks.stop ? { stop: hooks.stop } : {},
  )) {
    collector.add(result);
    hooks.progress?.(collector.blocks.size, total);
  }
  if (collector.blocks.size < total) throw new Interrupted('the weighing of trials');
  return weighed(plan, collector);
}

/** Weights of trials from what was recorded of them. */
export function weighed(
  plan: Plan,
  { outcomes, firsts }: Pick<DrawCollector, 'outcomes' | 'firsts'>,
): Weighed {
  const numbers = new Map(outcomeColumns(weighingProgram(plan)).map(({ id }, k) => [id, k]));
  const column = (name: string): Float64Array => outcomes[entry(numbers, name)];
  const n = lastOf(firsts);
  const read = piecesOf(plan);
  const pieces = read.map(({ id, known, logs }) => ({ id, known, logs: logs(column, n) }));
  return {
    pieces,
    firsts,
    weights: { firsts, values: weightsFromLogs(joined(pieces, n)) },
    impossible: read.flatMap((piece) => piece.impossible?.(column, n) ?? []),
  };
}

/** Logarithms of the likelihood of several pieces together. */
export function joined(
  pieces: readonly { readonly logs: Float64Array }[],
  n: number,
): Float64Array {
  const sum = new Float64Array(n);
  for (const { logs } of pieces) for (let i = 0; i < n; i++) sum[i] += logs[i];
  return sum;
}
