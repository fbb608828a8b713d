/** Where one run is kept: a folder (`run-folder.ts`) or memory (`memory-run.ts`). */

import type { EvidenceDocument } from '../evidence/document.ts';
import type { Snapshot } from '../execute/collect.ts';
import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import type { Check, Inspected } from './inspect.ts';
import type { KeptDraws } from './kept-draws.ts';
import type { Manifest } from './manifest.ts';

/** `absent`: nothing is there; `unfinished`: it can be resumed; `finished`: it can be read. */
export type RunState = 'absent' | 'unfinished' | 'finished';

/** Digests of finished blocks, written down as they are done. */
export interface RunLog {
  readonly done: ReadonlyMap<number, string>;
  /** Entries that cannot be trusted; their blocks are computed again. */
  readonly damaged: number;
  /** Of its file; in memory what stands for one. */
  readonly path: string;
  record(entry: { readonly block: number; readonly digest: string }): void;
  close(): void;
}

/**
 * Documents that are filed with a finished run and read back later; others are for people and
 * programs outside.
 */
export const ANALYSES = ['sensitivity.json', 'score.json'] as const;

export type AnalysisFile = (typeof ANALYSES)[number];

export interface RunStore {
  /** Last part of the path: the name of the run and the beginning of its id. */
  readonly name: string;
  /** As the user would type it. */
  readonly path: string;
  state(): RunState;
  /** Where a file of it lies, as the user would type it. */
  file(name: string): string;
  has(name: string): boolean;
  /** @throws RunFolderError if it is not there */
  read(name: string): string;
  /**
   * SHA-256 of the bytes of a file.
   *
   * @throws RunFolderError if it is not there
   */
  hash(name: string): string;
  /** Written whole or not at all. */
  write(name: string, content: string | Uint8Array): void;
  /** Writes what does not depend on any result. */
  open(plan: Plan): void;
  /** Makes a run begin anew, for a plan with the same id. */
  restart(): void;
  /** Written last: its presence says that the run is finished. */
  finish(manifest: Manifest): void;
  /**
   * What was written, checked and frozen; all throw RunFolderError naming what is missing,
   * malformed or altered.
   */
  plan(): Plan;
  manifest(): Manifest;
  summary(): Summary;
  evidence(): EvidenceDocument;
  /** Where the draws are, whose bytes are those that the run wrote. */
  draws(): string;
  /**
   * An analysis that was filed with this run.
   *
   * @param check  gives the document, or throws FormError
   */
  analysis<T>(name: AnalysisFile, check: (content: unknown) => T): T;
  /** Writes an analysis, and its hash into the manifest if the run is finished. */
  fileAnalysis(name: AnalysisFile, content: string): void;
  /**
   * Checks all that can be checked without computing.
   *
   * @param tell  is given each check as it is done
   * @returns     what can be computed again; nothing where the question is not what it was
   */
  inspect(tell: (check: Check) => void): Inspected | undefined;
  /**
   * @param name  of its file: `journal` if absent
   * @throws RunFolderError if the log is that of another plan
   */
  log(planId: string, name?: string): RunLog;
  /** What an earlier process saved of a run too large to keep its draws. */
  snapshot(planId: string): Snapshot | undefined;
  saveSnapshot(planId: string, content: Snapshot): void;
  writeDraws(plan: Plan, draws: KeptDraws): void;
  /** The summary that is there, of the right form, whatever its digest is. */
  keptSummary(plan: Plan): Summary;
  /** The same of what evidence did. */
  keptEvidence(plan: Plan): EvidenceDocument;
  /** SHA-256 of the file of draws that is there, and of the one that these draws give. */
  drawsDigests(plan: Plan, draws: KeptDraws): { readonly kept: string; readonly given: string };
  /**
   * Columns by name, in order of trial number.
   *
   * @throws RunFolderError if the draws are not there, or are not those that the run wrote
   */
  readDraws(plan: Plan, names: readonly string[]): ReadonlyMap<string, Float64Array>;
}
