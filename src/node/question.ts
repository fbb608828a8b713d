/** From a spec in a file, and what is asked beside it, to a plan. */

import { statSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { readEvidence } from '../evidence/read-evidence.ts';
import { notBelow } from '../files/below.ts';
import { FileError, readText } from '../files/read.ts';
import { type Asked, type Asking, ask, compiledOf, doubts } from '../forecast/ask.ts';
import type { Notify } from '../forecast/notice.ts';
import { UsageError } from '../forecast/usage-error.ts';
import { correlateOption } from '../plan/correlate-option.ts';
import type { Plan } from '../plan/plan.ts';
import { SpecError, type SpecProblem } from '../plan/problem.ts';
import { readRunSpec, type SpecFile } from '../plan/read-spec.ts';
import type { RunSpec } from '../plan/run-spec.ts';
import type { UpdateMethod } from '../plan/updates.ts';
import type { Language } from '../wording/languages.ts';
import { columnReader } from './columns.ts';
import { findFolder } from './folder.ts';
import { DEFAULT_MODEL, isShipped, loadModel, modelFolder } from './load-model.ts';

export interface QuestionOptions {
  /** Folders from which a spec may have columns and evidence read, beside its own. */
  readonly allowRead?: readonly string[];
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
  readonly until?: string;
  readonly at?: readonly number[];
  readonly lang?: Language;
  readonly update?: UpdateMethod;
}

/**
 * Reads, compiles and resolves.
 *
 * @param specFile  a run spec; without one the question is that of the options alone
 * @param onNotice  is told what is odd
 * @throws UsageError, SpecError or ModelError with whatever is wrong
 */
export async function readQuestion(
  specFile: string | undefined,
  options: QuestionOptions,
  onNotice: Notify,
): Promise<Asked> {
  const { file: read, refused } =
    specFile === undefined ? {} : readSpec(specFile, (text) => readRunSpec(text, specFile));
  try {
    const asked = await askedBy(read, specFile, options, onNotice);
    if (refused) throw refused;
    return asked;
  } catch (error) {
    throw withRefused(error, refused);
  }
}

/**
 * The question of a spec, or of a finished run, which nothing changes.
 *
 * @param named  a run spec, or a run as `findFolder` takes it; without it the question is that of
 *   the options alone
 * @param out    where runs are kept
 * @throws UsageError where an option would change the question of a run; else as `readQuestion` and
 *   `findFolder`
 */
export async function planNamed(
  named: string | undefined,
  options: QuestionOptions,
  out: string,
  onNotice: Notify,
): Promise<Plan> {
  if (named === undefined || !isRun(named))
    return (await readQuestion(named, options, onNotice)).plan;
  const { set = [], preset = [], correlate = [], model, seed, replicates, design } = options;
  const changed = Object.entries({ set, preset, correlate, model, seed, replicates, design })
    .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined))
    .map(([name]) => `--${name}`);
  if (changed.length > 0)
    throw new UsageError(
      `${named} is a run and is analysed as it was asked, so ${changed.join(' and ')} cannot change it; give a spec, or run the change first`,
    );
  return findFolder(named, out, (message) => onNotice({ kind: 'newest', message })).plan();
}

/** A folder, or a word that is no path: whatever else is there, or is not, is read as a spec. */
function isRun(named: string): boolean {
  const found = statSync(named, { throwIfNoEntry: false });
  return found === undefined ? !/[\\/]|\.ya?ml$/i.test(named) : found.isDirectory();
}

/** The question of a spec that is read, with options laid over it. */
export async function askedBy(
  read: SpecFile | undefined,
  specFile: string | undefined,
  options: QuestionOptions,
  onNotice: Notify,
): Promise<Asked> {
  const columnOf = columnReader(onNotice);
  // A model named on the command line lies where the user is, one named in a spec beside the spec.
  const inSpec = options.model === undefined && read?.spec.model !== undefined;
  const named = options.model ?? read?.spec.model ?? DEFAULT_MODEL;
  const modelFile =
    inSpec && !isShipped(named) && !isAbsolute(named) ? join(dirname(specFile!), named) : named;
  const asked = ask(await loadModel(named, inSpec ? dirname(specFile!) : undefined), {
    spec: read,
    set: options.set,
    presets: options.preset,
    correlate: options.correlate?.map(correlateOption),
    seed: options.seed,
    trials: options.trials,
    replicates: options.replicates,
    design: options.design,
    asOf: options.asOf,
    observed: observedIn(read, specFile, options),
    given: options.given,
    leastEss: options.minEss,
    until: options.until,
    quantiles: options.at,
    lang: options.lang,
    update: options.update,
    draws: options.draws,
    readColumn: {
      options: columnOf,
      // What a user types is meant; a spec may be somebody else's.
      spec: (file, column, na) => {
        const folder = dirname(specFile ?? '.');
        const path = resolve(folder, file);
        const fault = notBelow(path, file, [folder, ...(options.allowRead ?? [])]);
        if (fault !== undefined) throw new UsageError(fault);
        return columnOf(path, column, na);
      },
    },
    modelFile: isShipped(named) ? undefined : modelFile,
  });
  asked.notices.forEach(onNotice);
  return asked;
}

/** What the file gets wrong and what the model finds wrong with the rest of it, in one piece. */
function withRefused(error: unknown, refused: SpecError | undefined): unknown {
  if (!refused || error === refused) return error;
  return error instanceof SpecError
    ? new SpecError(refused.heading, [...refused.problems, ...error.problems])
    : refused;
}

/** Observations of the files that spec and options name. */
function observedIn(
  read: SpecFile | undefined,
  specFile: string | undefined,
  options: QuestionOptions,
): NonNullable<Asking['observed']> {
  const problems: SpecProblem[] = [];
  const folder = dirname(specFile ?? '.');
  const ofSpec = (read?.spec.evidence ?? []).flatMap((named, k) => {
    const file = isAbsolute(named) ? named : join(folder, named);
    const fault = notBelow(file, named, [folder, ...(options.allowRead ?? [])]);
    if (fault === undefined) return [file];
    const place = read?.locate(['evidence', k]) ?? read?.locate(['evidence']);
    problems.push({ ...place, path: `evidence[${k}]`, message: fault });
    return [];
  });
  const observations = [...ofSpec, ...(options.evidence ?? [])].flatMap((file) => {
    try {
      return readEvidence(readText(file), file, problems);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const missing = error.isAbsent ? 'the file of evidence does not exist' : error.why;
      problems.push({ file, path: '', message: missing });
      return [];
    }
  });
  return { observations, problems };
}

/**
 * Whether a model that is named beside a run is still the one it was computed from. A run needs no
 * model: its program is in its folder.
 *
 * @throws UsageError with both fingerprints if it is not
 */
export async function expectModel(
  named: string | undefined,
  { program }: Plan,
  onNotice: Notify,
): Promise<void> {
  if (named === undefined) return;
  const compiled = compiledOf(await loadModel(named));
  doubts(compiled).forEach(onNotice);
  const { fingerprint } = compiled.program;
  if (fingerprint === program.fingerprint) return;
  throw new UsageError(
    `model ${named} is not the one of this run: its fingerprint is ${fingerprint.slice(0, 16)}, that of the run ${program.fingerprint.slice(0, 16)}`,
  );
}

/** What a question is made of: models, specs and tables, by the endings of their names. */
const READ = new Set(
  ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml', 'csv', 'tsv', 'parquet'].map(
    (ending) => `.${ending}`,
  ),
);

/** Whether a change of a file may change the question. */
export function isReadFile(name: string): boolean {
  return READ.has(extname(name).toLowerCase());
}

/** The spec, files of evidence, and the folder of the model where it is not inside the package. */
export function watchedOf(
  spec: string | undefined,
  { model, evidence = [] }: Pick<QuestionOptions, 'model' | 'evidence'>,
): readonly string[] {
  const named = model ?? (spec && modelOfSpec(spec)) ?? DEFAULT_MODEL;
  const folder = modelFolder(
    named,
    model === undefined && spec !== undefined ? dirname(spec) : '.',
  );
  return [spec, folder, ...evidence].filter((path) => path !== undefined);
}

/** The model that a spec names; nothing where it names none or cannot be read. */
function modelOfSpec(specFile: string): string | undefined {
  try {
    return readSpec(specFile, (text) => readRunSpec(text, specFile)).file?.spec.model;
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
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
    return readText(file);
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(`run spec ${error.message}`);
    throw error;
  }
}
