/**
 * The one door to a run folder. Whatever is read of a folder is read here: nothing is believed
 * before its form, its meaning and its hashes are checked, what passes is frozen, and nothing of it
 * is ever executed. What fails is named with its file and what can be done.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkProgram } from '../compile/check-program.ts';
import { outcomeColumns, type Program } from '../compile/program.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import { checkEvidence, evidenceDocumentForm } from '../evidence/document-form.ts';
import { hashFile } from '../files/read.ts';
import { checkPlan } from '../plan/check-plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { summaryForm } from '../stats/summary-form.ts';
import { AlteredError, checkForm, deepFreeze, FormError } from '../text/form.ts';
import { checkBelongs, checkManifest } from './check-manifest.ts';
import { RunFolderError } from './error.ts';
import { readJournal } from './journal.ts';
import { type Manifest, runDigest, summaryDigest } from './manifest.ts';
import { AlteredFile, believed, type Document, readDocument } from './read-document.ts';

/** A file of a folder with its hash, and what it holds once it is believed. */
export interface Believed<T> {
  readonly value: T;
  readonly hash: string;
}

/** What a user can do about a file that is not believed. */
const again = (folder: string): string =>
  `Take the folder from where it was made, or remove it and run the question again (chipcast verify ${folder} says what else differs).`;

export function readManifest(folder: string): Manifest {
  return read(folder, 'run.json', checkManifest).value;
}

/** The program, whose fingerprint is the one of what stands in it. */
export function readProgram(folder: string): Believed<Program> {
  return read(folder, 'program.json', checkProgram);
}

/** The plan, whose id is the one of what it asks, and whose evidence can be read. */
export function readPlan(folder: string, program: Program): Believed<Plan> {
  return read(folder, 'plan.json', (content) => {
    const plan = checkPlan(content, program);
    checkEvidence(plan);
    return plan;
  });
}

/** That `run.json` is the manifest of this plan. */
export function expectManifest(folder: string, manifest: Manifest, plan: Plan): void {
  believed(
    join(folder, 'run.json'),
    manifest,
    (one) => checkBelongs(one as Manifest, plan),
    again(folder),
  );
}

/** That a file is the one that the manifest names; earlier versions named none. */
export function expectHash(folder: string, name: string, hash: string, manifest: Manifest): void {
  const wanted = manifest.files?.[name];
  if (wanted === undefined || wanted === hash) return;
  throw new AlteredFile(
    join(folder, name),
    { what: 'SHA-256', found: hash, wanted },
    remedyFor(folder, name),
  );
}

/** As `expectHash`, of a file that has nothing else to be known by. */
export function expectNamed(folder: string, name: string, hash: string, manifest: Manifest): void {
  if (manifest.files?.[name] === undefined)
    throw new RunFolderError(
      `${join(folder, name)} cannot be trusted: run.json does not name its SHA-256${manifest.files === undefined ? `, for it was made by chipcast ${manifest.made.version}, which named none` : ''}. ${remedyFor(folder, name)}`,
    );
  expectHash(folder, name, hash, manifest);
}

function remedyFor(folder: string, name: string): string {
  if (name === 'draws.parquet')
    return 'Remove it and run the question again with --draws, which writes it';
  if (name === 'evidence.json')
    return `Remove ${join(folder, 'run.json')} and chipcast resume ${folder}, which computes it again`;
  return name === 'sensitivity.json' ? 'Make the analysis again, which writes it' : again(folder);
}

/**
 * That the journal has every block of a finished run, and that their digests are those of the
 * manifest.
 */
export function expectJournal(folder: string, plan: Plan, manifest: Manifest): void {
  const path = join(folder, 'journal');
  const { entries, plan: id } = readJournal(path);
  if (id !== plan.id)
    throw new RunFolderError(
      `${path} ${id === undefined ? 'does not say of which run it is' : `is of run ${id.slice(0, 8)}, not of ${plan.id.slice(0, 8)}`}. ${again(folder)}`,
    );
  const digests = new Map(entries.map(({ block, digest }) => [block, digest]));
  const missing = Array.from({ length: manifest.blocks }, (_, block) => block).filter(
    (block) => !digests.has(block),
  );
  if (missing.length > 0 || digests.size > manifest.blocks)
    throw new RunFolderError(
      `${path} was altered: ${missing.length > 0 ? `block ${missing[0]} has no sound line` : 'it has blocks that the run has not'}. ${again(folder)}`,
    );
  const found = runDigest([...digests].sort(([a], [b]) => a - b).map(([, digest]) => digest));
  if (found !== manifest.digest)
    throw new AlteredFile(path, { what: 'digest', found, wanted: manifest.digest }, again(folder));
}

/** The summary, if it has the columns and trials of its plan. */
export function readSummary(folder: string, plan: Plan): Believed<Summary> {
  return read(folder, 'summary.json', (content) => {
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
  folder: string,
  { value, hash }: Believed<Summary>,
  manifest: Manifest,
): void {
  believed(
    join(folder, 'summary.json'),
    value,
    (summary) => {
      const found = summaryDigest(summary as Summary);
      if (found !== manifest.summaryDigest)
        throw new AlteredError('digest', found, manifest.summaryDigest);
    },
    again(folder),
  );
  expectHash(folder, 'summary.json', hash, manifest);
}

export function readEvidenceDocument(folder: string, plan: Plan): Believed<EvidenceDocument> {
  return read(folder, 'evidence.json', (content) => {
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
  folder: string,
  name: string,
  manifest: Manifest,
  check: (content: unknown) => T,
): T {
  const { value, hash } = read(folder, name, check);
  expectNamed(folder, name, hash, manifest);
  return deepFreeze(value);
}

/** That `draws.parquet` is the file of this run, byte for byte. */
export function expectDraws(folder: string, manifest: Manifest): void {
  const path = join(folder, 'draws.parquet');
  if (!existsSync(path))
    throw new RunFolderError(`${path} does not exist; run again with --draws, which writes it`);
  // What no hash is named of need not be read.
  const named = manifest.files?.['draws.parquet'] !== undefined;
  expectNamed(folder, 'draws.parquet', named ? hashFile(path) : '', manifest);
}

function read<T>(folder: string, name: string, check: (content: unknown) => T): Believed<T> {
  const path = join(folder, name);
  if (!existsSync(folder)) throw new RunFolderError(`no run folder ${folder}`);
  let document: Document;
  try {
    document = readDocument(path);
  } catch (error) {
    if (error instanceof RunFolderError && !existsSync(path))
      throw new RunFolderError(`${folder} has no ${name}; is it the folder of a run?`);
    throw error;
  }
  return { value: believed(path, document.content, check, again(folder)), hash: document.hash };
}
