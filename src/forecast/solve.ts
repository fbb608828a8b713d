/** The value of an input at which a statistic of the forecast reaches a target. */

import { recordableNames } from '../compile/record.ts';
import { parseDistribution } from '../distributions/index.ts';
import type { Executor } from '../execute/executor.ts';
import { Interrupted } from '../execute/interrupted.ts';
import { derive } from '../plan/derive.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { answer } from '../query/answer.ts';
import { recordedDraws } from '../revision/outcome-draws.ts';
import { findCrossings } from '../solve/crossing.ts';
import type { Frontier, FrontierRow, Solution, Varied } from '../solve/document.ts';
import { parseTarget, type Target } from '../solve/target.ts';
import type { Estimate } from '../stats/summary.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Run } from './run.ts';
import { UsageError } from './usage-error.ts';

/** An input to vary, and where; without a range where the model, or its distribution, allows it. */
export interface VariedInput {
  readonly id: string;
  readonly between?: readonly [number, number];
}

export interface SolveRequest {
  /** One, or two for a frontier. */
  readonly inputs: readonly VariedInput[];
  /** `P(balance.domesticReached[2028]) = 0.5`: a statistic as `Run.ask` takes it, and a number. */
  readonly for: string;
  /** Values of each input that are tried first; 9, at least 3. */
  readonly points?: number;
}

export interface SolveHooks {
  readonly signal?: AbortSignal | undefined;
  /** After every question that was computed. */
  readonly onStep?: ((plans: number) => void) | undefined;
}

const POINTS = 9;

export interface SolveOptions extends SolveRequest {
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** After every question that was computed. */
  readonly onStep?: (plans: number) => void;
}

/**
 * Finds where a statistic of a run's question reaches a target: see `solveWith`.
 *
 * @returns the values at which it does, each with its interval, and all that was tried; of two
 *          inputs a frontier, a row a value of the first
 * @throws ConditionError for a target that cannot be read; UsageError naming all that is wrong with
 *   the inputs; EvidenceError where evidence leaves too few trials; Interrupted where the signal came
 *
 * @example
 * const yields = await solve(run, {
 *   inputs: [{ id: 'subsidy.rate', between: [0, 0.5] }],
 *   for: 'P(target.reached) = 0.9',
 * });
 */
export async function solve(
  run: Run,
  { threads, signal, onStep, ...request }: SolveOptions,
): Promise<Solution | Frontier> {
  const executor = run.place.executor({ threads, blocks: blockCount(run.plan) });
  try {
    return await solveWith(run.plan, request, executor, { signal, onStep });
  } finally {
    await executor.close();
  }
}

/**
 * Finds where a statistic reaches a target, by fixing an input at one value after another. All other
 * draws are the same each time, so the statistic differs by what the input does and nothing else.
 * The interval of the answer has the values at which the 95 % interval of the statistic has the
 * target in it.
 *
 * @param plan  the question; its evidence weighs the trials of each value anew
 * @throws ConditionError for a target that cannot be read; UsageError naming all that is wrong with
 *   the inputs; EvidenceError where evidence leaves too few trials; Interrupted where the signal came
 */
export async function solveWith(
  plan: Plan,
  request: SolveRequest,
  executor: Executor,
  hooks: SolveHooks = {},
): Promise<Solution | Frontier> {
  const target = parseTarget(request.for, { columns: recordableNames(plan.program) });
  const [first, second] = variedInputs(plan, request);
  const counter = { plans: 0 };
  const at = async (values: ReadonlyMap<string, number>): Promise<Estimate> => {
    if (hooks.signal?.aborted) throw new Interrupted(`${counter.plans} values were tried`);
    const { value, se, low, high } = await measured(fixedAt(plan, values), target, executor);
    counter.plans++;
    hooks.onStep?.(counter.plans);
    return { value, se, low, high };
  };
  const now = await at(new Map());
  const search = { target: target.value, points: request.points ?? POINTS };
  const common = {
    format: 1,
    run: plan.name,
    id: plan.id,
    statistic: target.query.text,
    target: target.value,
    now,
  } as const;
  if (second === undefined) {
    const found = await findCrossings((x) => at(new Map([[first.id, x]])), { ...first, ...search });
    return { ...common, input: first, plans: counter.plans, ...found };
  }
  const rows: FrontierRow[] = [];
  for (let k = 0; k < search.points; k++) {
    const x = first.from + (k * (first.to - first.from)) / (search.points - 1);
    const measure = (y: number) =>
      at(
        new Map([
          [first.id, x],
          [second.id, y],
        ]),
      );
    const { tried: _, ...found } = await findCrossings(measure, { ...second, ...search });
    rows.push({ at: x, ...found });
  }
  return { ...common, inputs: [first, second], rows, plans: counter.plans };
}

/** The question with inputs fixed; what moves together with them is drawn as it was. */
function fixedAt(plan: Plan, values: ReadonlyMap<string, number>): Plan {
  return derive(plan, {
    inputs: plan.inputs.map((input) => {
      const value = values.get(input.id);
      if (value === undefined) return input;
      return { id: input.id, distribution: `point(${value})`, overriddenBy: 'solve' };
    }),
  });
}

async function measured(plan: Plan, { query }: Target, executor: Executor): Promise<Estimate> {
  const drawn = await recordedDraws(plan, query.columns, executor);
  return answer(query, { ...drawn, isWeighted: plan.evidence?.method === 'weights' });
}

function variedInputs(plan: Plan, { inputs, points = POINTS }: SolveRequest): [Varied, Varied?] {
  const faults: string[] = [];
  if (inputs.length < 1 || inputs.length > 2)
    faults.push(`${inputs.length} inputs are to vary; wanted one, or two for a frontier`);
  if (!Number.isInteger(points) || points < 3 || points > 1000)
    faults.push(`points is ${points}; wanted a whole number from 3 to 1000`);
  if (inputs.length === 2 && inputs[0].id === inputs[1].id)
    faults.push(`${inputs[0].id} is to vary twice; wanted two inputs`);
  const varied = inputs.flatMap((one) => {
    const found = variedInput(plan, one);
    if (typeof found !== 'string') return [found];
    faults.push(found);
    return [];
  });
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return [varied[0], varied[1]];
}

/** Where the distribution of an input has next to nothing beyond; where a range is not declared. */
const NEARLY_ALL = 0.001;

function variedInput({ program, inputs }: Plan, { id, between }: VariedInput): Varied | string {
  const k = program.inputs.findIndex((input) => input.id === id);
  if (k < 0)
    return `there is no input "${id}"${didYouMean(
      id,
      program.inputs.map((input) => input.id),
    )}`;
  const { unit, used, about } = program.inputs[k];
  if (!used) return `no outcome depends on ${id}`;
  const { distribution } = inputs[k];
  const own = parseDistribution(program.inputs[k].distribution);
  if (own.discrete && own.family !== 'point')
    return `${id} is ${own.text}, which has no values in between; compare runs with --set instead`;
  const [from, to] = between ??
    about.range ?? [own.quantile(NEARLY_ALL), own.quantile(1 - NEARLY_ALL)];
  const range = `${from} to ${to}`;
  if (!(from < to) || !Number.isFinite(to - from))
    return between === undefined
      ? `${id} is ${distribution}, which has no range to search; say which with --between`
      : `${id} is to vary from ${range}; wanted the lower end first, and both to be numbers`;
  const [least, greatest] = about.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (from < least || to > greatest)
    return `${id} is to vary from ${range}; wanted within ${least} to ${greatest} (${unit}), the range of the model`;
  const label = about.label;
  return { id, ...(label === undefined ? {} : { label }), unit, distribution, from, to };
}
