/** A batch run into a folder: a run folder for each cell, and the file and the page of the batch. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readBatchSpec } from '../batch/batch-spec.ts';
import type { BatchManifest } from '../batch/manifest.ts';
import type { Executor } from '../execute/executor.ts';
import { makeFolder } from '../files/folder.ts';
import { type BatchPlace, compareCells, planCells, runCells } from '../forecast/batch.ts';
import { namesIn } from '../forecast/names.ts';
import type { Notify } from '../forecast/notice.ts';
import { computeInto, type IntoOptions } from '../forecast/run-into.ts';
import { UsageError } from '../forecast/usage-error.ts';
import type { Plan } from '../plan/plan.ts';
import type { Document } from '../report/document.ts';
import { documentHtml } from '../report/media/html.ts';
import { batchPage } from '../report/pages/batch.ts';
import { RunFolderError } from '../store/error.ts';
import { writeWhole } from '../store/files.ts';
import type { Language } from '../wording/languages.ts';
import { readBatch } from './batch.ts';
import { folderOf } from './folder.ts';
import { NODE } from './place.ts';
import { askedBy, type QuestionOptions, readSpec } from './question.ts';

export interface BatchOptions
  extends Pick<BatchPlace, 'signal' | 'keepGoing' | 'enoughTrials' | 'say'>,
    Pick<QuestionOptions, 'allowRead'> {
  /** Where run folders are kept. */
  readonly out: string;
  /** Of the page; English if absent. */
  readonly lang?: Language | undefined;
  /** Computes the plan of a cell. */
  computing<T>(plan: Plan, use: (how: IntoOptions) => Promise<T>): Promise<T>;
  /** Gives an executor to what needs one, and closes it. */
  withExecutor<T>(use: (executor: Executor) => Promise<T>): Promise<T>;
  readonly onNotice: Notify;
}

export interface RanBatch {
  readonly manifest: BatchManifest;
  readonly page: Document;
  /** Paths of the page and of the file of the batch. */
  readonly files: readonly string[];
  /** Whether all cells are done. */
  readonly isDone: boolean;
}

/**
 * Runs the cells that are not done yet, and compares them.
 *
 * @throws SpecError with all that is wrong with the spec and with any cell, before any is run
 */
export async function runBatch(specFile: string, options: BatchOptions): Promise<RanBatch> {
  const { out, allowRead = [], lang = 'en', onNotice } = options;
  const { file, refused } = readSpec(specFile, (text) => readBatchSpec(text, specFile));
  if (file === undefined) throw refused ?? new UsageError(`${specFile} cannot be read`);
  const planned = await planCells(file, specFile, refused, (cell) =>
    askedBy(cell, specFile, { allowRead }, onNotice),
  );
  const { name } = file.spec;
  const [path, pagePath] = ['json', 'html'].map((type) => join(out, `${name}.batch.${type}`));
  const earlier = readManifest(path, onNotice);
  makeFolder(out);
  const save = (manifest: BatchManifest): BatchManifest => {
    writeWhole(out, `${name}.batch.json`, `${JSON.stringify(manifest, null, 1)}\n`);
    return manifest;
  };
  const { cells, stopped } = await runCells(name, planned, {
    ...options,
    earlier,
    save,
    store: (plan) => folderOf(plan, out),
    compute: (plan, store) => options.computing(plan, (how) => computeInto(plan, store, how, NODE)),
  });
  const comparison = stopped
    ? undefined
    : await options.withExecutor((executor) => compareCells(planned, cells, executor));
  const manifest = save({
    format: 1,
    batch: name,
    cells,
    ...(comparison === undefined ? {} : { comparison }),
  });
  const page = batchPage(manifest, namesIn(planned[0].plan, lang));
  writeWhole(out, `${name}.batch.html`, documentHtml(page));
  const isDone = !stopped && cells.every(({ state }) => state === 'done');
  return { manifest, page, files: [pagePath, path], isDone };
}

/** What an earlier batch of this name left. */
function readManifest(path: string, onNotice: Notify): BatchManifest | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readBatch(path);
  } catch (error) {
    if (!(error instanceof RunFolderError)) throw error;
    onNotice({
      kind: 'left-out',
      message: `${error.message}\nWhat changed since it was made cannot be told.`,
    });
    return undefined;
  }
}
