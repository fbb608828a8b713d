/** The file of a batch, and the runs of its cells. */

import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BatchManifest } from '../batch/manifest.ts';
import type { DoneCell } from '../export/batch-table.ts';
import { checkBatch } from '../export/documents.ts';
import { believed } from '../forecast/documents.ts';
import { NOTHING_TO_EXPORT } from '../forecast/export-table.ts';
import { expectFinished } from '../forecast/open.ts';
import type { Plan } from '../plan/plan.ts';
import { RunFolderError } from '../store/error.ts';
import { readDocument } from '../store/read-document.ts';
import { findFolder } from './folder.ts';

const SUFFIX = '.batch.json';

export interface Batch {
  /** Path of its file. */
  readonly path: string;
  readonly manifest: BatchManifest;
  readonly cells: readonly DoneCell[];
  /** The first of them. */
  readonly plan: Plan;
  /** Names of cells that are not done. */
  readonly left: readonly string[];
}

/**
 * @param named  the file of a batch, or its name in `out`
 * @throws RunFolderError if there is no such batch, or nothing of it is done
 */
export function openBatch(named: string, out: string): Batch {
  const path = named.endsWith(SUFFIX) ? named : join(out, `${named}${SUFFIX}`);
  if (!existsSync(path)) {
    const known = existsSync(out) ? readdirSync(out).filter((name) => name.endsWith(SUFFIX)) : [];
    throw new RunFolderError(
      `no batch "${named}"; ${known.length === 0 ? `there are none in ${out}` : `batches in ${out}: ${known.map((name) => basename(name, SUFFIX)).join(', ')}`}`,
    );
  }
  const manifest = readBatch(path);
  const done = manifest.cells.filter(({ state }) => state === 'done');
  if (done.length === 0)
    throw new RunFolderError(`${path}: no cell is done; there is nothing to export yet`);
  const folders = done.map(({ run }) => {
    const folder = findFolder(join(out, run), out, () => {});
    expectFinished(folder, NOTHING_TO_EXPORT);
    return folder;
  });
  return {
    path,
    manifest,
    cells: folders.map((folder, k) => ({
      name: done[k].name,
      run: done[k].run,
      program: folder.plan().program,
      summary: folder.summary(),
    })),
    plan: folders[0].plan(),
    left: manifest.cells.filter(({ state }) => state !== 'done').map(({ name }) => name),
  };
}

/** @throws RunFolderError if it is no file of a batch */
export function readBatch(path: string): BatchManifest {
  const { content } = readDocument(path);
  return believed(path, () => checkBatch(content));
}
