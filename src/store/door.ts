/**
 * The one door to a run that is kept, in a folder or in memory. Whatever is read of it is read here:
 * nothing is believed before its form, its meaning and its hashes are checked, what passes is
 * frozen, and nothing of it is ever executed. What fails is named with its file and what can be
 * done.
 */

import { checkProgram } from '../compile/check-program.ts';
import { outcomeColumns, type Program } from '../compile/program.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import { checkEvidence, evidenceDocumentForm } from '../evidence/document-form.ts';
import { checkPlan } from '../plan/check-plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { summaryForm } from '../stats/summary-form.ts';
import { AlteredError, checkForm, deepFreeze, FormError } from '../text/form.ts';
import { checkBelongs, checkManifest } from './check-manifest.ts';
import { AlteredFile, believed, type Document, documentOf } from './document.ts';
import { RunFolderError } from './error.ts';
import { readJournal } from './journal.ts';
import { type Manifest, runDigest, summaryDigest } from './manifest.ts';
import { DRAWS, type RunFiles } from './run-files.ts';

/** A file with its hash, and what it holds once it is believed. */
export interface Believed<T> {
  readonly value: T;
  readonly hash: string;
}

/** What a user can do about a file that is not believed. */
const again = ({ path }: RunFiles): string =>
  `Take the folder from where it was made, or remove it and run the question again (chipcast verify ${path} says what else differs).`;

export function readManifest(files: RunFiles): Manifest {
  return read(files, 'run.json', checkManifest).value;
}

/** The program, whose fingerprint is the one of what stands in it. */
export function readProgram(files: RunFiles): Believed<Program> {
  return read(files, 'program.json', checkProgram);
}

/** The plan, whose id is the one of what it asks, and whose evidence can be read. */
export function readPlan(files: RunFiles, program: Program): Believed<Plan> {
  return read(files, 'plan.json', (content) => {
    const plan = checkPlan(content, program);
    checkEvidence(plan);
    return plan;
  });
}

/**
 * A question that came as one document, without a folder: the program in its plan, as threads and
 * other machines are given it. Analyses have matrices; they are checked like the rest.
 *
 * @param content  of any form
 * @throws FormError with what is wrong with the program, else with the plan, else with its evidence
 */
export function believedQuestion(content: unknown): Plan {
  const { program, exchange, ...stored } = Object(content) as Record<string, unknown>;
  const plan = checkPlan(stored, checkProgram(program), exchange);
  checkEvidence(plan);
  return plan;
}

/** That `run.json` is the manifest of this plan. */
export function expectManifest(files: RunFiles, manifest: Manifest, plan: Plan): void {
  believed(
    files.file('run.json'),
    manifest,
    (one) => checkBelongs(one as Manifest, plan),
    again(files),
  );
}

/** That a file is the one that the manifest names; earlier versions named none. */
export function expectHash(files: RunFiles, name: string, hash: string, manifest: Manifest): void {
  const wanted = manifest.files?.[name];
  if (wanted === undefined || wanted === hash) return;
  throw new AlteredFile(
    files.file(name),
    { what: 'SHA-256', found: hash, wanted },
    remedyFor(files, name),
  );
}

/** As `expectHash`, of a file that has nothing else to be known by. */
export function expectNamed(files: RunFiles, name: string, hash: string, manifest: Manifest): void {
  if (manifest.files?.[name] === undefined)
    throw new RunFolderError(
      `${files.file(name)} cannot be trusted: run.json does not name its SHA-256${manifest.files === undefined ? `, for it was made by chipcast ${manifest.made.version}, which named none` : ''}. ${remedyFor(files, name)}`,
    );
  expectHash(files, name, hash, manifest);
}

function remedyFor(files: RunFiles, name: string): string {
  if (name === 'draws.parquet')
    return 'Remove it and run the question again with --draws, which writes it';
  if (name === 'evidence.json')
    return `Remove ${files.file('run.json')} and chipcast resume ${files.path}, which computes it again`;
  if (name === 'score.json') return 'Score the run again, which writes it';
  return name === 'sensitivity.json' ? 'Make the analysis again, which writes it' : again(files);
}

/**
 * That the journal has every block of a finished run, and that their digests are those of the
 * manifest.
 */
export function expectJournal(files: RunFiles, plan: Plan, manifest: Manifest): void {
  const path = files.file('journal');
  const { entries, plan: id } = readJournal(files, 'journal');
  if (id !== plan.id)
    throw new RunFolderError(
      `${path} ${id === undefined ? 'does not say of which run it is' : `is of run ${id.slice(0, 8)}, not of ${plan.id.slice(0, 8)}`}. ${again(files)}`,
    );
  const digests = new Map(entries.map(({ block, digest }) => [block, digest]));
  const missing = Array.from({ length: manifest.blocks }, (_, block) => block).filter(
    (block) => !digests.has(block),
  );
  if (missing.length > 0 || digests.size > manifest.blocks)
    throw new RunFolderError(
      `${path} was altered: ${missing.length > 0 ? `block ${missing[0]} has no sound line` : 'it has blocks that the run has not'}. ${again(files)}`,
    );
  const found = runDigest([...digests].sort(([a], [b]) => a - b).map(([, digest]) => digest));
  if (found !== manifest.digest)
    throw new AlteredFile(path, { what: 'digest', found, wanted: manifest.digest }, again(files));
}

/** The summary, if it has the columns and trials of its plan. */
export function readSummary(files: RunFiles, plan: Plan): Believed<Summary> {
  return read(files, 'summary.json', (content) => {
    const summary = checkForm(summaryForm, content);
    const columns = outcomeColumns(plan.program);
    const faults = [
      ...(summary.trials === plan.trials
        ? []
        : [`trials: are ${summary.trials}, the plan has ${plan.trials}`]),
      ...(summary.replicates === plan.replicates
        ? []
        : [`replicates: are ${summary.replicates}, the plan has ${plan.replicates}`]),
      ...(summary.outcomes.length === columns.length &&
      columns.every(
        ({ id, unit }, k) => summary.outcomes[k].id === id && summary.outcomes[k].unit === unit,
      )
        ? []
        : ['outcomes: are not those of the program']),
    ];
    if (faults.length > 0) throw new FormError(faults);
    return deepFreeze(summary);
  });
}

/** That a summary is the one of the manifest. */
export function expectSummary(
  files: RunFiles,
  { value, hash }: Believed<Summary>,
  manifest: Manifest,
): void {
  believed(
    files.file('summary.json'),
    value,
    (summary) => {
      const found = summaryDigest(summary as Summary);
      if (found !== manifest.summaryDigest)
        throw new AlteredError('digest', found, manifest.summaryDigest);
    },
    again(files),
  );
  expectHash(files, 'summary.json', hash, manifest);
}

export function readEvidenceDocument(files: RunFiles, plan: Plan): Believed<EvidenceDocument> {
  return read(files, 'evidence.json', (content) => {
    const document = checkForm(evidenceDocumentForm, content);
    if (document.trials !== plan.trials)
      throw new FormError([`trials: are ${document.trials}, the plan has ${plan.trials}`]);
    return deepFreeze(document);
  });
}

/**
 * An analysis that was filed with a finished run, such as `sensitivity.json`.
 *
 * @param check  gives the document, or throws FormError
 */
export function readAnalysis<T>(
  files: RunFiles,
  name: string,
  manifest: Manifest,
  check: (content: unknown) => T,
): T {
  const { value, hash } = read(files, name, check);
  expectNamed(files, name, hash, manifest);
  return deepFreeze(value);
}

/** That `draws.parquet` is the file of this run, byte for byte. */
export function expectDraws(files: RunFiles, manifest: Manifest): void {
  if (!files.has(DRAWS))
    throw new RunFolderError(
      `${files.file(DRAWS)} does not exist; run again with --draws, which writes it`,
    );
  // What no hash is named of need not be read.
  const named = manifest.files?.[DRAWS] !== undefined;
  expectNamed(files, DRAWS, named ? files.hash(DRAWS) : '', manifest);
}

function read<T>(files: RunFiles, name: string, check: (content: unknown) => T): Believed<T> {
  const { path } = files;
  if (!files.exists()) throw new RunFolderError(`no run folder ${path}`);
  let document: Document;
  try {
    document = documentOf(files.bytes(name), files.file(name));
  } catch (error) {
    if (error instanceof RunFolderError && !files.has(name))
      throw new RunFolderError(`${path} has no ${name}; is it the folder of a run?`);
    throw error;
  }
  return {
    value: believed(files.file(name), document.content, check, again(files)),
    hash: document.hash,
  };
}
