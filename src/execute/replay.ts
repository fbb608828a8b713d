/** Single trials by the scalar evaluator: of a run, or from given uniforms. */

import {
  type Draw,
  drawInputs,
  drawnStreams,
  type TrialInputs,
  withoutTables,
} from '../compile/draws.ts';
import { evaluate, type Trial } from '../compile/evaluate.ts';
import { outcomeColumns, type Program, streamNames } from '../compile/program.ts';
import { parseDistribution } from '../distributions/index.ts';
import { exchanged, type Place, secondPlace } from '../plan/exchange.ts';
import type { Plan } from '../plan/plan.ts';
import { uniform } from '../random/streams.ts';
import { drawsOf } from './simulate.ts';

export interface Replay {
  readonly inputs: TrialInputs;
  readonly trial: Trial;
}

/**
 * Trial `number` of a plan, to the bit as the machine computes it.
 *
 * @param matrix  where the plan has several, the one whose trial is meant
 */
export function replayTrial(plan: Plan, number: number, matrix = 0): Replay {
  const { program, design, seed, replicates, trials, exchange } = plan;
  const streams = drawnStreams(program, plan.copulas);
  const names = streams.map((stream) => streamNames(stream, program.time.quarters));
  const seconds = exchange ? exchanged(exchange, matrix, number % replicates) : new Set<string>();
  return replay(plan, drawsOf(plan), (stream, quarter) => {
    const { id, dimensions } = streams[stream];
    const place = { name: names[stream][quarter], dimension: dimensions[quarter] };
    const draw = ({ name, dimension }: Place): number =>
      uniform(design, seed, name, dimension, replicates, number, trials);
    if (!exchange || !seconds.has(id)) return draw(place);
    if (exchange.second === 'independent') return draw(secondPlace(exchange, place));
    const first = draw(place);
    return first < 0.5 ? first + 0.5 : first - 0.5;
  });
}

/**
 * A trial from uniforms by id of the input (or of the t copula): one number, or one a quarter.
 *
 * @param draws  how inputs are made of them; by default as the machine does, to the bit
 */
export function replayUniforms(
  plan: Plan,
  uniforms: Readonly<Record<string, number | readonly number[]>>,
  draws = drawsOf(plan),
): Replay {
  const streams = drawnStreams(plan.program, plan.copulas);
  return replay(plan, draws, (stream, quarter) => {
    const given = uniforms[streams[stream].id];
    return typeof given === 'number' ? given : given[quarter];
  });
}

/** The draws of a plan from the quantile functions themselves, to the last digits or so. */
export function exactDraws(plan: Plan): readonly Draw[] {
  const distributions = plan.inputs.map(({ distribution }) => parseDistribution(distribution));
  return withoutTables(drawsOf(plan), distributions);
}

function replay(
  plan: Plan,
  draws: readonly Draw[],
  uniformOf: (stream: number, quarter: number) => number,
): Replay {
  const inputs = drawInputs(plan.program, draws, uniformOf);
  return { inputs, trial: evaluate(plan.program, inputs) };
}

/** Ids of the inputs, and of the t copulas, for which a trial needs uniforms. */
export function uniformsNeeded(plan: Plan): { readonly id: string; readonly count: number }[] {
  const { program, copulas } = plan;
  const drawn = drawsOf(plan).filter(({ reads }) => reads !== 'nothing');
  const needed = new Set(
    drawn.flatMap(({ input, copula }) => [
      input,
      ...(copula?.members.map((member) => member.input) ?? []),
      ...(copula?.tail === undefined ? [] : [copula.tail.stream]),
    ]),
  );
  return drawnStreams(program, copulas).flatMap(({ id, over }, stream) =>
    needed.has(stream)
      ? [{ id, count: over === 'quarter' ? program.time.quarters.length : 1 }]
      : [],
  );
}

export interface TrialDocument {
  readonly inputs: Readonly<Record<string, number | readonly number[]>>;
  /** Yearly and horizon outcomes, by id with the period. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Quarterly outcomes, by id. */
  readonly series: Readonly<Record<string, readonly number[]>>;
}

/** A trial by ids. */
export function trialDocument(program: Program, { inputs, trial }: Replay): TrialDocument {
  const outcomes: Record<string, number> = {};
  const series: Record<string, number[]> = {};
  outcomeColumns(program).forEach(({ id, outcome }, k) => {
    const { id: base, over } = program.outcomes[outcome];
    if (over === 'quarter') (series[base] ??= []).push(trial.outcomes[k]);
    else outcomes[id] = trial.outcomes[k];
  });
  return {
    inputs: Object.fromEntries(program.inputs.map(({ id }, k) => [id, inputs[k]])),
    outcomes,
    series,
  };
}

/** Every variable by id: a number, or one a quarter. */
export function traceOf(
  program: Program,
  { inputs, trial }: Replay,
): Record<string, number | number[]> {
  const quarters = program.time.quarters.length;
  const quarterly = new Set(program.sections.quarter);
  const at = (value: number, t: number): number => {
    const node = program.values[value];
    if (node.op === 'constant') return node.value;
    if (node.op === 'schedule') return node.values[t];
    if (node.op === 'input') {
      const drawn = inputs[node.input];
      return typeof drawn === 'number' ? drawn : drawn[t];
    }
    const varies = quarterly.has(value) || node.op === 'previous';
    return trial.values[value * quarters + (varies ? t : 0)];
  };
  return Object.fromEntries(
    program.variables.map(({ id, over, value }) => [
      id,
      over === 'trial' ? at(value, 0) : program.time.quarters.map((_, t) => at(value, t)),
    ]),
  );
}
