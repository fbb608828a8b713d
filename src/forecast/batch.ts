/**
 * A matrix of scenarios: every cell planned before any is run, one run a cell, and how they
 * compare.
 */

import type { BatchSpec } from '../batch/batch-spec.ts';
import { type Cell, cellsOf, countCells, MOST_CELLS } from '../batch/cells.ts';
import { type BatchCell, type BatchManifest, changesBetween, partsOf } from '../batch/manifest.ts';
import type { Executor } from '../execute/executor.ts';
import type { Plan } from '../plan/plan.ts';
import { SpecError, type SpecProblem } from '../plan/problem.ts';
import type { SpecFile } from '../plan/read-spec.ts';
import { type Comparison, compareRuns } from '../revision/comparison.ts';
import { type AskedOutcome, askedOutcomes } from '../sensitivity/request.ts';
import { RunFolderError } from '../store/error.ts';
import { folderName } from '../store/manifest.ts';
import type { RunStore } from '../store/run-store.ts';
import type { Stopped } from './compute.ts';
import { changedParts, type Done } from './run-into.ts';
import { UsageError } from './usage-error.ts';

export interface PlannedCell {
  readonly cell: Cell;
  readonly plan: Plan;
}

/**
 * All cells as plans; whatever is wrong with any of them is told before anything is run.
 *
 * @param file     the batch spec, as far as it could be read
 * @param named    its file, as messages show it
 * @param refused  what is wrong with it
 * @param ask      the plan of a cell
 * @throws SpecError with all that is wrong with the spec and with any cell, each fault once
 */
export async function planCells(
  file: SpecFile<BatchSpec>,
  named: string,
  refused: SpecError | undefined,
  ask: (cell: SpecFile) => Promise<{ readonly plan: Plan }>,
): Promise<readonly PlannedCell[]> {
  const count = countCells(file.spec);
  if (count > MOST_CELLS)
    throw new UsageError(`${named}: the matrix has ${count} cells; wanted ${MOST_CELLS} or fewer`);
  const faults = new Map<string, SpecProblem>();
  const planned: PlannedCell[] = [];
  for (const cell of cellsOf(file.spec)) {
    try {
      const { plan } = await ask({ spec: cell.spec, locate: file.locate });
      planned.push({ cell, plan });
    } catch (error) {
      if (!(error instanceof SpecError)) throw refused ?? error;
      // A fault of many cells is told once, with the first that has it.
      for (const problem of error.problems) {
        const key = `${problem.path} ${problem.message}`;
        if (!faults.has(key))
          faults.set(key, {
            ...problem,
            ...(problem.line === undefined ? { file: `cell "${cell.name}"` } : {}),
          });
      }
    }
  }
  const problems = [...(refused?.problems ?? []), ...faults.values()];
  if (problems.length > 0)
    throw new SpecError(refused?.heading ?? `Batch "${file.spec.name}" cannot start`, problems);
  return planned;
}

/** What a batch is given to work with. */
export interface BatchPlace {
  /** What an earlier batch of this name left. */
  readonly earlier: BatchManifest | undefined;
  readonly signal: AbortSignal;
  /** Whether it goes on after a cell that failed. */
  readonly keepGoing: boolean;
  /** The plan with as many trials as its evidence needs. */
  enoughTrials(plan: Plan): Promise<Plan>;
  /** Where the run of a plan is kept. */
  store(plan: Plan): RunStore;
  /** Computes a plan into its store. */
  compute(plan: Plan, store: RunStore): Promise<Done | Stopped>;
  /** Called whenever a cell has come to something. */
  save(manifest: BatchManifest): void;
  /** What becomes of a cell. */
  say(
    cell: { readonly number: number; readonly of: number; readonly name: string },
    what: string,
  ): void;
}

export interface BatchResult {
  readonly cells: readonly BatchCell[];
  readonly stopped: boolean;
}

/** Runs the cells that are not done yet, one after the other. */
export async function runCells(
  name: string,
  planned: readonly PlannedCell[],
  place: BatchPlace,
): Promise<BatchResult> {
  const cells: BatchCell[] = planned.map(({ cell, plan }) => ({
    name: cell.name,
    state: 'waiting',
    run: folderName(plan),
    id: plan.id,
    parts: partsOf(plan),
  }));
  const save = (): void => place.save({ format: 1, batch: name, cells });
  for (const [k, { cell, plan: asked }] of planned.entries()) {
    const say = (what: string): void =>
      place.say({ number: k + 1, of: planned.length, name: cell.name }, what);
    if (place.signal.aborted) return { cells, stopped: true };
    try {
      const plan = await place.enoughTrials(asked);
      cells[k] = { ...cells[k], run: folderName(plan), id: plan.id, parts: partsOf(plan) };
      const store = place.store(plan);
      const before = place.earlier?.cells.find((one) => one.name === cell.name);
      const reason = prepare(store, plan, cells[k], before);
      say(reason ?? 'done already');
      if (reason !== undefined) {
        const result = await place.compute(plan, store);
        if (result.state === 'stopped') {
          cells[k] = { ...cells[k], state: 'stopped' };
          save();
          return { cells, stopped: true };
        }
      }
      cells[k] = { ...cells[k], state: 'done', headlines: headlinesOf(store, plan) };
      save();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      cells[k] = { ...cells[k], state: 'failed', why };
      say(`failed: ${why}`);
      save();
      if (!place.keepGoing) return { cells, stopped: true };
    }
  }
  return { cells, stopped: false };
}

/** Why a cell is to be run; nothing where it is done. A store that cannot serve is emptied. */
function prepare(
  store: RunStore,
  plan: Plan,
  { parts }: BatchCell,
  before: BatchCell | undefined,
): string | undefined {
  const state = store.state();
  if (state === 'unfinished') return 'goes on where it was stopped';
  if (state === 'absent') {
    if (before === undefined) return 'runs';
    const changes = changesBetween(before.parts, parts);
    if (changes.length > 0) return `runs again, changed: ${changes.join('; ')}`;
    return before.state === 'done' ? 'runs again: its folder is gone' : 'runs';
  }
  try {
    const changed = changedParts(store.plan().program, plan.program);
    if (changed.length > 0) {
      store.restart();
      return `runs again, changed in the model: ${changed.join(' and ')}`;
    }
    store.summary();
  } catch (error) {
    if (!(error instanceof RunFolderError)) throw error;
    store.restart();
    return 'runs again: it was damaged or altered';
  }
  if (plan.draws === true && !store.has('draws.parquet')) return 'runs again for its draws';
  return undefined;
}

/**
 * Of each headline the last year, which is the one that is asked for; the last quarter where it has
 * no years.
 */
function lastHeadlines(plan: Plan): readonly AskedOutcome[] {
  const headlines = askedOutcomes(plan.program, []);
  return [...new Map(headlines.map((asked) => [asked.outcome, asked])).values()];
}

function headlinesOf(store: RunStore, plan: Plan): NonNullable<BatchCell['headlines']> {
  const { outcomes } = store.summary();
  const asked = lastHeadlines(plan);
  const wanted = asked.map(({ column }) => column);
  const kinds = new Map(asked.map(({ column, kind }) => [column, kind]));
  return Object.fromEntries(
    outcomes
      .filter(({ id }) => wanted.includes(id))
      .toSorted((a, b) => wanted.indexOf(a.id) - wanted.indexOf(b.id))
      .map(({ id, unit, mean, quantiles }) => {
        const kind = kinds.get(id);
        return [id, { unit, ...(kind === undefined ? {} : { kind }), mean, quantiles }];
      }),
  );
}

/**
 * The cells that are done against the first of them, in the headlines of its model; undefined where
 * there is one at most.
 */
export async function compareCells(
  planned: readonly PlannedCell[],
  cells: readonly BatchCell[],
  executor: Executor,
): Promise<Comparison | undefined> {
  const runs = planned.flatMap(({ plan }, k) =>
    cells[k].state === 'done' ? [{ name: cells[k].run, plan }] : [],
  );
  if (runs.length < 2) return undefined;
  return compareRuns(runs, lastHeadlines(runs[0].plan), executor);
}
