/** Where the files of one run lie: in a folder (`folder-files.ts`) or in memory (`memory-files.ts`). */

import type { Snapshot } from '../execute/collect.ts';
import type { Plan } from '../plan/plan.ts';
import type { KeptDraws } from './kept-draws.ts';

/** The file of the draws, which is written and read column by column. */
export const DRAWS = 'draws.parquet';

/** A file that only ever grows. */
export interface Appending {
  append(text: string): void;
  close(): void;
}

/** Files by their names in the run. Nothing of what they hold is believed here. */
export interface RunFiles {
  /** As the user would type it. */
  readonly path: string;
  /** Last part of the path. */
  readonly name: string;
  /** Where a file lies, as the user would type it. */
  file(name: string): string;
  /** Whether there is anything of a run. */
  exists(): boolean;
  has(name: string): boolean;
  /** @throws RunFolderError if it is not there, or if it cannot be read */
  bytes(name: string): Uint8Array;
  /**
   * SHA-256 of its bytes.
   *
   * @throws RunFolderError as `bytes`
   */
  hash(name: string): string;
  /** Makes the place of the files; what dead processes left half-written is removed. */
  make(): void;
  /** Whole or not at all. */
  write(name: string, content: string | Uint8Array): void;
  remove(name: string): void;
  /** What is appended reaches the disk within a stated time, see `folder-files.ts`. */
  append(name: string): Appending;
  /**
   * Keeps others from appending to a file.
   *
   * @returns  what gives it back
   * @throws RunFolderError naming who has it
   */
  hold(name: string): () => void;
  /** Does something to a file that nobody else does at the same time. */
  exclusively<T>(name: string, action: () => T): T;
  writeDraws(plan: Plan, draws: KeptDraws): void;
  /**
   * Columns of the draws by name, in order of trial number.
   *
   * @throws RunFolderError if they cannot be read, or are not those of the plan
   */
  readDraws(plan: Plan, names: readonly string[]): ReadonlyMap<string, Float64Array>;
  saveSnapshot(planId: string, snapshot: Snapshot): void;
  snapshot(planId: string): Snapshot | undefined;
  removeSnapshot(): void;
}
