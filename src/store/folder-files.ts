/** The files of a run in a folder. */

import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileWriter } from 'hyparquet-writer';
import type { Snapshot } from '../execute/collect.ts';
import { makeFolder } from '../files/folder.ts';
import { withLock } from '../files/lock.ts';
import { naming } from '../files/naming.ts';
import { hashFile, readBytes } from '../files/read.ts';
import type { Plan } from '../plan/plan.ts';
import { writeParquet } from './draws-parquet.ts';
import { removeParts, replaceWhole, writeWhole } from './files.ts';
import { hold } from './hold.ts';
import type { KeptDraws } from './kept-draws.ts';
import { inWordsOfRuns } from './read-document.ts';
import { readDraws } from './read-draws.ts';
import { type Appending, DRAWS, type RunFiles } from './run-files.ts';
import { readSnapshot, SNAPSHOT_NAME, writeSnapshot } from './snapshot.ts';

/** How often what is appended is brought to the disk, and how little of the time that may take. */
const SYNC_MS = 1000;
const SYNC_SHARE = 20;

export class FolderFiles implements RunFiles {
  constructor(readonly path: string) {}

  get name(): string {
    return basename(this.path);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  exists(): boolean {
    return existsSync(this.path);
  }

  has(name: string): boolean {
    return existsSync(this.file(name));
  }

  bytes(name: string): Uint8Array {
    return inWordsOfRuns(() => readBytes(this.file(name)));
  }

  hash(name: string): string {
    return inWordsOfRuns(() => hashFile(this.file(name)));
  }

  make(): void {
    makeFolder(this.path);
    removeParts(this.path);
  }

  write(name: string, content: string | Uint8Array): void {
    writeWhole(this.path, name, content);
  }

  remove(name: string): void {
    rmSync(this.file(name), { force: true });
  }

  /**
   * What is appended is on the disk, whatever becomes of the machine, with the first line that comes
   * a second or more after it; later only where the disk takes long, for waiting may take a
   * twentieth of the time. So are by then the plan and the program, without which the journal is of
   * no use.
   */
  append(name: string): Appending {
    const path = this.file(name);
    const file = openSync(path, 'a');
    let next = performance.now() + SYNC_MS;
    let isFirst = true;
    return {
      append: (text) =>
        naming(path, () => {
          writeFileSync(file, text);
          const began = performance.now();
          if (began < next) return;
          if (isFirst) this.sync();
          isFirst = false;
          fsyncSync(file);
          const took = performance.now() - began;
          next = began + took + Math.max(SYNC_MS, SYNC_SHARE * took);
        }),
      close: () =>
        naming(path, () => {
          fsyncSync(file);
          closeSync(file);
        }),
    };
  }

  hold(name: string): () => void {
    return hold(this.file(`${name}.held`), this.file(name));
  }

  /** What a run goes on from beside its journal, and the folder itself. */
  private sync(): void {
    for (const name of ['program.json', 'plan.json'])
      if (this.has(name)) syncAs(this.file(name), 'r+');
    // Windows opens no folder.
    if (process.platform !== 'win32') syncAs(this.path, 'r');
  }

  exclusively<T>(name: string, action: () => T): T {
    return withLock(this.file(name), action);
  }

  /** As `draws.parquet`, whole or not there. */
  writeDraws(plan: Plan, draws: KeptDraws): void {
    replaceWhole(this.file(DRAWS), (part) => writeParquet(fileWriter(part), plan, draws));
  }

  readDraws(plan: Plan, names: readonly string[]): ReadonlyMap<string, Float64Array> {
    return readDraws(this.file(DRAWS), plan, names);
  }

  saveSnapshot(planId: string, snapshot: Snapshot): void {
    writeSnapshot(this.path, planId, snapshot);
  }

  snapshot(planId: string): Snapshot | undefined {
    return readSnapshot(this.path, planId);
  }

  removeSnapshot(): void {
    this.remove(SNAPSHOT_NAME);
  }
}

function syncAs(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
