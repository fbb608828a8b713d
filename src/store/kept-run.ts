/**
 * A run where it is kept, a folder or memory: what is written when, and what is believed of it when
 * it is read.
 */

import { sha256, toJson } from '../compile/canonical.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import type { Snapshot } from '../execute/collect.ts';
import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { textOf } from './document.ts';
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
import { drawsDigest } from './draws-parquet.ts';
import { type Check, type Inspected, inspectRun } from './inspect.ts';
import { Journal } from './journal.ts';
import type { KeptDraws } from './kept-draws.ts';
import { FORECAST_FILES, type Manifest, manifestText, withFiles } from './manifest.ts';
import { DRAWS, type RunFiles } from './run-files.ts';
import {
  ANALYSES,
  type AnalysisFile,
  type RunLog,
  type RunState,
  type RunStore,
} from './run-store.ts';

export class KeptRun implements RunStore {
  /** What was read and believed, so that every file is checked once. */
  private readonly kept = new Map<string, unknown>();
  /** Hashes of the files that this process wrote. */
  private readonly written = new Map<string, string>();

  constructor(private readonly files: RunFiles) {}

  get path(): string {
    return this.files.path;
  }

  get name(): string {
    return this.files.name;
  }

  file(name: string): string {
    return this.files.file(name);
  }

  state(): RunState {
    if (this.has('run.json')) return 'finished';
    return this.has('plan.json') ? 'unfinished' : 'absent';
  }

  /**
   * Makes its place and writes what does not depend on any result; what a process that died left
   * half-written is removed.
   */
  open(plan: Plan): void {
    this.files.make();
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
    for (const name of ['run.json', 'report.html', 'evidence.json', DRAWS, 'plan.json'])
      this.files.remove(name);
    this.kept.clear();
    this.written.clear();
  }

  write(name: string, content: string | Uint8Array): void {
    this.files.write(name, content);
    this.kept.delete(name);
    this.written.set(name, sha256(content));
  }

  writeDraws(plan: Plan, draws: KeptDraws): void {
    this.files.writeDraws(plan, draws);
    this.kept.delete(DRAWS);
    this.written.set(DRAWS, this.hash(DRAWS));
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
      return [[name, known ?? this.hash(name)]];
    });
    const filed = ANALYSES.filter((name) => this.has(name)).map((name): [string, string] => [
      name,
      this.hash(name),
    ]);
    this.writeManifest(withFiles(manifest, Object.fromEntries([...hashes, ...filed])));
    this.files.removeSnapshot();
  }

  /** Writes an analysis, and its hash into the manifest if the run is finished. */
  fileAnalysis(name: AnalysisFile, content: string): void {
    this.files.make();
    this.write(name, content);
    if (this.state() !== 'finished') return;
    this.files.exclusively('run.json', () => {
      const manifest = readManifest(this.files);
      this.writeManifest(withFiles(manifest, { ...manifest.files, [name]: sha256(content) }));
    });
  }

  has(name: string): boolean {
    return this.files.has(name);
  }

  hash(name: string): string {
    return this.files.hash(name);
  }

  /** @throws RunFolderError if a file is missing or is not what it was */
  plan(): Plan {
    return this.once('plan.json', () => {
      const manifest = this.state() === 'finished' ? this.manifest() : undefined;
      const program = readProgram(this.files);
      const plan = readPlan(this.files, program.value);
      if (manifest === undefined) return plan.value;
      expectManifest(this.files, manifest, plan.value);
      expectHash(this.files, 'program.json', program.hash, manifest);
      expectHash(this.files, 'plan.json', plan.hash, manifest);
      expectJournal(this.files, plan.value, manifest);
      return plan.value;
    });
  }

  manifest(): Manifest {
    return this.once('run.json', () => readManifest(this.files));
  }

  /** The summary of a finished run, as the manifest knows it. */
  summary(): Summary {
    return this.once('summary.json', () => {
      const summary = readSummary(this.files, this.plan());
      expectSummary(this.files, summary, this.manifest());
      return summary.value;
    });
  }

  /** What `evidence.json` says. */
  evidence(): EvidenceDocument {
    return this.once('evidence.json', () => {
      const { value, hash } = readEvidenceDocument(this.files, this.plan());
      // While a run is being finished there is no manifest yet, and what is read was written a
      // moment ago.
      if (this.written.get('evidence.json') !== hash)
        expectNamed(this.files, 'evidence.json', hash, this.manifest());
      return value;
    });
  }

  /**
   * An analysis that was filed with this run.
   *
   * @param check  gives the document, or throws FormError
   */
  analysis<T>(name: AnalysisFile, check: (content: unknown) => T): T {
    return this.once(name, () => readAnalysis(this.files, name, this.manifest(), check));
  }

  draws(): string {
    return this.once(DRAWS, () => {
      expectDraws(this.files, this.manifest());
      return this.file(DRAWS);
    });
  }

  inspect(tell: (check: Check) => void): Inspected | undefined {
    return inspectRun(this.files, tell);
  }

  keptSummary(plan: Plan): Summary {
    return readSummary(this.files, plan).value;
  }

  keptEvidence(plan: Plan): EvidenceDocument {
    return readEvidenceDocument(this.files, plan).value;
  }

  read(name: string): string {
    return textOf(this.files.bytes(name));
  }

  log(planId: string, name = 'journal'): RunLog {
    return Journal.open(this.files, name, planId);
  }

  snapshot(planId: string): Snapshot | undefined {
    return this.files.snapshot(planId);
  }

  saveSnapshot(planId: string, content: Snapshot): void {
    this.files.saveSnapshot(planId, content);
  }

  drawsDigests(plan: Plan, draws: KeptDraws): { readonly kept: string; readonly given: string } {
    return { kept: this.hash(DRAWS), given: drawsDigest(plan, draws) };
  }

  readDraws(plan: Plan, names: readonly string[]): ReadonlyMap<string, Float64Array> {
    this.draws();
    return this.files.readDraws(plan, names);
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
