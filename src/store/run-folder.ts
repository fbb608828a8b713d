/** The folder of a run: everything that is needed to read, check, replay or finish it. */

import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sha256, toJson } from '../compile/canonical.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import type { Snapshot } from '../execute/collect.ts';
import { makeFolder } from '../files/folder.ts';
import { withLock } from '../files/lock.ts';
import { hashFile } from '../files/read.ts';
import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import {
  expectDraws,
  expectHash,
  expectJournal,
  expectManifest,
  expectNamed,
  expectSummary,
  readAnalysis,
  readEvidenceDocument,
  readManifest,
  readPlan,
  readProgram,
  readSummary,
} from './door.ts';
import { drawsDigest, writeDraws } from './draws.ts';
import { removeParts, writeWhole } from './files.ts';
import { type Check, type Inspected, inspectRun } from './inspect.ts';
import { Journal } from './journal.ts';
import { FORECAST_FILES, type Manifest, manifestText, withFiles } from './manifest.ts';
import { bytesOf } from './read-document.ts';
import { readDraws } from './read-draws.ts';
import type { KeptDraws, RunLog, RunState, RunStore } from './run-store.ts';
import { readSnapshot, SNAPSHOT_NAME, writeSnapshot } from './snapshot.ts';

/**
 * Documents that are filed with a finished run and read back later; others are for people and
 * programs outside.
 */
export const ANALYSES = ['sensitivity.json'] as const;

export class RunFolder implements RunStore {
  /** What was read and believed, so that every file is checked once. */
  private readonly kept = new Map<string, unknown>();
  /** Hashes of the files that this process wrote. */
  private readonly written = new Map<string, string>();

  constructor(readonly path: string) {}

  get name(): string {
    return basename(this.path);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  state(): RunState {
    if (existsSync(this.file('run.json'))) return 'finished';
    return existsSync(this.file('plan.json')) ? 'unfinished' : 'absent';
  }

  /**
   * Makes the folder and writes what does not depend on any result; what a process that died left
   * half-written is removed.
   */
  open(plan: Plan): void {
    makeFolder(this.path);
    removeParts(this.path);
    if (this.state() !== 'absent') return;
    const { program, ...rest } = plan;
    this.write('program.json', toJson(program));
    // Last, because its presence says that the folder can be resumed.
    this.write('plan.json', `${toJson(rest, 1)}\n`);
  }

  /**
   * Makes a run begin anew, for a plan with the same id; the journal stays, and the blocks must
   * come out as it says.
   */
  restart(): void {
    // In this order: a folder without its manifest is unfinished, not wrong. report.html has charts
    // that nothing else would renew.
    for (const name of ['run.json', 'report.html', 'evidence.json', 'draws.parquet', 'plan.json'])
      rmSync(this.file(name), { force: true });
    this.kept.clear();
    this.written.clear();
  }

  write(name: string, content: string | Uint8Array): void {
    writeWhole(this.path, name, content);
    this.kept.delete(name);
    this.written.set(name, sha256(content));
  }

  /** The draws as `draws.parquet`, whole or not at all. */
  writeDraws(plan: Plan, draws: KeptDraws): void {
    const path = this.file('draws.parquet');
    writeDraws(path, plan, draws);
    this.written.set('draws.parquet', hashFile(path));
  }

  /**
   * Writes the manifest, with the hashes of the files that hold the forecast, and of analyses that
   * were there before.
   */
  finish(manifest: Manifest): void {
    const hashes = FORECAST_FILES.flatMap((name): [string, string][] => {
      // Those of a run that was resumed were written by another process, and checked when it was
      // opened.
      const asked = name === 'program.json' || name === 'plan.json';
      const known = this.written.get(name);
      if (known === undefined && !(asked && this.has(name))) return [];
      return [[name, known ?? hashFile(this.file(name))]];
    });
    const filed = ANALYSES.filter((name) => this.has(name)).map((name): [string, string] => [
      name,
      hashFile(this.file(name)),
    ]);
    this.writeManifest(withFiles(manifest, Object.fromEntries([...hashes, ...filed])));
    rmSync(this.file(SNAPSHOT_NAME), { force: true });
  }

  /** Writes an analysis, and its hash into the manifest if the run is finished. */
  fileAnalysis(name: (typeof ANALYSES)[number], content: string): void {
    makeFolder(this.path);
    this.write(name, content);
    if (this.state() !== 'finished') return;
    withLock(this.file('run.json'), () => {
      const manifest = readManifest(this.path);
      this.writeManifest(withFiles(manifest, { ...manifest.files, [name]: sha256(content) }));
    });
  }

  has(name: string): boolean {
    return existsSync(this.file(name));
  }

  /** @throws RunFolderError if a file is missing or is not what it was */
  plan(): Plan {
    return this.once('plan.json', () => {
      const manifest = this.state() === 'finished' ? this.manifest() : undefined;
      const program = readProgram(this.path);
      const plan = readPlan(this.path, program.value);
      if (manifest === undefined) return plan.value;
      expectManifest(this.path, manifest, plan.value);
      expectHash(this.path, 'program.json', program.hash, manifest);
      expectHash(this.path, 'plan.json', plan.hash, manifest);
      expectJournal(this.path, plan.value, manifest);
      return plan.value;
    });
  }

  manifest(): Manifest {
    return this.once('run.json', () => readManifest(this.path));
  }

  /** The summary of a finished run, as the manifest knows it. */
  summary(): Summary {
    return this.once('summary.json', () => {
      const summary = readSummary(this.path, this.plan());
      expectSummary(this.path, summary, this.manifest());
      return summary.value;
    });
  }

  /** What `evidence.json` says. */
  evidence(): EvidenceDocument {
    return this.once('evidence.json', () => {
      const { value, hash } = readEvidenceDocument(this.path, this.plan());
      // While a run is being finished there is no manifest yet, and what is read was written a
      // moment ago.
      if (this.written.get('evidence.json') !== hash)
        expectNamed(this.path, 'evidence.json', hash, this.manifest());
      return value;
    });
  }

  /**
   * An analysis that was filed with this run.
   *
   * @param check  gives the document, or throws FormError
   */
  analysis<T>(name: (typeof ANALYSES)[number], check: (content: unknown) => T): T {
    return this.once(name, () => readAnalysis(this.path, name, this.manifest(), check));
  }

  /** The path of `draws.parquet`, whose bytes are those that the run wrote. */
  draws(): string {
    return this.once('draws.parquet', () => {
      expectDraws(this.path, this.manifest());
      return this.file('draws.parquet');
    });
  }

  inspect(tell: (check: Check) => void): Inspected | undefined {
    return inspectRun(this.path, tell);
  }

  keptSummary(plan: Plan): Summary {
    return readSummary(this.path, plan).value;
  }

  keptEvidence(plan: Plan): EvidenceDocument {
    return readEvidenceDocument(this.path, plan).value;
  }

  read(name: string): string {
    return bytesOf(this.file(name)).toString('utf8');
  }

  log(planId: string): RunLog {
    return Journal.open(this.file('journal'), planId);
  }

  snapshot(planId: string): Snapshot | undefined {
    return readSnapshot(this.path, planId);
  }

  saveSnapshot(planId: string, content: Snapshot): void {
    writeSnapshot(this.path, planId, content);
  }

  drawsDigests(plan: Plan, draws: KeptDraws): { readonly kept: string; readonly given: string } {
    return { kept: hashFile(this.file('draws.parquet')), given: drawsDigest(plan, draws) };
  }

  /** Columns of the draws by name, in order of trial number. */
  readDraws(plan: Plan, names: readonly string[]): Promise<ReadonlyMap<string, Float64Array>> {
    return readDraws(this.draws(), plan, names);
  }

  private writeManifest(manifest: Manifest): void {
    this.write('run.json', manifestText(manifest));
    // Whether the files are those of the manifest is to be asked anew.
    this.kept.clear();
  }

  private once<T>(name: string, read: () => T): T {
    if (!this.kept.has(name)) this.kept.set(name, read());
    return this.kept.get(name) as T;
  }
}
