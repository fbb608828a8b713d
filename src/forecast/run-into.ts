/** A plan computed into a store: begun, gone on with, or found done. */

import { canonicalJson } from '../compile/canonical.ts';
import type { Program } from '../compile/program.ts';
import type { Plan } from '../plan/plan.ts';
import { RunFolderError } from '../store/error.ts';
import type { RunStore } from '../store/run-store.ts';
import { type ComputeOptions, compute, type Stopped } from './compute.ts';
import { writesDraws } from './draws-policy.ts';
import { fileResult } from './file-run.ts';
import { runOf } from './forecast.ts';
import { openStore } from './open.ts';
import type { Place } from './place.ts';
import { Run } from './run.ts';

export interface IntoOptions extends Omit<ComputeOptions, 'store' | 'inputs'> {
  /** Whether draws are written; absent: as the plan says. */
  readonly draws?: boolean | undefined;
}

export interface Done {
  readonly state: 'finished';
  readonly run: Run;
}

/**
 * Computes a plan into its store. One that is finished is given as it is, unless what its summary
 * depends on has changed since.
 *
 * @throws RunFolderError if what stands there cannot be read; else as `compute`
 */
export async function runInto(
  plan: Plan,
  store: RunStore,
  options: IntoOptions,
  place: Place,
): Promise<Done | Stopped> {
  const { onNotice } = options;
  const state = store.state();
  const changed = state === 'absent' ? [] : changedParts(store.plan().program, plan.program);
  if (changed.length > 0) {
    store.restart();
    onNotice?.({
      kind: 'again',
      message: `the ${changed.join(' and ')} of the model have changed since this run was made; it is computed again into the same folder`,
    });
  } else if (state === 'finished' && !(plan.draws === true && !store.has('draws.parquet'))) {
    onNotice?.({
      kind: 'going-on',
      message: 'already computed: the same question has the same folder',
    });
    return { state: 'finished', run: openStore(store, place) };
  }
  if (state === 'unfinished')
    onNotice?.({ kind: 'going-on', message: 'going on with a run that was stopped' });
  return computeInto(plan, store, options, place);
}

/**
 * Finishes a run that was stopped, from its store alone; one that is finished is given as it is.
 *
 * @throws RunFolderError if there is none, or if its question was altered
 */
export async function resume(
  store: RunStore,
  options: IntoOptions,
  place: Place,
): Promise<Done | Stopped> {
  if (store.state() === 'absent')
    throw new RunFolderError(`${store.path} is not the folder of a run`);
  const plan = store.plan();
  if (store.state() === 'finished') {
    options.onNotice?.({ kind: 'going-on', message: `${store.name} is finished already` });
    return { state: 'finished', run: openStore(store, place) };
  }
  return computeInto(plan, store, options, place);
}

/** Computes a plan into its store, whatever stands there of it. */
export async function computeInto(
  plan: Plan,
  store: RunStore,
  { draws, ...options }: IntoOptions,
  place: Place,
): Promise<Done | Stopped> {
  const writes = writesDraws(plan, draws);
  const result = await compute(plan, { ...options, store, inputs: writes, summaryOnly: !writes });
  if (result.state === 'stopped') return result;
  const run = runOf(plan, result, options.executor.name, place, [], store);
  await fileResult(store, run, writes);
  return { state: 'finished', run };
}

/**
 * What a summary depends on and the id of a run does not, for it moves no draw: trials are kept of
 * headlines, chances for charts.
 */
export function changedParts(made: Program, asked: Program): string[] {
  return (['headlines', 'charts', 'forecasts', 'quantiles'] as const).filter(
    (part) => canonicalJson(made[part]) !== canonicalJson(asked[part]),
  );
}
