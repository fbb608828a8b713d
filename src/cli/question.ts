/** From what stands on the command line to a plan. */

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Compiled, compile } from '../compile/compile.ts';
import { describeProblems } from '../compile/problem.ts';
import { type AskedObservation, planEvidence } from '../evidence/plan-evidence.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { Plan, PlannedEvidence } from '../plan/plan.ts';
import { SpecError, type SpecProblem } from '../plan/problem.ts';
import { readRunSpec, type SpecFile } from '../plan/read-spec.ts';
import { idleOverrides, type Question, resolvePlan } from '../plan/resolve.ts';
import type { RunSpec } from '../plan/run-spec.ts';
import type { UpdateMethod } from '../plan/updates.ts';
import { readColumn } from '../tables/read-column.ts';
import { DEFAULT_MODEL, isShipped, loadModel } from './load-model.ts';
import { tellNotes } from './notes.ts';
import { UsageError } from './usage-error.ts';

export interface QuestionOptions {
  readonly model?: string;
  readonly seed?: string;
  readonly trials?: number;
  readonly replicates?: number;
  readonly design?: string;
  readonly set?: readonly string[];
  readonly preset?: readonly string[];
  readonly correlate?: readonly string[];
  readonly draws?: boolean;
  readonly asOf?: string;
  readonly evidence?: readonly string[];
  readonly given?: readonly string[];
  readonly minEss?: number;
  readonly update?: UpdateMethod;
}

export interface Asked {
  readonly compiled: Compiled;
  readonly plan: Plan;
}

/** Reads, compiles and resolves; whatever is wrong is thrown, what is odd is told on standard error. */
export async function readQuestion(
  specFile: string | undefined,
  options: QuestionOptions,
): Promise<Asked> {
  const { file: read, refused } =
    specFile === undefined ? {} : readSpec(specFile, (text) => readRunSpec(text, specFile));
  try {
    const asked = await askedBy(read, specFile, options);
    if (refused) throw refused;
    return asked;
  } catch (error) {
    throw withRefused(error, refused);
  }
}

/** The question of a spec that is read, with options laid over it. */
export async function askedBy(
  read: SpecFile | undefined,
  specFile: string | undefined,
  options: QuestionOptions,
): Promise<Asked> {
  // A model named on the command line lies where the user is, one named in a spec beside the spec.
  const inSpec = options.model === undefined && read?.spec.model !== undefined;
  const named = options.model ?? read?.spec.model ?? DEFAULT_MODEL;
  const added = filesOf(read?.spec, specFile, options);
  const compiled = await compileModel(
    named,
    inSpec ? dirname(specFile!) : undefined,
    mentioned([
      ...added.observations.map(({ observation }) => observation.quantity),
      ...(read?.spec.given ?? []),
      ...(options.given ?? []),
    ]),
  );
  const modelFile = inSpec && !isShipped(named) ? join(dirname(specFile!), named) : named;
  const observed = observedIn(compiled, read?.spec, added, options);
  const plan = resolvingWith(observed.problems, {
    program: compiled.program,
    evidence: observed.evidence,
    presets: compiled.model.presets,
    ...read,
    setOptions: options.set,
    presetOptions: options.preset,
    correlateOptions: options.correlate,
    seed: options.seed,
    trials: options.trials,
    replicates: options.replicates,
    design: options.design,
    draws: options.draws,
    readColumn: {
      options: columnOf,
      spec: (file, column, na) => columnOf(resolve(dirname(specFile ?? '.'), file), column, na),
    },
    ...(isShipped(named) ? {} : { modelFile }),
  });
  return asked(compiled, plan);
}

function columnOf(file: string, column: string, na?: readonly string[]): readonly number[] {
  return readColumn(file, column, { na, notes: tellNotes });
}

/** What the file gets wrong and what the model finds wrong with the rest of it, in one piece. */
export function withRefused(error: unknown, refused: SpecError | undefined): unknown {
  if (!refused || error === refused) return error;
  return error instanceof SpecError
    ? new SpecError(refused.heading, [...refused.problems, ...error.problems])
    : refused;
}

/** The plan of a question; with faults of its evidence, if there are any, told together with its own. */
function resolvingWith(faults: readonly SpecProblem[], question: Question): Plan {
  try {
    const plan = resolvePlan(question);
    if (faults.length === 0) return plan;
    throw new SpecError(`Run "${plan.name}" cannot start`, []);
  } catch (error) {
    if (!(error instanceof SpecError) || faults.length === 0) throw error;
    throw new SpecError(error.heading, [...error.problems, ...faults]);
  }
}

interface Added {
  readonly observations: readonly AskedObservation[];
  readonly problems: readonly SpecProblem[];
}

/** Observations of the files that spec and options name. */
function filesOf(
  spec: RunSpec | undefined,
  specFile: string | undefined,
  options: QuestionOptions,
): Added {
  const problems: SpecProblem[] = [];
  const ofSpec = (spec?.evidence ?? []).map((file) => join(dirname(specFile ?? '.'), file));
  const files = [...ofSpec, ...(options.evidence ?? [])];
  return { observations: files.flatMap((file) => readEvidence(file, problems)), problems };
}

/** Words of expressions that may be ids of variables. */
function mentioned(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(/[A-Za-z_][\w.-]*/g) ?? []));
}

/** The evidence of a question: of the model up to the vintage, of files, and what is given. */
function observedIn(
  { model, program }: Compiled,
  spec: RunSpec | undefined,
  { observations: added, problems: faults }: Added,
  options: QuestionOptions,
): { readonly evidence: PlannedEvidence | undefined; readonly problems: readonly SpecProblem[] } {
  const problems = [...faults];
  const { evidence, later } = planEvidence(
    program,
    {
      asOf: options.asOf ?? spec?.asOf,
      ofModel: (model.evidence ?? []).map((observation) => ({
        observation,
        path: `${observation.id} of model ${model.name}`,
      })),
      modelKnows: model.knows,
      added,
      given: [...(spec?.given ?? []), ...(options.given ?? [])],
      method: options.update ?? spec?.update,
      least: options.minEss ?? spec?.minEss,
    },
    problems,
  );
  const ofFiles = later.filter(({ id }) => added.some(({ observation }) => observation.id === id));
  for (const { id, known } of ofFiles)
    process.stderr.write(`${id} is left out: it was known on ${known}, after the vintage\n`);
  return { evidence, problems };
}

function asked(compiled: Compiled, plan: Plan): Asked {
  for (const { id, overriddenBy } of idleOverrides(plan)) {
    process.stderr.write(`warning: ${overriddenBy} changes ${id}, on which no outcome depends\n`);
  }
  return { compiled, plan };
}

/** @param keep  variables that are computed though no outcome depends on them */
export async function compileModel(
  named: string,
  from?: string,
  keep?: ReadonlySet<string>,
): Promise<Compiled> {
  const compiled = compile(await loadModel(named, from), keep);
  if (compiled.warnings.length > 0)
    process.stderr.write(`${describeProblems(compiled.model.name, compiled.warnings)}\n`);
  return compiled;
}

/**
 * Whether a model that is named beside a run is still the one it was computed from. A run needs no model: its program is in its folder.
 *
 * @throws UsageError with both fingerprints if it is not
 */
export async function expectModel(named: string | undefined, { program }: Plan): Promise<void> {
  if (named === undefined) return;
  const { fingerprint } = (await compileModel(named)).program;
  if (fingerprint === program.fingerprint) return;
  throw new UsageError(
    `model ${named} is not the one of this run: its fingerprint is ${fingerprint.slice(0, 16)}, that of the run ${program.fingerprint.slice(0, 16)}`,
  );
}

/** The spec of a file, or what could be read of it and why it is refused. */
export function readSpec<Spec extends RunSpec>(
  file: string,
  read: (text: string) => SpecFile<Spec>,
): { readonly file?: SpecFile<Spec>; readonly refused?: SpecError } {
  try {
    return { file: read(readSpecFile(file)) };
  } catch (error) {
    if (!(error instanceof SpecError) || error.rest === undefined) throw error;
    // Without the model that was meant, what another model says of the rest would mislead.
    const misnamed = error.problems.some(({ message }) => /did you mean .*\bmodel\b/.test(message));
    if (misnamed) throw error;
    return { file: error.rest as SpecFile<Spec>, refused: error };
  }
}

function readSpecFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw new UsageError(`run spec ${file} is a folder; wanted a YAML file`);
    throw new UsageError(
      code === 'ENOENT'
        ? `run spec ${file} does not exist`
        : `run spec ${file} cannot be read: ${message}`,
    );
  }
}
