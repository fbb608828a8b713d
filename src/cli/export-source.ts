/**
 * Where tables come from: the run folder, the file of a batch, and draws that are read or computed
 * again.
 */

import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BatchManifest } from '../batch/manifest.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { threadsExecutor } from '../execute/threads.ts';
import { describedOutcomes, inputColumn, outcomeColumn } from '../export/about-run.ts';
import type { DoneCell } from '../export/batch-table.ts';
import { checkBatch, checkScores } from '../export/documents.ts';
import type { Drawn, DrawnColumn } from '../export/draws-table.ts';
import { UsageError } from '../forecast/usage-error.ts';
import type { Plan } from '../plan/plan.ts';
import { recordedDraws } from '../revision/outcome-draws.ts';
import type { ScoreDocument } from '../score/document.ts';
import type { Analysis } from '../sensitivity/document.ts';
import { checkAnalysis } from '../sensitivity/document-form.ts';
import { askedOutcomes } from '../sensitivity/request.ts';
import type { Summary } from '../stats/summary.ts';
import { drawColumns, WEIGHT } from '../store/draw-columns.ts';
import { RunFolderError } from '../store/error.ts';
import { readDocument } from '../store/read-document.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { FormError } from '../text/form.ts';
import { findStore } from './find-store.ts';
import { separated } from './separated.ts';

/** @throws RunFolderError if it is not finished */
export async function finishedFolder(named: string, out: string): Promise<RunFolder> {
  const folder = await findStore(named, out);
  if (folder.state() !== 'finished')
    throw new RunFolderError(
      `${folder.path} is not finished; there is nothing to export yet (chipcast resume ${folder.path})`,
    );
  return folder;
}

/** An analysis of the question of a run, which need not have been run. */
export function analysisOf(folder: RunFolder): Analysis {
  needed(folder, 'sensitivity.json', 'sensitivity');
  if (folder.state() !== 'finished') {
    const { content } = readDocument(folder.file('sensitivity.json'));
    const { model } = Object(content) as { readonly model: string };
    return believed(folder.file('sensitivity.json'), () => checkAnalysis(content, { model }));
  }
  const plan = folder.plan();
  return folder.analysis('sensitivity.json', (content) => checkAnalysis(content, plan));
}

export function scoresOf(folder: RunFolder): ScoreDocument {
  needed(folder, 'score.json', 'score');
  const { content } = readDocument(folder.file('score.json'));
  return believed(folder.file('score.json'), () => checkScores(content));
}

function needed(folder: RunFolder, name: string, command: string): void {
  if (!folder.has(name))
    throw new RunFolderError(`${folder.path} has no ${name}; chipcast ${command} makes it`);
}

function believed<T>(path: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw new RunFolderError(`${path} cannot be used: ${error.message}`);
  }
}

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

/** @param named  the file of a batch, or its name in `out` */
export async function openBatch(named: string, out: string): Promise<Batch> {
  const path = named.endsWith(SUFFIX) ? named : join(out, `${named}${SUFFIX}`);
  if (!existsSync(path)) {
    const known = existsSync(out) ? readdirSync(out).filter((name) => name.endsWith(SUFFIX)) : [];
    throw new RunFolderError(
      `no batch "${named}"; ${known.length === 0 ? `there are none in ${out}` : `batches in ${out}: ${known.map((name) => basename(name, SUFFIX)).join(', ')}`}`,
    );
  }
  const { content } = readDocument(path);
  const manifest = believed(path, () => checkBatch(content));
  const done = manifest.cells.filter(({ state }) => state === 'done');
  if (done.length === 0)
    throw new RunFolderError(`${path}: no cell is done; there is nothing to export yet`);
  const folders = await Promise.all(done.map(({ run }) => finishedFolder(join(out, run), out)));
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

export interface DrawsRequest {
  readonly outcomes?: readonly string[];
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
}

/** Draws that are computed again, of all columns, in bytes; more is asked for by name. */
const MOST_COMPUTED = 2 ** 30;

/**
 * Draws in order of trial: of what was asked for, else of all inputs and outcomes. Read from
 * draws.parquet, or computed again where the run has none.
 */
export async function drawnColumns(
  folder: RunFolder,
  plan: Plan,
  summary: Summary,
  request: DrawsRequest,
): Promise<Drawn> {
  const { inputs, outcomes } = drawColumns(plan);
  const names =
    request.outcomes === undefined
      ? [...inputs, ...outcomes]
      : askedColumns(plan, inputs, separated(request.outcomes));
  const isWeighted = plan.evidence?.method === 'weights';
  const draws = folder.has('draws.parquet')
    ? folder.readDraws(plan, [...(isWeighted ? [WEIGHT] : []), ...names])
    : await computed(folder, plan, names, request, isWeighted);
  const described = describedOutcomes(plan.program, summary);
  const columns = names.map((name): DrawnColumn => {
    const outcome = described.get(name);
    return outcome === undefined
      ? { ...inputColumn(plan.program, name), draws: draws.get(name)! }
      : { ...outcomeColumn(name, outcome), draws: draws.get(name)!, outcome };
  });
  return {
    trials: plan.trials,
    columns,
    ...(isWeighted
      ? {
          weight: {
            name: WEIGHT,
            kind: 'number' as const,
            label: 'How much the trial counts; all add up to 1',
            draws: draws.get(WEIGHT)!,
          },
        }
      : {}),
  };
}

/** Columns by name: outcomes with or without period, and inputs. */
function askedColumns(plan: Plan, inputs: readonly string[], asked: readonly string[]): string[] {
  const isInput = (name: string): boolean =>
    inputs.some((id) => id === name || id.startsWith(`${name}[`));
  const ofInputs = asked
    .filter(isInput)
    .flatMap((name) => inputs.filter((id) => id === name || id.startsWith(`${name}[`)));
  const others = asked.filter((name) => !isInput(name));
  const ofOutcomes = others.length === 0 ? [] : askedOutcomes(plan.program, others);
  const conditions = ofOutcomes.filter(({ event }) => event !== undefined);
  if (conditions.length > 0)
    throw new UsageError(
      `--outcomes: ${conditions.map(({ key }) => `"${key}"`).join(', ')} is a condition; draws are of outcomes, with or without period`,
    );
  return [...new Set([...ofInputs, ...ofOutcomes.map(({ column }) => column)])];
}

async function computed(
  folder: RunFolder,
  plan: Plan,
  names: readonly string[],
  { outcomes, threads, executor: who }: DrawsRequest,
  isWeighted: boolean,
): Promise<ReadonlyMap<string, Float64Array>> {
  const bytes = plan.trials * names.length * 8;
  if (outcomes === undefined && bytes > MOST_COMPUTED)
    throw new RunFolderError(
      `${folder.path} has no draws.parquet, and all ${names.length} columns would take ${(bytes / 2 ** 30).toFixed(1)} GiB; name some with --outcomes, or run it again with --draws`,
    );
  const executor = who === 'inline' ? inlineExecutor() : threadsExecutor(threads);
  try {
    const { columns, weights } = await recordedDraws(plan, names, executor);
    const byTrial = (draws: Float64Array): Float64Array => {
      const R = plan.replicates;
      return draws.map((_, i) => draws[weights.firsts[i % R] + Math.floor(i / R)]);
    };
    return new Map([
      ...(isWeighted ? [[WEIGHT, byTrial(weights.values)] as const] : []),
      ...names.map((name) => [name, byTrial(columns.get(name)!)] as const),
    ]);
  } finally {
    await executor.close();
  }
}
