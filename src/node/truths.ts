/**
 * What became known of the outcomes of a model, from the file of the model. A model ships with
 * chipcast or is named by the user; what a run folder names is data and never loaded.
 */

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../forecast/usage-error.ts';
import type { Plan } from '../plan/plan.ts';
import { readTruth } from '../score/read-truth.ts';
import type { Truth } from '../score/truth.ts';
import { isShipped, loadModel } from './load-model.ts';

/**
 * `file`: there is one; `foreign`: the model neither ships with chipcast nor is it named; `none`:
 * the model has no file of truths, or is not that of the run.
 */
export type TruthFile =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'foreign' | 'none' };

/** @param asked  the model as the user names it */
export async function truthFileOf(
  { model }: Pick<Plan, 'model'>,
  asked: string | undefined,
): Promise<TruthFile> {
  const named = asked ?? (isShipped(model) ? model : undefined);
  if (named === undefined) return { kind: 'foreign' };
  const { truth, name } = await loadModel(named);
  return truth === undefined || name !== model
    ? { kind: 'none' }
    : { kind: 'file', path: fileURLToPath(truth) };
}

export interface TruthOptions {
  /** File of what became known; that of the model if absent. */
  readonly truth?: string | undefined;
  /** The model of the run, as the user names it. */
  readonly model?: string | undefined;
  /** Words for a missing value in tables. */
  readonly na?: readonly string[] | undefined;
}

/**
 * Truths for the runs of a model, and where they are from.
 *
 * @param onNotes  is told what readers of tables left out
 * @throws UsageError if there are none, or if the model is not loaded; ScoreError or TableError if
 *   they cannot be read
 */
export async function truthsFor(
  plan: Plan,
  { truth, model, na }: TruthOptions,
  onNotes: (notes: readonly string[]) => void,
): Promise<{ readonly source: string; readonly truths: readonly Truth[] }> {
  const file = truth ?? (await truthOfModel(plan, model));
  return { source: relative('.', file), truths: readTruth(file, { na, notes: onNotes }) };
}

async function truthOfModel(plan: Plan, asked: string | undefined): Promise<string> {
  const file = await truthFileOf(plan, asked);
  if (file.kind === 'file') return file.path;
  const { model, modelFile } = plan;
  const made = modelFile === undefined ? '' : ` (it was made from ${modelFile})`;
  throw new UsageError(
    file.kind === 'foreign'
      ? `model ${model} does not ship with chipcast${made}, and a model that a run folder names is not loaded: name its file with --model FILE, or what became known with --truth FILE`
      : `model ${model} has no file of truths of its own; --truth FILE names one, a YAML file with a list \`truth\``,
  );
}
