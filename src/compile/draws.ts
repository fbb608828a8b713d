/** From uniforms to inputs: what is done with the uniform of each input, as data that evaluator and machine both follow. */

import { type Distribution, type Mapping, type QuinticTable, applyMapping } from '../dist/index.ts';
import { normalCdf, normalQuantile } from '../math/functions.ts';
import type { Program } from './program.ts';

export interface Draw {
  /** Number of the input in the program. */
  readonly input: number;
  readonly mapping: Mapping;
  readonly table: QuinticTable | undefined;
  /** Normal score = sum of weight * draw of factor, in this order, + residual * own score. */
  readonly loadings: readonly { readonly factor: number; readonly weight: number }[];
  readonly residual: number;
  /** Which of the two the mapping reads. */
  readonly reads: 'nothing' | 'uniform' | 'score';
}

/**
 * The draws of a program in an order in which factors come before what loads on them.
 *
 * @param distributions  aligned with `program.inputs`: the model's own or what replaces them
 */
export function planDraws(program: Program, distributions: readonly Distribution[]): Draw[] {
  const numberOf = new Map(program.inputs.map(({ id }, number) => [id, number]));
  const draws = program.inputs.map(({ loadings }, input): Draw => {
    const { mapping } = distributions[input];
    const fixed = mapping.kind === 'point';
    const square = loadings.reduce((sum, { weight }) => sum + weight * weight, 0);
    return {
      input,
      mapping,
      table: mapping.kind === 'table' ? mapping.table() : undefined,
      loadings: fixed
        ? []
        : loadings.map(({ factor, weight }) => ({ factor: numberOf.get(factor)!, weight })),
      residual: Math.sqrt(1 - square),
      reads: readsOf(mapping),
    };
  });
  const loadedOn = new Set(draws.flatMap((draw) => draw.loadings.map(({ factor }) => factor)));
  return [
    ...draws.filter(({ input }) => loadedOn.has(input)),
    ...draws.filter(({ input }) => !loadedOn.has(input)),
  ];
}

function readsOf(mapping: Mapping): Draw['reads'] {
  switch (mapping.kind) {
    case 'point':
      return 'nothing';
    case 'normal':
    case 'lognormal':
    case 'table':
      return 'score';
    case 'uniform':
    case 'truncated-normal':
    case 'steps':
      return 'uniform';
  }
}

/** One draw of one input from its own uniform; `factors` gives the draw of a factor by its input number. */
export function drawOne(draw: Draw, own: number, factors: (input: number) => number): number {
  if (draw.reads === 'nothing') return applyMapping(draw.mapping, draw.table, own, own);
  if (draw.loadings.length === 0) {
    return applyMapping(
      draw.mapping,
      draw.table,
      own,
      draw.reads === 'score' ? normalQuantile(own) : own,
    );
  }
  let score = 0;
  draw.loadings.forEach(({ factor, weight }, k) => {
    const part = weight * factors(factor);
    score = k === 0 ? part : score + part;
  });
  score += draw.residual * normalQuantile(own);
  const uniform = draw.reads === 'uniform' ? normalCdf(score) : own;
  return applyMapping(draw.mapping, draw.table, uniform, score);
}

/** The inputs of one trial: a number, or one a quarter, aligned with `program.inputs`. */
export type TrialInputs = readonly (number | readonly number[])[];

/**
 * All inputs of one trial.
 *
 * @param uniformOf  own uniform of an input, in (0, 1), for the given quarter (0 where the input has one value a trial)
 */
export function drawInputs(
  program: Program,
  draws: readonly Draw[],
  uniformOf: (input: number, quarter: number) => number,
): TrialInputs {
  const inputs: (number | number[])[] = Array.from({ length: program.inputs.length }, () => 0);
  for (const draw of draws) {
    const at = (quarter: number): number =>
      drawOne(draw, draw.reads === 'nothing' ? 0 : uniformOf(draw.input, quarter), (factor) => {
        const value = inputs[factor];
        return typeof value === 'number' ? value : value[quarter];
      });
    const quarterly = program.inputs[draw.input].over === 'quarter';
    inputs[draw.input] = quarterly ? program.time.quarters.map((_, quarter) => at(quarter)) : at(0);
  }
  return inputs;
}
