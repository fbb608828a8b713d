/**
 * From uniforms to inputs: what is done with the uniform of each input, as data that evaluator and
 * machine both follow.
 */

import {
  applyMapping,
  type Distribution,
  type Mapping,
  type QuinticTable,
  type TableMapping,
} from '../distributions/index.ts';
import { normalCdf, normalQuantile } from '../math/functions.ts';
import { entry } from '../text/entry.ts';
import { type Tail, tailScore, tailTables } from './copula-tail.ts';
import type { Program, ProgramCopula, ProgramInput } from './program.ts';

export interface Draw {
  /** Number of the input in the program. */
  readonly input: number;
  readonly mapping: Mapping;
  readonly table: QuinticTable | undefined;
  /** Normal score = sum of weight * draw of factor, in this order, + residual * own score. */
  readonly loadings: readonly { readonly factor: number; readonly weight: number }[];
  readonly residual: number;
  /** Absent where the input is in no copula; else it has no loadings. */
  readonly copula?: CopulaDraw;
  /** Which of the two the mapping reads. */
  readonly reads: 'nothing' | 'uniform' | 'score';
  /** Whether its one value is to change between blocks. */
  readonly turns?: boolean;
  /** Whose quantile function makes the draw, instead of the table. */
  readonly exact?: Distribution;
}

export interface CopulaDraw {
  /**
   * Normal score = sum of weight * own score of member, in this order; the last one is the input
   * itself, unless it copies others.
   */
  readonly members: readonly { readonly input: number; readonly weight: number }[];
  /** What makes a Student t copula of it; `stream` is its number among `drawnStreams`. */
  readonly tail?: Tail & { readonly stream: number };
}

/** A copula whose scores are solved. */
export interface SolvedCopula
  extends Pick<ProgramCopula, 'id' | 'df' | 'inputs' | 'over' | 'dimensions'> {
  /** Lower Cholesky factor of the correlations of the scores. */
  readonly factor: readonly (readonly number[])[];
}

/** Whatever draws uniforms: the inputs, then the copulas, of which those of the Student t draw. */
export function drawnStreams(
  program: Pick<Program, 'inputs'>,
  copulas: readonly SolvedCopula[] = [],
): readonly Pick<ProgramInput, 'id' | 'over' | 'dimensions'>[] {
  return [...program.inputs, ...copulas];
}

/**
 * The draws of a program in an order in which factors come before what loads on them.
 *
 * @param distributions  aligned with `program.inputs`: the model's own or what replaces them
 */
export function planDraws(
  program: Program,
  distributions: readonly Distribution[],
  copulas: readonly SolvedCopula[] = [],
): Draw[] {
  const numberOf = new Map(program.inputs.map(({ id }, number) => [id, number]));
  const copulaOf = copulaDraws(program, copulas, numberOf);
  const draws = program.inputs.map(({ loadings }, input): Draw => {
    const { mapping, text } = distributions[input];
    const fixed = mapping.kind === 'point';
    const square = loadings.reduce((sum, { weight }) => sum + weight * weight, 0);
    const copula = fixed ? undefined : copulaOf.get(input);
    return {
      input,
      mapping,
      table: mapping.kind === 'table' ? tableOf(mapping, text) : undefined,
      loadings: fixed
        ? []
        : loadings.map(({ factor, weight }) => ({ factor: entry(numberOf, factor), weight })),
      residual: Math.sqrt(1 - square),
      ...(copula === undefined ? {} : { copula }),
      reads: readsOf(mapping),
    };
  });
  const loadedOn = new Set(draws.flatMap((draw) => draw.loadings.map(({ factor }) => factor)));
  return [
    ...draws.filter(({ input }) => loadedOn.has(input)),
    ...draws.filter(({ input }) => !loadedOn.has(input)),
  ];
}

/**
 * The same draws from the quantile functions themselves where the machine reads a table of them.
 *
 * @param distributions  as `planDraws` had them
 */
export function withoutTables(
  draws: readonly Draw[],
  distributions: readonly Distribution[],
): Draw[] {
  return draws.map((draw) =>
    draw.mapping.kind === 'table' ? { ...draw, exact: distributions[draw.input] } : draw,
  );
}

/** Tables take longer to make than all else of a small run, and a mapping has one for ever. */
const tables = new WeakMap<TableMapping, QuinticTable>();
/** Tables that were made when the package was built, by the text of their distribution. */
const known = new Map<string, QuinticTable>();

function tableOf(mapping: TableMapping, text: string): QuinticTable {
  const table = tables.get(mapping) ?? known.get(text) ?? mapping.table();
  tables.set(mapping, table);
  return table;
}

/** @param made  tables as they would be made here, by the text of their distribution */
export function knowTables(
  made: Iterable<readonly [distribution: string, table: QuinticTable]>,
): void {
  for (const [distribution, table] of made) known.set(distribution, table);
}

function copulaDraws(
  program: Program,
  copulas: readonly SolvedCopula[],
  numberOf: ReadonlyMap<string, number>,
): ReadonlyMap<number, CopulaDraw> {
  const draws = new Map<number, CopulaDraw>();
  copulas.forEach(({ inputs, factor, df }, k) => {
    const tail =
      df === undefined ? {} : { tail: { ...tailTables(df), stream: program.inputs.length + k } };
    inputs.forEach((id, row) => {
      const members = inputs
        .slice(0, row + 1)
        .map((member, column) => ({ input: entry(numberOf, member), weight: factor[row][column] }))
        .filter(({ weight }) => weight !== 0);
      draws.set(entry(numberOf, id), { members, ...tail });
    });
  });
  return draws;
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

/** What a draw needs beside its own uniform. */
interface Others {
  /** The draw of a factor, by its input number. */
  factor(input: number): number;
  /** The uniform of another stream, by its number among `drawnStreams`. */
  uniform(stream: number): number;
}

/** One draw of one input from its own uniform. */
function drawOne(draw: Draw, own: number, others: Others): number {
  const { mapping, table, reads, loadings, residual, copula, exact } = draw;
  if (reads === 'nothing') return applyMapping(mapping, table, own, own);
  if (loadings.length === 0 && copula === undefined) {
    if (exact) return own <= 0.5 ? exact.quantile(own) : exact.upperQuantile(1 - own);
    return applyMapping(mapping, table, own, reads === 'score' ? normalQuantile(own) : own);
  }
  const score =
    copula === undefined
      ? loadings.map(({ factor, weight }) => weight * others.factor(factor)).reduce(sum) +
        residual * normalQuantile(own)
      : copulaScore(copula, others);
  if (exact)
    return score <= 0 ? exact.quantile(normalCdf(score)) : exact.upperQuantile(normalCdf(-score));
  return applyMapping(mapping, table, reads === 'uniform' ? normalCdf(score) : own, score);
}

function copulaScore({ members, tail }: CopulaDraw, { uniform }: Others): number {
  const score = members
    .map(({ input, weight }) => weight * normalQuantile(uniform(input)))
    .reduce(sum);
  return tail === undefined ? score : tailScore(tail, score, normalQuantile(uniform(tail.stream)));
}

function sum(a: number, b: number): number {
  return a + b;
}

/** The inputs of one trial: a number, or one a quarter, aligned with `program.inputs`. */
export type TrialInputs = readonly (number | readonly number[])[];

/**
 * All inputs of one trial.
 *
 * @param uniformOf  uniform of a stream, by its number among `drawnStreams`, in (0, 1), for the
 *                   given quarter (0 where it has one value a trial)
 */
export function drawInputs(
  program: Program,
  draws: readonly Draw[],
  uniformOf: (stream: number, quarter: number) => number,
): TrialInputs {
  const inputs: (number | number[])[] = Array.from({ length: program.inputs.length }, () => 0);
  for (const draw of draws) {
    const at = (quarter: number): number =>
      drawOne(draw, draw.reads === 'nothing' ? 0 : uniformOf(draw.input, quarter), {
        factor: (input) => {
          const value = inputs[input];
          return typeof value === 'number' ? value : value[quarter];
        },
        uniform: (stream) => uniformOf(stream, quarter),
      });
    const quarterly = program.inputs[draw.input].over === 'quarter';
    inputs[draw.input] = quarterly ? program.time.quarters.map((_, quarter) => at(quarter)) : at(0);
  }
  return inputs;
}
