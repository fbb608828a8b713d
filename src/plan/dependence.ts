/**
 * The copulas of a plan: those of the model and those of the spec, with the correlations of scores
 * solved for the distributions at hand.
 */

import type * as z from 'zod';
import { fullMatrix, memberFaults, overlaps } from '../compile/copulas.ts';
import type { Program, ProgramCopula } from '../compile/program.ts';
import { DependenceError, solveCopula } from '../dependence/index.ts';
import { type Distribution, parseDistribution } from '../distributions/index.ts';
import { didYouMean } from '../text/nearest.ts';
import { factorFaults, loadingFaults } from './loadings.ts';
import type { Locate } from './places.ts';
import type { PlannedCopula, PlannedInput } from './plan.ts';
import type { SpecProblem } from './problem.ts';
import { copulaSchema, type SpecCopula } from './run-spec.ts';

/**
 * A copula that is asked for beside those of the model; `option` is its text on the command line,
 * if it came from there.
 */
interface AskedCopula extends SpecCopula {
  readonly option?: string;
}

/** A copula of the command line: `--correlate '{ inputs: [a, b], rank: 0.5 }'`, as in a spec. */
export interface CorrelateOption {
  readonly option: string;
  /** What the text holds, of any form; absent if it cannot be read. */
  readonly content?: unknown;
}

export function correlateOptions(
  options: readonly CorrelateOption[],
  problems: SpecProblem[],
): AskedCopula[] {
  return options.flatMap(({ option, content }): AskedCopula[] => {
    const tell = (message: string): AskedCopula[] => {
      problems.push({ path: `--correlate '${option}'`, message });
      return [];
    };
    if (content === undefined)
      return tell("cannot be read; wanted such as '{ inputs: [a, b], rank: 0.5 }'");
    const checked = copulaSchema.safeParse(content);
    return checked.success
      ? [{ ...checked.data, option }]
      : tell(checked.error.issues.map(issueText).join('; '));
  });
}

function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return [...issue.path, issue.message].join(' ');
  const known = Object.keys(copulaSchema.shape);
  return issue.keys.map((key) => `there is no key "${key}"${didYouMean(key, known)}`).join('; ');
}

/**
 * @param inputs    aligned with those of the program
 * @param asked     of the spec, then of the command line
 * @param problems  where faults are added
 */
export function planCopulas(
  program: Program,
  inputs: readonly PlannedInput[],
  asked: readonly AskedCopula[],
  locate: Locate | undefined,
  problems: SpecProblem[],
): PlannedCopula[] {
  const own = program.copulas ?? [];
  const tell = (id: string, message: string): void => {
    const k = added.findIndex((copula) => copula.id === id);
    const option = asked[k]?.option;
    const place = k === -1 || option !== undefined ? {} : locate?.(['correlate', k]);
    const path =
      k === -1 ? id : option === undefined ? `correlate[${k}]` : `--correlate '${option}'`;
    problems.push({ ...place, path, message });
  };
  const added = asked.map((copula) => programCopula(program, copula));
  const distributionOf = (id: string) => marginOf(program, inputs, id);
  added.forEach((copula) =>
    faultsOf(program, copula, distributionOf).forEach((fault) => tell(copula.id, fault)),
  );
  overlaps([...own, ...added]).forEach(({ subject, message }) => tell(subject, message));
  if (problems.length > 0) return [];
  const numbered = numberStreams(program, added);
  return [...own, ...numbered].flatMap((copula): PlannedCopula[] => {
    const { id, df, measure, inputs: members, target, over, dimensions } = copula;
    const { weights } = asked[added.findIndex((one) => one.id === id)] ?? {};
    try {
      const { scores, factor } = solveCopula({
        id,
        copula: df === undefined ? { family: 'gaussian' } : { family: 't', df },
        measure,
        inputs: members.map((member) => ({
          id: member,
          distribution: distributionOf(member),
        })),
        target,
        ...(weights === undefined ? {} : { weights }),
      });
      const tail = df === undefined ? {} : { df };
      return [{ id, ...tail, measure, inputs: members, target, scores, factor, over, dimensions }];
    } catch (error) {
      if (!(error instanceof DependenceError)) throw error;
      error.problems.forEach(({ message }) => tell(id, message));
      return [];
    }
  });
}

/**
 * The distribution that a correlation is solved for. A fixed input, or one that is certain to have
 * a value, has none, so that of the model stands in: the others are drawn as they were.
 */
function marginOf(program: Program, inputs: readonly PlannedInput[], id: string) {
  const number = program.inputs.findIndex((input) => input.id === id);
  const planned = parseDistribution(inputs[number].distribution);
  const [least, greatest] = planned.support;
  return least === greatest ? parseDistribution(program.inputs[number].distribution) : planned;
}

function programCopula(program: Program, { inputs, df, ...measures }: SpecCopula): ProgramCopula {
  const measure =
    (['rank', 'kendall', 'pearson'] as const).find((m) => measures[m] !== undefined) ?? 'rank';
  const named = inputs.slice(0, 3).join(' & ');
  return {
    id: inputs.length > 3 ? `${named} & ${inputs.length - 3} more` : named,
    ...(df === undefined ? {} : { df }),
    measure,
    inputs,
    target: fullMatrix(measures[measure] ?? 0, inputs.length),
    over: program.inputs.find(({ id }) => id === inputs[0])?.over ?? 'trial',
    dimensions: [],
    about: {},
  };
}

function faultsOf(
  program: Program,
  copula: ProgramCopula,
  distributionOf: (id: string) => Distribution,
): string[] {
  const { inputs } = copula;
  const known = program.inputs.map(({ id }) => id);
  const unknown = inputs.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    return unknown.map((id) => `there is no input "${id}"${didYouMean(id, known)}`);
  const faults = [...memberFaults(inputs, program.inputs), ...factorFaults(program, copula)];
  return faults.length > 0 ? faults : loadingFaults(program, copula, distributionOf);
}

/** Streams of t copulas that only the spec knows come after all dimensions of the model. */
function numberStreams(program: Program, copulas: readonly ProgramCopula[]): ProgramCopula[] {
  const taken = [...program.inputs, ...(program.copulas ?? [])].flatMap(
    ({ dimensions }) => dimensions,
  );
  let next = taken.reduce((most, dimension) => Math.max(most, dimension), -1) + 1;
  return copulas.map((copula) => {
    if (copula.df === undefined) return copula;
    const count = copula.over === 'quarter' ? program.time.quarters.length : 1;
    return { ...copula, dimensions: Array.from({ length: count }, () => next++) };
  });
}
