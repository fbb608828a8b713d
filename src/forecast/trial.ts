/** Single trials: of a run by number, or from uniforms that are given. */

import {
  exactDraws,
  type Replay,
  replayTrial,
  replayUniforms,
  type TrialDocument,
  traceOf,
  trialDocument,
  uniformsNeeded,
} from '../execute/replay.ts';
import type { Plan } from '../plan/plan.ts';
import { didYouMean } from '../text/nearest.ts';
import { UsageError } from './usage-error.ts';

/** A trial with every intermediate value. */
export interface TracedTrial extends TrialDocument {
  /** Every variable by id: a number, or one a quarter. */
  readonly variables: Readonly<Record<string, number | readonly number[]>>;
}

/**
 * A trial of a plan.
 *
 * @param name  of the run, as messages show it
 * @throws UsageError if there is no such trial, or if it has no number by which it could be drawn
 *   again
 */
export function trialOf(plan: Plan, number: number, name: string): TracedTrial {
  if (number >= plan.trials)
    throw new UsageError(`${name} has trials 0 to ${plan.trials - 1}; ${number} is none of them`);
  if (plan.evidence?.method === 'tempering')
    throw new UsageError(
      `${name} has trials that were moved to where the evidence is; they have no number by which they could be drawn again`,
    );
  return traced(plan, replayTrial(plan, number));
}

/**
 * Trials of a plan for given uniforms, by the quantile functions themselves: the machine reads some
 * of them from tables, which are right to nine digits.
 */
export function trialsFrom(plan: Plan, uniforms: readonly Uniforms[]): TracedTrial[] {
  const draws = exactDraws(plan);
  return uniforms.map((given) => traced(plan, replayUniforms(plan, given, draws)));
}

function traced({ program }: Plan, replay: Replay): TracedTrial {
  return { ...trialDocument(program, replay), variables: traceOf(program, replay) };
}

/** Uniforms by id of an input or of a t copula: one number, or one a quarter. */
export type Uniforms = Readonly<Record<string, number | readonly number[]>>;

/**
 * Uniforms of trials, checked against a plan.
 *
 * @param content  `{ trials: [ { uniforms: { ID: u } } ] }`
 * @param file     where it is from, as messages show it
 * @throws UsageError naming everything that is wrong, the first twenty one by one
 */
export function checkedUniforms(content: unknown, file: string, plan: Plan): Uniforms[] {
  const trials = (content as { trials?: unknown } | null)?.trials;
  if (!Array.isArray(trials))
    throw new UsageError(
      `${file}: wanted { trials: [ { uniforms: { ID: u } } ] }, found no list \`trials\``,
    );
  const problems: string[] = [];
  const needed = uniformsNeeded(plan);
  const known = new Set(plan.program.inputs.map(({ id }) => id));
  const read = trials.map((trial: { uniforms?: unknown } | null, k) => {
    const uniforms = trial?.uniforms;
    if (typeof uniforms !== 'object' || uniforms === null) {
      problems.push(`trials[${k}]: no \`uniforms\``);
      return {};
    }
    const given = uniforms as Record<string, unknown>;
    for (const { id, count } of needed)
      checkUniform(given[id], count, `trials[${k}].uniforms.${id}`, problems);
    for (const id of Object.keys(given)) {
      if (!known.has(id))
        problems.push(
          `trials[${k}].uniforms.${id}: there is no such input${didYouMean(id, known)}`,
        );
    }
    return given as Uniforms;
  });
  if (problems.length > 0) {
    const shown = problems.slice(0, 20);
    const more =
      problems.length > shown.length ? [`... and ${problems.length - shown.length} more`] : [];
    throw new UsageError(
      [
        `${file} cannot be used: ${problems.length} problem(s)`,
        ...[...shown, ...more].map((line) => `  ${line}`),
      ].join('\n'),
    );
  }
  return read;
}

function checkUniform(found: unknown, count: number, path: string, problems: string[]): void {
  const inside = (u: unknown): boolean => typeof u === 'number' && u > 0 && u < 1;
  if (found === undefined) problems.push(`${path}: is missing`);
  else if (count === 1 && !inside(found))
    problems.push(`${path}: found ${JSON.stringify(found)}, wanted a number between 0 and 1`);
  else if (count > 1 && (!Array.isArray(found) || found.length !== count || !found.every(inside))) {
    problems.push(`${path}: wanted ${count} numbers between 0 and 1, one a quarter`);
  }
}
