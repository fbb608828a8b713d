/** `chipcast batch`: a matrix of scenarios, one run folder each, and how they compare. */

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BatchSpec, readBatchSpec } from '../batch/batch-spec.ts';
import { type Cell, cellsOf, countCells, MOST_CELLS } from '../batch/cells.ts';
import { type BatchCell, type BatchManifest, changesBetween, partsOf } from '../batch/manifest.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { threadsExecutor } from '../execute/threads.ts';
import type { Plan } from '../plan/plan.ts';
import { SpecError, type SpecProblem } from '../plan/problem.ts';
import type { SpecFile } from '../plan/read-spec.ts';
import { batchPage } from '../report/batch-page.ts';
import { compareRuns } from '../revision/comparison.ts';
import { type AskedOutcome, askedOutcomes } from '../sensitivity/request.ts';
import { earnedPair, percent } from '../stats/round.ts';
import { RunFolderError } from '../store/error.ts';
import { writeWhole } from '../store/files.ts';
import { folderName } from '../store/manifest.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { alignNumbers, columns, wrap } from '../text/table.ts';
import { type ExecuteOptions, executePlan } from './execute-plan.ts';
import { type Interruption, onInterruption } from './interruption.ts';
import { askedBy, readSpec, withRefused } from './question.ts';
import { changedParts, openFolder, withTrials } from './run.ts';
import { UsageError } from './usage-error.ts';

export interface BatchOptions extends ExecuteOptions {
  readonly keepGoing?: boolean;
  readonly out: string;
}

interface Planned {
  readonly cell: Cell;
  readonly plan: Plan;
}

export async function batchCommand(specFile: string, options: BatchOptions): Promise<void> {
  const { file, refused } = readSpec<BatchSpec>(specFile, (text) => readBatchSpec(text, specFile));
  const planned = await planCells(file, specFile, refused);
  const { spec } = file!;
  const [path, page] = ['json', 'html'].map((type) =>
    join(options.out, `${spec.name}.batch.${type}`),
  );
  const earlier = readManifest(path);
  mkdirSync(options.out, { recursive: true });
  const cells: BatchCell[] = planned.map(({ cell, plan }) => ({
    name: cell.name,
    state: 'waiting',
    run: folderName(plan),
    id: plan.id,
    parts: partsOf(plan),
  }));
  const save = (more: Partial<BatchManifest> = {}): BatchManifest => {
    const manifest = { format: 1 as const, batch: spec.name, cells, ...more };
    writeWhole(options.out, `${spec.name}.batch.json`, `${JSON.stringify(manifest, null, 1)}\n`);
    return manifest;
  };
  const interruption = onInterruption();
  const stopped = await runCells(
    planned,
    cells,
    earlier,
    { ...options, interruption },
    save,
  ).finally(interruption.release);
  const done = planned.filter((_, k) => cells[k].state === 'done');
  const comparison =
    done.length > 1 && !stopped ? await compareCells(done, cells, options) : undefined;
  const manifest = save(comparison === undefined ? {} : { comparison });
  writeWhole(options.out, `${spec.name}.batch.html`, batchPage(manifest));
  const failed = cells.filter(({ state }) => state === 'failed');
  process.exitCode = failed.length > 0 || stopped ? 1 : 0;
  process.stdout.write(
    options.json
      ? `${JSON.stringify(manifest, null, 1)}\n`
      : options.quiet
        ? `${cells.map(({ run }) => join(options.out, run)).join('\n')}\n`
        : `${told(manifest, [page, path]).join('\n')}\n`,
  );
}

/** All cells as plans; whatever is wrong with any of them is told before anything is run. */
async function planCells(
  file: SpecFile<BatchSpec> | undefined,
  specFile: string,
  refused: SpecError | undefined,
): Promise<Planned[]> {
  if (file === undefined) throw refused ?? new UsageError(`${specFile} cannot be read`);
  const count = countCells(file.spec);
  if (count > MOST_CELLS)
    throw new UsageError(
      `${specFile}: the matrix has ${count} cells; wanted ${MOST_CELLS} or fewer`,
    );
  const faults = new Map<string, SpecProblem>();
  const planned: Planned[] = [];
  for (const cell of cellsOf(file.spec)) {
    try {
      const { plan } = await askedBy({ spec: cell.spec, locate: file.locate }, specFile, {});
      planned.push({ cell, plan });
    } catch (error) {
      if (!(error instanceof SpecError)) throw withRefused(error, refused);
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

function readManifest(path: string): BatchManifest | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as BatchManifest;
    return manifest.format === 1 && Array.isArray(manifest.cells) ? manifest : undefined;
  } catch {
    process.stderr.write(`${path} cannot be read; what changed since it was made cannot be told\n`);
    return undefined;
  }
}

/** Runs what is not done yet; whether it was stopped on the way. */
async function runCells(
  planned: readonly Planned[],
  cells: BatchCell[],
  earlier: BatchManifest | undefined,
  options: BatchOptions & { readonly interruption: Interruption },
  save: () => BatchManifest,
): Promise<boolean> {
  for (const [k, { cell, plan: asked }] of planned.entries()) {
    const say = (what: string): void => {
      process.stderr.write(`[${k + 1} of ${planned.length}] ${cell.name}: ${what}\n`);
    };
    if (options.interruption.stop.requested) return true;
    try {
      const plan = await withTrials(asked, options);
      cells[k] = { ...cells[k], run: folderName(plan), id: plan.id, parts: partsOf(plan) };
      const folder = openFolder(resolve(options.out, folderName(plan)));
      const before = earlier?.cells.find(({ name }) => name === cell.name);
      const reason = prepare(folder, plan, cells[k], before);
      if (reason === undefined) say('done already');
      else {
        say(reason);
        const code = await executePlan(plan, folder, { ...options, silent: true });
        if (code !== 0) {
          cells[k] = { ...cells[k], state: 'stopped' };
          save();
          return true;
        }
      }
      cells[k] = { ...cells[k], state: 'done', headlines: headlinesOf(folder, plan) };
      save();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      cells[k] = { ...cells[k], state: 'failed', why };
      say(`failed: ${why}`);
      save();
      if (!options.keepGoing) return true;
    }
  }
  return false;
}

/** Why a cell is to be run; nothing where it is done. A folder that cannot serve is emptied. */
function prepare(
  folder: RunFolder,
  plan: Plan,
  { parts }: BatchCell,
  before: BatchCell | undefined,
): string | undefined {
  const state = folder.state();
  if (state === 'unfinished') return 'goes on where it was stopped';
  if (state === 'absent') {
    if (before === undefined) return 'runs';
    const changes = changesBetween(before.parts, parts);
    if (changes.length > 0) return `runs again, changed: ${changes.join('; ')}`;
    return before.state === 'done' ? 'runs again: its folder is gone' : 'runs';
  }
  const changed = changedParts(folder.plan().program, plan.program);
  if (changed.length > 0) {
    folder.restart();
    return `runs again, changed in the model: ${changed.join(' and ')}`;
  }
  try {
    folder.trustedSummary();
  } catch (error) {
    if (!(error instanceof RunFolderError)) throw error;
    folder.restart();
    return 'runs again: its summary was damaged or altered';
  }
  if (plan.draws === true && !folder.has('draws.parquet')) return 'runs again for its draws';
  return undefined;
}

/** Of each headline the last year, which is the one that is asked for; the last quarter where it has no years. */
function lastHeadlines(plan: Plan): readonly AskedOutcome[] {
  const headlines = askedOutcomes(plan.program, []);
  return [...new Map(headlines.map((asked) => [asked.outcome, asked])).values()];
}

function headlinesOf(folder: RunFolder, plan: Plan): NonNullable<BatchCell['headlines']> {
  const { outcomes } = folder.trustedSummary();
  const wanted = lastHeadlines(plan).map(({ column }) => column);
  return Object.fromEntries(
    outcomes
      .filter(({ id }) => wanted.includes(id))
      .toSorted((a, b) => wanted.indexOf(a.id) - wanted.indexOf(b.id))
      .map(({ id, unit, mean, quantiles }) => [id, { unit, mean, quantiles }]),
  );
}

/** Draws of cells are made again for the outcomes that are compared; those whose model has none of them in common are left out. */
async function compareCells(
  done: readonly Planned[],
  cells: readonly BatchCell[],
  { executor: who, threads }: BatchOptions,
) {
  const executor = who === 'inline' ? inlineExecutor() : threadsExecutor(threads);
  try {
    const runs = done.map(({ plan, cell }) => ({
      name: cells.find(({ name }) => name === cell.name)!.run,
      plan,
    }));
    return await compareRuns(runs, lastHeadlines(done[0].plan), executor);
  } finally {
    await executor.close();
  }
}

const WIDTH = 110;
/** Headlines that the terminal shows; the page has all. */
const SHOWN = 3;

function told({ batch, cells, comparison }: BatchManifest, files: readonly string[]): string[] {
  const width = Math.min(WIDTH, process.stdout.columns ?? WIDTH);
  const done = cells.filter(({ state }) => state === 'done');
  const failed = cells.filter(({ state }) => state === 'failed');
  const left = cells.filter(({ state }) => state === 'stopped' || state === 'waiting');
  const ids = Object.keys(done[0]?.headlines ?? {}).slice(0, SHOWN);
  return [
    ...wrap(`${batch}: ${done.length} of ${cells.length} cells are done.`, width),
    ...ids.flatMap((id) => ['', ...headlineTable(id, done, comparison, width)]),
    ...failed.flatMap(({ name, why }) => ['', ...`${name} failed: ${why}`.split('\n')]),
    ...(left.length === 0 ? [] : ['']),
    ...left.map(
      ({ name, state }) => `${name}: ${state === 'stopped' ? 'was stopped' : 'is still to be run'}`,
    ),
    ...(left.length === 0 ? [] : ['The same command goes on with them.']),
    '',
    ...files,
  ];
}

function headlineTable(
  id: string,
  done: readonly BatchCell[],
  comparison: BatchManifest['comparison'],
  width: number,
): string[] {
  const first = done[0]?.headlines?.[id];
  const event = first?.unit === '0/1';
  const rows = done.map(({ name, headlines, run }) => {
    const found = comparison?.runs.find((one) => one.run === run)?.outcomes[id];
    const told = event ? 'mean' : 'p50';
    const difference = found?.differences.find(({ statistic }) => statistic === told)?.difference;
    const headline = headlines?.[id];
    return { name, value: event ? headline?.mean : headline?.quantiles.p50, difference };
  });
  const text = (one: { readonly value: number | null; readonly se: number | null } | undefined) =>
    one === undefined
      ? ''
      : event
        ? earnedPair(percent(one.value), percent(one.se))
        : earnedPair(one.value, one.se);
  const unit = event ? 'of 100 worlds' : `median, ${first?.unit ?? ''}`;
  const names = { heading: '', cells: rows.map(({ name }) => `  ${name}`), left: true };
  const values = {
    heading: '',
    cells: alignNumbers(rows.map(({ value }) => text(value))),
  };
  const from = {
    heading: 'from the first',
    cells: alignNumbers(rows.map(({ difference }) => text(difference))),
  };
  return [
    ...wrap(`${id} [${unit}]`, width),
    // Without differences the headings are empty.
    ...(comparison === undefined
      ? columns([names, values]).slice(1)
      : columns([names, values, from])),
  ];
}
